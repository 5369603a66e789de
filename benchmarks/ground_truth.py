"""How often planted problems are found, with their true size, and what else is reported.

    python -m benchmarks.ground_truth

Prints the Markdown tables of docs/ground-truth.md (a few minutes); run it in the project's root.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

from tests.ground_truth.judgement import DETECTOR_OF, Judgement, Verdict, judge, judged

from verwaltung_mining.simulation import Scenario, scenario
from verwaltung_mining.simulation.detours import SelfLoop
from verwaltung_mining.simulation.planters import COMMON, Planter
from verwaltung_mining.simulation.planters.self_loop import SELF_LOOP
from verwaltung_mining.simulation.planters.weekly_batch import WEEKLY_BATCH
from verwaltung_mining.simulation.process import Duration
from verwaltung_mining.simulation.releases import NightlyBatch, WeeklyBatch

HOURS_PER_DAY = 24
FEW_CASES = 600
DAYS_BEFORE_THE_BATCH = (0.7, 2, 4, 7)
"""0.7 days is how the scenarios are drawn: the file is at hand by the next working day."""
EVENING = 20
DAYS_BETWEEN_THE_PIECES = (3, 7, 14, 28)
SHAPE_SEEDS = range(201, 211)
ALONE = range(8, 400, len(COMMON))
"""Seeds whose first plant is a weekly batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Scenarios that are told in one row."""

    name: str
    judgements: tuple[Judgement, ...]

    @property
    def carried(self) -> list[Verdict]:
        """Planted problems whose size the log can carry."""
        return [v for judgement in self.judgements for v in judgement.verdicts if v.carried]


def seeds(name: str, numbers: Iterable[int], *, plants: int | None = None) -> Group:
    """Scenarios as the seeds draw them."""
    return Group(name=name, judgements=tuple(judged(n, plants=plants) for n in numbers))


def shaped(name: str, kind: Planter | None, change: Callable[[Scenario], Scenario]) -> Group:
    """Scenarios with one plant of a kind, changed in one respect."""
    kinds = COMMON if kind is None else (kind,)
    drawn = [scenario(n, plants=1, kinds=kinds) for n in SHAPE_SEEDS]
    return Group(name=name, judgements=tuple(judge(change(one)) for one in drawn))


def waiting_before_the_batch(days: float, drawn: Scenario) -> Scenario:
    """The file needs this long until the collected step could begin, on average."""
    plant = drawn.plants[0]
    assert isinstance(plant, WeeklyBatch)
    way = Duration(hours=days * HOURS_PER_DAY)
    steps = (replace(s, transit=way) if s.key == plant.at else s for s in drawn.process.steps)
    return replace(drawn, process=replace(drawn.process, steps=tuple(steps)))


def nightly(drawn: Scenario) -> Scenario:
    """Collected for the list of the night instead of a weekday."""
    plant = drawn.plants[0]
    assert isinstance(plant, WeeklyBatch)
    return replace(drawn, plants=(NightlyBatch(key=plant.key, at=plant.at, hour=EVENING),))


def pieces_apart(days: float, drawn: Scenario) -> Scenario:
    """Interrupted work is taken up after this long, on average."""
    plant = drawn.plants[0]
    assert isinstance(plant, SelfLoop)
    return replace(drawn, plants=(replace(plant, gap=Duration(hours=days * HOURS_PER_DAY)),))


def small(numbers: Iterable[int]) -> Group:
    """The same scenarios with fewer cases."""
    drawn = (judge(scenario(n, cases=FEW_CASES)) for n in numbers)
    return Group(name=f"seeds 21 to 40, {FEW_CASES} cases", judgements=tuple(drawn))


def ratios(verdicts: Sequence[Verdict]) -> str:
    """Median, least and greatest estimate over truth; of hints only where there is nothing else."""
    measured = [v for v in verdicts if v.has_interval]
    found = [v.ratio for v in measured or verdicts if v.found]
    if not found:
        return "| – | – |"
    return f"| {median(found):.2f} | {min(found):.2f} to {max(found):.2f} |"


def row(name: str, group: Group, verdicts: Sequence[Verdict]) -> str:
    """Found, covered and the ratio."""
    found = [v for v in verdicts if v.found]
    measured = [v for v in found if v.has_interval]
    inside = f"{sum(v.inside for v in measured)} of {len(measured)}" if measured else "–"
    loud = sum(bool(j.unplanted) for j in group.judgements)
    return (
        f"| {name} | {len(found)} of {len(verdicts)} | {inside} {ratios(verdicts)} "
        f"{loud} of {len(group.judgements)} |"
    )


def table(first: str, rows: Iterable[str]) -> None:
    """A Markdown table."""
    print(
        f"| {first} | found | inside the interval | estimate ÷ truth, median | range "
        "| runs with anything unplanted |"
    )
    print("|---|---:|---:|---:|---|---:|")
    for line in rows:
        print(line, flush=True)
    print()


def exceptions(groups: Iterable[Group]) -> None:
    """What was missed, lies outside its interval or is not planted."""
    for group in groups:
        for v in group.carried:
            if not v.found:
                print(
                    f"- seed {v.seed}: {v.kind} missed at {v.place}, "
                    f"{v.true_days:,.0f} case-days in {v.cases} cases"
                )
            elif v.has_interval and not v.inside:
                print(
                    f"- seed {v.seed}: {v.kind} truly {v.true_days:,.0f} case-days, "
                    f"interval {v.low:,.0f} to {v.high:,.0f}"
                )
        for judgement in group.judgements:
            for what in judgement.unplanted:
                print(f"- seed {judgement.seed}: unplanted {what}")


def main() -> None:
    """Measure and print."""
    drawn = [
        seeds("seeds 1 to 20", range(1, 21)),
        seeds("seeds 21 to 40", range(21, 41)),
        seeds("seeds 41 to 100", range(41, 101)),
    ]
    clean = [
        seeds("nothing planted, seeds 101 to 120", range(101, 121), plants=0),
        seeds("nothing planted, seeds 121 to 140", range(121, 141), plants=0),
    ]
    few = small(range(21, 41))
    table("scenarios", (row(g.name, g, g.carried) for g in [*drawn, *clean, few]))
    exceptions([*drawn, *clean])
    print()
    every = Group(name="", judgements=tuple(j for group in drawn for j in group.judgements))
    kinds = [(k, [v for v in every.carried if v.kind == k]) for k in DETECTOR_OF]
    table(
        "kind, seeds 1 to 100",
        (
            row(DETECTOR_OF[kind], _with(every, kind), verdicts)
            for kind, verdicts in kinds
            if verdicts
        ),
    )
    table("shape", (row(g.name, g, g.carried) for g in _shapes()))


def _with(group: Group, kind: str) -> Group:
    """The scenarios that hold a plant of this kind."""
    chosen = (j for j in group.judgements if any(v.kind == kind for v in j.verdicts))
    return Group(name=kind, judgements=tuple(chosen))


def _shapes() -> Iterable[Group]:
    week = WEEKLY_BATCH
    fragmented = SELF_LOOP
    yield seeds("weekly batch alone, seeds 8, 17, 26 … 395", ALONE, plants=1)
    for days in DAYS_BEFORE_THE_BATCH:
        change = partial(waiting_before_the_batch, days)
        yield shaped(f"weekly batch, {days:g} days until ready", week, change)
    yield shaped("every night's list", week, nightly)
    for days in DAYS_BETWEEN_THE_PIECES:
        change = partial(pieces_apart, days)
        yield shaped(f"self-loop, {days:g} days apart", fragmented, change)


if __name__ == "__main__":
    main()
