"""From a table to the rows of a log: roles found, stamps read, bad rows set aside with a reason."""

from dataclasses import dataclass
from importlib.metadata import version

import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.columns.case_values import constant_columns
from verwaltung_mining.importers.columns.roles import Roles, find_roles
from verwaltung_mining.importers.lifecycle import PairedEvents, pair_lifecycle
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.row_order import row_order
from verwaltung_mining.importers.stamps.event_stamps import EventStamps, read_event_stamps
from verwaltung_mining.importers.stamps.isolation import ISOLATED, isolated
from verwaltung_mining.importers.text.clean_cells import clean_cells, clean_labels
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.provenance import ColumnDecision, Provenance
from verwaltung_mining.texts import Text

TOTAL = r"(?i)^(?:(?:zwischen|gesamt)?summen?|(?:grand )?totals?|gesamt|insgesamt)\b"
"""First cell of the line that a report prints below its rows."""
CASE_MISSING, ACTIVITY_MISSING, TOTAL_ROW = "case_missing", "activity_missing", "total_row"
DECIDED_ROLES = {"time_of_day": "timestamp"}
"""Roles that the provenance reports under another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorted:
    """Rows with all that an event needs, and the others."""

    rows: pl.DataFrame
    set_aside: pl.DataFrame
    quality_counts: dict[str, int]


def build_log(table: Table, options: ReadOptions) -> RawLog:
    """The log in a table; every row is kept or set aside with a reason.

    Raises ColumnMissingError, AmbiguousError, or FileUnreadableError where no row can be used.
    """
    cells = clean_cells(table.cells)
    roles = find_roles(cells, options)
    stamps = read_event_stamps(cells, roles, options)
    found = _sort_out(_rows(cells, table.rows, roles, stamps), cells.to_series(0), table)
    used = _used(cells, table.rows, found.rows)
    order, order_source = row_order(found.rows, _ranks(used, roles))
    paired = pair_lifecycle(found.rows.with_columns(order=order))
    reading = _reading(stamps, order_source, options)
    set_aside = pl.concat([found.set_aside, paired.set_aside]).sort("row")
    attributes, values, decisions = _attributes(used, found.rows, roles, options)
    return RawLog(
        name=table.file_name,
        events=_events(paired, options),
        case_attributes=values,
        attribute_list=attributes,
        zone=options.zone,
        rows_read=table.cells.height + table.set_aside.height,
        quarantined=_reasons(set_aside),
        merged=paired.merged,
        quality_counts=_counted(
            *(part.quality_counts for part in (table, stamps, found, paired)),
            {"duplicate_rows": used.height - used.hash_rows().n_unique()},
            {"resource_is_role": used.height if names_roles(found.rows["person"]) else 0},
        ),
        quarantine=set_aside,
        provenance=_provenance(table, reading, _decisions(table, cells, roles, paired, decisions)),
    )


def _used(cells: pl.DataFrame, numbers: pl.Series, rows: pl.DataFrame) -> pl.DataFrame:
    """The cells of the rows that were not set aside."""
    if rows.height == cells.height:
        return cells
    return cells.filter(numbers.is_in(rows["row"].implode()))


def _ranks(cells: pl.DataFrame, roles: Roles) -> pl.Series | None:
    return cells[roles.columns["order"]] if "order" in roles.columns else None


def _rows(
    cells: pl.DataFrame, numbers: pl.Series, roles: Roles, stamps: EventStamps
) -> pl.DataFrame:
    """A column per role and the stamps, one row per row of the table."""
    texts = {
        role: cells[roles.columns[role]].cast(pl.String)
        if role in roles.columns
        else pl.Series([None], dtype=pl.String).new_from_index(0, cells.height)
        for role in ("case_id", "activity", "person", "org_unit", "lifecycle")
    }
    for role in ("case_id", "activity", "org_unit"):
        texts[role] = clean_labels(texts[role])
    return stamps.frame.with_columns(
        *(text.alias(role) for role, text in texts.items()),
        numbers.alias("row"),
        instance=pl.lit(None, dtype=pl.String),
    )


def _sort_out(rows: pl.DataFrame, first_cells: pl.Series, table: Table) -> _Sorted:
    total = (
        first_cells.cast(pl.String).str.contains(TOTAL).fill_null(False)
        | rows["case_id"].str.contains(TOTAL).fill_null(False)
    ) & (rows["activity"].is_null() | rows["problem"].is_not_null())
    judged = rows.with_columns(
        reason=pl.when(total)
        .then(pl.lit(TOTAL_ROW))
        .when(pl.col("case_id").is_null())
        .then(pl.lit(CASE_MISSING))
        .when(pl.col("activity").is_null())
        .then(pl.lit(ACTIVITY_MISSING))
        .otherwise(pl.col("problem"))
    )
    judged, counts = _isolated_out(judged)
    good = judged["reason"].is_null()
    aside = pl.concat([table.set_aside, judged.filter(~good).select("row", "reason")]).sort("row")
    if not good.any():
        raise _nothing_usable(table.file_name, _reasons(aside))
    kept = judged.filter(good).drop("reason", "problem")
    return _Sorted(rows=kept, set_aside=aside, quality_counts=counts)


def _isolated_out(judged: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Rows with an isolated stamp get a reason; isolated starts become null."""
    good = judged["reason"].is_null()
    ends = judged["timestamp"].set(~good, None)
    starts = judged["start"].set(~good, None)
    apart = isolated(pl.concat([ends, starts]))
    late, opened = apart.head(judged.height), apart.tail(judged.height)
    judged = judged.with_columns(
        reason=pl.when(late).then(pl.lit(ISOLATED)).otherwise(pl.col("reason")),
        start=judged["start"].set(opened, None),
    )
    return judged, {"start_isolated": int(opened.sum())}


