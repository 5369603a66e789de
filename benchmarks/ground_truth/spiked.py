"""The second layer: what the analysis makes of known problems in real logs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import polars as pl
from benchmarks.ground_truth.ground import Ground
from benchmarks.ground_truth.judgement import SURE, Judgement, Verdict, match, reported
from benchmarks.ground_truth.oracle import COMPARED, POWER, power
from benchmarks.ground_truth.places import at_place, identity, named, names_of, tells_the_same
from benchmarks.ground_truth.running import Result
from benchmarks.ground_truth.spikes import SPIKES, Spiked

from verwaltung_mining.benefit import Finding, Findings
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.importers import read
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Estimate
from verwaltung_mining.shapes.pass_through import pass_through_of_cases
from verwaltung_mining.statistics import week_draws

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "logs"
LOGS = (
    "BPIC13_incidents.xes.gz",
    "BPIC15_1.xes.gz",
    "BPI_Challenge_2012.xes.gz",
    "DomesticDeclarations.xes.gz",
    "InternationalDeclarations.xes.gz",
    "PurchasingExample.xes.gz",
    "RequestForPayment.xes.gz",
    "helpdesk.xes.gz",
    "receipt.xes.gz",
)
"""Logs with stamps finer than a day and enough steps, the slowest to analyse first."""
SIZES = (0.02, 0.05, 0.1)
"""Share of all case time that a spike adds."""
SEEDS = 3
WITH_UNITS = ("BPIC13_incidents.xes.gz",)
"""Logs in which the same transition happens both with and without a change of unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpikeSpec:
    """One spike in one log; the seed draws its place and its waits."""

    name: str
    log: str
    kind: str
    size: float
    turn: int
    seed: int


class SpikedRecord(Result, frozen=True, kw_only=True):
    """One spike and what was made of it."""

    log: str
    kind: str
    size: float
    judgement: Judgement
    """Its `unplanted` are sure candidates that are new and neither at the place nor symptoms;
    `sure` counts the sure candidates that are new; no verdict where the log has no such place."""
    unsure: tuple[str, ...] = ()
    """The same as `unplanted` with low confidence."""
    gone: tuple[str, ...] = ()
    """Sure candidates that are no longer reported with the spike."""
    pass_through: float | None = None
    """Of the finding at the place."""
    passed_before: float | None = None
    """Pass-through of the waits before the same step in the log without the spike."""
    at_place: float | None = None
    """Case-days that the finding tells at its place, before the pass-through, less those that it
    tells there without the spike."""


def design(seed: int) -> list[SpikeSpec]:
    """All spikes, every log and kind once before any comes again.

    Another `seed` gives the same design at other places.
    """
    cells = [
        (log, kind, size, turn)
        for log in LOGS
        for kind in SPIKES
        if kind != "handover" or log in WITH_UNITS
        for size in SIZES
        for turn in range(SEEDS)
    ]
    specs = [
        SpikeSpec(
            name=f"{log.split('.')[0]}-{kind}-{size}-{turn}",
            log=log,
            kind=kind,
            size=size,
            turn=turn,
            seed=seed + number,
        )
        for number, (log, kind, size, turn) in enumerate(cells)
    ]
    return sorted(specs, key=lambda spec: spec.turn)


@cache
def ground(name: str) -> Ground:
    """A real log by its file name, without any spike."""
    return Ground.of(canonicalise(read(FOLDER / name)))


def judged_spike(spec: SpikeSpec) -> SpikedRecord:
    """Put one spike in, analyse, and compare with the analysis without it."""
    before = ground(spec.log)
    spiked = SPIKES[spec.kind](before, np.random.default_rng(spec.seed), spec.size)
    bare = SpikedRecord(
        name=spec.name,
        log=spec.log,
        kind=spec.kind,
        size=spec.size,
        judgement=Judgement(seed=spec.seed, verdicts=(), unplanted=()),
    )
    return bare if spiked is None else _compared(bare, before, spiked)


