"""How often good practices are found, and what is named where there is none.

    python -m benchmarks.ground_truth_strengths

Prints Markdown tables (some minutes); run it in the project's root.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.pipeline.analysis import strengths_of
from verwaltung_mining.pipeline.strengths import strengths_part
from verwaltung_mining.release.document import Strength
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.good_practices import PRACTICES, Practised, practised
from verwaltung_mining.simulation.surroundings import Surroundings

SEEDS = range(1, 41)
FRESH_SEEDS = range(1001, 1041)
"""Never looked at while the strengths were developed."""
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
class Judged:
    """One log: whether its practice was named, and what else was."""

    seed: int
    cases: int
    found: bool
    others: tuple[str, ...]
    """Strengths that are not planted, as kind and place."""


def judge(log: Practised, seed: int, *, cases: int, planted: bool) -> Judged:
    """A log with a practice, or with none, looked at as the product does."""
    named = _named(log)
    hits = [strength for strength in named if planted and _is(strength, log)]
    others = [s for s in named if s not in hits and not (planted and _follows(s, log))]
    return Judged(seed=seed, cases=cases, found=bool(hits), others=tuple(map(_told, others)))


@cache
def judged(kind: str, seed: int, *, cases: int, remains: float | None) -> Judged:
    """The log of a seed, with a practice that helps or (None) only looks so."""
    log = practised(kind, seed, cases=cases, remains=remains)
    return judge(log, seed, cases=cases, planted=remains is not None)


@cache
def plain(seed: int, *, cases: int, surroundings: Surroundings | None = None) -> Judged:
    """A procedure without any plant."""
    log = scenario(seed, cases=cases, plants=0, surroundings=surroundings).raw_log()
    return judge(Practised(log=log, kind="", labels=frozenset()), seed, cases=cases, planted=False)


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


def row(name: str, cases: int, of: Iterable[Judged], *, planted: bool) -> str:
    """Found, and logs with anything that is not planted."""
    every = list(of)
    found = f"{sum(j.found for j in every)} of {len(every)}" if planted else "–"
    return f"| {name} | {cases} | {found} | {sum(bool(j.others) for j in every)} of {len(every)} |"


def table(title: str, seeds: Iterable[int]) -> None:
    """Every practice by its size and its decoy, then nothing at all; then what else was named."""
    numbers = list(seeds)
    told: list[str] = []
    print(f"\n{title}\n\n| practice | cases | named | logs with anything else |")
    print("|---|---:|---:|---:|")
    for cases in SIZES:
        for kind in PRACTICES:
            for remains in SIZED.get(kind, REMAINS):
                of = [judged(kind, seed, cases=cases, remains=remains) for seed in numbers]
                print(row(_name(kind, remains), cases, of, planted=remains is not None), flush=True)
                told += [_line(_name(kind, remains), j) for j in of if j.others]
        for name, surroundings in NOTHING.items():
            of = [plain(seed, cases=cases, surroundings=surroundings) for seed in numbers]
            print(row(name, cases, of, planted=False), flush=True)
            told += [_line(name, j) for j in of if j.others]
    print("\n" + "\n".join(told))


def _line(name: str, log: Judged) -> str:
    return f"- {name}, {log.cases} cases, seed {log.seed}: {'; '.join(log.others)}"


def _name(kind: str, remains: float | None) -> str:
    if remains is None:
        return f"{kind}, without effect"
    return kind if kind in SIZED else f"{kind}, ways {1 - remains:.0%} shorter"


def main() -> None:
    """Measure and print."""
    table(f"Seeds {SEEDS.start} to {SEEDS.stop - 1}", SEEDS)
    table(f"Fresh seeds {FRESH_SEEDS.start} to {FRESH_SEEDS.stop - 1}", FRESH_SEEDS)


if __name__ == "__main__":
    main()
