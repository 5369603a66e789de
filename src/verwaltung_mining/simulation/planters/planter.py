"""Where a random plant may stand, and how large it must be to cost a share of all case time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.process import Duration, Process, Step

HOURS_PER_DAY = 24
CLOSED_DAYS = 0.8
"""Mean days that nights, weekends and queues add to a step (measured on plain scenarios)."""
SHORTEST_DAYS = 0.5
SHORT = Duration(hours=0.3, shape=4.0)
AT_HAND = Duration(hours=16.0)
"""The next working day, mostly: what is usual where nothing is collected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a planter may use: a gap between two steps, a target size and fresh labels."""

    process: Process
    gap: int
    """Number of the step before the gap."""
    days: float
    """Mean days per case, over all cases, that the plant shall cost."""
    rng: np.random.Generator
    labels: tuple[str, str]

    @property
    def before(self) -> Step:
        """The step before the gap."""
        return self.process.steps[self.gap]

    @property
    def behind(self) -> Step:
        """The step after the gap."""
        return self.process.steps[self.gap + 1]

    @property
    def key(self) -> str:
        """Identity of the plant's draws."""
        return f"plant{self.gap}"

    def share(self, low: float, high: float) -> float:
        """A random share of cases."""
        return round(float(self.rng.uniform(low, high)), 3)

    def lasting(self, share: float, other_days: float = 0.0, shape: float = 2.0) -> Duration:
        """The time per affected case that makes up the target size, `other_days` already spent."""
        days = max(SHORTEST_DAYS, self.days / share - other_days)
        return Duration(hours=round(days * HOURS_PER_DAY, 1), shape=shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planter:
    """A kind of plant: how to make it, where it fits, what it costs, what only looks like it."""

    detector: str
    """The detector that is built for it."""
    make: Callable[[Spot], Plant]
    decoy: Callable[[Spot], tuple[Plant, ...]] | None = None
    """What looks like it at the same spot and is none; its plants have keys of their own. The first
    one's place is where the detector must stay silent."""
    same_unit: bool | None = None
    """Whether the steps on both sides of the gap must belong to one unit; None: either."""
    first_gap: int = 0
    reach: int = 0
    """How many gaps before its own the plant occupies as well."""
    ahead: int = 0
    """How many gaps behind its own the plant occupies as well."""
    least: float = 0.04
    most: float = 0.1
    """Share of case time that the plant shall cost, drawn between the two."""
    needs_starts: bool = False
    """Whether its detector needs start stamps."""
    needs_agreement: bool = False
    """Whether its detector compares units."""
    one_sided: bool = False
    """Whether its detector gives a lower bound."""
    hint: bool = False
    """Whether its detector only hints."""
    saves_time: bool = True
    """Whether its detector tells a saving of case time."""

    def occupied(self, gap: int, gaps: int) -> set[int]:
        """The gaps that the plant takes for itself, of all `gaps` that there are."""
        return set(range(gap - self.reach, min(gap + self.ahead, gaps - 1) + 1))


def mean_case_days(process: Process) -> float:
    """Roughly how long a case takes without any plant."""
    return sum(step.transit.hours / HOURS_PER_DAY + CLOSED_DAYS for step in process.steps)
