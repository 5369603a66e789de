"""The third layer: changes to a log that must change its result in a known way or not at all.

Every log is simulated around the clock with planted problems. Its stamps stand in UTC and its
labels mean nothing, so that neither clock changes nor words decide.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from benchmarks.ground_truth.changes import (
    CALENDAR_CYCLE,
    doubled,
    in_utc,
    labels,
    relabelled,
    renamed,
    stretched,
    without,
)
from benchmarks.ground_truth.judgement import settings_for
from benchmarks.ground_truth.places import identity
from benchmarks.ground_truth.running import Result

from verwaltung_mining.benefit import Finding, Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.canonical import canonicalise, with_references
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.planters import PLANTERS
from verwaltung_mining.simulation.surroundings import Surroundings

LOGS = 12
CASES = 1_500
PLANTS = 3
LEAST_LEFT = 200
"""Cases that must remain for an analysis without the affected ones."""
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A log after a change, and what must have become of the result."""

    raw: RawLog
    factor: float = 1.0
    """Times that all totals must have grown."""
    old: Mapping[str, str] = field(default_factory=dict)
    """New label → label before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """A raw log with its settings, and what is found in it."""

    raw: RawLog
    settings: Settings
    log: AnalysedLog
    found: Findings

    @classmethod
    def of(cls, raw: RawLog, settings: Settings) -> "Analysed":
        """The log, analysed as the product does it."""
        log = prepare(canonicalise(raw), settings).analysed
        found = findings(log, DETECTORS, settings, flagged=False)
        return cls(raw=raw, settings=settings, log=log, found=found)

    @property
    def counted(self) -> list[Finding]:
        """The candidates that enter sums."""
        return [finding for finding in self.found.ranked if finding.counted]

    @property
    def benefit(self) -> float:
        """Seconds that all candidates together save."""
        return sum(finding.fair_share or 0.0 for finding in self.counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvariantSpec:
    """One invariant on one log."""

    name: str
    invariant: str
    seed: int


class InvariantRecord(Result, frozen=True, kw_only=True):
    """Whether one invariant held on one log."""

    invariant: str
    candidates: int
    """Candidates, hints and symptoms among them, that it was asked of."""
    same: int
    """Of these, those of which it held: still reported, or gone where they had to go."""
    more: tuple[str, ...] = ()
    """What is reported only after the change."""
    fewer: tuple[str, ...] = ()
    """What is reported only before it; or is still reported where it had to go."""
    deviation: float | None = None
    """Of the total benefit from what it had to be, as a share of that."""
    time_deviation: float | None = None
    """The same of all case time."""
    largest: float | None = None
    """The largest deviation of a single candidate's stand-alone saving."""
    of: str | None = None
    """The detector of that candidate."""


def design(seed: int) -> list[InvariantSpec]:
    """Every invariant on every log."""
    return [
        InvariantSpec(name=f"{invariant}-{turn}", invariant=invariant, seed=seed + turn)
        for turn in range(LOGS)
        for invariant in INVARIANTS
    ]


def judged_invariant(spec: InvariantSpec) -> InvariantRecord:
    """Whether the invariant holds on the log of the seed."""
    return INVARIANTS[spec.invariant](spec, base(spec.seed))


@cache
def base(seed: int) -> Analysed:
    """A log with three planted problems, around the clock, in UTC, with labels that say nothing."""
    drawn = scenario(
        seed,
        cases=CASES,
        plants=PLANTS,
        kinds=PLANTERS,
        timing="interval",
        surroundings=Surroundings(around_the_clock=True),
    )
    raw = drawn.raw_log()
    names = _numbered("Schritt", labels(raw))
    return Analysed.of(in_utc(relabelled(raw, names)), _reworded(settings_for(drawn), names))


def _numbered(word: str, old: list[str]) -> dict[str, str]:
    return {label: f"{word} {number:03}" for number, label in enumerate(old)}


def _reworded(settings: Settings, names: Mapping[str, str]) -> Settings:
    """The settings with the new labels of what they name."""

    def reworded(value: object) -> object:
        if isinstance(value, dict):
            return {key: reworded(v) for key, v in value.items()}
        return tuple(names.get(v, v) for v in value) if isinstance(value, tuple) else value

    return Settings(tables={key: reworded(table) for key, table in settings.tables.items()})


def _later(before: Analysed, weeks: int) -> Changed:
    return Changed(raw=in_utc(before.raw, weeks=weeks))


