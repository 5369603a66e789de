"""What an analysis made of a scenario whose problems are known."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

import msgspec
from benchmarks.ground_truth.oracle import can_be_told
from benchmarks.ground_truth.places import at_place, named, names_of, tells_the_same

from verwaltung_mining.benefit import Finding, Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation import Effect, Scenario, scenario
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.surroundings import GATE

LEAST_SHARE = 0.02
"""Share of all case time from which a problem must be found."""
LEAST_CASES = 30
SURE = ("high", "medium")
FAMILIES = {"repeating_pattern": "return_loop"}
"""Detectors that may name the same problem: a loop gone through three times is a pattern."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One planted problem: its true size and what was found at its place; times in case-days."""

    seed: int
    kind: str
    """Name of the planter."""
    detector: str
    place: str
    true_days: float
    share: float
    """Of all case time."""
    cases: int
    case_share: float
    """Affected cases among all."""
    can_be_told: bool
    """Whether an oracle that knows place and cases tells it at this number of cases."""
    one_sided: bool
    saves_time: bool
    rank: int | None = None
    """Among all that is no symptom; None where nothing of its kind was found at its place."""
    confidence: str | None = None
    shape: str | None = None
    """excision, comparison, policy or work."""
    bound: str | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def carried(self) -> bool:
        """Whether it must be found: large enough, in enough cases, and to be told at all."""
        large = self.share >= LEAST_SHARE or not self.saves_time
        return large and self.cases >= LEAST_CASES and self.can_be_told

    @property
    def found(self) -> bool:
        """Whether it is a candidate at its place."""
        return self.confidence is not None

    @property
    def has_interval(self) -> bool:
        """Found, saving time, and not a hint: hints are upper bounds."""
        return self.saves_time and self.confidence not in (None, "hint") and self.low is not None

    @property
    def ratio(self) -> float:
        """Estimate over truth."""
        return (self.estimate or 0.0) / self.true_days

    @property
    def inside(self) -> bool:
        """Whether the true effect lies in the stand-alone interval."""
        if self.low is None or self.high is None:
            return False
        return self.low <= self.true_days <= self.high


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario: its planted problems and what was reported beyond them."""

    seed: int
    verdicts: tuple[Verdict, ...]
    unplanted: tuple[str, ...]
    """Sure candidates that are neither planted nor a symptom of a planted one."""
    sure: int = 0
    """Sure candidates that are no symptoms."""
    mistaken: tuple[str, ...] = ()
    """Detectors that took a decoy for what it looks like."""
    decoys: tuple[str, ...] = ()
    """Detectors that a decoy was made for."""
    claimed_share: float = 0.0
    """Share of all case time that all candidates together say can be saved."""
    local_days: float | None = None
    """With a gate: what the plants would cost if the gate were not there."""
    reported_days: float = 0.0
    """Stand-alone savings of all candidates, in case-days."""


@cache
def judged(seed: int, *, plants: int | None = None) -> Judgement:
    """The scenario of a seed, analysed as the product does it; `plants` as in `scenario`."""
    return judge(scenario(seed, plants=plants))


def judge(drawn: Scenario) -> Judgement:
    """A scenario, analysed as the product does it."""
    log, found = analysed(drawn)
    effects = drawn.true_effects()
    told = can_be_told(drawn, effects)
    matches = {
        plant: match(log, found, drawn.planters[plant.key].detector, at=plant.place(drawn.process))
        for plant in effects
    }
    planted = {k for k in matches.values() if k is not None}
    decoys = [p for p in drawn.kept if p.key in drawn.planters]
    return Judgement(
        seed=drawn.seed,
        verdicts=tuple(
            reported(_truth(drawn, plant, effect, log, told=told[plant]), found, matches[plant])
            for plant, effect in effects.items()
        ),
        unplanted=tuple(_unplanted(log, found, planted, drawn)),
        sure=sum(f.confidence in SURE and f.symptom_of is None for f in found.ranked),
        mistaken=tuple(_mistaken(log, found, drawn, decoys)),
        decoys=tuple(drawn.planters[p.key].detector for p in decoys),
        claimed_share=sum(f.fair_share or 0.0 for f in found.ranked) / max(log.total_seconds, 1.0),
        reported_days=sum(
            _days(f, f.standalone)
            for f in found.ranked
            if f.counted and not _at_gate(log, f, drawn)
        ),
    )


def analysed(drawn: Scenario) -> tuple[AnalysedLog, Findings]:
    """The log of a scenario, and what the product finds in it."""
    settings = settings_for(drawn)
    log = prepare(canonicalise(drawn.raw_log()), settings).analysed
    return log, findings(log, DETECTORS, settings, flagged=False)


def settings_for(drawn: Scenario) -> Settings:
    """The names that a user would list, and an agreement where units are to be compared."""
    words = drawn.words
    tables: dict[str, object] = {}
    if "analysis" in words:
        tables["analysis"] = words.pop("analysis")
    if words:
        tables["detectors"] = words
    if any(kind.needs_agreement for kind in drawn.planters.values()):
        agreement = {
            "reference": "Dienstvereinbarung",
            "date": dt.date(2022, 1, 1),
            "scope": "Vergleich von Einheiten",
        }
        tables["privacy"] = {"agreement": agreement}
    return Settings(tables=tables)


def match(log: AnalysedLog, found: Findings, detector: str, *, at: Place) -> int | None:
    """Position of the best ranked finding of this detector, or one of its family, at a place."""
    family = FAMILIES.get(detector, detector)
    for k, finding in enumerate(found.ranked):
        named = finding.detector.id
        if FAMILIES.get(named, named) == family and at_place(log, finding.hypothesis.place, at):
            return k
    return None


def _rank(found: Findings, k: int) -> int:
    """Counted without the symptoms; a symptom has the rank of its cause."""
    cause = found.ranked[k].symptom_of
    position = k if cause is None else cause
    return 1 + sum(f.symptom_of is None for f in found.ranked[:position])


def _days(finding: Finding, seconds: float) -> float:
    """The truth is that of the window, so what is told at the current rate is brought back."""
    return seconds / (SECONDS_PER_DAY * finding.estimate.rate)


def reported(truth: Verdict, found: Findings, k: int | None) -> Verdict:
    """What is true, with what the finding at position `k` says of it; None: nothing was found."""
    if k is None:
        return truth
    finding = found.ranked[k]
    return msgspec.structs.replace(
        truth,
        rank=_rank(found, k),
        confidence=finding.confidence,
        shape=finding.hypothesis.kind,
        bound=finding.estimate.bound,
        estimate=_days(finding, finding.standalone),
        low=_days(finding, finding.estimate.low),
        high=_days(finding, finding.estimate.high),
    )


def _truth(
    drawn: Scenario, plant: Plant, effect: Effect, log: AnalysedLog, *, told: bool
) -> Verdict:
    """One planted problem, before anything is looked for."""
    place, kind = plant.place(drawn.process), drawn.planters[plant.key]
    return Verdict(
        seed=drawn.seed,
        kind=kind.make.__name__,
        detector=kind.detector,
        place=named(place),
        true_days=effect.saved_case_days,
        share=effect.saved_case_days * SECONDS_PER_DAY / log.total_seconds,
        cases=effect.affected_cases,
        case_share=effect.affected_cases / drawn.cases,
        can_be_told=told,
        one_sided=kind.one_sided,
        saves_time=kind.saves_time,
    )


def _at_gate(log: AnalysedLog, finding: Finding, drawn: Scenario) -> bool:
    """Whether a finding tells the wait for the fixed date itself, which is there and no mistake."""
    gates = [plant.place(drawn.process).activity for plant in drawn.kept if plant.key == GATE]
    return bool(set(gates) & set(names_of(log, finding.hypothesis.place)))


def _unplanted(
    log: AnalysedLog, found: Findings, planted: set[int], drawn: Scenario
) -> Iterator[str]:
    """Sure candidates that are no symptom of anything and stand where nothing is planted."""
    places = [plant.place(drawn.process) for plant in drawn.plants]
    for k, finding in enumerate(found.ranked):
        explained = (
            k in planted
            or finding.symptom_of is not None
            or _at_gate(log, finding, drawn)
            or any(tells_the_same(log, finding, place) for place in places)
        )
        if finding.confidence in SURE and not explained:
            names = " / ".join(names_of(log, finding.hypothesis.place))
            yield f"{finding.detector.id} at {names} ({finding.confidence})"


def _mistaken(
    log: AnalysedLog, found: Findings, drawn: Scenario, decoys: list[Plant]
) -> Iterator[str]:
    """Decoys at whose place their detector is sure of something, or hints at all if it is one."""
    for decoy in decoys:
        kind = drawn.planters[decoy.key]
        k = match(log, found, kind.detector, at=decoy.place(drawn.process))
        if k is not None and (kind.hint or found.ranked[k].confidence in SURE):
            yield kind.detector