def _events(paired: PairedEvents, options: ReadOptions) -> pl.DataFrame:
    renamed = pl.col("activity").replace(dict(options.rename_activity))
    return paired.events.with_columns(renamed).select(
        pl.col(name).cast(dtype) for name, dtype in RAW_EVENT_SCHEMA.items()
    )


def _attributes(
    used: pl.DataFrame, rows: pl.DataFrame, roles: Roles, options: ReadOptions
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    free = [name for name in used.columns if name not in roles]
    texts = used.select(rows["case_id"], *(pl.col(name).cast(pl.String) for name in free))
    cases, varying = constant_columns(texts)
    attributes, decisions = guess_attributes(cases, rows["person"], allowed=options.attributes)
    changes = tuple(
        ColumnDecision(column=name, role="dropped", reason="changes within a case")
        for name in varying
    )
    return attributes, attribute_values(cases, attributes, zone=options.zone), decisions + changes


def _decisions(
    table: Table,
    cells: pl.DataFrame,
    roles: Roles,
    paired: PairedEvents,
    attributes: tuple[ColumnDecision, ...],
) -> tuple[ColumnDecision, ...]:
    """One decision per column of the file, in the file's order."""
    decided = {decision.column: decision for decision in attributes}
    for role, column in roles.columns.items():
        reason = roles.reasons[column]
        if role == "lifecycle" and paired.model != "transitions":
            reason += "; holds no start and complete: every row is an event"
        decided[column] = ColumnDecision(
            column=column, role=DECIDED_ROLES.get(role, role), reason=reason
        )
    for column in table.cells.columns:
        if column not in cells.columns:
            decided[column] = ColumnDecision(column=column, role="dropped", reason="nested values")
    return tuple(decided[column] for column in table.cells.columns)


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


def _reading(stamps: EventStamps, order_source: str, options: ReadOptions) -> dict[str, str]:
    formats = ", ".join(f"{name} ({count})" for name, count in stamps.formats.items())
    return {"time_formats": formats, "zone": options.zone, "order_of_ties": order_source}


def _reasons(set_aside: pl.DataFrame) -> dict[str, int]:
    return dict(set_aside.group_by("reason").len().sort("reason").iter_rows())


def _counted(*counts: dict[str, int]) -> dict[str, int]:
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
