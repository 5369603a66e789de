"""Which cases are completed: those that end in an activity that ends a case."""

from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.errors import DataError
from verwaltung_mining.eventlog.exact_quantile import quantile_linear
from verwaltung_mining.eventlog.nameable import listed
from verwaltung_mining.texts import Text

COLUMNS = ("case", "activity", "timestamp")
SETTLED_QUANTILE = 0.95
"""A case quieter than this quantile of the gaps between a case's events counts as settled."""
ENDINGS_SHARE = 0.95
"""Share of the settled cases that the guessed end activities cover together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The activities that end a case and, per case, whether it ends in one of them."""

    end_activities: tuple[int, ...]
    declared: bool
    completed: pl.Series


def completion(
    events: Parts,
    activities: tuple[str, ...],
    *,
    end: tuple[str, ...] = (),
    offered: tuple[str, ...] = (),
) -> Completion:
    """The completed cases, by the declared end activities or else by guess.

    The guess looks at settled cases: their last event lies further before the log's last event
    than the 95th percentile of the gaps between consecutive events of a case. The most frequent
    last activities that cover 95 % of them end a case. Where no case is settled, all cases count.
    `events` has `case`, `activity` and `timestamp`, by case and time. `offered` are the labels that
    a message may name.
    """
    last = events.each(_last, columns=COLUMNS)
    endings = _declared(end, activities, offered) if end else _guessed(events, last)
    return Completion(
        end_activities=endings,
        declared=bool(end),
        completed=last["activity"].is_in(list(endings)).alias("completed"),
    )


def _declared(
    end: tuple[str, ...], activities: tuple[str, ...], offered: tuple[str, ...]
) -> tuple[int, ...]:
    code = {label: place for place, label in enumerate(activities)}
    for label in end:
        if label not in code:
            raise _no_activity(label, activities, offered)
    return tuple(sorted({code[label] for label in end}))


def _no_activity(label: str, activities: tuple[str, ...], offered: tuple[str, ...]) -> DataError:
    close = get_close_matches(label, activities, n=1)
    there = listed(offered) if offered else ""
    return DataError(
        Text(de=f"Keine Aktivität heißt „{label}“.", en=f"no activity is called '{label}'."),
        hint=Text(
            de=(f"Meinen Sie „{close[0]}“? " if close else "")
            + (f"Aktivitäten: {there}" if there else "Prüfen Sie die Schreibweise."),
            en=(f"did you mean '{close[0]}'? " if close else "")
            + (f"activities: {there}" if there else "check the spelling."),
        ),
    )


def _guessed(events: Parts, last: pl.DataFrame) -> tuple[int, ...]:
    quiet = quantile_linear(events, _gaps, SETTLED_QUANTILE, columns=COLUMNS) or 0.0
    age = pl.col("timestamp").max() - pl.col("timestamp")
    settled = last.filter(age.dt.total_microseconds() > quiet)
    endings = (
        (settled if settled.height else last)
        .group_by("activity")
        .len("cases")
        .sort("cases", "activity", descending=[True, False])
        .with_columns(before=pl.col("cases").cum_sum().shift(1, fill_value=0))
        .filter(pl.col("before") < ENDINGS_SHARE * pl.col("cases").sum())
    )
    return tuple(endings["activity"].sort().to_list())


def _last(events: pl.DataFrame) -> pl.DataFrame:
    """The last activity and stamp of each case."""
    return events.group_by("case", maintain_order=True).agg(
        pl.col("activity").last(), pl.col("timestamp").last()
    )


def _gaps(events: pl.DataFrame) -> pl.Series:
    """Microseconds between consecutive events of a case."""
    same_case = pl.col("case") == pl.col("case").shift(1)
    gap = pl.col("timestamp") - pl.col("timestamp").shift(1)
    return events.select(gap.filter(same_case).dt.total_microseconds()).to_series()
