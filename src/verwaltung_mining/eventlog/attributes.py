"""The case attributes that an analysis may use: coded, without persons, proxies marked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.proxies import (
    UnitCounts,
    names_persons,
    names_units,
    repeated,
    told_by,
    unit_counts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAttributes:
    """Attributes after the persons among them were dropped."""

    frame: pl.DataFrame
    """Row i belongs to case i; Enum (values sorted) or Float64."""
    declared: tuple[Attribute, ...]
    dropped: tuple[str, ...]
    """Names of the attributes whose values are those of the resource column."""


def keep_attributes(
    raw: pl.DataFrame, declared: tuple[Attribute, ...], persons: pl.Series
) -> KeptAttributes:
    """Coded attributes; those that name persons are dropped.

    Row i of `raw` belongs to case i. `persons` are those of the resource column, as exported.
    """
    dropped = tuple(a.name for a in declared if names_persons(raw[a.name], persons))
    kept = tuple(a for a in declared if a.name not in dropped)
    return KeptAttributes(
        frame=pl.DataFrame({a.name: _coded(raw[a.name], a) for a in kept}),
        declared=kept,
        dropped=dropped,
    )


def with_unit_roles(
    kept: KeptAttributes, counts: Mapping[str, pl.DataFrame], org_units: tuple[str, ...]
) -> tuple[Attribute, ...]:
    """The declared attributes; what names or tells the unit at work gets the role `unit`.

    `counts` has the `unit_counts` of every attribute over the whole log.
    """
    return tuple(
        replace(a, role="unit")
        if names_units(kept.frame[a.name], org_units) or told_by(counts[a.name])
        else a
        for a in kept.declared
    )


def unit_counts_of(events: Parts, attributes: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The `unit_counts` of every attribute over a whole log; row i of them belongs to case i."""
    values = [repeated(each) for each in attributes]
    counts = {each.name: UnitCounts() for each in values}
    for part in events.frames(columns=["case", "activity", "org_unit"]):
        for each in values:
            counts[each.name].add(unit_counts(each, part))
    return {name: each.total() for name, each in counts.items()}


def _coded(values: pl.Series, attribute: Attribute) -> pl.Series:
    if attribute.kind == "number":
        return values.cast(pl.Float64).fill_nan(None)
    text = values.cast(pl.String)
    return text.cast(pl.Enum(text.drop_nulls().unique().sort()))
