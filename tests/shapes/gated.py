"""Procedures with a known local delay and something behind it that may swallow it.

Cases come at random. All draws are made once, so that the log with the delay and the one without
differ in nothing else: their difference is the true effect.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl
from tests.procedures import DAY, WEEK, Floats, measured, procedure

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import (
    Claims,
    Estimate,
    Groups,
    Observations,
    Place,
    Ranked,
    Waits,
    comparisons,
    roles,
)
from verwaltung_mining.shapes.excision import estimate as excised
from verwaltung_mining.shapes.policy import estimate as ruled
from verwaltung_mining.shapes.strata import strata

Kind = Literal["comparison", "excision", "policy"]
KINDS: tuple[Kind, ...] = ("comparison", "excision", "policy")
MONTH = 365.25 / 12 * DAY
NOTICE = 60 * DAY
"""Long enough that nearly every case is ready for the date it heads for."""
SHORT_NOTICE = 16 * DAY
"""Many cases miss this one with the delay, fewer without."""
FULL = 0.97
"""Places on a full agenda, as a share of the cases that come in."""
AFFECTED = 0.3
EXTRA_DAYS = 4.0
AT_HAND = 0.6
"""Days until a case could be collected."""


def next_date(moment: Floats, every: float, phase: float = 0.0) -> Floats:
    """The first date of a rhythm that is not before the moment."""
    return np.ceil((moment - phase) / every) * every + phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """What chance decides about each case, in hours."""

    come: Floats
    ways: Floats
    """One row per way from step to step."""
    delay: Floats
    back: Floats
    ready: Floats
    slow: npt.NDArray[np.bool_]
    kind: npt.NDArray[np.int64]
    phase: float


Gate = Callable[[Draws, Floats], Floats]
"""When a case is through the gate: the draws and the moment at which it is ready."""


def _heading_for(notice: float, every: float) -> Gate:
    """The date is fixed when the case comes in; who misses it takes the next."""

    def gate(d: Draws, ready: Floats) -> Floats:
        planned = next_date(d.come + notice, every, d.phase)
        return np.where(ready <= planned, planned, next_date(ready, every, d.phase))

    return gate


def _full_agenda(d: Draws, ready: Floats) -> Floats:
    """A monthly date that takes a fixed number of cases, hardly as many as come in."""
    months = (d.come.max() - d.come.min()) / MONTH
    places = max(1, round(FULL * len(ready) / months))
    decided, month, taken = np.empty_like(ready), 0, 0
    for case in np.argsort(ready, kind="stable"):
        while month * MONTH + d.phase < ready[case] or taken == places:
            month, taken = month + 1, 0
        decided[case], taken = month * MONTH + d.phase, taken + 1
    return decided


GATES: dict[str, Gate] = {
    "nothing": lambda d, ready: ready + d.ready,
    "next monthly date": lambda d, ready: next_date(ready, MONTH, d.phase),
    "next weekly date": lambda d, ready: next_date(ready, WEEK, d.phase),
    "monthly date set at arrival": _heading_for(NOTICE, MONTH),
    "weekly date set at arrival": _heading_for(NOTICE, WEEK),
    "period of 60 days": lambda d, ready: np.maximum(d.come + NOTICE, ready),
    "period of 16 days": lambda d, ready: np.maximum(d.come + SHORT_NOTICE, ready),
    "monthly date, agenda full": _full_agenda,
}
SWALLOWS = ("monthly date set at arrival", "weekly date set at arrival", "period of 60 days")
IN_PART = ("period of 16 days", "monthly date, agenda full")
PASSES = ("nothing", "next monthly date", "next weekly date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """A log whose local delay and whose true effect are known, in days."""

    kind: Kind
    log: AnalysedLog = field(repr=False)
    slow: npt.NDArray[np.bool_] = field(repr=False)
    local: float
    """What the delay adds at its place."""
    truth: float
    """What it adds to the cases."""

    def estimate(self) -> Estimate:
        """What the product says about the delay."""
        if self.kind == "comparison":
            return self._comparison()
        if self.kind == "excision":
            return excised(self.log, self._loops())
        normal = AT_HAND * SECONDS_PER_DAY
        return ruled(
            self.log,
            Waits(
                claims=self._waits(),
                ruled=np.ones(self.log.cases.height, bool),
                normal=normal,
                normal_low=normal,
                normal_high=normal,
                only_beyond=False,
                measured=False,
            ),
        )

    def _comparison(self) -> Estimate:
        claims = self._waits()
        names, levels = strata(self.log)
        zero = np.zeros(len(claims.index), np.int64)
        place = Place(source=1, target=2)
        waits = Observations(place=zero, claims=claims, places=(place,), rows=zero)
        ranked = Ranked.of(self.log, waits)
        slow = self.slow[ranked.observations.claims.index].astype(np.int64)
        groups = Groups.of(ranked, slow, count=2, levels=levels)
        role = roles(groups, affected=1)
        worked = groups.counted(ranked.working)
        (found,) = comparisons(groups, role, worked=worked, strata=names, minimum_cases=20)
        return found.estimate()

    def _waits(self) -> Claims:
        first = self.log.events.collect().filter(
            (pl.col("source") == 1) & (pl.col("activity") == 2)
        )
        once = first.unique("index", keep="first", maintain_order=True)
        return Claims.from_frame(once.rename({"previous": "begin", "timestamp": "finish"}))

    def _loops(self) -> Claims:
        """From the second step's first completion to its second."""
        done = self.log.events.collect(where=pl.col("activity") == 2).group_by("index")
        twice = done.agg(
            begin=pl.col("timestamp").first(), finish=pl.col("timestamp").last(), n=pl.len()
        )
        return Claims.from_frame(twice.filter(pl.col("n") == 2).sort("index"))


