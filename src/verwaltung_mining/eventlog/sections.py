"""Steps that too few people perform, merged with their neighbours into sections."""

from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA, EventLog
from verwaltung_mining.identity.k_table import K_SCHEMA
from verwaltung_mining.texts import Text

SECTION = "[section]"
"""Label of a case's hidden first or last step in the dictionary."""
SECTION_NAME = Text(de="Abschnitt (Gruppe zu klein)", en="section (group too small)")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleSteps:
    """A log whose steps all may be shown, and what that cost."""

    log: EventLog
    hidden: tuple[int, ...]
    """Codes of the activities that fewer than five people perform."""
    hidden_events: int
    bridged: pl.Series
    """Per event of `log`: whether hidden steps lie between it and the event before it."""
    section: int | None
    """Code of the pseudo-activity that stands for a hidden first or last step."""
    analysable_share: float
    """Share of the case time that lies between two visible steps; the rest touches a section."""


def visible_steps(log: EventLog) -> VisibleSteps:
    """The log without steps that fewer than five people perform; no case time is lost.

    A hidden step inside a case goes: its time belongs to the transition between its visible
    neighbours. A hidden first or last step of a case becomes the pseudo-activity `[section]` with
    its stamps, without unit and person, so that the case keeps its beginning and end. Activity
    codes stay. The time between two equal neighbours of a hidden step is no self-loop: see
    `bridged`.
    """
    hidden = _hidden_activities(log.k_table)
    if not hidden:
        return _all_visible(log)
    section = len(log.activities)
    marked = _marked(log.events.collect(), hidden)
    kept = marked.filter(~pl.col("hidden") | pl.col("edge"))
    events = kept.with_columns(
        activity=_unless_hidden("activity", section),
        org_unit=_unless_hidden("org_unit", None),
        person=_unless_hidden("person", None),
    )
    narrowed = replace(
        log,
        events=Parts.of(events.select(EVENT_SCHEMA.names())),
        cases=_cases(log.cases, events),
        activities=(*log.activities, SECTION),
        k_table=_with_section(log.k_table, section),
        end_activities=_endings(log, events, section),
    )
    return VisibleSteps(
        log=narrowed,
        hidden=hidden,
        hidden_events=int(marked["hidden"].sum()),
        bridged=_bridged(kept),
        section=section,
        analysable_share=_analysable_share(kept),
    )


def _hidden_activities(k_table: pl.DataFrame) -> tuple[int, ...]:
    few = k_table.filter((pl.col("scope") == "activity") & (pl.col("k_class") == "<5"))
    return tuple(few["activity"].sort().to_list())


def _all_visible(log: EventLog) -> VisibleSteps:
    return VisibleSteps(
        log=log,
        hidden=(),
        hidden_events=0,
        bridged=pl.repeat(value=False, n=log.event_count, eager=True).alias("bridged"),
        section=None,
        analysable_share=1.0,
    )


def _marked(events: pl.DataFrame, hidden: tuple[int, ...]) -> pl.DataFrame:
    """Events with their row, whether their step is hidden and whether they begin or end a case."""
    case = pl.col("case")
    return events.with_row_index("row").with_columns(
        hidden=pl.col("activity").is_in(list(hidden)),
        edge=case.ne_missing(case.shift(1)) | case.ne_missing(case.shift(-1)),
    )


def _unless_hidden(column: str, instead: int | None) -> pl.Expr:
    value = pl.lit(instead, dtype=EVENT_SCHEMA[column])
    return pl.when("hidden").then(value).otherwise(pl.col(column))


def _bridged(kept: pl.DataFrame) -> pl.Series:
    gap = pl.col("row") - pl.col("row").shift(1) > 1
    return kept.select(bridged=(_same_case() & gap).fill_null(value=False)).to_series()


def _same_case() -> pl.Expr:
    return pl.col("case") == pl.col("case").shift(1)


def _analysable_share(kept: pl.DataFrame) -> float:
    visible = ~pl.col("hidden") & ~pl.col("hidden").shift(1)
    gap = (pl.col("timestamp") - pl.col("timestamp").shift(1)).dt.total_seconds(fractional=True)
    times = kept.select(
        analysable=gap.filter(_same_case() & visible).sum(), total=gap.filter(_same_case()).sum()
    )
    analysable, total = times.row(0)
    return analysable / total if total else 1.0


def _cases(cases: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    number = events.group_by("case", maintain_order=True).len("number")["number"]
    return cases.with_columns(
        events=number.cast(pl.UInt32),
        first_row=(number.cum_sum() - number).cast(pl.UInt32),
    )


def _with_section(k_table: pl.DataFrame, section: int) -> pl.DataFrame:
    row = {"scope": "activity", "activity": section, "k_class": "<5"}
    return pl.concat([k_table, pl.DataFrame([row], schema=K_SCHEMA)])


def _endings(log: EventLog, events: pl.DataFrame, section: int) -> tuple[int, ...]:
    """The end activities, with the section where a completed case ends hidden."""
    hidden_end = bool((events["activity"] == section).any()) and any(
        code in log.end_activities for code in _hidden_activities(log.k_table)
    )
    return (*log.end_activities, section) if hidden_end else log.end_activities
