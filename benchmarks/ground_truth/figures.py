"""The figures of the tables, each with what it is measured on and whether it reaches its target."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Literal

import msgspec
from benchmarks.ground_truth.design import SHAPES, Block
from benchmarks.ground_truth.judgement import Verdict
from benchmarks.ground_truth.running import Record

TOP = 5
MORE_THAN_PLANTED = 3
MANY_PLANTS = 4
POOL = 200
"""Intervals in a pool that is judged."""
COVERAGE = 0.93
RECALL = 0.95
CHANCE = 0.001
"""How often a figure that just reaches its target may be called missed."""
ONE_SIDED_MOST = 1.1
SHARE_OF_NULL = 0.01
PLANTED: tuple[Block, ...] = ("alone", "up to three", "all together", "confounded")
ALONE: tuple[Block, ...] = ("alone", "confounded")
TOGETHER: tuple[Block, ...] = ("up to three", "all together")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measured figure."""

    name: str
    value: float | None
    of: int
    """How many it is measured on."""
    target: float | None = None
    at: Literal["least", "most"] = "least"

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none, or nothing to measure."""
        if self.target is None or self.value is None:
            return None
        return self.value >= self.target if self.at == "least" else self.value <= self.target


def verdicts_of(records: Sequence[Record]) -> list[Verdict]:
    """All verdicts on planted problems that must be found."""
    return [v for r in records for v in r.judgement.verdicts if v.carried]


def targets(records: Sequence[Record]) -> list[Figure]:
    """The figures that have a target."""

    def block(*names: str) -> list[Record]:
        return [r for r in records if r.block in names]

    planted = block(*PLANTED)
    few = [r for r in planted if r.plants < MANY_PLANTS]
    many = [r for r in planted if r.plants >= MANY_PLANTS]
    alone, together = block(*ALONE), block(*TOGETHER)
    nulls = block("null")
    decoys = [r for r in block("decoy") if r.judgement.decoys]
    loud = [bool(r.judgement.sure) for r in nulls]
    return [
        recall(few),
        _recall(
            "recall among the first (planted + 3), more planted, of what saves time",
            many,
            lambda r: r.plants + MORE_THAN_PLANTED,
            0.90,
        ),
        precision([*planted, *block("decoy")]),
        _share(
            "decoys taken for the plant with high or medium confidence",
            [bool(r.judgement.mistaken) for r in decoys],
            0.05,
        ),
        error("error of the benefit, excision and comparison alone", alone, DIRECT, 0.10),
        error("error of the benefit, excision and comparison combined", together, DIRECT, 0.15),
        error("error of the benefit, batches", planted, ("batch_release",), 0.20),
        one_sided(planted),
        _gate(block("gate")),
        _share("null logs with a candidate of high or medium confidence", loud, 0.05),
        Figure(
            name="savings claimed on null logs, share of case time (mean)",
            value=_mean([r.judgement.claimed_share for r in nulls]),
            of=len(nulls),
            target=SHARE_OF_NULL,
            at="most",
        ),
        Figure(
            name="the same, largest",
            value=max((r.judgement.claimed_share for r in nulls), default=None),
            of=len(nulls),
        ),
        coverage("intervals that hold the truth, all two-sided kinds", planted),
        _pools_below(planted),
    ]


def pools(records: Sequence[Record]) -> list[Figure]:
    """Coverage by pools; those with too few intervals have no target."""

    def where(name: str, holds: Callable[[Record], bool]) -> Figure:
        figure = coverage(name, [r for r in records if holds(r)])
        return figure if figure.of >= POOL else msgspec.structs.replace(figure, target=None)

    return [
        where("all", lambda r: True),
        *(where(b, lambda r, b=b: r.block == b) for b in PLANTED),  # type: ignore[misc]
        *(where(f"{n:,} cases", lambda r, n=n: r.cases == n) for n in (500, 2_000, 10_000)),  # type: ignore[misc]
        where("start and end", lambda r: r.timing == "interval"),
        where("completions only", lambda r: r.timing != "interval"),
        where("office hours", lambda r: not r.around_the_clock),
        where("around the clock", lambda r: r.around_the_clock),
        *(where(s, lambda r, s=s: r.shape == s) for s in SHAPES),  # type: ignore[misc]
    ]


def wilson_upper(pool: Figure) -> float:
    """Upper end of the 95 % interval of a pool's coverage."""
    from scipy.stats import binomtest

    inside = round((pool.value or 0.0) * pool.of)
    return float(binomtest(inside, pool.of).proportion_ci(method="wilson").high)


def _pools_below(records: Sequence[Record]) -> Figure:
    judged = [pool for pool in pools(records) if pool.of >= POOL]
    return Figure(
        name=f"pools of {POOL} intervals and more whose upper Wilson bound lies below {COVERAGE}",
        value=float(sum(wilson_upper(pool) < COVERAGE for pool in judged)),
        of=len(judged),
        target=0.0,
        at="most",
    )