def _compared(bare: SpikedRecord, before: Ground, spiked: Spiked) -> SpikedRecord:
    after = Ground.of(spiked.log)
    log, found = after.analysed, after.found
    hit = match(log, found, bare.kind, at=spiked.place)
    truth = _truth(bare, before, spiked, log)
    usual = _usual(before, bare.kind, spiked)
    verdict = _beyond(reported(truth, found, hit), 0.0 if usual is None else _passing(usual))
    known = {identity(before.analysed, f) for f in before.found.ranked}
    new = [
        (k, f) for k, f in enumerate(found.ranked) if f.counted and identity(log, f) not in known
    ]
    strange = [f for k, f in new if k != hit and not tells_the_same(log, f, spiked.place)]
    still = {identity(log, f) for f in found.ranked}
    lost = [f for f in _sure(before.found) if identity(before.analysed, f) not in still]
    return msgspec.structs.replace(
        bare,
        judgement=Judgement(
            seed=bare.judgement.seed,
            verdicts=(verdict,),
            unplanted=tuple(_told(log, [f for f in strange if f.confidence in SURE])),
            sure=sum(f.confidence in SURE for _, f in new),
        ),
        unsure=tuple(_told(log, [f for f in strange if f.confidence not in SURE])),
        gone=tuple(_told(before.analysed, lost)),
        pass_through=None if hit is None else found.ranked[hit].estimate.pass_through,
        passed_before=None if hit is None else _passed_before(before, spiked),
        at_place=None if hit is None else _at_place(found.ranked[hit].estimate, usual),
    )


def _sure(found: Findings) -> Iterator[Finding]:
    return (f for f in found.ranked if f.counted and f.confidence in SURE)


def _told(log: AnalysedLog, findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        names = " / ".join(names_of(log, finding.hypothesis.place))
        yield f"{finding.detector.id} at {names} ({finding.confidence})"


def _truth(bare: SpikedRecord, before: Ground, spiked: Spiked, log: AnalysedLog) -> Verdict:
    """What the spike adds to the time of all analysed cases."""
    seconds = log.total_seconds - before.analysed.total_seconds
    touched = log.cases["case"].is_in(list(spiked.cases)).sum()
    return Verdict(
        seed=bare.judgement.seed,
        kind=bare.kind,
        detector=bare.kind,
        place=named(spiked.place),
        true_days=seconds / SECONDS_PER_DAY,
        share=seconds / before.analysed.total_seconds,
        cases=touched,
        case_share=touched / log.cases.height,
        can_be_told=_can_be_told(bare, spiked, log),
        one_sided=False,
        saves_time=True,
    )


def _can_be_told(bare: SpikedRecord, spiked: Spiked, log: AnalysedLog) -> bool:
    """Whether an oracle that knows the place tells the affected cases from the others there."""
    if bare.kind not in COMPARED:
        return True
    source, target = (log.activities.index(name or "") for name in
                      (spiked.place.source, spiked.place.target))  # fmt: skip
    here = log.events.collect().filter(
        (pl.col("source") == source) & (pl.col("activity") == target)
    )
    touched = log.cases.filter(pl.col("case").is_in(list(spiked.cases)))["index"]
    affected = here["index"].is_in(touched.implode()).to_numpy()
    told = power(here["seconds"].to_numpy(), affected, seed=bare.judgement.seed) >= POWER
    return bool(told)


def _usual(before: Ground, detector: str, spiked: Spiked) -> Estimate | None:
    """What the detector's hypothesis at the place amounts to without the spike, if there is one."""
    for asked, proposal in before.found.proposals:
        for hypothesis in proposal.hypotheses if asked.id == detector else ():
            if at_place(before.analysed, hypothesis.place, spiked.place):
                return hypothesis.estimate()
    return None


def _passing(usual: Estimate) -> float:
    """Case-days of an estimate that pass through."""
    return usual.total * usual.pass_through / SECONDS_PER_DAY


def _at_place(told: Estimate, usual: Estimate | None) -> float:
    """Case-days of the window, whatever of them passes through, beyond the usual."""
    return (told.total / told.rate - (usual.total if usual else 0.0)) / SECONDS_PER_DAY


def _passed_before(before: Ground, spiked: Spiked) -> float:
    """How much of a wait before the spiked step passes through in the log as it is.

    A spike moves all that follows rigidly, so that nothing absorbs it. A log whose closings are due
    so many days after the application says otherwise of its own waits, and the estimate with it.
    """
    log, place = before.analysed, spiked.place
    step = pl.col("activity") == log.activities.index(place.activity or place.target or "")
    waits = log.events.collect().filter(step & pl.col("source").is_not_null())
    claims = Claims.from_frame(waits.with_columns(begin="previous", finish="timestamp"))
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    cases = len(np.unique(claims.index))
    return pass_through_of_cases(log, claims, cases=cases, draws=draws).share


def _beyond(verdict: Verdict, usual: float) -> Verdict:
    """The verdict on what came with the spike: after less before."""
    if verdict.estimate is None or verdict.low is None or verdict.high is None:
        return verdict
    return msgspec.structs.replace(
        verdict,
        estimate=verdict.estimate - usual,
        low=verdict.low - usual,
        high=verdict.high - usual,
    )
