"""The fourth layer: good practices planted in simulated logs, and logs that hold none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.ground_truth.running import Result
from benchmarks.ground_truth.tables import NO_TARGET, share_of, table

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.pipeline.analysis import strengths_of
from verwaltung_mining.pipeline.strengths import strengths_part
from verwaltung_mining.release.document import Strength
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.good_practices import PRACTICES, Practised, practised
from verwaltung_mining.simulation.surroundings import Surroundings

LOGS = 40
"""Of each practice, size and number of cases."""
SIZES = (500, 2000)
REMAINS: tuple[float | None, ...] = (0.6, 0.8, None)
"""Share of the usual ways left where a practice helps; None: it does not."""
SIZED: dict[str, tuple[float | None, ...]] = {
    "clean_step": (0.6, None),
    "deadline_kept": (0.6, None),
}
"""Practices whose size does not lie in the ways."""

NOTHING = {
    "nothing": None,
    "nothing, heavy tails and 20 useless attributes": Surroundings(
        heavy_tails=True, useless_attributes=20
    ),
    "nothing but a season": Surroundings(season=0.3),
}
"""Logs without any practice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSpec:
    """One log with a practice, or with none."""

    what: str
    """A practice, or a key of NOTHING."""
    remains: float | None
    cases: int
    seed: int

    @property
    def name(self) -> str:
        """Tells it apart from all others."""
        return f"{self.title}-{self.cases}-{self.seed}"

    @property
    def title(self) -> str:
        """Its row in the table."""
        if self.what in NOTHING or (self.what in SIZED and self.remains is not None):
            return self.what
        if self.remains is None:
            return f"{self.what}, without effect"
        return f"{self.what}, ways {1 - self.remains:.0%} shorter"


class StrengthRecord(Result, frozen=True, kw_only=True):
    """Whether the practice of a log was named, and what else was."""

    title: str
    cases: int
    seed: int
    planted: bool
    found: bool
    others: tuple[str, ...]
    """Strengths that are not planted, as kind and place."""


def design(seed: int) -> list[StrengthSpec]:
    """Every practice by its size, its decoy, and nothing at all, for LOGS seeds after this one."""
    rows = [(kind, remains) for kind in PRACTICES for remains in SIZED.get(kind, REMAINS)]
    return [
        StrengthSpec(what=what, remains=remains, cases=cases, seed=seed + turn)
        for turn in range(1, LOGS + 1)
        for cases in SIZES
        for what, remains in (*rows, *((nothing, None) for nothing in NOTHING))
    ]


def judged_practice(spec: StrengthSpec) -> StrengthRecord:
    """The log, looked at as the product does."""
    log = (
        Practised(
            log=scenario(
                spec.seed, cases=spec.cases, plants=0, surroundings=NOTHING[spec.what]
            ).raw_log(),
            kind="",
            labels=frozenset(),
        )
        if spec.what in NOTHING
        else practised(spec.what, spec.seed, cases=spec.cases, remains=spec.remains)
    )
    planted = spec.remains is not None
    named = _named(log)
    hits = [strength for strength in named if planted and _is(strength, log)]
    others = [s for s in named if s not in hits and not (planted and _follows(s, log))]
    return StrengthRecord(
        name=spec.name,
        title=spec.title,
        cases=spec.cases,
        seed=spec.seed,
        planted=planted,
        found=bool(hits),
        others=tuple(map(_told, others)),
    )


@cache
def judged(what: str, seed: int, *, cases: int, remains: float | None = None) -> StrengthRecord:
    """The record of one log."""
    return judged_practice(StrengthSpec(what=what, remains=remains, cases=cases, seed=seed))


def markdown(records: Sequence[StrengthRecord]) -> str:
    """How often each was named and what else was, then each of these."""
    rows = []
    for title, cases in dict.fromkeys((r.title, r.cases) for r in records):
        mine = [r for r in records if (r.title, r.cases) == (title, cases)]
        found = share_of(sum(r.found for r in mine), len(mine)) if mine[0].planted else NO_TARGET
        loud = share_of(sum(bool(r.others) for r in mine), len(mine))
        rows.append(f"| {title} | {cases} | {found} | {loud} |")
    head = "| practice | cases | named | logs with anything else |"
    told = [
        f"- {r.title}, {r.cases} cases, seed {r.seed}: {'; '.join(r.others)}"
        for r in records
        if r.others
    ]
    return "\n".join([table(head, "|---|---:|---:|---:|", rows), *told, ""])


def _named(log: Practised) -> tuple[Strength, ...]:
    prepared = prepare(canonicalise(log.log), Settings(tables={}))
    return strengths_part(strengths_of(prepared), prepared.analysed)


def _is(strength: Strength, log: Practised) -> bool:
    return strength.kind == log.kind and _labels(strength) == log.labels


def _follows(strength: Strength, log: Practised) -> bool:
    """Named for the same reason: a part of what became faster, or an order with the same step."""
    if strength.kind == log.kind:
        return log.labels <= _labels(strength) if log.labels else True
    return bool(log.labels & _labels(strength))


def _labels(strength: Strength) -> frozenset[str]:
    where = strength.where
    season = None if where.season is None else f"Q{where.season}"
    labels = (where.activity, where.source, where.target, where.segment, where.attribute, season)
    return frozenset(label for label in labels if label is not None)


def _told(strength: Strength) -> str:
    return f"{strength.kind}: {', '.join(sorted(_labels(strength)))}"
