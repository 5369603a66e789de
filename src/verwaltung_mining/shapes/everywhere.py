"""What the waits before all steps show, so that one step can be held against the others."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from verwaltung_mining.shapes.claims import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Everywhere:
    """The waits before all steps; those before the others are what is left without one step's."""

    weekdays: Ints
    """Completions by weekday, Monday 0."""
    done: Ints
    """Moments of completion."""
    seconds: pl.DataFrame
    """Mean wait by activity."""

    @classmethod
    def of(cls, waits: pl.DataFrame) -> "Everywhere":
        """Takes activity, day (weekday of completion, Monday 0), seconds and timestamp."""
        return cls(
            weekdays=np.bincount(waits["day"].to_numpy(), minlength=7),
            done=waits["timestamp"].dt.epoch("ms").to_numpy(),
            seconds=waits.group_by("activity").agg(pl.col("seconds").mean()),
        )

    def usual_seconds(self, *, but: int) -> float | None:
        """The middle one of the other steps' mean waits; None where there is no other."""
        usual = self.seconds.filter(pl.col("activity") != but)["seconds"].median()
        return float(usual) if isinstance(usual, float) else None
