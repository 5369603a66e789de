"""A stand-in detector whose hypotheses are written by hand, on a log that is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.benefit import Finding, Findings, findings
from verwaltung_mining.detectors import Detector
from verwaltung_mining.detectors.detector import Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes import Claims, Cover, Estimate, Hypothesis, Place, Proposal
from verwaltung_mining.shapes.hypothesis import Bound, Kind
from verwaltung_mining.texts import Text

CASES = 200
CASE_DAYS = 10.0
NOTHING = Text(de="", en="")


class NoSettings(msgspec.Struct, frozen=True):
    """Nothing to set."""


def log_of(*, weeks: int = 40, cases: int = CASES) -> AnalysedLog:
    """Cases of two steps ten days apart, coming in over the weeks."""
    come = arrivals(cases, weeks=weeks)
    return measured(procedure(*([(0, c), (1, c + DAY * CASE_DAYS)] for c in come)))


LOG = log_of()
TOTAL_DAYS = CASES * CASE_DAYS


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One hypothesis in days; by default it passes every gate with high confidence."""

    days: float = 400.0
    low: float | None = None
    high: float | None = None
    p_value: float | None = 1e-6
    effect_size: float | None = 0.6
    cases: int = 150
    peers: int | None = 150
    kind: Kind = "comparison"
    pass_through: float = 1.0
    pass_through_estimated: bool = True
    pass_through_low: float | None = None
    halves_agree: bool | None = True
    activity: int = 0
    claims: Claims | None = None
    weight: float = 1.0
    saves_time: bool = True
    rate: float = 1.0
    bound: Bound = "point"
    doubt: Text | None = None
    details: tuple[tuple[str, float], ...] = ()

    def hypothesis(self, log: AnalysedLog) -> Hypothesis:
        """As a detector would put it forward."""
        return Hypothesis(
            place=Place(activity=self.activity),
            kind=self.kind,
            p_value=self.p_value,
            effect_size=self.effect_size,
            cases=self.cases,
            peers=self.peers,
            strata=(),
            estimate=lambda: self.estimate(log),
        )

    def estimate(self, log: AnalysedLog) -> Estimate:
        """Its amount; unless said otherwise it claims whole cases from the first on."""
        low = 0.9 * self.days if self.low is None else self.low
        high = 1.1 * self.days if self.high is None else self.high
        return Estimate(
            total=self.days * SECONDS_PER_DAY,
            low=low * SECONDS_PER_DAY,
            high=high * SECONDS_PER_DAY,
            bound=self.bound,
            pass_through=self.pass_through,
            pass_through_estimated=self.pass_through_estimated,
            pass_through_low=self.pass_through_low,
            claims=whole_cases(log, 0, int(self.days / CASE_DAYS))
            if self.claims is None
            else self.claims,
            weight=self.weight,
            typical=SECONDS_PER_DAY,
            median=SECONDS_PER_DAY,
            mean=SECONDS_PER_DAY,
            peer_median=None,
            peer_mean=None,
            halves_agree=self.halves_agree,
            saves_time=self.saves_time,
            rate=self.rate,
            doubt=self.doubt,
            details=self.details,
        )


def whole_cases(log: AnalysedLog, first: int, count: int, *, part: float = 1.0) -> Claims:
    """The first `part` of the time of `count` cases from the `first` on."""
    stamps = log.events.column("timestamp").dt.epoch("ms").to_numpy().reshape(-1, 2)
    index = np.arange(first, first + count)
    begin, finish = stamps[index, 0], stamps[index, 1]
    return Claims(index=index, begin=begin, finish=begin + ((finish - begin) * part).astype(int))


def detector(*ideas: Idea, id: str = "stand_in", residual: bool = False) -> Detector[NoSettings]:  # noqa: A002
    """A detector that puts forward these ideas whatever the log says."""

    def propose(log: AnalysedLog, settings: NoSettings, taken: Cover) -> Proposal:
        return Proposal(hypotheses=tuple(idea.hypothesis(log) for idea in ideas))

    return Detector(
        id=id,
        prefix="XX",
        name=NOTHING,
        definition=NOTHING,
        why=NOTHING,
        source="",
        settings=NoSettings,
        propose=propose,
        waste="",
        category="",
        residual=residual,
        wording=Wording(
            title=NOTHING,
            observation=NOTHING,
            questions=(),
            experiment=NOTHING,
            formula=NOTHING,
            compared_with=NOTHING,
            disproof=NOTHING,
        ),
    )


def found(
    *detectors: Detector[NoSettings], log: AnalysedLog = LOG, flagged: bool = False, **gates: object
) -> Findings:
    """What survives, with these entries of `[analysis]`."""
    return findings(log, detectors, Settings(tables={"analysis": gates}), flagged=flagged)


def ranked(
    ideas: Sequence[Idea] | Idea,
    *,
    log: AnalysedLog = LOG,
    flagged: bool = False,
    **gates: object,
) -> tuple[Finding, ...]:
    """The ranked findings of one stand-in detector."""
    given = [ideas] if isinstance(ideas, Idea) else ideas
    return found(detector(*given), log=log, flagged=flagged, **gates).ranked


def apart(log: AnalysedLog, *ideas: Idea) -> list[Idea]:
    """The same ideas, each claiming cases of its own."""
    first, placed = 0, []
    for number, idea in enumerate(ideas):
        count = max(int(idea.days / CASE_DAYS), 1)
        placed.append(replace(idea, claims=whole_cases(log, first, count), activity=number))
        first += count
    return placed
