"""From a table to the rows of a log: roles found, stamps read, bad rows set aside with a reason."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.engine.parts import as_it_is
from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.columns.case_values import case_values
from verwaltung_mining.importers.gathering import CONTENT, FREE, RANK, Gathered, gather
from verwaltung_mining.importers.lifecycle import (
    LifecycleModel,
    PairedEvents,
    lifecycle_counts,
    pair_lifecycle,
)
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.row_order import row_order
from verwaltung_mining.importers.stamps.isolation import ISOLATED
from verwaltung_mining.importers.stamps.precision import time_precision
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.provenance import ColumnDecision, Provenance
from verwaltung_mining.texts import Text

PAIRED = (
    "case_id", "activity", "start", "timestamp", "time_precision", "local_date", "person",
    "org_unit", "lifecycle",
)  # fmt: skip
"""What an event is made of."""
DECIDED_ROLES = {"time_of_day": "timestamp"}
"""Roles that the provenance reports under another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What became of some cases of the table; parts add up."""

    good: int
    """Rows that are events or parts of events."""
    model: LifecycleModel
    order_source: str
    set_aside: pl.DataFrame
    merged: dict[str, int]
    quality_counts: dict[str, int]
    cases: pl.DataFrame
    """One row per case: `case_id` and the first filled cells of the columns without a role."""
    varying: tuple[str, ...]
    persons: pl.Series
    """Each person once."""


def build_log(table: Table, options: ReadOptions) -> RawLog:
    """The log in a table; every row is kept or set aside with a reason.

    Raises ColumnMissingError, AmbiguousError, or FileUnreadableError where no row can be used.
    """
    gathered = gather(table, options)
    events, parts = _assembled(gathered, options)
    set_aside = pl.concat([gathered.set_aside, *(part.set_aside for part in parts)]).sort("row")
    if not any(part.good for part in parts):
        raise _nothing_usable(table.file_name, _reasons(set_aside))
    persons = pl.concat(part.persons for part in parts).unique()
    reading = _reading(gathered, parts[0].order_source, options)
    attributes, values, decisions = _attributes(gathered, parts, persons, options)
    roles = sum(part.good for part in parts) if names_roles(persons) else 0
    return RawLog(
        name=table.file_name,
        events=events,
        room=options.room,
        case_attributes=values,
        attribute_list=attributes,
        zone=options.zone,
        rows_read=gathered.rows_read,
        quarantined=_reasons(set_aside),
        merged=dict(_sum(part.merged for part in parts)),
        quality_counts=_counted(
            table.quality_counts,
            gathered.quality_counts,
            _sum(part.quality_counts for part in parts),
            {"resource_is_role": roles},
        ),
        quarantine=set_aside,
        provenance=_provenance(
            table, reading, _decisions(table, gathered, parts[0].model, decisions)
        ),
    )


def _assembled(gathered: Gathered, options: ReadOptions) -> tuple[Parts, list[_Part]]:
    """The events by the first stamps of their cases, and what became of all rows."""
    counts = _lifecycle_counts(gathered)
    spool, parts = Spool(options.room), []
    for judged in gathered.rows.one_by_one(partial(_judged, gathered)):
        paired, part = _paired(judged, gathered, counts)
        spool.add(_events(paired, options))
        parts.append(part)
    found = spool.parts()
    views = [as_it_is] * len(found.tables)
    return found.seen_through(views, needs=RAW_EVENT_SCHEMA.names()), parts


def _judged(gathered: Gathered, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the reason why their stamp is not believed; such starts become null, marked."""
    late = gathered.believed.isolates(rows["timestamp"])
    opened = gathered.believed.isolates(rows["start"])
    return rows.with_columns(
        reason=pl.when(late).then(pl.lit(ISOLATED)),
        start=rows["start"].set(opened, None),
        start_isolated=opened,
    )


def _lifecycle_counts(gathered: Gathered) -> pl.DataFrame:
    """The `lifecycle_counts` of all rows that are believed."""
    columns = ["activity", "lifecycle", "timestamp", "start"]
    parts = gathered.rows.map(partial(_counts_of_part, gathered), columns=columns)
    together = pl.concat(parts).group_by("activity", "lifecycle")
    return together.agg(pl.col("rows").sum())


def _counts_of_part(gathered: Gathered, rows: pl.DataFrame) -> pl.DataFrame:
    return lifecycle_counts(_judged(gathered, rows).filter(pl.col("reason").is_null()))


def _paired(
    judged: pl.DataFrame, gathered: Gathered, counts: pl.DataFrame
) -> tuple[PairedEvents, _Part]:
    """The events of some cases, and what became of their rows."""
    good = judged.filter(pl.col("reason").is_null())
    rows = good.with_columns(time_precision(good["clock"], gathered.stamps.clocks))
    order, source = _order(rows, gathered)
    free = rows.select(FREE + name for name in gathered.free)
    cases, varying = case_values(rows["case_id"], free)
    paired = pair_lifecycle(_to_pair(rows, order), counts)
    late = judged.filter(pl.col("reason").is_not_null()).select("row", "reason")
    return paired, _Part(
        good=rows.height,
        model=paired.model,
        order_source=source,
        set_aside=pl.concat([late, paired.set_aside]),
        merged=paired.merged,
        quality_counts={
            **paired.quality_counts,
            "start_isolated": int(judged["start_isolated"].sum()),
            "duplicate_rows": rows.height - rows[CONTENT].n_unique(),
        },
        cases=cases,
        varying=varying,
        persons=rows["person"].unique(),
    )


