"""Random draws that depend only on the seed, a name and the case: common random numbers.

A step or a plant asks for its draws by its own key, so that adding or removing another plant, or
renaming an activity, changes no number of it.
"""

from collections.abc import Callable
from zlib import crc32

import numpy as np
import numpy.typing as npt

from verwaltung_mining.simulation.process import Duration

SECONDS_PER_HOUR = 3600

Floats = npt.NDArray[np.float64]


class Draws:
    """One list per name with one entry per case, made when first asked for.

    >>> Draws(seed=1, cases=3).uniform("a") == Draws(seed=1, cases=3).uniform("a")
    True
    >>> Draws(seed=1, cases=3).uniform("a") == Draws(seed=1, cases=3).uniform("b")
    False
    """

    def __init__(self, *, seed: int, cases: int, complexity_spread: float = 0.0) -> None:
        self.seed = seed
        self.cases = cases
        self._made: dict[str, list[float]] = {}
        self._made_seconds: dict[tuple[str, Duration], list[int]] = {}
        # exp(N(-s²/2, s)) has mean 1
        normal = self.stream("complexity").standard_normal(cases)
        self.complexity: Floats = np.exp(normal * complexity_spread - complexity_spread**2 / 2)
        """Work content of each case; 1 on average."""

    def stream(self, name: str) -> np.random.Generator:
        """The generator behind a name."""
        return np.random.default_rng([self.seed, crc32(name.encode())])

    def uniform(self, name: str) -> list[float]:
        """Numbers in [0, 1)."""
        if name not in self._made:
            self._made[name] = self.stream(name).random(self.cases).tolist()
        return self._made[name]

    def seconds(self, name: str, duration: Duration) -> list[int]:
        """Lengths of time in whole seconds."""
        return self._seconds(name, duration, lambda hours: hours)

    def work_seconds(self, name: str, duration: Duration) -> list[int]:
        """Working time in whole seconds, longer for cases with more in them."""
        return self._seconds(name, duration, lambda hours: hours * self.complexity)

    def _seconds(
        self, name: str, duration: Duration, scaled: Callable[[Floats], Floats]
    ) -> list[int]:
        if (name, duration) not in self._made_seconds:
            drawn = self._drawn(self.stream(name), duration)
            whole: list[int] = np.rint(scaled(drawn)).astype(np.int64).tolist()
            self._made_seconds[name, duration] = whole
        return self._made_seconds[name, duration]

    def _drawn(self, stream: np.random.Generator, duration: Duration) -> Floats:
        """Gamma, or log-normal with the mean that is asked for."""
        if duration.sigma is not None:
            centre = np.log(duration.hours * SECONDS_PER_HOUR) - duration.sigma**2 / 2
            return stream.lognormal(centre, duration.sigma, self.cases)
        scale = duration.hours / duration.shape * SECONDS_PER_HOUR
        return stream.gamma(duration.shape, scale, self.cases)
