"""Random ground truth: a procedure with known problems at random places."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import Timing
from verwaltung_mining.simulation.detours import InformationRequest
from verwaltung_mining.simulation.labels import ACTIVITIES
from verwaltung_mining.simulation.placing import PLANTERS, SHORT, Planter, Spot
from verwaltung_mining.simulation.process import Duration, Process
from verwaltung_mining.simulation.random_process import mean_case_days, random_process, staffed
from verwaltung_mining.simulation.raw_log import to_raw_log
from verwaltung_mining.simulation.releases import WeeklyBatch
from verwaltung_mining.simulation.routes import Plant
from verwaltung_mining.simulation.simulate import Effect, simulate, true_effects

CASES = 2000
MOST_PLANTS = 4
AT_HAND = Duration(hours=16.0)
"""The next working day, mostly: what is usual where nothing is collected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A procedure, its planted problems, and how much of it the log shows."""

    seed: int
    cases: int
    process: Process
    plants: tuple[Plant, ...]
    timing: Timing

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

    def frame(self) -> pl.DataFrame:
        """The simulated events; columns as in `simulate`."""
        return simulate(self.process, self.plants, seed=self.seed, cases=self.cases)

    def raw_log(self) -> RawLog:
        """The log as an importer would hand it over."""
        return to_raw_log(self.frame(), self.process, timing=self.timing)

    def true_effects(self) -> Mapping[Plant, Effect]:
        """What each plant truly costs."""
        return true_effects(self.process, self.plants, seed=self.seed, cases=self.cases)


def scenario(
    seed: int,
    *,
    cases: int = CASES,
    plants: int | None = None,
    timing: Timing | None = None,
    kinds: tuple[Planter, ...] = PLANTERS,
) -> Scenario:
    """A scenario that depends on the seed alone.

    `plants`: how many, all of different kinds (fewer where no place is free); None: 0 to 4, so that
    five seeds in a row have each number once. `kinds` restricts them; as many seeds in a row as
    there are kinds begin with each kind once. `timing`: None draws it.
    """
    rng = np.random.default_rng([seed, len(PLANTERS)])
    labels = [ACTIVITIES[i] for i in rng.permutation(len(ACTIVITIES))]
    process = random_process(rng, labels)
    number = seed % (MOST_PLANTS + 1) if plants is None else plants
    drawn: Timing = "interval" if rng.random() < 0.5 else "completion_only"
    turned = kinds[seed % len(kinds) :] + kinds[: seed % len(kinds)]
    planted = _plants(rng, process, number, turned, labels)
    process = _batches_at_hand(process, planted)
    return Scenario(
        seed=seed,
        cases=cases,
        process=staffed(process, planted, seed=seed, cases=cases),
        plants=planted,
        timing=drawn if timing is None else timing,
    )


def _plants(
    rng: np.random.Generator,
    process: Process,
    number: int,
    kinds: tuple[Planter, ...],
    labels: list[str],
) -> tuple[Plant, ...]:
    """Up to `number` plants of different kinds, no two in the same gap."""
    fresh = labels[len(process.steps) :]
    free = _free_gaps(process)
    found: list[Plant] = []
    others = [kinds[i] for i in 1 + rng.permutation(len(kinds) - 1)]
    for kind in (kinds[0], *others):
        gaps = [gap for gap in sorted(free) if _fits(kind, process, gap, free)]
        if len(found) == number or not gaps:
            continue
        gap = gaps[int(rng.integers(len(gaps)))]
        free -= kind.occupied(gap, len(process.steps) - 1)
        days = mean_case_days(process) * float(rng.uniform(kind.least, kind.most))
        names = (fresh[2 * len(found)], fresh[2 * len(found) + 1])
        found.append(kind.make(Spot(process=process, gap=gap, days=days, rng=rng, labels=names)))
    return tuple(found)


def _free_gaps(process: Process) -> set[int]:
    """Gaps whose two steps every case takes."""
    always = [step.only_for is None for step in process.steps]
    return {gap for gap in range(len(always) - 1) if always[gap] and always[gap + 1]}


def _fits(kind: Planter, process: Process, gap: int, free: set[int]) -> bool:
    same = process.steps[gap].unit == process.steps[gap + 1].unit
    fits = kind.occupied(gap, len(process.steps) - 1) <= free
    return gap >= kind.first_gap and fits and kind.same_unit in (None, same)


def _batches_at_hand(process: Process, plants: tuple[Plant, ...]) -> Process:
    """What is collected for a weekly date is a short act whose file is at hand by the next day."""
    collected = {plant.at for plant in plants if isinstance(plant, WeeklyBatch)}
    steps = (
        replace(step, service=SHORT, transit=AT_HAND) if step.key in collected else step
        for step in process.steps
    )
    return replace(process, steps=tuple(steps))
