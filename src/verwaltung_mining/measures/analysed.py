"""The cases an analysis looks at, with every measure the detectors need already attached."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import polars as pl

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import Attribute, EventLog
from verwaltung_mining.measures.case_time import CaseTime, case_time
from verwaltung_mining.measures.handover import handover
from verwaltung_mining.measures.operating_time import Floats, Ints, OperatingClock, operating_clock
from verwaltung_mining.measures.rework import rework
from verwaltung_mining.measures.sojourn_time import sojourn_time
from verwaltung_mining.measures.throughput_time import throughput_time
from verwaltung_mining.measures.variant import variant

T = TypeVar("T")

SECONDS_PER_DAY = 86_400.0
DAYS_PER_YEAR = 365.25
WEEKS_PER_BLOCK = 13
"""A time stratum: 13 weeks, a quarter that always starts on the same weekday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedLog:
    """Completed cases with their measures; `index` numbers them 0, 1, 2 … without gaps."""

    events: Parts
    """One row per event: index, row, activity, org_unit, start, timestamp, previous, source,
    seconds (sojourn, null for a case's first event), is_self_loop, is_return, is_repeat,
    previous_row, bridged (withheld steps lie before it), unit_handover, outside (its moment is set
    from outside), deviation (operating seconds beyond the transition's mean), local_timestamp and
    local_previous (dates in the zone).
    """
    cases: pl.DataFrame
    """One row per case: index, case, first, last, seconds (throughput), week, block, variant,
    end (last activity), and the attributes."""
    attribute_list: tuple[Attribute, ...]
    activities: tuple[str, ...]
    org_units: tuple[str, ...]
    k_table: pl.DataFrame
    timing: str
    clock: OperatingClock
    compared_units: frozenset[int] | None = None
    """Units that a cited agreement permits to compare; None where none is cited."""
    known_at_start: frozenset[str] = frozenset()
    """Attributes declared to be known when the case comes, whatever goes with them."""
    _kept: dict[Callable[["AnalysedLog"], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, measure: Callable[["AnalysedLog"], T]) -> T:
        """What a measure gives for this log: computed when first asked for, then kept."""
        if measure not in self._kept:
            self._kept[measure] = measure(self)
        kept: T = self._kept[measure]
        return kept

    @property
    def total_seconds(self) -> float:
        """Throughput of all analysed cases together."""
        return self.once(_total_seconds)

    @property
    def window_days(self) -> float:
        """From the first start to the last completion of the analysed cases."""
        return self.once(_window_days)

    @property
    def per_year(self) -> float:
        """Factor from a total of the window to a year; 1 for an empty window."""
        return DAYS_PER_YEAR / self.window_days if self.window_days > 0 else 1.0

    def deviation_after(self, index: Ints, moment: Ints) -> Floats:
        """How many operating seconds longer than usual a case took after a moment (in ms).

        Usual is the mean of each transition, so that the way a case still had to go does not
        count, only whether it went faster or slower.
        """
        return self.once(_Deviations.of).after(index, moment)

    @property
    def arrival_of_case(self) -> Ints:
        """First moment of each case in milliseconds since the epoch, by case index."""
        return self.once(_arrival_of_case)

    def operating_seconds_until(self, index: Ints, moment: Ints) -> Floats:
        """Operating seconds from the first moment of cases to a moment in milliseconds."""
        return self.clock.seconds(moment) - self.clock.seconds(self.arrival_of_case[index])

    @property
    def week_of_case(self) -> Ints:
        """Arrival week by case index, 0 for the log's first week."""
        return self.once(_week_of_case)

    @property
    def weeks(self) -> int:
        """Weeks in which cases arrived."""
        return len(self.once(_arrivals_by_week))

    @property
    def even_weeks(self) -> float:
        """As many weeks of equally many arrivals tell as much (Kish 1965, effective size)."""
        arrivals = self.once(_arrivals_by_week).astype(np.float64)
        return float(arrivals.sum()) ** 2 / max(float((arrivals**2).sum()), 1.0)


def _total_seconds(log: AnalysedLog) -> float:
    return float(log.cases["seconds"].sum())


def _window_days(log: AnalysedLog) -> float:
    if log.cases.is_empty():
        return 0.0
    last = log.cases["last"].dt.epoch("ms").to_numpy().max()
    return float(last - log.arrival_of_case.min()) / 1000.0 / SECONDS_PER_DAY


def _arrival_of_case(log: AnalysedLog) -> Ints:
    return log.cases["first"].dt.epoch("ms").to_numpy()


def _week_of_case(log: AnalysedLog) -> Ints:
    return log.cases["week"].to_numpy().astype(np.int64)


def _arrivals_by_week(log: AnalysedLog) -> Ints:
    """Cases that came in each week in which any came."""
    arrivals = np.bincount(log.week_of_case)
    return arrivals[arrivals > 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deviations:
    """Deviations of all events, added up, to be asked from a moment of a case to its end."""

    keys: CaseTime
    key: Ints
    """Case and moment of each event, ascending."""
    earliest: int
    latest: int
    """Before the first event of the log, and its last."""
    end: Ints
    """Number of events up to the end of each case."""
    until: Floats
    """Sum of the deviations of so many events."""

    @classmethod
    def of(cls, log: AnalysedLog) -> "_Deviations":
        when = log.events.column("timestamp").dt.epoch("ms").to_numpy()
        cases = log.events.column("index").cast(pl.Int64).to_numpy()
        earliest = int(when.min(initial=when[0])) - 1 if len(when) else 0
        keys = case_time(cases, when, np.array([earliest]))
        return cls(
            keys=keys,
            key=keys.key(cases, when),
            earliest=earliest,
            latest=int(when.max(initial=earliest)),
            end=np.cumsum(np.bincount(cases, minlength=log.cases.height)),
            until=np.r_[0.0, np.cumsum(log.events.column("deviation").to_numpy())],
        )

    def after(self, index: Ints, moment: Ints) -> Floats:
        """By case and moment."""
        inside = self.keys.key(index, np.clip(moment, self.earliest, self.latest))
        here = np.searchsorted(self.key, inside, side="right")
        later: Floats = self.until[self.end[index]] - self.until[here]
        return later


def analysed(
    log: EventLog,
    *,
    bridged: pl.Series | None = None,
    calendar: Calendar | None = None,
    outside: Collection[int] = (),
    compared_units: frozenset[int] | None = None,
    known_at_start: Collection[str] = (),
) -> AnalysedLog:
    """The completed cases of a log with their measures.

    `calendar` says when the office works; without it the log shows it. `outside` are steps whose
    moment is set from outside: the time before them is nobody's wait.

    `bridged` marks events before which hidden steps lie: what looks like a step following itself
    is then a return to it. A week starts on Monday in the log's zone and belongs to the case that
    arrived in it.
    """
    kept = log.cases.filter("completed").select("case").with_row_index("index")
    marked = log.events.collect().with_columns(
        bridged=pl.lit(value=False) if bridged is None else bridged
    )
    events = marked.lazy().join(kept.lazy(), on="case", how="inner", maintain_order="left")
    events = events.with_row_index("row")
    cases = _cases(log, kept, events)
    clock = operating_clock(log.events.column("timestamp"), log.zone, calendar or Calendar.always())
    return AnalysedLog(
        events=Parts.of(_with_deviation(_measured(events, outside).collect(), clock)),
        cases=cases,
        attribute_list=log.attribute_list,
        activities=log.activities,
        org_units=log.org_units,
        k_table=log.k_table,
        timing=log.timing,
        clock=clock,
        compared_units=compared_units,
        known_at_start=frozenset(known_at_start),
    )


def _cases(log: EventLog, kept: pl.DataFrame, events: pl.LazyFrame) -> pl.DataFrame:
    """One row per analysed case with its times, week, variant, last activity and attributes."""
    times = throughput_time(events)
    cases = (
        kept.lazy()
        .join(times, on="case", how="left", maintain_order="left")
        .join(variant(events), on="case", how="left", maintain_order="left")
        .with_columns(
            seconds=pl.col("throughput_time").dt.total_microseconds() / 1e6,
            week=_week("first", log.zone),
        )
        .drop("throughput_time")
        .with_columns(week=pl.col("week") - pl.col("week").min())
        .with_columns(block=pl.col("week") // WEEKS_PER_BLOCK)
        .collect()
    )
    ends = events.group_by("index").agg(end=pl.col("activity").last()).sort("index").collect()
    cases = cases.with_columns(ends["end"])
    attributes = log.attributes[kept["case"].to_numpy()] if log.attributes.width else pl.DataFrame()
    renamed = attributes.rename({a.name: attribute_column(a.name) for a in log.attribute_list})
    return pl.concat([cases, renamed], how="horizontal") if renamed.width else cases


def attribute_column(name: str) -> str:
    """The column of a case attribute, kept apart from the measures' own names."""
    return f"attribute:{name}"


def _measured(events: pl.LazyFrame, outside: Collection[int]) -> pl.LazyFrame:
    same = pl.col("case") == pl.col("case").shift(1)
    return (
        handover(rework(sojourn_time(events)))
        .with_columns(
            is_return=pl.col("is_return") | (pl.col("is_self_loop") & pl.col("bridged")),
            is_self_loop=pl.col("is_self_loop") & ~pl.col("bridged"),
            outside=pl.col("activity").is_in(list(outside)),
        )
        .with_columns(
            source=pl.when(same).then(pl.col("activity").shift(1)),
            seconds=pl.col("sojourn_time").dt.total_microseconds() / 1e6,
            local_timestamp="local_date",
            local_previous=pl.when(same).then(pl.col("local_date").shift(1)),
        )
        .drop("sojourn_time")
    )


def _with_deviation(events: pl.DataFrame, clock: OperatingClock) -> pl.DataFrame:
    """How much longer than its transition's mean each step took, in operating seconds."""
    spent = clock.seconds(events["timestamp"].dt.epoch("ms").to_numpy()) - clock.seconds(
        events["previous"].fill_null(events["timestamp"]).dt.epoch("ms").to_numpy()
    )
    return (
        events.with_columns(spent=spent)
        .with_columns(
            deviation=(pl.col("spent") - pl.col("spent").mean().over("source", "activity"))
        )
        .drop("spent")
    )


def _week(column: str, zone: str) -> pl.Expr:
    days = pl.col(column).dt.convert_time_zone(zone).dt.date().cast(pl.Int32)
    return (days + 3) // 7  # day 0 of the epoch was a Thursday; Monday starts the week