def gated(
    gate: str, kind: Kind, *, seed: int, cases: int, weeks: int = 52, heaviness: float = 0.25
) -> Gated:
    """A procedure of seven steps; the delay lies before the third, the gate before the sixth.

    `heaviness` is the spread of what makes a case longer at every step.
    """
    d = _draws(seed, cases, weeks, heaviness)
    stamps, ended = _run(d, kind, gate, delayed=True)
    without, ended_without = _run(d, kind, gate, delayed=False)
    local = _last(stamps) - _last(without)
    rows = [_events(row, kind) for row in np.array([*stamps, *_after(d, stamps, gate)]).T]
    types = [f"type {k}" for k in d.kind]
    return Gated(
        kind=kind,
        log=measured(procedure(*rows, attributes={"type": ("case_type", types)})),
        slow=d.slow,
        local=float(local.sum()) / DAY,
        truth=float((ended - ended_without).sum()) / DAY,
    )


def _draws(seed: int, cases: int, weeks: int, heaviness: float) -> Draws:
    rng = np.random.default_rng([seed, cases, weeks])
    heavy = np.exp(rng.normal(0, heaviness, cases) - heaviness**2 / 2)
    days = np.array([2.0, 4.0, 3.0, 3.0, 3.0])[:, None]
    return Draws(
        come=np.sort(rng.random(cases) * weeks * WEEK),
        ways=rng.gamma(2.0, 0.5, (5, cases)) * days * DAY * heavy,
        delay=rng.gamma(2.0, 0.5, cases) * EXTRA_DAYS * DAY,
        back=rng.gamma(2.0, 0.5, cases) * DAY,
        ready=rng.gamma(2.0, 0.5, cases) * AT_HAND * DAY,
        slow=rng.random(cases) < AFFECTED,
        kind=rng.integers(0, 3, cases),
        phase=float(rng.random() * MONTH),
    )


def _run(d: Draws, kind: Kind, gate: str, *, delayed: bool) -> tuple[list[Floats], Floats]:
    """Completions up to the place, NaN where a case does not come by, and the end of the case."""
    assessed = d.come + d.ways[0]
    usual = assessed + d.ways[1]
    slow = d.slow & delayed
    if kind == "comparison":
        stamps = [d.come, assessed, usual + np.where(slow, d.delay, 0.0)]
    elif kind == "excision":
        again = np.where(slow, usual + d.delay, np.nan)
        stamps = [d.come, assessed, usual, again, again + d.back]
    else:
        at_hand = assessed + d.ready
        stamps = [d.come, assessed, next_date(at_hand, WEEK, 40.0) if delayed else at_hand]
    return stamps, _after(d, stamps, gate)[-1]


def _after(d: Draws, stamps: list[Floats], gate: str) -> tuple[Floats, Floats, Floats, Floats]:
    drafted = _last(stamps) + d.ways[2]
    submitted = drafted + d.ways[3]
    decided = GATES[gate](d, submitted)
    return drafted, submitted, decided, decided + d.ways[4]


def _last(stamps: list[Floats]) -> Floats:
    return np.nanmax(np.array(stamps), axis=0)


def _events(row: Floats, kind: Kind) -> list[tuple[int, float]]:
    codes = (0, 1, 2, 1, 2, 3, 4, 5, 6) if kind == "excision" else (0, 1, 2, 3, 4, 5, 6)
    return [
        (code, float(moment))
        for code, moment in zip(codes, row, strict=True)
        if not np.isnan(moment)
    ]
