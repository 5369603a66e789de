"""Steps that too few people perform, merged with their neighbours into sections."""

from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from verwaltung_mining.eventlog.schema import EVENT_SCHEMA, EventLog
from verwaltung_mining.identity.k_table import K_SCHEMA
from verwaltung_mining.texts import SECTION


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleSteps:
    """A log whose steps all may be shown, and what that cost."""

    log: EventLog
    """Its events have one more column: `bridged`, whether hidden steps lie between an event and the
    one before it (Boolean, never null); without it where no step is hidden."""
    hidden: tuple[int, ...]
    """Codes of the activities that fewer than five people perform."""
    hidden_events: int
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
        return VisibleSteps(log=log, hidden=(), hidden_events=0, section=None, analysable_share=1.0)
    section = len(log.activities)
    shown = log.events.map(partial(_counted, hidden))
    view = partial(_visible, hidden, section)
    events = log.events.seen_through([view] * len(log.events.tables))
    ends_hidden = any(part.sections for part in shown)
    narrowed = replace(
        log,
        events=events,
        cases=_cases(log.cases, pl.concat(part.events for part in shown)),
        activities=(*log.activities, SECTION),
        k_table=_with_section(log.k_table, section),
        end_activities=_endings(log, hidden, section, ends_hidden=ends_hidden),
    )
    total = sum(part.total for part in shown)
    return VisibleSteps(
        log=narrowed,
        hidden=hidden,
        hidden_events=sum(part.hidden for part in shown),
        section=section,
        analysable_share=sum(part.analysable for part in shown) / total if total else 1.0,
    )


def _hidden_activities(k_table: pl.DataFrame) -> tuple[int, ...]:
    few = k_table.filter((pl.col("scope") == "activity") & (pl.col("k_class") == "<5"))
    return tuple(few["activity"].sort().to_list())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What hiding steps did to one part of the events."""

    events: pl.Series
    """Events left, by case."""
    hidden: int
    """Events of hidden steps."""
    sections: bool
    """Whether a case begins or ends hidden."""
    analysable: int
    total: int
    """Microseconds between two visible steps, and in all."""


def _counted(hidden: tuple[int, ...], part: pl.DataFrame) -> _Shown:
    """What hiding these steps does to a part."""
    marked = _marked(part, hidden)
    kept = _kept(marked)
    analysable, total = _times(kept)
    return _Shown(
        events=kept.group_by("case", maintain_order=True).len("number")["number"],
        hidden=int(marked["hidden"].sum()),
        sections=bool(kept["hidden"].any()),
        analysable=analysable,
        total=total,
    )


def _visible(hidden: tuple[int, ...], section: int, part: pl.DataFrame) -> pl.DataFrame:
    """The visible events of a part, with `bridged`."""
    events = _kept(_marked(part, hidden)).with_columns(
        activity=_unless_hidden("activity", section),
        org_unit=_unless_hidden("org_unit", None),
        person=_unless_hidden("person", None),
        bridged=_bridged(),
    )
    return events.select(*EVENT_SCHEMA.names(), "bridged")


def _kept(marked: pl.DataFrame) -> pl.DataFrame:
    """Visible events, and hidden ones that begin or end a case."""
    return marked.filter(~pl.col("hidden") | pl.col("edge"))


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


def _bridged() -> pl.Expr:
    gap = pl.col("row") - pl.col("row").shift(1) > 1
    return (_same_case() & gap).fill_null(value=False)


def _same_case() -> pl.Expr:
    return pl.col("case") == pl.col("case").shift(1)


def _times(kept: pl.DataFrame) -> tuple[int, int]:
    """Microseconds between two visible steps of a case, and between any two."""
    visible = ~pl.col("hidden") & ~pl.col("hidden").shift(1)
    gap = (pl.col("timestamp") - pl.col("timestamp").shift(1)).dt.total_microseconds()
    times = kept.select(
        analysable=gap.filter(_same_case() & visible).sum(), total=gap.filter(_same_case()).sum()
    )
    analysable, total = times.row(0)
    return int(analysable), int(total)


def _cases(cases: pl.DataFrame, number: pl.Series) -> pl.DataFrame:
    return cases.with_columns(
        events=number.cast(pl.UInt32),
        first_row=(number.cum_sum() - number).cast(pl.UInt32),
    )


def _with_section(k_table: pl.DataFrame, section: int) -> pl.DataFrame:
    row = {"scope": "activity", "activity": section, "k_class": "<5"}
    return pl.concat([k_table, pl.DataFrame([row], schema=K_SCHEMA)])


def _endings(
    log: EventLog, hidden: tuple[int, ...], section: int, *, ends_hidden: bool
) -> tuple[int, ...]:
    """The end activities, with the section where a completed case may end hidden."""
    hidden_end = ends_hidden and any(code in log.end_activities for code in hidden)
    return (*log.end_activities, section) if hidden_end else log.end_activities
