"""Random ground truth: a procedure with known problems at random places."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import Timing
from verwaltung_mining.simulation.detours import InformationRequest
from verwaltung_mining.simulation.hooks import Named, Plant, changed_by
from verwaltung_mining.simulation.labels import ACTIVITIES, FURTHER
from verwaltung_mining.simulation.planters import COMMON, Planter, Spot
from verwaltung_mining.simulation.planters.planter import AT_HAND, SHORT, mean_case_days
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.random_process import random_process, staffed
from verwaltung_mining.simulation.raw_log import to_raw_log
from verwaltung_mining.simulation.releases import NightlyBatch, WeeklyBatch
from verwaltung_mining.simulation.simulate import Effect, simulate, true_effects
from verwaltung_mining.simulation.surroundings import Surroundings

CASES = 2000
MOST_PLANTS = 4
STREAM = 9
"""Which of the streams of a seed draws the scenario."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A procedure, its planted problems, and how much of it the log shows."""

    seed: int
    cases: int
    process: Process
    plants: tuple[Plant, ...]
    timing: Timing
    kept: tuple[Plant, ...] = ()
    """Decoys and gates: in place throughout, and no problem that a detector shall report."""
    planters: Mapping[str, Planter] = field(default_factory=dict)
    """Key of a plant → the kind it is of."""

    @property
    def request_activity(self) -> str | None:
        """Label of the request for documents, where one is planted."""
        return self._request.request.activity if self._request else None

    @property
    def reply_activity(self) -> str | None:
        """Label of the applicant's reply, where one is planted."""
        return self._request.reply.activity if self._request else None

    @property
    def _request(self) -> InformationRequest | None:
        return next((p for p in self.plants if isinstance(p, InformationRequest)), None)

    @property
    def every(self) -> tuple[Plant, ...]:
        """Everything that differs from the plain procedure."""
        return (*self.kept, *self.plants)

    @property
    def words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Detector → setting → names that a user would write into the settings."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for plant in self.every:
            if isinstance(plant, Named):
                for detector, names in plant.words(self.process).items():
                    entry = found.setdefault(detector, {})
                    for key, labels in names.items():
                        entry[key] = (*entry.get(key, ()), *labels)
        return found

    def frame(self) -> pl.DataFrame:
        """The simulated events; columns as in `simulate`."""
        return simulate(self.process, self.every, seed=self.seed, cases=self.cases)

    def raw_log(self) -> RawLog:
        """The log as an importer would hand it over."""
        changed = changed_by(self.process, self.every)
        return to_raw_log(self.frame(), changed, timing=self.timing)

    def true_effects(self) -> Mapping[Plant, Effect]:
        """What each plant truly costs."""
        return true_effects(
            self.process, self.plants, seed=self.seed, cases=self.cases, kept=self.kept
        )


def scenario(
    seed: int,
    *,
    cases: int = CASES,
    plants: int | None = None,
    timing: Timing | None = None,
    kinds: tuple[Planter, ...] = COMMON,
    decoys: tuple[Planter, ...] = (),
    size: tuple[float, float] | None = None,
    surroundings: Surroundings | None = None,
) -> Scenario:
    """A scenario that depends on the seed and the arguments alone.

    `plants`: how many, all of different kinds (fewer where no place is free); None: 0 to 4, so that
    five seeds in a row have each number once. `kinds` restricts them; as many seeds in a row as
    there are kinds begin with each kind once. `timing`: None draws it. `decoys` are kinds of which
    what only looks like them stands in places of its own. `size`: least and most share of case
    time of a plant; None: as its kind says. `surroundings`: the shape of the procedure.
    """
    rng = np.random.default_rng([seed, STREAM])
    labels = [*(ACTIVITIES[i] for i in rng.permutation(len(ACTIVITIES))), *FURTHER]
    process = random_process(rng, labels, surroundings or Surroundings())
    number = seed % (MOST_PLANTS + 1) if plants is None else plants
    drawn: Timing = "interval" if rng.random() < 0.5 else "completion_only"
    ground = _Ground(process, labels)
    planted = _plants(rng, ground, number, _turned(kinds, seed), size)
    looking = tuple(d for kind in decoys for d in ground.decoys(rng, kind))
    process = _batches_at_hand(process, tuple(plant for plant, _ in planted))
    chosen = tuple(plant for plant, _ in planted)
    kept = (*looking, *(surroundings.gates(process) if surroundings else ()))
    return Scenario(
        seed=seed,
        cases=cases,
        process=staffed(process, (*kept, *chosen), seed=seed, cases=cases),
        plants=chosen,
        kept=kept,
        timing=drawn if timing is None else timing,
        planters={plant.key: kind for plant, kind in planted}
        | {looks.key: kind for kind, looks in zip(decoys, looking, strict=False)},
    )


