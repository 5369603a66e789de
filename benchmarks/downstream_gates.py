"""How much of a local delay is reported where something further down swallows it, and where not.

    python -m benchmarks.downstream_gates

Prints the Markdown tables of docs/decisions/0009-downstream-gates.md (about ten minutes); run it in
the project's root.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from tests.shapes.gated import GATES, KINDS, Kind, gated

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY

SEEDS = range(100, 124)
FEW_SEEDS = range(100, 106)
"""For the large logs."""
NEAR_NOTHING = 0.05
HEAVINESS = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One log: everything as a share of what the delay adds at its place."""

    truth: float
    reported: float
    whole: bool
    covered: bool


def outcome(gate: str, kind: Kind, **options: float) -> Outcome:
    """Make a log and value its delay."""
    one = gated(gate, kind, **options)  # type: ignore[arg-type]
    estimate = one.estimate()
    low, high = (end / SECONDS_PER_DAY for end in (estimate.low, estimate.high))
    return Outcome(
        truth=one.truth / one.local,
        reported=estimate.total * estimate.pass_through / SECONDS_PER_DAY / one.local,
        whole=estimate.pass_through == 1.0,
        covered=low <= one.truth <= high,
    )


def row(name: str, outcomes: list[Outcome]) -> str:
    """Means over the seeds, and how often what is reported is more than next to nothing."""
    truth, reported, whole, more, covered = (
        float(np.mean(column))
        for column in (
            [o.truth for o in outcomes],
            [o.reported for o in outcomes],
            [o.whole for o in outcomes],
            [o.reported > NEAR_NOTHING for o in outcomes],
            [o.covered for o in outcomes],
        )
    )
    return (
        f"| {name} | {len(outcomes)} | {truth:.2f} | {reported:.2f} | {whole:.0%} | {more:.0%} "
        f"| {covered:.0%} |"
    )


def table(title: str, gates: Iterable[str], seeds: range, **options: float) -> None:
    """One row per gate and kind of finding."""
    print(f"{title}\n")
    print(
        "| behind the place | logs | truth ÷ local | reported ÷ local | taken as 1 "
        "| reported above 5 % | truth inside the interval |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    for gate in gates:
        for kind in KINDS:
            found = [outcome(gate, kind, seed=seed, **options) for seed in seeds]
            print(row(f"{gate}, {kind}", found), flush=True)
    print()


def main() -> None:
    """Measure and print."""
    some = ("nothing", "monthly date set at arrival", "weekly date set at arrival")
    table("2,000 cases in 52 weeks", GATES, SEEDS, cases=2000)
    table("500 cases in 52 weeks", GATES, SEEDS, cases=500)
    table("500 cases in 16 weeks", some, SEEDS, cases=500, weeks=16)
    table("10,000 cases in 104 weeks", some, FEW_SEEDS, cases=10_000, weeks=104)
    table("2,000 cases, heavy ones slow everywhere", some, SEEDS, cases=2000, heaviness=HEAVINESS)


if __name__ == "__main__":
    main()