def half_width(verdicts: Sequence[Verdict]) -> float | None:
    """Median half-width of the intervals as a share of the estimate."""
    widths = [
        ((v.high or 0.0) - (v.low or 0.0)) / 2 / v.estimate
        for v in verdicts
        if v.has_interval and v.estimate
    ]
    return median(widths) if widths else None


DIRECT = (
    "return_loop",
    "repeating_pattern",
    "ping_pong",
    "information_request",
    "extra_step",
    "approval_without_effect",
    "late_knock_out",
    "parallelisable_steps",
    "slow_transition",
    "unit_gap",
    "handover",
    "slowdown",
)
"""Detectors that measure time directly or compare groups, two-sided."""


def surely_missed(share: Figure, *, chance: float = CHANCE) -> bool:
    """So few (so many, where it is a most) of the counted would come by chance more rarely than
    that, if the target were just reached. For shares of things counted one by one.

    >>> few = Figure(name="found", value=3 / 5, of=5, target=0.95)
    >>> many = Figure(name="found", value=30 / 50, of=50, target=0.95)
    >>> surely_missed(few), surely_missed(many)
    (False, True)
    """
    from scipy.stats import binom

    if share.value is None or share.target is None:
        return False
    counted = round(share.value * share.of)
    if share.at == "least":
        return bool(binom.cdf(counted, share.of, share.target) < chance)
    return bool(binom.sf(counted - 1, share.of, share.target) < chance)


def found(name: str, records: Sequence[Record]) -> Figure:
    """Of what must be found, whether it saves time or not, the share that is."""
    hits = [v.found for v in verdicts_of(records)]
    return Figure(name=name, value=_mean(hits), of=len(hits), target=RECALL)


def recall(records: Sequence[Record]) -> Figure:
    """Of the planted that saves time, the share that stands near the top of the list."""
    name = f"recall among the first {TOP}, up to three planted, of what saves time"
    return _recall(name, records, lambda r: TOP, RECALL)


def _recall(
    name: str, records: Sequence[Record], first: Callable[[Record], int], target: float
) -> Figure:
    hits = [
        v.rank is not None and v.rank <= first(r)
        for r in records
        for v in r.judgement.verdicts
        if v.carried and v.saves_time
    ]
    return Figure(name=name, value=_mean(hits), of=len(hits), target=target)


def precision(records: Sequence[Record]) -> Figure:
    """Of the sure candidates that are no symptoms, those where something is planted."""
    sure = sum(r.judgement.sure for r in records)
    wrong = sum(len(r.judgement.unplanted) for r in records)
    return Figure(
        name="precision of high and medium",
        value=1 - wrong / sure if sure else None,
        of=sure,
        target=0.90,
    )


def error(
    name: str, records: Sequence[Record], detectors: Sequence[str], target: float | None = None
) -> Figure:
    """Mean absolute error of the stand-alone benefit as a share of the truth."""
    errors = [
        abs(v.ratio - 1)
        for v in verdicts_of(records)
        if v.has_interval and v.detector in detectors and not v.one_sided
    ]
    return Figure(name=name, value=_mean(errors), of=len(errors), target=target, at="most")


def one_sided(records: Sequence[Record]) -> Figure:
    """The largest estimate of a lower bound, as a multiple of the truth."""
    ratios = [v.ratio for v in verdicts_of(records) if v.one_sided and v.has_interval]
    return Figure(
        name="one-sided kinds, largest estimate as a multiple of the truth",
        value=max(ratios, default=None),
        of=len(ratios),
        target=ONE_SIDED_MOST,
        at="most",
    )


def coverage(name: str, records: Sequence[Record]) -> Figure:
    """Share of two-sided intervals that hold the truth."""
    inside = [
        v.inside
        for v in verdicts_of(records)
        if v.has_interval and not v.one_sided and v.bound == "point"
    ]
    return Figure(name=name, value=_mean(inside), of=len(inside), target=COVERAGE)


def _gate(records: Sequence[Record]) -> Figure:
    """What is reported in spite of the board, as a share of what would be saved without it."""
    local = sum(r.judgement.local_days or 0.0 for r in records)
    reported = sum(r.judgement.reported_days for r in records)
    return Figure(
        name="benefit reported behind a gate, share of the local one",
        value=reported / local if local else None,
        of=len(records),
        target=0.05,
        at="most",
    )


def _share(name: str, holds: Sequence[bool], target: float) -> Figure:
    return Figure(name=name, value=_mean(holds), of=len(holds), target=target, at="most")


def _mean(values: Sequence[float] | Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
