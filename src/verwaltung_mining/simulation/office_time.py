"""The openings of the office as plain numbers, for the innermost loop of the simulation.

`calendar.working_time` measures between stamps; this walks forward: when is the office open next,
and when is an amount of work done. Both are one binary search. Seconds since 1970 UTC.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import polars as pl

from verwaltung_mining.calendar.working_time import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTime:
    """All openings from a first day on."""

    opens: list[int]
    closes: list[int]
    worked: list[int]
    """Working seconds up to the end of each opening."""
    seconds_per_day: float
    """Mean working time of the days on which the office opens."""

    def work(self, ready: int, service: int) -> tuple[int, int]:
        """Start and end of `service` seconds of work that can begin at `ready`."""
        span = bisect_right(self.closes, ready)
        start = max(ready, self.opens[span])
        return start, self._at(self.worked[span] - (self.closes[span] - start) + service)

    def after(self, service: int) -> int:
        """The instant at which so many working seconds have passed since the first opening."""
        return self._at(service)

    def _at(self, worked: int) -> int:
        span = bisect_left(self.worked, worked)
        return self.closes[span] - (self.worked[span] - worked)


@lru_cache(maxsize=16)
def office_time(calendar: Calendar, *, first_day: dt.date, last_year: int) -> OfficeTime:
    """The openings of `calendar` from `first_day` to the end of `last_year`."""
    length = (dt.date(last_year, 12, 31) - first_day).days + 1
    days = [first_day + dt.timedelta(days=n) for n in range(length)]
    spans = [(day, *span) for day in days for span in calendar.opening(day)]
    opens = instants([(day, opening) for day, opening, _ in spans], zone=calendar.zone)
    closes = instants([(day, closing) for day, _, closing in spans], zone=calendar.zone)
    worked = list(accumulate(end - start for start, end in zip(opens, closes, strict=True)))
    open_days = len({day for day, _, _ in spans})
    return OfficeTime(
        opens=opens, closes=closes, worked=worked, seconds_per_day=worked[-1] / open_days
    )


def instants(local: list[tuple[dt.date, int]], *, zone: str) -> list[int]:
    """Local days and minutes of the day as seconds since 1970 UTC.

    >>> instants([(dt.date(2024, 7, 1), 480)], zone="Europe/Berlin")
    [1719813600]
    """
    frame = pl.DataFrame(local, schema={"day": pl.Date, "minute": pl.Int64}, orient="row")
    clock = pl.col("day").cast(pl.Datetime("us")) + pl.duration(minutes=pl.col("minute"))
    found: list[int] = frame.select(clock.dt.replace_time_zone(zone).dt.epoch("s"))["day"].to_list()
    return found