def _turned(kinds: tuple[Planter, ...], seed: int) -> tuple[Planter, ...]:
    """The kinds, beginning with another one for each seed."""
    first = seed % max(len(kinds), 1)
    return kinds[first:] + kinds[:first]


class _Ground:
    """The places of a procedure that are still free, and labels that no step has."""

    def __init__(self, process: Process, labels: list[str]) -> None:
        self.process = process
        self.free = _free_gaps(process)
        self._fresh = labels[len(process.steps) :]
        self._taken = 0

    def spot(
        self, rng: np.random.Generator, kind: Planter, size: tuple[float, float] | None
    ) -> Spot | None:
        """A spot for one of the kind, no longer free; None where there is none."""
        gaps = [gap for gap in sorted(self.free) if _fits(kind, self.process, gap, self.free)]
        if not gaps:
            return None
        gap = gaps[int(rng.integers(len(gaps)))]
        self.free -= kind.occupied(gap, len(self.process.steps) - 1)
        least, most = size or (kind.least, kind.most)
        days = mean_case_days(self.process) * float(rng.uniform(least, most))
        names = (self._fresh[2 * self._taken], self._fresh[2 * self._taken + 1])
        self._taken += 1
        return Spot(process=self.process, gap=gap, days=days, rng=rng, labels=names)

    def decoys(self, rng: np.random.Generator, kind: Planter) -> tuple[Plant, ...]:
        """What looks like one of the kind, where there is room for it."""
        spot = self.spot(rng, kind, None) if kind.decoy else None
        return kind.decoy(spot) if kind.decoy and spot else ()


def _plants(
    rng: np.random.Generator,
    ground: _Ground,
    number: int,
    kinds: tuple[Planter, ...],
    size: tuple[float, float] | None,
) -> list[tuple[Plant, Planter]]:
    """Up to `number` plants of different kinds, no two in the same gap."""
    found: list[tuple[Plant, Planter]] = []
    if not kinds:
        return found
    others = [kinds[i] for i in 1 + rng.permutation(len(kinds) - 1)]
    for kind in (kinds[0], *others):
        spot = ground.spot(rng, kind, size) if len(found) < number else None
        if spot is not None:
            found.append((kind.make(spot), kind))
    return found


def _free_gaps(process: Process) -> set[int]:
    """Gaps whose two steps every case takes, one after the other."""
    always = [step.only_for is None and step.branch is None for step in process.steps]
    return {gap for gap in range(len(always) - 1) if always[gap] and always[gap + 1]}


def _fits(kind: Planter, process: Process, gap: int, free: set[int]) -> bool:
    same = process.steps[gap].unit == process.steps[gap + 1].unit
    fits = kind.occupied(gap, len(process.steps) - 1) <= free
    return gap >= kind.first_gap and fits and kind.same_unit in (None, same)


def _batches_at_hand(process: Process, plants: tuple[Plant, ...]) -> Process:
    """What is collected for a date is a short act whose file is at hand by the next day."""
    collected = {plant.at for plant in plants if isinstance(plant, WeeklyBatch | NightlyBatch)}
    steps = (
        replace(step, service=SHORT, transit=AT_HAND) if step.key in collected else step
        for step in process.steps
    )
    return replace(process, steps=tuple(steps))