def _relabelled(before: Analysed) -> Changed:
    """Labels and case references that sort in the opposite order."""
    names = _numbered("Teil", labels(before.raw)[::-1])
    return Changed(
        raw=renamed(relabelled(before.raw, names)), old={new: old for old, new in names.items()}
    )


def unchanged(change: Callable[[Analysed], Changed]) -> "Invariant":
    """The invariant that a change leaves the candidates and multiplies all totals."""

    def holds(spec: InvariantSpec, before: Analysed) -> InvariantRecord:
        changed = change(before)
        new = {old: new for new, old in changed.old.items()}
        after = Analysed.of(changed.raw, _reworded(before.settings, new))
        one, other = _by_identity(before, {}), _by_identity(after, changed.old)
        shared = [
            (_off(other[key].standalone, changed.factor * finding.standalone), finding.detector.id)
            for key, finding in one.items()
            if key in other and finding.standalone
        ]
        largest, detector = max(shared, default=(None, None))
        return InvariantRecord(
            name=spec.name,
            invariant=spec.invariant,
            candidates=len(one),
            same=len(one.keys() & other.keys()),
            more=tuple(sorted(f"{key[0]}" for key in other.keys() - one.keys())),
            fewer=tuple(sorted(f"{key[0]}" for key in one.keys() - other.keys())),
            deviation=_off(after.benefit, changed.factor * before.benefit),
            time_deviation=_off(after.log.total_seconds, changed.factor * before.log.total_seconds),
            largest=largest,
            of=detector if largest else None,
        )

    return holds


def _by_identity(analysed: Analysed, old: Mapping[str, str]) -> dict[tuple[object, ...], Finding]:
    """The candidates, named by the labels before the change."""

    def before(part: object) -> object:
        if isinstance(part, tuple | frozenset):
            return type(part)(before(p) for p in part)
        return old.get(part, part) if isinstance(part, str) else part

    def key(finding: Finding) -> tuple[object, ...]:
        detector, *rest = identity(analysed.log, finding)
        return (detector, *(before(part) for part in rest))

    return {key(finding): finding for finding in analysed.found.ranked}


def _off(value: float, expected: float) -> float:
    """Distance from what was expected, as a share of it."""
    if value == expected:
        return 0.0
    return abs(value / expected - 1) if expected else float("inf")


def _gone_without_its_cases(spec: InvariantSpec, before: Analysed) -> InvariantRecord:
    """Without the cases that a candidate claims time of it is no candidate."""
    ids = with_references(before.raw)[1].to_list()
    cases = before.log.cases["case"].to_numpy()
    asked, still = 0, []
    for finding in before.counted:
        affected = {ids[c] for c in cases[np.unique(finding.estimate.claims.index)].tolist()}
        if before.log.cases.height - len(affected) < LEAST_LEFT:
            continue
        rest = Analysed.of(without(before.raw, affected), before.settings)
        key = identity(before.log, finding)
        asked += 1
        if key in {identity(rest.log, f) for f in rest.counted}:
            still.append(finding.detector.id)
    return InvariantRecord(
        name=spec.name,
        invariant=spec.invariant,
        candidates=asked,
        same=asked - len(still),
        fewer=tuple(still),
    )


def _fair(spec: InvariantSpec, before: Analysed) -> InvariantRecord:
    """Fair shares add up to what is saved together, no share exceeds its stand-alone saving, and
    the sum stays below all case time."""
    counted = before.counted
    joint = max((f.cumulative or 0.0 for f in counted), default=0.0)
    small = [f for f in counted if (f.fair_share or 0.0) <= f.standalone * (1 + ROUNDING)]
    return InvariantRecord(
        name=spec.name,
        invariant=spec.invariant,
        candidates=len(counted),
        same=len(small) if before.benefit <= before.log.total_seconds else 0,
        deviation=_off(before.benefit, joint),
    )


Invariant = Callable[[InvariantSpec, Analysed], InvariantRecord]

INVARIANTS: dict[str, Invariant] = {
    "53 weeks later": unchanged(lambda before: _later(before, 53)),
    "520 weeks earlier": unchanged(lambda before: _later(before, -520)),
    "28 years later": unchanged(lambda before: _later(before, CALENDAR_CYCLE)),
    "all twice as slow": unchanged(lambda b: Changed(raw=stretched(b.raw, 2), factor=2.0)),
    "every case twice": unchanged(lambda b: Changed(raw=doubled(b.raw), factor=2.0)),
    "other labels": unchanged(_relabelled),
    "without the affected cases": _gone_without_its_cases,
    "fair shares": _fair,
}
"""Name → what must hold."""
