"""From a table to the rows of a log: roles found, stamps read, bad rows set aside with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.columns.case_values import constant_columns
from verwaltung_mining.importers.gathering import CONTENT, RANK, Gathered, gather
from verwaltung_mining.importers.lifecycle import PairedEvents, pair_lifecycle
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.row_order import row_order
from verwaltung_mining.importers.stamps.isolation import ISOLATED, isolated
from verwaltung_mining.importers.stamps.precision import time_precision
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.provenance import ColumnDecision, Provenance
from verwaltung_mining.texts import Text

DECIDED_ROLES = {"time_of_day": "timestamp"}
"""Roles that the provenance reports under another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorted:
    """Rows with all that an event needs, and the others."""

    rows: pl.DataFrame
    free: pl.DataFrame
    """The columns without a role, row by row."""
    set_aside: pl.DataFrame
    quality_counts: dict[str, int]


def build_log(table: Table, options: ReadOptions) -> RawLog:
    """The log in a table; every row is kept or set aside with a reason.

    Raises ColumnMissingError, AmbiguousError, or FileUnreadableError where no row can be used.
    """
    gathered = gather(table, options)
    found = _sort_out(gathered, table)
    order, order_source = row_order(found.rows, _ranks(found, gathered))
    paired = pair_lifecycle(_to_pair(found.rows, order))
    reading = _reading(gathered, order_source, options)
    set_aside = pl.concat([found.set_aside, paired.set_aside]).sort("row")
    attributes, values, decisions = _attributes(found, options)
    return RawLog(
        name=table.file_name,
        events=_events(paired, options),
        case_attributes=values,
        attribute_list=attributes,
        zone=options.zone,
        rows_read=gathered.rows_read,
        quarantined=_reasons(set_aside),
        merged=paired.merged,
        quality_counts=_counted(
            *(part.quality_counts for part in (table, gathered, found, paired)),
            {"duplicate_rows": found.rows.height - found.rows[CONTENT].n_unique()},
            {"resource_is_role": found.rows.height if names_roles(found.rows["person"]) else 0},
        ),
        quarantine=set_aside,
        provenance=_provenance(table, reading, _decisions(table, gathered, paired, decisions)),
    )


def _sort_out(gathered: Gathered, table: Table) -> _Sorted:
    """The rows without those whose stamps are isolated. Raises where no row is left."""
    judged, opened = _isolated_out(gathered.rows)
    good = judged["reason"].is_null()
    late = judged.filter(~good).select("row", "reason")
    aside = pl.concat([gathered.set_aside, late]).sort("row")
    if not good.any():
        raise _nothing_usable(table.file_name, _reasons(aside))
    every = bool(good.all())
    precision = time_precision(judged["clock"], gathered.stamps.clocks)
    rows = judged.with_columns(precision).drop("reason", "clock")
    return _Sorted(
        rows=rows if every else rows.filter(good),
        free=gathered.free if every or not gathered.free.width else gathered.free.filter(good),
        set_aside=aside,
        quality_counts={"start_isolated": opened},
    )


def _to_pair(rows: pl.DataFrame, order: pl.Series) -> pl.DataFrame:
    no_instance = pl.lit(None, dtype=pl.String)
    return rows.drop(CONTENT, RANK, strict=False).with_columns(order=order, instance=no_instance)


def _ranks(found: _Sorted, gathered: Gathered) -> pl.Series | None:
    column = gathered.roles.columns.get("order")
    return None if column is None else found.rows[RANK].alias(column)


def _isolated_out(rows: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Rows with an isolated stamp get a reason; isolated starts become null and are counted."""
    apart = isolated(pl.concat([rows["timestamp"], rows["start"]]))
    late, opened = apart.head(rows.height), apart.tail(rows.height)
    judged = rows.with_columns(
        reason=pl.when(late).then(pl.lit(ISOLATED)), start=rows["start"].set(opened, None)
    )
    return judged, int(opened.sum())


def _events(paired: PairedEvents, options: ReadOptions) -> pl.DataFrame:
    renamed = pl.col("activity").replace(dict(options.rename_activity))
    return paired.events.with_columns(renamed).select(
        pl.col(name).cast(dtype) for name, dtype in RAW_EVENT_SCHEMA.items()
    )


def _attributes(
    found: _Sorted, options: ReadOptions
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    cases, varying = constant_columns(found.rows["case_id"], found.free)
    texts = cases.cast(pl.String)
    people = found.rows["person"]
    attributes, decisions = guess_attributes(texts, people, allowed=options.attributes)
    changes = tuple(
        ColumnDecision(column=name, role="dropped", reason="changes within a case")
        for name in varying
    )
    return attributes, attribute_values(texts, attributes, zone=options.zone), decisions + changes


def _decisions(
    table: Table,
    gathered: Gathered,
    paired: PairedEvents,
    attributes: tuple[ColumnDecision, ...],
) -> tuple[ColumnDecision, ...]:
    """One decision per column of the file, in the file's order."""
    roles = gathered.roles
    decided = {decision.column: decision for decision in attributes}
    for role, column in roles.columns.items():
        reason = roles.reasons[column]
        if role == "lifecycle" and paired.model != "transitions":
            reason += "; holds no start and complete: every row is an event"
        decided[column] = ColumnDecision(
            column=column, role=DECIDED_ROLES.get(role, role), reason=reason
        )
    for column in table.columns:
        if column not in roles and column not in gathered.free.columns:
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
