"""Week-block bootstrap on sums per week: whole arrival weeks are drawn, never single cases."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.strata import Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]

DRAWS = 500
"""Bootstrap draws; percentile ends at 2.5 % then rest on about twelve draws each."""
SEED = 34
"""Fixed, so that two runs give the same interval."""
COVERAGE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDraws:
    """How often each week is drawn, one row per draw."""

    multiplicity: Floats

    @property
    def weeks(self) -> int:
        """Number of weeks that can be drawn."""
        return int(self.multiplicity.shape[1])

    def sums(self, values: Floats, *, column: Ints, week: Ints, columns: int) -> Floats:
        """Drawn sums of `values` by column: one row per draw, one column per column code."""
        table = sums_by(week * columns + column, values, groups=self.weeks * columns)
        return self.multiplicity @ table.reshape(self.weeks, columns)


@lru_cache(maxsize=4)
def week_draws(weeks: int, *, draws: int = DRAWS, seed: int = SEED) -> WeekDraws:
    """Multinomial draws of `weeks` weeks with replacement.

    >>> week_draws(10).multiplicity.sum(axis=1)[:3]
    array([10., 10., 10.])
    """
    generator = np.random.default_rng(seed)
    equal = np.full(max(weeks, 1), 1.0 / max(weeks, 1))
    drawn = generator.multinomial(max(weeks, 1), equal, size=draws).astype(float)
    drawn.setflags(write=False)
    return WeekDraws(multiplicity=drawn)


def percentile_interval(draws: Floats, *, coverage: float = COVERAGE) -> tuple[float, float]:
    """The central interval of the draws.

    >>> [round(end, 6) for end in percentile_interval(np.arange(41.0))]
    [1.0, 39.0]
    """
    tail = (1 - coverage) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return float(low), float(high)
