"""From a table to the rows of a log: roles found, stamps read, bad rows set aside with a reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

import polars as pl

from verwaltung_mining.engine import Executor, InProcess
from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import CODED, RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.gathering import Gathered, gather
from verwaltung_mining.importers.lifecycle import LifecycleModel
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.reading_rows import FREE
from verwaltung_mining.importers.set_aside import named_rows, reasons
from verwaltung_mining.importers.text.table import Export, TableFacts
from verwaltung_mining.importers.whole_cases import PartFacts, events_of
from verwaltung_mining.provenance import ColumnDecision, Provenance, SetAside
from verwaltung_mining.texts import Text

DECIDED_ROLES = {"time_of_day": "timestamp"}
"""Roles that the provenance reports under another name."""


def build_log(
    exports: Sequence[Export],
    options: ReadOptions,
    executor: Executor | None = None,
    *,
    name: str | None = None,
) -> RawLog:
    """The log in exports that follow each other; every row is kept or set aside with a reason.

    Other executors than this process read each export as a task of its own; the log is the same.
    `name` is that of all exports together.
    Raises ColumnMissingError, AmbiguousError, or FileUnreadableError where no row can be used.
    """
    runner = executor or InProcess()
    gathered = gather(exports, options, runner, name=name)
    events, parts = events_of(gathered, options.room, runner)
    set_aside = pl.concat([gathered.set_aside, *(part.set_aside for part in parts)]).sort("row")
    if not any(part.good for part in parts):
        raise _nothing_usable(gathered.table.file_name, reasons(set_aside))
    persons = gathered.labels["person"].gather(pl.concat(p.persons for p in parts).unique())
    attributes, values, decisions = _attributes(gathered, parts, persons, options)
    return RawLog(
        name=gathered.table.file_name,
        events=events,
        labels=labels_of(gathered, options),
        room=options.room,
        case_attributes=values,
        attribute_list=attributes,
        zone=options.zone,
        rows_read=gathered.rows_read,
        quarantined=reasons(set_aside),
        merged=dict(summed(part.merged for part in parts)),
        quality_counts=quality_counts(gathered, parts, persons),
        quarantine=set_aside,
        provenance=_provenance(
            gathered.table,
            _reading(gathered, parts[0].order_source, options),
            _decisions(gathered, parts[0].model, decisions),
            named_rows(set_aside, gathered.files, gathered.table.records_per_row),
        ),
    )


def labels_of(gathered: Gathered, options: ReadOptions) -> dict[str, pl.Series]:
    """The labels of each column of codes, activities renamed as the user says."""
    labels = {name: gathered.labels[name] for name in CODED}
    return labels | {"activity": labels["activity"].replace(dict(options.rename_activity))}


def _attributes(
    gathered: Gathered, parts: Sequence[PartFacts], persons: pl.Series, options: ReadOptions
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    changing = {name.removeprefix(FREE) for part in parts for name in part.varying}
    reasons = dict.fromkeys({*gathered.varying, *changing}, "changes within a case")
    reasons |= {"case_id": "another reference of the case"} if "case_id" in gathered.free else {}
    kept = [name for name in gathered.free if name not in reasons]
    cases = pl.concat(part.cases.select("case_id", *map(FREE.__add__, kept)) for part in parts)
    texts = pl.DataFrame(
        [
            gathered.labels["case_id"].gather(cases["case_id"]).alias("case_id"),
            *(gathered.labels[FREE + n].gather(cases[FREE + n]).alias(n) for n in kept),
        ]
    )
    attributes, decisions = guess_attributes(texts, persons, allowed=options.attributes)
    changes = tuple(
        ColumnDecision(column=name, role="dropped", reason=reasons[name])
        for name in gathered.free
        if name in reasons
    )
    return attributes, attribute_values(texts, attributes, zone=options.zone), decisions + changes


def _decisions(
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
    for column in gathered.table.milestones:
        decided[column] = ColumnDecision(
            column=column, role="milestone", reason="a date of the case"
        )
    for column in gathered.table.columns:
        if column not in decided and column not in roles and column not in gathered.free:
            decided[column] = ColumnDecision(column=column, role="dropped", reason="nested values")
    return tuple(decided[column] for column in gathered.table.columns)


def _provenance(
    table: TableFacts,
    reading: dict[str, str],
    columns: tuple[ColumnDecision, ...],
    set_aside: tuple[SetAside, ...],
) -> Provenance:
    return Provenance(
        source=table.file_name,
        sha256=table.sha256,
        importer=table.importer,
        reading=table.reading | reading,
        columns=columns,
        set_aside=set_aside,
        versions={"polars": version("polars")},
    )


def _reading(gathered: Gathered, order_source: str, options: ReadOptions) -> dict[str, str]:
    used = gathered.stamps.formats()
    formats = ", ".join(f"{name} ({count})" for name, count in used.items())
    return {"time_formats": formats, "zone": options.zone, "order_of_ties": order_source}


def summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """The counts of parts together."""
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def quality_counts(
    gathered: Gathered, parts: Sequence[PartFacts], persons: pl.Series
) -> dict[str, int]:
    """Code of a quality finding → rows concerned, of those that occurred at all."""
    return _counted(
        gathered.table.quality_counts,
        gathered.quality_counts,
        summed(part.quality_counts for part in parts),
        {"resource_is_role": sum(p.good for p in parts) if names_roles(persons) else 0},
    )


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
