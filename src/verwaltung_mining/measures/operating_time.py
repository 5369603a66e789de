"""Operating time: the clock that runs only while the log shows that work is done.

Weekends and nights make one wait long and the next one short. Where a delay is asked whether it
reaches the end of the case, that see-saw would look like catching up; on this clock it vanishes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MILLISECONDS_PER_DAY = 86_400_000
QUIET_SHARE = 0.1
"""A date with fewer events than this share of the median date's counts as closed."""
EDGE = 0.01
"""Share of events before opening and after closing time."""
SHORTEST_DAY = 3_600_000
"""Opening hours are taken as at least one hour, else the whole day is open (date-only stamps)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingClock:
    """Open dates and hours as the log shows them."""

    first_day: int
    before: Ints
    """Open days before each day from `first_day` on."""
    open_: npt.NDArray[np.bool_]
    opens: int
    closes: int
    """Milliseconds after midnight."""
    offset: int
    """Local time minus UTC in milliseconds, in the log's usual season."""

    @property
    def closed_wait(self) -> float:
        """Mean seconds that someone who comes at any time waits until work is done again."""
        days = np.flatnonzero(self.open_)
        night = MILLISECONDS_PER_DAY - (self.closes - self.opens)
        closed = (np.diff(days) - 1) * MILLISECONDS_PER_DAY + night
        whole = len(self.open_) * MILLISECONDS_PER_DAY
        return float((closed.astype(float) ** 2).sum() / 2 / whole / 1000.0)

    def local(self, moment: Ints) -> Ints:
        """Local milliseconds of moments in UTC, in the log's usual season."""
        return moment + self.offset

    def seconds(self, moment: Ints) -> Floats:
        """Operating seconds until a moment in milliseconds since the epoch."""
        local = self.local(moment)
        day = local // MILLISECONDS_PER_DAY
        within = local - day * MILLISECONDS_PER_DAY
        position = np.clip(day - self.first_day, 0, len(self.open_) - 1)
        part = np.clip(within - self.opens, 0, self.closes - self.opens)
        length = self.closes - self.opens
        elapsed: Floats = (self.before[position] * length + self.open_[position] * part) / 1000.0
        return elapsed


def operating_clock(stamps: pl.Series, zone: str) -> OperatingClock:
    """The clock of a log from all its stamps (instants)."""
    local = stamps.dt.convert_time_zone(zone).dt.replace_time_zone(None).dt.epoch("ms").to_numpy()
    utc = stamps.dt.epoch("ms").to_numpy()
    if not len(local):
        nothing = np.zeros(1, np.int64)
        return OperatingClock(
            first_day=0, before=nothing, open_=nothing == 0, opens=0, closes=1, offset=0
        )
    day = local // MILLISECONDS_PER_DAY
    counts = np.bincount(day - day.min())
    open_ = counts > QUIET_SHARE * np.median(counts[counts > 0])
    within = local - day * MILLISECONDS_PER_DAY
    opens, closes = (int(v) for v in np.quantile(within, [EDGE, 1 - EDGE]))
    if closes - opens < SHORTEST_DAY:
        opens, closes = 0, MILLISECONDS_PER_DAY
    return OperatingClock(
        first_day=int(day.min()),
        before=np.r_[0, np.cumsum(open_)[:-1]].astype(np.int64),
        open_=open_,
        opens=opens,
        closes=closes,
        offset=int(np.median(local - utc)),
    )
