"""The cases an analysis looks at, with every measure the detectors need already attached."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import polars as pl

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import Attribute, EventLog
from verwaltung_mining.measures.deviations import Deviations
from verwaltung_mining.measures.measured_events import measured_events
from verwaltung_mining.measures.operating_time import Floats, Ints, OperatingClock, operating_clock
from verwaltung_mining.measures.throughput_time import throughput_time
from verwaltung_mining.measures.variant import variant, variants
from verwaltung_mining.measures.whole_log import SECONDS_PER_DAY as SECONDS_PER_DAY
from verwaltung_mining.measures.whole_log import WholeLog, whole_log

T = TypeVar("T")

WEEKS_PER_BLOCK = 13
"""A time stratum: 13 weeks, a quarter that always starts on the same weekday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedLog:
    """Completed cases with their measures; `index` numbers them 0, 1, 2 … without gaps.

    All completed cases of the log, or a random sample of them: `whole` knows how many there are.
    """

    events: Parts
    """One row per event: index, row, activity, org_unit, start, timestamp, previous, source,
    seconds (sojourn, null for a case's first event), is_self_loop, is_return, is_repeat,
    previous_row, bridged (withheld steps lie before it), unit_handover, outside (its moment is set
    from outside), local_timestamp and
    local_previous (dates in the zone).
    """
    cases: pl.DataFrame
    """One row per case: index, case, first, last, seconds (throughput), week, block, variant,
    end (last activity), and the attributes."""
    variants: pl.DataFrame
    """variant (code as in `cases`), activities (List[UInt16]) and cases (UInt32), by frequency."""
    attribute_list: tuple[Attribute, ...]
    activities: tuple[str, ...]
    org_units: tuple[str, ...]
    k_table: pl.DataFrame
    timing: str
    clock: OperatingClock
    whole: WholeLog
    """All completed cases of the log."""
    compared_units: frozenset[int] | None = None
    """Units that a cited agreement permits to compare; None where none is cited."""
    known_at_start: frozenset[str] = frozenset()
    """Attributes declared to be known when the case comes, whatever goes with them."""
    _kept: dict[Callable[["AnalysedLog"], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _locks: dict[Callable[["AnalysedLog"], Any], threading.Lock] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, measure: Callable[["AnalysedLog"], T]) -> T:
        """What a measure gives for this log: computed when first asked for, then kept.

        Threads that ask for the same measure wait for it, others do not. A measure may ask for
        others; as no measure needs itself, nobody waits in a circle.
        """
        with self._locks.setdefault(measure, threading.Lock()):
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
        """From the first start to the last completion of all completed cases."""
        return self.whole.window_days

    @property
    def scale(self) -> float:
        """Completed cases for each one analysed: 1 unless these are a sample."""
        return self.whole.cases / self.cases.height if self.cases.height else 1.0

    def projected(self, cases: int) -> int:
        """So many of the analysed cases stand for so many of all."""
        return round(cases * self.scale)

    @property
    def per_year(self) -> float:
        """Factor from a total of the analysed cases to all cases of a year."""
        return self.scale * self.whole.per_year

    def deviation_after(self, index: Ints, moment: Ints) -> Floats:
        """How many operating seconds longer than usual a case took after a moment (in ms).

        Usual is the mean of each transition, so that the way a case still had to go does not
        count, only whether it went faster or slower.
        """
        return self.once(_deviations).after(index, moment)

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


def _arrival_of_case(log: AnalysedLog) -> Ints:
    return log.cases["first"].dt.epoch("ms").to_numpy()


def _week_of_case(log: AnalysedLog) -> Ints:
    return log.cases["week"].to_numpy().astype(np.int64)


def _arrivals_by_week(log: AnalysedLog) -> Ints:
    """Cases that came in each week in which any came."""
    arrivals = np.bincount(log.week_of_case)
    return arrivals[arrivals > 0]


def _deviations(log: AnalysedLog) -> Deviations:
    return Deviations.of(log.events, log.clock, cases=log.cases.height)


def analysed(
    log: EventLog,
    *,
    whole: WholeLog | None = None,
    calendar: Calendar | None = None,
    outside: Collection[int] = (),
    compared_units: frozenset[int] | None = None,
    known_at_start: Collection[str] = (),
) -> AnalysedLog:
    """The completed cases of a log with their measures.

    `whole` are all completed cases where `log` is a sample. `calendar` says when the office works;
    without it the log shows it. `outside` are steps whose moment is set from outside: the time
    before them is nobody's wait.

    Where the events have a column `bridged`, it marks those before which hidden steps lie: what
    looks like a step following itself is then a return to it. A week starts on Monday in the log's
    zone and belongs to the case that arrived in it.
    """
    whole = whole or whole_log(log)
    kept = log.cases.filter("completed").with_row_index("index").select("case", "index")
    measured = measured_events(log.events.collect(), kept, outside=tuple(outside))
    events = measured.rechunk()  # what is asked again and again is asked of no pieces
    ways = events.lazy().select("activity", case="index")
    return AnalysedLog(
        events=Parts.of(events),
        cases=_cases(log, kept, events),
        variants=variants(ways).drop("share").collect(),
        attribute_list=log.attribute_list,
        activities=log.activities,
        org_units=log.org_units,
        k_table=log.k_table,
        timing=log.timing,
        clock=operating_clock(whole.moments, calendar or Calendar.always()),
        whole=whole,
        compared_units=compared_units,
        known_at_start=frozenset(known_at_start),
    )


def _cases(log: EventLog, kept: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """One row per analysed case with its times, week, variant, last activity and attributes."""
    rows = events.lazy().with_columns(case="index")
    ends = rows.group_by("case", maintain_order=True).agg(end=pl.col("activity").last())
    times, ways = throughput_time(rows).drop("case"), variant(rows.select("case", "activity"))
    cases = (
        pl.concat(
            [kept.lazy(), times, ends.select("end"), ways.select("variant")], how="horizontal"
        )
        .select(
            "index",
            "case",
            "first",
            "last",
            "variant",
            seconds=pl.col("throughput_time").dt.total_microseconds() / 1e6,
            week=_week("first", log.zone) - _week("first", log.zone).min(),
            end="end",
        )
        .with_columns(block=pl.col("week") // WEEKS_PER_BLOCK)
        .collect()
    )
    attributes = log.attributes[kept["case"].to_numpy()] if log.attributes.width else pl.DataFrame()
    renamed = attributes.rename({a.name: attribute_column(a.name) for a in log.attribute_list})
    return pl.concat([cases, renamed], how="horizontal") if renamed.width else cases


def attribute_column(name: str) -> str:
    """The column of a case attribute, kept apart from the measures' own names."""
    return f"attribute:{name}"


def _week(column: str, zone: str) -> pl.Expr:
    days = pl.col(column).dt.convert_time_zone(zone).dt.date().cast(pl.Int32)
    return (days + 3) // 7  # day 0 of the epoch was a Thursday; Monday starts the week
