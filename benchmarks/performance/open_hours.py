"""Opening hours as an axis of their own: seconds an office was open, and the moments they were."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]

ZONE = "Europe/Berlin"
HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """Days on which an office is open for equally long; its opening stamps in epoch seconds."""

    openings: Ints
    seconds_a_day: int

    @property
    def seconds(self) -> int:
        """Open seconds of all days."""
        return len(self.openings) * self.seconds_a_day

    def moment(self, open_seconds: Ints) -> Ints:
        """Epoch seconds (UTC) of open seconds; what lies beyond the last day stays on it."""
        day = np.minimum(open_seconds // self.seconds_a_day, len(self.openings) - 1)
        moments: Ints = self.openings[day] + open_seconds - day * self.seconds_a_day
        return moments

    def open_seconds(self, moment: Ints) -> Ints:
        """Seconds the office was open before a moment."""
        day = np.maximum(np.searchsorted(self.openings, moment, side="right") - 1, 0)
        inside = np.clip(moment - self.openings[day], 0, self.seconds_a_day)
        open_seconds: Ints = day * self.seconds_a_day + inside
        return open_seconds


def open_hours(opens: int, closes: int, *, first: str, last: str, weekmask: str) -> OpenHours:
    """Open from one local hour to another, on the days of the mask, the last day left out.

    The hours must not hold the moment at which the clock changes (two in the morning).

    >>> days = open_hours(8, 17, first="2024-03-29", last="2024-04-02", weekmask="Mon Fri")
    >>> np.diff(days.openings) / HOUR  # Friday to Monday, the clock goes forward on Sunday
    array([71.])
    """
    days = np.arange(np.datetime64(first), np.datetime64(last))
    open_days = days[np.is_busday(days, weekmask=weekmask)]
    local = pl.Series(open_days.astype("datetime64[us]") + np.timedelta64(opens, "h"))
    stamps = local.dt.replace_time_zone(ZONE).dt.epoch("s")
    return OpenHours(openings=stamps.to_numpy(), seconds_a_day=(closes - opens) * HOUR)
