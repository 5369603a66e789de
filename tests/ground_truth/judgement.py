"""What an analysis made of a scenario whose problems are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from verwaltung_mining.benefit import Finding, Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes import Place as FoundPlace
from verwaltung_mining.simulation import Effect, Scenario, scenario
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place

DETECTOR_OF = {
    "ReturnLoop": "return_loop",
    "SelfLoop": "self_loop",
    "PingPong": "ping_pong",
    "InformationRequest": "information_request",
    "ExtraStep": "extra_step",
    "SlowTransition": "slow_transition",
    "HandoverDelay": "handover",
    "LongWait": "unexplained_wait",
    "WeeklyBatch": "batch_release",
    "NightlyBatch": "batch_release",
}
"""Kind of plant → the detector that is built for it."""
LEAST_SHARE = 0.02
"""Share of all case time from which a log can carry a problem."""
LEAST_CASES = 30
SURE = ("high", "medium")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One planted problem: its true size and what was found at its place; times in case-days."""

    seed: int
    kind: str
    place: str
    true_days: float
    share: float
    """Of all case time."""
    cases: int
    case_share: float
    """Affected cases among all."""
    confidence: str | None
    """None where nothing of its kind was found at its place."""
    estimate: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def carried(self) -> bool:
        """Whether the log can carry a problem of this size."""
        return self.share >= LEAST_SHARE and self.cases >= LEAST_CASES

    @property
    def found(self) -> bool:
        """Whether it is a candidate at its place."""
        return self.confidence is not None

    @property
    def has_interval(self) -> bool:
        """Found, and not a hint: hints are upper bounds."""
        return self.confidence not in (None, "hint")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One scenario: its planted problems and what was reported beyond them."""

    seed: int
    verdicts: tuple[Verdict, ...]
    unplanted: tuple[str, ...]
    """Sure candidates that are neither planted nor a symptom of a planted one."""


@cache
def judged(seed: int, *, plants: int | None = None) -> Judgement:
    """The scenario of a seed, analysed as the product does it; `plants` as in `scenario`."""
    return judge(scenario(seed, plants=plants))


def judge(drawn: Scenario) -> Judgement:
    """A scenario, analysed as the product does it."""
    settings = settings_for(drawn)
    log = prepare(canonicalise(drawn.raw_log()), settings).analysed
    found = findings(log, DETECTORS, settings, flagged=False)
    effects = drawn.true_effects()
    matches = {
        plant: _match(log, found, DETECTOR_OF[type(plant).__name__], plant.place(drawn.process))
        for plant in effects
    }
    planted = {k for k in matches.values() if k is not None}
    return Judgement(
        seed=drawn.seed,
        verdicts=tuple(
            _verdict(drawn, plant, effect, log, None if k is None else found.ranked[k])
            for (plant, effect), k in zip(effects.items(), matches.values(), strict=True)
        ),
        unplanted=tuple(_unplanted(log, found, planted)),
    )


def settings_for(drawn: Scenario) -> Settings:
    """The names of request and reply, where the scenario has them."""
    if drawn.request_activity is None:
        return Settings(tables={})
    words = {"request_words": (drawn.request_activity,), "reply_words": (drawn.reply_activity,)}
    return Settings(tables={"detectors": {"information_request": words}})


def _match(log: AnalysedLog, found: Findings, detector: str, place: Place) -> int | None:
    """Position of the best ranked finding of this kind at this place."""
    for k, finding in enumerate(found.ranked):
        if finding.detector.id == detector and _at(log, finding.hypothesis.place, place):
            return k
    return None


def _at(log: AnalysedLog, at: FoundPlace, place: Place) -> bool:
    """Same transition, or activity among those of the finding; and the same segment."""
    codes = (at.activity, at.source, at.target, *(at.activities or ()))
    names = {log.activities[code] for code in codes if code is not None}
    segment = None if place.attribute is None else ((place.attribute, place.value),)
    if place.source is not None:
        ends = (at.source, at.target)
        labels = tuple(None if code is None else log.activities[code] for code in ends)
        return labels == (place.source, place.target) and at.segment == segment
    return place.activity in names and at.segment == segment


def _verdict(
    drawn: Scenario, plant: Plant, effect: Effect, log: AnalysedLog, finding: Finding | None
) -> Verdict:
    place = plant.place(drawn.process)
    named = place.activity or f"{place.source} → {place.target}"
    interval = None if finding is None else finding.estimate
    return Verdict(
        seed=drawn.seed,
        kind=type(plant).__name__,
        place=named if place.value is None else f"{named} ({place.attribute} = {place.value})",
        true_days=effect.saved_case_days,
        share=effect.saved_case_days * SECONDS_PER_DAY / log.total_seconds,
        cases=effect.affected_cases,
        case_share=effect.affected_cases / drawn.cases,
        confidence=None if finding is None else finding.confidence,
        estimate=None if finding is None else finding.standalone / SECONDS_PER_DAY,
        low=None if interval is None else interval.low / SECONDS_PER_DAY,
        high=None if interval is None else interval.high / SECONDS_PER_DAY,
    )


def _unplanted(log: AnalysedLog, found: Findings, planted: set[int]) -> Iterator[str]:
    for k, finding in enumerate(found.ranked):
        explained = k in planted or finding.symptom_of in planted
        if finding.confidence in SURE and not explained:
            at = finding.hypothesis.place
            codes = (at.activity, at.source, at.target, *(at.activities or ()))
            names = " / ".join(log.activities[code] for code in codes if code is not None)
            yield f"{finding.detector.id} at {names} ({finding.confidence})"
