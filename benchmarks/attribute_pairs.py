"""What is reported of a delay that lies only where two attributes meet, with pairs and without.

    python -m benchmarks.attribute_pairs

Prints the Markdown table of docs/decisions/0014-attribute-pairs.md (about three minutes).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import mean, median

import numpy as np

from verwaltung_mining.benefit import findings
from verwaltung_mining.detectors import Detector
from verwaltung_mining.detectors.slow_transition import SLOW_TRANSITION, SlowTransitionSettings
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog, analysed
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes import Cover, Proposal
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.delays import SlowTransition
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.planters.planter import mean_case_days
from verwaltung_mining.simulation.process import Duration, Process, Segment
from verwaltung_mining.simulation.random_process import staffed
from verwaltung_mining.simulation.scenario import Scenario
from verwaltung_mining.simulation.visits import Visit, World

SEEDS = range(110, 134)
CASES = 2000
STREAM = 77
"""Which of the streams of a seed draws the place and the groups."""
KINDS: Mapping[str, tuple[float, ...]] = {
    "where both meet": (0.02, 0.05),
    "one attribute": (0.05,),
    "each on its own": (0.04,),
}
"""What is planted, and its size as a share of the time that a case needs anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereBothMeet:
    """Cases with two attribute values wait longer between two steps, those with one do not."""

    key: str
    source: str
    target: str
    one: Segment
    other: Segment
    extra: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later where both meet."""
        if not (world.belongs(case, self.one) and world.belongs(case, self.other)):
            return visit
        extra = world.draws.seconds(f"{self.key}/{visit.origin}/extra", self.extra)[case]
        return visit._replace(delay=visit.delay + extra)

    def place(self, process: Process) -> Place:
        """The transition."""
        return Place(
            source=process.step(self.source).activity, target=process.step(self.target).activity
        )


def planted(seed: int, kind: str, size: float) -> Scenario:
    """A log with channel and district, and one of the kinds at a random place."""
    rng = np.random.default_rng([seed, STREAM])
    plain = scenario(seed, plants=0, cases=CASES, timing="completion_only")
    groups = _groups(plain.process, rng)
    chosen = _plants(plain.process, rng, groups, kind, size)
    staff = staffed(plain.process, chosen, seed=seed, cases=CASES)
    return replace(plain, plants=chosen, process=staff)


def _groups(process: Process, rng: np.random.Generator) -> list[tuple[Segment, float]]:
    """One value of channel and one of district, each with its share of the cases."""
    compared = [a for a in process.attributes if a.role in ("channel", "other")][:2]
    picked = [(a.name, a.shares[int(rng.integers(len(a.shares)))]) for a in compared]
    return [(Segment(attribute=name, values=(value,)), share) for name, (value, share) in picked]


def _plants(
    process: Process,
    rng: np.random.Generator,
    groups: list[tuple[Segment, float]],
    kind: str,
    size: float,
) -> tuple[Plant, ...]:
    """The delays at a random transition that every case takes."""
    always = [step.only_for is None and step.branch is None for step in process.steps]
    gaps = [k for k in range(len(always) - 1) if always[k] and always[k + 1]]
    gap = gaps[int(rng.integers(len(gaps)))]
    source, target = process.steps[gap].key, process.steps[gap + 1].key

    def lasting(share: float) -> Duration:
        return Duration(hours=24 * size * mean_case_days(process) / share, shape=2.0)

    if kind == "where both meet":
        (one, first), (other, second) = groups
        extra = lasting(first * second)
        return (
            WhereBothMeet(
                key="both", source=source, target=target, one=one, other=other, extra=extra
            ),
        )
    alone = groups[:1] if kind == "one attribute" else groups
    return tuple(
        SlowTransition(
            key=segment.attribute,
            source=source,
            target=target,
            segment=segment,
            extra=lasting(share),
        )
        for segment, share in alone
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One log: candidates, pairs among them, and the sum of their fair shares over the truth."""

    candidates: int
    pairs: int
    ratio: float


def outcomes(drawn: Scenario) -> tuple[Outcome, Outcome]:
    """What is reported without pairs, and with them."""
    log = analysed(canonicalise(drawn.raw_log()))
    truth = sum(effect.saved_case_days for effect in drawn.true_effects().values())
    without = replace(SLOW_TRANSITION, propose=_without_pairs)
    return _outcome(log, without, truth), _outcome(log, SLOW_TRANSITION, truth)


def _outcome(log: AnalysedLog, detector: Detector[SlowTransitionSettings], truth: float) -> Outcome:
    found = findings(log, (detector,), Settings(tables={}), flagged=False).ranked
    together = sum(f.fair_share or 0.0 for f in found) / SECONDS_PER_DAY
    return Outcome(
        candidates=len(found),
        pairs=sum(len(f.hypothesis.place.segment or ()) > 1 for f in found),
        ratio=together / truth,
    )


def _without_pairs(log: AnalysedLog, settings: SlowTransitionSettings, taken: Cover) -> Proposal:
    return replace(SLOW_TRANSITION.propose(log, settings, taken), narrower=None)


def main() -> None:
    """Print the table."""
    print("| delay | size | logs | pairs | candidates | pairs among them | sum / truth |")
    print("|---|---:|---:|---|---:|---:|---:|")
    for kind, sizes in KINDS.items():
        for size in sizes:
            both = zip(*(outcomes(planted(seed, kind, size)) for seed in SEEDS), strict=True)
            for looked, results in zip(("no", "yes"), both, strict=True):
                print(
                    f"| {kind} | {size:.0%} | {len(results)} | {looked} "
                    f"| {mean(r.candidates for r in results):.2f} "
                    f"| {sum(r.pairs for r in results)} "
                    f"| {median(r.ratio for r in results):.2f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