def _order(rows: pl.DataFrame, gathered: Gathered) -> tuple[pl.Series, str]:
    column = gathered.roles.columns.get("order")
    ranks = None if column is None else rows[RANK].alias(column)
    return row_order(rows.height, ranks, newest_first=gathered.steps.newest_first)


def _to_pair(rows: pl.DataFrame, order: pl.Series) -> pl.DataFrame:
    needed = [name for name in (*PAIRED, ROW) if name in rows.columns]
    no_instance = pl.lit(None, dtype=pl.String)
    return rows.select(needed).with_columns(order=order, instance=no_instance)


def _events(paired: PairedEvents, options: ReadOptions) -> pl.DataFrame:
    """Columns as in RAW_EVENT_SCHEMA, ROW, and as KEY the first stamp of the case."""
    renamed = pl.col("activity").replace(dict(options.rename_activity))
    first = pl.col("timestamp").min().over("case_id").dt.epoch("us")
    return paired.events.with_columns(renamed).select(
        *(pl.col(name).cast(dtype) for name, dtype in RAW_EVENT_SCHEMA.items()),
        ROW,
        first.alias(KEY),
    )


def _attributes(
    gathered: Gathered, parts: list[_Part], persons: pl.Series, options: ReadOptions
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    changing = {name.removeprefix(FREE) for part in parts for name in part.varying}
    reasons = dict.fromkeys({*gathered.varying, *changing}, "changes within a case")
    reasons |= {"case_id": "another reference of the case"} if "case_id" in gathered.free else {}
    kept = [name for name in gathered.free if name not in reasons]
    cases = pl.concat(part.cases for part in parts)
    texts = cases.select("case_id", *(pl.col(FREE + name).alias(name) for name in kept))
    texts = texts.cast(pl.String)
    attributes, decisions = guess_attributes(texts, persons, allowed=options.attributes)
    changes = tuple(
        ColumnDecision(column=name, role="dropped", reason=reasons[name])
        for name in gathered.free
        if name in reasons
    )
    return attributes, attribute_values(texts, attributes, zone=options.zone), decisions + changes


def _decisions(
    table: Table,
    gathered: Gathered,
    model: LifecycleModel,
    attributes: tuple[ColumnDecision, ...],
) -> tuple[ColumnDecision, ...]:
    """One decision per column of the file, in the file's order."""
    roles = gathered.roles
    decided = {decision.column: decision for decision in attributes}
    for role, column in roles.columns.items():
        reason = roles.reasons[column]
        if role == "lifecycle" and model != "transitions":
            reason += "; holds no start and complete: every row is an event"
        decided[column] = ColumnDecision(
            column=column, role=DECIDED_ROLES.get(role, role), reason=reason
        )
    for column in table.columns:
        if column not in roles and column not in gathered.free:
            decided[column] = ColumnDecision(column=column, role="dropped", reason="nested values")
    return tuple(decided[column] for column in table.columns)


def _provenance(
    table: Table, reading: dict[str, str], columns: tuple[ColumnDecision, ...]
) -> Provenance:
    return Provenance(
        source=table.file_name,
        sha256=table.sha256,
        importer=table.importer,
        reading=table.reading | reading,
        columns=columns,
        versions={"polars": version("polars")},
    )


def _reading(gathered: Gathered, order_source: str, options: ReadOptions) -> dict[str, str]:
    used = gathered.stamps.formats()
    formats = ", ".join(f"{name} ({count})" for name, count in used.items())
    return {"time_formats": formats, "zone": options.zone, "order_of_ties": order_source}


def _reasons(set_aside: pl.DataFrame) -> dict[str, int]:
    return dict(set_aside.group_by("reason").len().sort("reason").iter_rows())


def _sum(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def _counted(*counts: Mapping[str, int]) -> dict[str, int]:
    together = {code: count for part in counts for code, count in part.items()}
    return {code: count for code, count in sorted(together.items()) if count}


def _nothing_usable(file_name: str, reasons: dict[str, int]) -> FileUnreadableError:
    listed = ", ".join(f"{reason}: {count}" for reason, count in reasons.items())
    return FileUnreadableError(
        Text(
            de=f"Keine Zeile von {file_name} ist verwendbar ({listed}).",
            en=f"no row of {file_name} can be used ({listed}).",
        ),
        hint=Text(
            de="Prüfen Sie Spalten und Datumsformat; --timestamp nennt die Spalte, "
            "[time] formats in der Zuordnungsdatei das Format.",
            en="check columns and date format; --timestamp names the column, "
            "[time] formats in the mapping the format.",
        ),
    )
