"""Which logs the benchmark makes: a fraction of all combinations, the same for everybody.

Full crossing of kinds, sizes, numbers of cases, hours, stamps and shapes would be tens of
thousands of logs. Each block below takes every kind (or number of kinds) and turns the other
factors by different steps, so that within a block every level of a factor meets every kind and,
over the kinds, every level of the other factors (`tests/ground_truth/test_design.py`). Only the
block "all together" keeps to 2,000 cases with start and end: fewer hold no eight problems.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from verwaltung_mining.eventlog.schema import Timing
from verwaltung_mining.simulation import Scenario, scenario
from verwaltung_mining.simulation.planters import PLANTERS, Planter
from verwaltung_mining.simulation.surroundings import Shape, Surroundings

Block = Literal["alone", "decoy", "up to three", "all together", "confounded", "gate", "null"]

SIZES = ((0.02, 0.03), (0.04, 0.06), (0.08, 0.1), (0.005, 0.01))
"""Least and most share of case time of a plant."""
NUMBERS = (2_000, 500, 2_000, 10_000, 2_000, 500, 2_000, 2_000)
"""Cases; the largest once, because it costs five times as much."""
SHAPES: tuple[Shape, ...] = ("straight", "parallel", "external wait")
TIMINGS: tuple[Timing, ...] = ("interval", "completion_only")
ALONE_ROUNDS = 8
DECOY_ROUNDS = 5
THREE_LOGS = 60
ALL_LOGS = 24
CONFOUNDED_LOGS = 24
GATE_LOGS = 32
NULL_LOGS = 100
MOST_TOGETHER = 8
USELESS = 20
SEASON = 0.4
MORE_STEPS = 8
CONFOUNDED_KINDS = ("return_loop", "information_request", "ping_pong", "extra_step")
GATED_KINDS = ("return_loop", "slow_transition", "extra_step", "information_request")
"""Kinds whose local gain a board date at the end swallows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One log of the benchmark; `name` tells it apart, the seed makes it."""

    name: str
    block: Block
    seed: int
    kinds: tuple[str, ...] = ()
    """Names of planters; see `name_of`."""
    decoys: tuple[str, ...] = ()
    plants: int = 0
    cases: int = 2_000
    size: tuple[float, float] | None = None
    timing: Timing = "interval"
    surroundings: Surroundings = field(default_factory=Surroundings)

    def scenario(self) -> Scenario:
        """The log as it is made."""
        return scenario(
            self.seed,
            cases=self.cases,
            plants=self.plants,
            timing=self.timing,
            kinds=_planters(self.kinds),
            decoys=_planters(self.decoys),
            size=self.size,
            surroundings=self.surroundings,
        )


def name_of(planter: Planter) -> str:
    """What a kind is called in the tables."""
    return planter.make.__name__


def design(seed: int) -> list[Spec]:
    """All logs; another `seed` gives the same design with other draws."""
    blocks = (_alone, _decoy, _up_to_three, _all_together, _confounded, _gate, _null)
    return [spec for block in blocks for spec in block(seed)]


def _planters(names: tuple[str, ...]) -> tuple[Planter, ...]:
    known = {name_of(planter): planter for planter in PLANTERS}
    return tuple(known[name] for name in names)


def _surroundings(turn: int, clock: int) -> Surroundings:
    """Two of three logs straight; one in four around the clock, by a turn of its own."""
    shape = SHAPES[(turn // 2) % 3] if turn % 2 else SHAPES[0]
    return Surroundings(shape=shape, around_the_clock=clock % 4 == 3)


def _timing(planter: Planter | None, turn: int) -> Timing:
    if planter is not None and planter.needs_starts:
        return "interval"
    return TIMINGS[turn % 2]


def _alone(seed: int) -> Iterator[Spec]:
    """Every kind by itself, in eight combinations of size, number and surroundings."""
    for k, planter in enumerate(PLANTERS):
        for turn in range(ALONE_ROUNDS):
            name = name_of(planter)
            yield Spec(
                name=f"alone-{name}-{turn}",
                block="alone",
                seed=seed + 100 * k + turn,
                kinds=(name,),
                plants=1,
                cases=NUMBERS[(turn + k) % len(NUMBERS)],
                size=SIZES[(turn // 2 + k) % 4],
                timing=_timing(planter, turn // 4 + k),
                surroundings=_surroundings(turn + k, turn // 2 + turn + k // 3),
            )


def _decoy(seed: int) -> Iterator[Spec]:
    """What only looks like each kind."""
    for k, planter in enumerate(PLANTERS):
        if planter.decoy is None:
            continue
        for turn in range(DECOY_ROUNDS):
            yield Spec(
                name=f"decoy-{name_of(planter)}-{turn}",
                block="decoy",
                seed=seed + 10_000 + 100 * k + turn,
                decoys=(name_of(planter),),
                cases=NUMBERS[(turn + k) % 3],
                timing=_timing(planter, turn + k),
                surroundings=_surroundings(turn + k + k // 3, turn + k // 2),
            )


def _up_to_three(seed: int) -> Iterator[Spec]:
    """Two or three kinds at once."""
    for turn in range(THREE_LOGS):
        timing = _timing(None, turn // 3)
        names = tuple(name_of(p) for p in PLANTERS if timing == "interval" or not p.needs_starts)
        yield Spec(
            name=f"three-{turn}",
            block="up to three",
            seed=seed + 20_000 + turn,
            kinds=names,
            plants=2 + turn % 2,
            cases=NUMBERS[turn % 3],
            size=SIZES[1 + turn // 2 % 2],
            timing=timing,
            surroundings=_surroundings(turn // 5, turn // 7),
        )


def _all_together(seed: int) -> Iterator[Spec]:
    """As many kinds as a long procedure has room for."""
    names = tuple(name_of(planter) for planter in PLANTERS)
    for turn in range(ALL_LOGS):
        yield Spec(
            name=f"all-{turn}",
            block="all together",
            seed=seed + 30_000 + turn,
            kinds=names,
            plants=MOST_TOGETHER,
            size=SIZES[0 if turn % 2 else 1],
            timing="interval",
            surroundings=Surroundings(more_steps=MORE_STEPS, around_the_clock=turn // 2 % 4 == 3),
        )


def _confounded(seed: int) -> Iterator[Spec]:
    """Heavy cases wait longer and take detours more often; one detour is planted."""
    for turn in range(CONFOUNDED_LOGS):
        yield Spec(
            name=f"confounded-{turn}",
            block="confounded",
            seed=seed + 40_000 + turn,
            kinds=(CONFOUNDED_KINDS[turn % len(CONFOUNDED_KINDS)],),
            plants=1,
            size=SIZES[1 + turn % 2],
            timing=TIMINGS[turn // 4 % 2],
            surroundings=Surroundings(confounded=True),
        )


def _gate(seed: int) -> Iterator[Spec]:
    """A board meets once a month at the end and swallows what is gained before."""
    for turn in range(GATE_LOGS):
        yield Spec(
            name=f"gate-{turn}",
            block="gate",
            seed=seed + 50_000 + turn,
            kinds=(GATED_KINDS[turn % len(GATED_KINDS)],),
            plants=1,
            cases=NUMBERS[turn // 4 % 3],
            size=SIZES[1 + turn % 2],
            timing=TIMINGS[turn // 8 % 2],
            surroundings=Surroundings(gate=True),
        )


def _null(seed: int) -> Iterator[Spec]:
    """Nothing planted: heavy tails, seasons, twenty attributes that mean nothing."""
    for turn in range(NULL_LOGS):
        yield Spec(
            name=f"null-{turn}",
            block="null",
            seed=seed + 60_000 + turn,
            cases=NUMBERS[turn % 3],
            timing=TIMINGS[turn % 2],
            surroundings=Surroundings(
                shape=SHAPES[turn // 3 % 3],
                around_the_clock=turn // 5 % 4 == 3,
                heavy_tails=True,
                season=SEASON,
                useless_attributes=USELESS,
            ),
        )
