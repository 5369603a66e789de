"""The case attributes that an analysis may use: coded, without persons, proxies marked."""

from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.proxies import determines_unit, names_persons, names_units


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAttributes:
    """Attributes after the persons among them were dropped."""

    frame: pl.DataFrame
    """Row i belongs to case i; Enum (values sorted) or Float64."""
    declared: tuple[Attribute, ...]
    dropped: tuple[str, ...]
    """Names of the attributes whose values are those of the resource column."""


def keep_attributes(
    raw: pl.DataFrame,
    declared: tuple[Attribute, ...],
    events: pl.DataFrame,
    *,
    org_units: tuple[str, ...],
) -> KeptAttributes:
    """Coded attributes; persons are dropped, what names or tells the unit gets the role `unit`.

    Row i of `raw` belongs to case i. `events` has `case`, `activity`, `org_unit` and
    `person` (as exported).
    """
    persons = events["person"]
    dropped = tuple(a.name for a in declared if names_persons(raw[a.name], persons))
    kept = tuple(a for a in declared if a.name not in dropped)
    coded = {a.name: _coded(raw[a.name], a) for a in kept}
    return KeptAttributes(
        frame=pl.DataFrame(coded),
        declared=tuple(
            replace(a, role="unit") if tells_unit(coded[a.name], events, org_units) else a
            for a in kept
        ),
        dropped=dropped,
    )


def tells_unit(values: pl.Series, events: pl.DataFrame, org_units: tuple[str, ...]) -> bool:
    """Whether the coded values of an attribute, one per case, name or tell the unit at work."""
    return names_units(values, org_units) or determines_unit(values, events)


def _coded(values: pl.Series, attribute: Attribute) -> pl.Series:
    if attribute.kind == "number":
        return values.cast(pl.Float64).fill_nan(None)
    text = values.cast(pl.String)
    return text.cast(pl.Enum(text.drop_nulls().unique().sort()))
