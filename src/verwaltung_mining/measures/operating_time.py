"""Operating time: the clock that runs only while work is done.

Weekends and nights make one wait long and the next one short. Where a delay is asked whether it
reaches the end of the case, that see-saw would look like catching up; on this clock it vanishes.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.moment_counts import MILLISECONDS_PER_DAY, MomentCounts

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MILLISECONDS_PER_WEEK = 7 * MILLISECONDS_PER_DAY
QUIET_SHARE = 0.1
"""A date with fewer events than this share of the median date's counts as closed."""
EDGE = 0.01
"""Share of events before opening and after closing time."""
SHORTEST_DAY = 3_600_000
"""Opening hours are taken as at least one hour, else the whole day is open (date-only stamps)."""
MINUTE = 60_000
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingClock:
    """Opening and closing of each day, in local milliseconds after midnight; equal when closed."""

    first_day: int
    """Days since the epoch of the first entry."""
    opens: Ints
    closes: Ints
    offset: int
    """Local time minus UTC in milliseconds, in the log's usual season."""
    declared: bool = False
    """Whether a calendar says so; else the stamps show it."""

    def closed_wait(self, begin: Ints, finish: Ints) -> float:
        """Mean seconds that someone who comes at any time waits until work is done again.

        Any time of the whole weeks that these intervals (milliseconds since the epoch) begin, so
        that every weekday has its part and a log's thin months none.
        """
        until = self._whole_weeks(begin, finish)
        waited = float((self._waited(until) - self._waited(begin)).sum())
        return waited / max(float((until - begin).sum()) / 1000.0, 1.0)

    def calendar_share(self, begin: Ints, finish: Ints) -> float:
        """Seconds by the calendar for each second that work is done, in the same weeks.

        1 where no work is done at all.
        """
        until = self._whole_weeks(begin, finish)
        working = float((self.seconds(until) - self.seconds(begin)).sum())
        return float((until - begin).sum()) / 1000.0 / working if working > 0 else 1.0

    def _whole_weeks(self, begin: Ints, finish: Ints) -> Ints:
        """Where the last week that each interval begins ends; at the last entry at the latest."""
        last = (self.first_day + len(self.opens)) * MILLISECONDS_PER_DAY - self.offset
        weeks = np.maximum(-((begin - finish) // MILLISECONDS_PER_WEEK), 1)
        until: Ints = np.minimum(begin + weeks * MILLISECONDS_PER_WEEK, np.maximum(last, begin))
        return until

    def _waited(self, moment: Ints) -> Floats:
        """Integral of the seconds until work is done again, from the first opening to a moment."""
        open_ = self.closes > self.opens
        starts = (self.first_day + np.arange(len(open_))[open_]) * MILLISECONDS_PER_DAY
        begins, ends = starts + self.opens[open_], starts + self.closes[open_]
        if not len(begins):
            return np.zeros(len(moment))
        closed = np.r_[0, begins[1:] - ends[:-1]] / 1000.0
        opening = self.next_opening(moment)
        last = np.searchsorted(begins, self.local(opening), side="right") - 1
        ahead = (opening - moment) / 1000.0
        waited: Floats = np.cumsum(closed**2 / 2)[np.maximum(last, 0)] - ahead**2 / 2
        return waited

    def next_opening(self, moment: Ints) -> Ints:
        """The first moment from each on at which work is done (milliseconds since the epoch).

        Beyond the last entry the moment itself.
        """
        local = self.local(moment)
        days = len(self.opens)
        position = local // MILLISECONDS_PER_DAY - self.first_day
        at = np.clip(position, 0, days - 1)
        within = local - (self.first_day + at) * MILLISECONDS_PER_DAY
        open_ = self.closes > self.opens
        still = open_[at] & (within < self.closes[at])
        following = np.minimum.accumulate(np.where(open_, np.arange(days), days)[::-1])[::-1]
        later = np.r_[following, days][np.where(still, at, at + 1)]
        opening = np.r_[self.opens, 0][later] + (self.first_day + later) * MILLISECONDS_PER_DAY
        beyond = (later >= days) | (position >= days)
        result: Ints = np.where(beyond, moment, np.maximum(local, opening) - self.offset)
        return result

    def last_closing(self, day: Ints) -> Ints:
        """When work ended last before each local day, in local milliseconds.

        `day` counts from the epoch; before the first entry its own midnight.
        """
        open_ = self.closes > self.opens
        latest = np.maximum.accumulate(np.where(open_, np.arange(len(open_)), -1))
        before = np.r_[-1, latest][np.clip(day - self.first_day, 0, len(open_))]
        closing = (self.first_day + before) * MILLISECONDS_PER_DAY + self.closes[before]
        result: Ints = np.where(before < 0, day * MILLISECONDS_PER_DAY, closing)
        return result

    def working_day(self, moment: Ints) -> Ints:
        """Number of the working day of moments in milliseconds; a closed day has that before it.

        The first working day is 0; before it -1.
        """
        day = self.local(moment) // MILLISECONDS_PER_DAY - self.first_day
        number = np.cumsum(self.closes > self.opens) - 1
        found: Ints = np.where(day < 0, -1, number[np.clip(day, 0, len(number) - 1)])
        return found

    def local(self, moment: Ints) -> Ints:
        """Local milliseconds of moments in UTC, in the log's usual season."""
        return moment + self.offset

    def seconds(self, moment: Ints) -> Floats:
        """Operating seconds until a moment, as `milliseconds`."""
        elapsed: Floats = self.milliseconds(moment) / 1000.0
        return elapsed

    def milliseconds(self, moment: Ints) -> Ints:
        """Operating time until a moment in milliseconds since the epoch, in milliseconds.

        Before the first entry and after the last the clock stands still.
        """
        local = self.local(moment)
        lengths = self.closes - self.opens
        before = np.r_[0, np.cumsum(lengths)[:-1]]
        day = local // MILLISECONDS_PER_DAY
        position = np.clip(day - self.first_day, 0, len(self.opens) - 1)
        within = local - (self.first_day + position) * MILLISECONDS_PER_DAY
        part = np.clip(within - self.opens[position], 0, lengths[position])
        elapsed: Ints = before[position] + part
        return elapsed


def operating_clock(moments: MomentCounts, calendar: Calendar) -> OperatingClock:
    """The clock of a log: its calendar's hours, else what all its stamps show."""
    days = moments.dates.values
    if not len(days):
        nothing = np.zeros(1, np.int64)
        return OperatingClock(first_day=0, opens=nothing, closes=nothing, offset=0)
    if calendar.is_always:
        opens, closes = _shown(moments)
    else:
        opens, closes = _declared(calendar, int(days[0]), int(days[-1]))
    return OperatingClock(
        first_day=int(days[0]),
        opens=opens,
        closes=closes,
        offset=int(moments.offsets.quantile(0.5)),
        declared=not calendar.is_always,
    )


def _shown(moments: MomentCounts) -> tuple[Ints, Ints]:
    """Open on dates that are not quiet, within the hours of nearly all events."""
    dates = moments.dates
    counts = np.zeros(int(dates.values[-1] - dates.values[0]) + 1, np.int64)
    counts[dates.values - dates.values[0]] = dates.counts
    open_ = counts > QUIET_SHARE * np.median(dates.counts)
    first, last = (int(moments.times.quantile(share)) for share in (EDGE, 1 - EDGE))
    if last - first < SHORTEST_DAY:
        first, last = 0, MILLISECONDS_PER_DAY
    return np.where(open_, first, 0), np.where(open_, last, 0)


def _declared(calendar: Calendar, first: int, last: int) -> tuple[Ints, Ints]:
    """From the first opening on, as long as the day is open in all: breaks move to its end."""
    opens, closes = [], []
    for number in range(first, last + 1):
        spans = calendar.opening(EPOCH + timedelta(days=number))
        opens.append(spans[0][0] if spans else 0)
        closes.append(opens[-1] + sum(end - begin for begin, end in spans))
    return np.array(opens, np.int64) * MINUTE, np.array(closes, np.int64) * MINUTE
