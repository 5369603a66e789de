"""Working time between two stamps, by the opening hours of an office.

Every opening of the office is a span between two instants. A prefix sum gives the working time
before each span; a binary search finds the span of a stamp, a clip what of it has passed. So the
working time between two stamps is a difference of two numbers, exact over changes of the clock.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from verwaltung_mining.calendar.holidays_of_land import holidays_of_land
from verwaltung_mining.calendar.opening_hours import ALL_DAY, Spans

FIRST_YEAR = 1990
LAST_YEAR = 2050
"""Years a calendar covers; stamps outside give null rather than a wrong figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When an office works: hours per weekday in a zone, minus holidays and closed days."""

    hours: tuple[Spans, ...]
    """Monday to Sunday; opening and closing in minutes of the local day."""
    zone: str
    land: str | None = None
    """Land whose holidays are closed ("BY", …; "DE": nationwide ones); None: no holidays."""
    catholic: bool = False
    closed: frozenset[dt.date] = frozenset()
    """Further closed days: 24 and 31 December, works outings, …"""
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    @classmethod
    def always(cls) -> "Calendar":
        """Every hour counts: working time is time by the clock."""
        return cls(hours=(ALL_DAY,) * 7, zone="UTC")

    @property
    def is_always(self) -> bool:
        """Whether nothing is ever closed."""
        return self.hours == (ALL_DAY,) * 7 and self.land is None and not self.closed

    def opening(self, day: dt.date) -> Spans:
        """Opening and closing minutes of one local day; empty where closed.

        >>> from verwaltung_mining.calendar.opening_hours import WeeklyHours
        >>> office = Calendar(hours=WeeklyHours().spans(), zone="Europe/Berlin", land="BY")
        >>> office.opening(dt.date(2024, 5, 1)), office.opening(dt.date(2024, 5, 2))
        ((), ((480, 1020),))
        """
        if day in self.closed or day in self.holidays():
            return ()
        return self.hours[day.weekday()]

    def holidays(self) -> frozenset[dt.date]:
        """The holidays of the Land in the years covered."""
        if self.land is None:
            return frozenset()
        return holidays_of_land(
            self.land,
            catholic=self.catholic,
            first_year=self.first_year,
            last_year=self.last_year,
        )

    def working_time(self, start: pl.Expr, end: pl.Expr) -> pl.Expr:
        """Working time from `start` to `end` (Datetime[us] with zone) as Duration.

        Negative where `end` lies before `start`; null where either is null or outside the years
        covered (a calendar that is always open has no such limit). Named as `end` is.

        >>> from verwaltung_mining.calendar.opening_hours import WeeklyHours
        >>> office = Calendar(hours=WeeklyHours().spans(), zone="Europe/Berlin")
        >>> friday = dt.datetime(2024, 5, 3, 14, tzinfo=dt.UTC)
        >>> stamps = pl.LazyFrame({"start": [friday], "end": [friday + dt.timedelta(days=3)]})
        >>> worked = office.working_time(pl.col("start"), pl.col("end"))
        >>> stamps.select(worked).collect().item()
        datetime.timedelta(seconds=32400)
        """
        if self.is_always:
            return end - start
        spans = _spans(self)
        return (_worked_before(end, spans) - _worked_before(start, spans)).cast(pl.Duration("us"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenSpans:
    """All openings of a calendar in microseconds since 1970 UTC, sorted.

    The first is empty and lies at the very beginning, so that each stamp has one before it.
    """

    opens: pl.Series
    closes: pl.Series
    offset: pl.Series
    """Working time before each opening minus the opening itself."""
    end: int


def _worked_before(stamp: pl.Expr, spans: _OpenSpans) -> pl.Expr:
    """Working microseconds from the beginning of the calendar to a stamp."""
    moment = stamp.dt.epoch("us")
    covered = moment.is_between(spans.opens[0], spans.end)
    inside = pl.when(covered).then(moment)
    span = pl.lit(spans.opens).search_sorted(inside.fill_null(spans.end), side="right") - 1
    passed = moment.clip(upper_bound=pl.lit(spans.closes).gather(span))
    return pl.when(covered).then(passed + pl.lit(spans.offset).gather(span))


@lru_cache(maxsize=16)
def _spans(calendar: Calendar) -> _OpenSpans:
    first, after = dt.date(calendar.first_year, 1, 1), dt.date(calendar.last_year + 1, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range((after - first).days)]
    openings = [(day, *span) for day in days for span in calendar.opening(day)]
    local = pl.DataFrame(
        [(first, 0, 0), *openings, (after, 0, 0)],
        schema={"day": pl.Date, "opens": pl.Int64, "closes": pl.Int64},
        orient="row",
    )
    instants = local.select(
        _instant(pl.col("day"), pl.col(edge), calendar.zone).alias(edge)
        for edge in ("opens", "closes")
    )
    opens, closes = instants["opens"], instants["closes"]
    worked = (closes - opens).cum_sum().shift(1, fill_value=0)
    return _OpenSpans(opens=opens, closes=closes, offset=worked - opens, end=opens[-1])


def _instant(day: pl.Expr, minute: pl.Expr, zone: str) -> pl.Expr:
    """A local clock time as UTC microseconds; for one that the clock skips, the next full hour."""
    local = day.cast(pl.Datetime("us")) + pl.duration(minutes=minute)
    skipped = (local.dt.truncate("1h") + pl.duration(hours=1)).dt.replace_time_zone(
        zone, ambiguous="earliest", non_existent="null"
    )
    known = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return known.fill_null(skipped).dt.epoch("us")
