"""Bursts: which of the cases looked at were done in one, as the completions of all cases show."""

import numpy as np
import polars as pl

from verwaltung_mining.shapes.rhythm import Rhythm, burst_rhythm, in_bursts_by_chance

DAY = 86_400_000
SECOND = 1_000
BURSTS = np.concatenate([k * DAY + SECOND * np.arange(20) for k in range(50)])
"""Twenty within twenty seconds, once a day."""
SINGLY = np.arange(50) * DAY + DAY // 2


def found(looked_at: np.ndarray, every: np.ndarray) -> Rhythm | None:  # type: ignore[type-arg]
    stamps = (
        pl.Series("timestamp", looked_at)
        .cast(pl.Datetime("ms", "UTC"))
        .cast(pl.Datetime("us", "UTC"))
    )
    return burst_rhythm(
        stamps.to_frame(),
        every=np.sort(every),
        week=looked_at // (7 * DAY),
        size=5,
        share=0.3,
        gap_seconds=60.0,
        gap_of_median=0.05,
    )


def test_a_sample_of_two_a_day_still_lies_in_bursts_of_twenty() -> None:
    looked_at = np.sort(np.concatenate([BURSTS[::10], SINGLY[::10]]))
    rhythm = found(looked_at, np.concatenate([BURSTS, SINGLY]))
    assert rhythm is not None
    assert rhythm.ruled.tolist() == [bool(moment % DAY < DAY // 2) for moment in looked_at]
    assert rhythm.excess > 0.9
    assert found(looked_at, looked_at) is None, "the sample alone shows none"


def test_what_is_done_all_the_time_comes_in_bursts_by_chance() -> None:
    assert in_bursts_by_chance(1e6, span=1e6, size=5, close=60.0) == 1.0
    assert in_bursts_by_chance(100, span=1e6, size=5, close=60.0) < 1e-6
