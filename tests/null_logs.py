"""Logs in which nothing is wrong but much is uneven: heavy tails, seasons, dice as attributes."""

from collections.abc import Callable, Iterator

import numpy as np
from tests.procedures import DAY, WEEK, measured, procedure

from verwaltung_mining.benefit import Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.settings import Settings

WEEKS_PER_YEAR = 52.18
MEAN_DAYS = (2.0, 6.0, 1.0, 12.0)
"""Of the transitions of a case."""
SPREAD = 1.2
"""Standard deviation of the logarithm of a time: one in fifty is twelve times the median."""


def nothing(week: np.ndarray) -> np.ndarray:
    """No days more in any week."""
    return np.zeros(len(week))


def null_log(
    seed: int,
    *,
    cases: int = 1500,
    weeks: int = 130,
    season: float = 0.5,
    longer: Callable[[np.ndarray], np.ndarray] = nothing,
) -> AnalysedLog:
    """Independent log-normal times; arrivals and times swing with the season, attributes are dice.

    `season` is the swing of the arrivals; times swing half as much. `longer` gives the days that
    the second transition takes longer, by arrival week.
    """
    rng = np.random.default_rng([seed, 77])
    phase = rng.uniform(0, 2 * np.pi)

    def swing(week: np.ndarray) -> np.ndarray:
        wave: np.ndarray = np.sin(2 * np.pi * week / WEEKS_PER_YEAR + phase)
        return wave

    offered = np.sort(rng.uniform(0, weeks, 2 * cases))
    kept = rng.random(2 * cases) < (1 + season * swing(offered)) / (1 + season) * 0.75
    come = offered[kept]
    level = (1 + season / 2 * swing(come))[:, None]
    drawn = rng.lognormal(-(SPREAD**2) / 2, SPREAD, (len(come), len(MEAN_DAYS)))
    days = drawn * np.array(MEAN_DAYS) * level
    days[:, 1] += longer(come)
    stamps = come[:, None] * WEEK + np.cumsum(days * DAY, axis=1)
    rows = [
        [(0, c * WEEK), *((step, t) for step, t in enumerate(times, start=1))]
        for c, times in zip(come, stamps, strict=True)
    ]
    attributes = {
        f"dice {k}": ("other", [f"v{v}" for v in rng.integers(0, 4, len(rows))]) for k in range(5)
    }
    return measured(procedure(*rows, attributes=attributes))  # type: ignore[arg-type]


def found_in(log: AnalysedLog) -> Findings:
    """All detectors with their default settings, as an analysis runs them."""
    return findings(log, DETECTORS, Settings(tables={}), flagged=False)


def sure(found: Findings) -> Iterator[str]:
    """Detectors of the findings of high or medium confidence."""
    return (f.detector.id for f in found.ranked if f.confidence in ("high", "medium"))
