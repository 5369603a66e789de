"""Extreme tail: a few cases lie very long between two steps, far longer than all the others."""

from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import (
    Claims,
    Cover,
    Estimate,
    Hypothesis,
    Observations,
    Proposal,
    transitions,
)
from verwaltung_mining.shapes.claims import saved_share
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.statistics import Tail, cluster_p_value, distinct, tail
from verwaltung_mining.texts import Text

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class ExtremeTailSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `extreme_tail`."""

    usual_quantile: float = 0.75
    """Quantile of the times of a transition that still counts as usual."""
    times_usual: float = 3.0
    """A time is extreme only beyond this many times the usual one (docs/methods.md)."""
    least_usual_days: float = 1.0
    """The usual time is taken as at least this long: what is done within days is never extreme."""
    largest_share: float = 0.02
    """Share of the occurrences that are looked at, the longest (ServiceNow: top 2 %)."""
    minimum_cases: int = 20
    """Extreme cases below which nothing is said (ServiceNow: 20 records)."""
    times_expected: float = 2.0
    """So many times more must lie far out than the waits up to the 95 % quantile let expect."""
    group_share: float = 0.05
    """More than this share far out is a group of cases of its own and no exception."""
    significance: float = 0.01
    """Largest p-value of there being more far out than expected, weeks as units."""
    already_explained: float = 0.5
    """An occurrence of which other candidates claim this share is explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extremes:
    """The extreme occurrences of one transition that nothing else explains."""

    code: int
    claims: Claims
    usual: float
    """Seconds that three quarters of the occurrences do not exceed."""

    @property
    def beyond(self) -> Floats:
        """What each lies beyond the usual time."""
        longer: Floats = self.claims.seconds - self.usual
        return longer


def propose(log: AnalysedLog, settings: ExtremeTailSettings, taken: Cover) -> Proposal:
    """One hint per transition on which a few cases lie far longer than the rest lets expect."""
    observations, left_out = transitions(
        log, log.events.collect(where=pl.col("source").is_not_null())
    )
    explained = taken.seconds_in(observations.claims)
    free = explained < settings.already_explained * np.maximum(observations.seconds, 1e-9)
    least = MATERIAL_SHARE * log.total_seconds
    found = [
        extremes
        for code in range(len(observations.places))
        if (extremes := _extremes(log, observations, free, code, settings)) is not None
        and extremes.beyond.sum() >= least
    ]
    found.sort(key=lambda extremes: -float(extremes.beyond.sum()))
    hypotheses = tuple(_hint(log, observations, extremes) for extremes in found)
    return Proposal(
        hypotheses=hypotheses, left_out=left_out + len(observations.places) - len(hypotheses)
    )


def _extremes(
    log: AnalysedLog, observations: Observations, free: Bools, code: int, s: ExtremeTailSettings
) -> _Extremes | None:
    """The occurrences far out, where there are more than a heavy tail explains."""
    here: Bools = observations.place == code
    claims = observations.claims.select(here)
    shape = tail(
        claims.seconds,
        usual_quantile=s.usual_quantile,
        least_usual=s.least_usual_days * SECONDS_PER_DAY,
    )
    if not _more_than_expected(log, claims, shape, s):
        return None
    longest = float(np.quantile(claims.seconds, 1 - s.largest_share))
    chosen = (claims.seconds > max(s.times_usual * shape.usual, longest)) & free[here]
    mine = claims.select(chosen)
    if len(distinct(mine.index)) < s.minimum_cases:
        return None
    return _Extremes(code=code, claims=mine, usual=shape.usual)


def _more_than_expected(
    log: AnalysedLog, claims: Claims, shape: Tail, s: ExtremeTailSettings
) -> bool:
    far = claims.seconds > max(shape.far, s.times_usual * shape.usual)
    share = float(far.mean())
    if not s.times_expected * shape.expected <= share <= s.group_share:
        return False
    week = log.week_of_case[claims.index]
    return cluster_p_value(far.astype(np.float64) - shape.expected, week) <= s.significance


def _hint(log: AnalysedLog, observations: Observations, extremes: _Extremes) -> Hypothesis:
    return Hypothesis(
        place=observations.places[extremes.code],
        kind="excision",
        p_value=None,
        effect_size=None,
        cases=len(distinct(extremes.claims.index)),
        peers=None,
        strata=(),
        estimate=partial(_beyond_usual, extremes),
    )


def _beyond_usual(extremes: _Extremes) -> Estimate:
    """Σ (time − usual time): the most that prompt handling of these files could save."""
    beyond, seconds = extremes.beyond, extremes.claims.seconds
    total = float(beyond.sum())
    return Estimate(
        total=total,
        low=0.0,
        high=total,
        pass_through=1.0,
        pass_through_estimated=False,
        claims=extremes.claims,
        weight=saved_share(total, seconds),
        typical=float(np.median(extremes.claims.per_case(beyond))),
        median=float(np.median(seconds)),
        mean=float(seconds.mean()),
        peer_median=None,
        peer_mean=None,
        halves_agree=None,
        bound="upper",
        details=(("normal_wait", extremes.usual), ("occurrences", float(len(seconds)))),
    )


EXTREME_TAIL = Detector(
    id="extreme_tail",
    prefix="XT",
    name=Text(de="Ausläufer: wenige Fälle liegen sehr lange", en="long tail of few cases"),
    definition=Text(
        de="Auf einem Übergang liegen einige wenige Fälle (höchstens 2 %) mehr als dreimal so lange, wie drei Viertel der Fälle höchstens brauchen, und es sind mehr, als die übrigen Wartezeiten erwarten lassen.",
        en="On a transition a few cases (at most 2%) lie more than three times as long as three quarters of the cases take at most, and they are more than the other waits let expect.",
    ),
    why=Text(
        de="Hinter sehr langen Liegezeiten stehen oft einzelne Ursachen, die sich beim Nachsehen schnell klären: eine Akte ohne Wiedervorlage, eine fehlende Rückmeldung.",
        en="Very long waits often have single causes that clear up quickly once somebody looks: a file without a reminder, an answer that never came.",
    ),
    source="ServiceNow Process Mining (extreme duration); Clauset, Shalizi and Newman 2009 (power-law tails)",
    settings=ExtremeTailSettings,
    propose=propose,
    waste="waiting",
    category="lay and transport times",
    party="unknown",
    residual=True,
    wording=Wording(
        title=Text(
            de="Wenige Fälle liegen sehr lange zwischen „{source}“ und „{target}“",
            en="A few cases lie very long between “{source}” and “{target}”",
        ),
        observation=Text(
            de="Nur {cases} Fälle ({share}) liegen zwischen „{source}“ und „{target}“ sehr lange, in der Mitte {median}; drei Viertel aller Fälle brauchen dort höchstens {normal}.",
            en="Only {cases} cases ({share}) lie very long between “{source}” and “{target}”, {median} in the middle; three quarters of all cases take at most {normal} there.",
        ),
        questions=(
            Text(
                de="Welche Fälle sind das, und was haben sie gemeinsam?",
                en="Which cases are these, and what do they have in common?",
            ),
            Text(
                de="Worauf wurde gewartet, und wer hätte es früher bemerken können?",
                en="What was being waited for, and how could it have been noticed earlier?",
            ),
            Text(
                de="Ruht ein Fall mit gutem Grund, etwa auf Wunsch oder wegen eines Gerichtsverfahrens?",
                en="Does a case rest for a good reason, on request or because of a court case for instance?",
            ),
        ),
        experiment=Text(
            de="Sehen Sie vier Wochen lang jeden Montag eine Liste der Fälle durch, die seit „{source}“ länger liegen als {normal}, und halten Sie fest, woran es liegt.",
            en="For four weeks, go through a list of the cases that lie longer than {normal} since “{source}” every Monday, and note the reason.",
        ),
        formula=Text(
            de="Summe über diese {cases} Fälle der Zeit auf diesem Übergang, soweit sie über {normal} hinausgeht; eine Obergrenze, kein Nachweis",
            en="sum over these {cases} cases of the time on this transition, as far as it exceeds {normal}; an upper bound, not a proof",
        ),
        compared_with=Text(
            de="Kein Vergleich mit einer anderen Gruppe: Maßstab ist die Zeit, die drei Viertel der Fälle auf demselben Übergang nicht überschreiten ({normal}).",
            en="No comparison with another group: the yardstick is the time that three quarters of the cases on the same transition do not exceed ({normal}).",
        ),
        disproof=Text(
            de="Wenn diese Fälle mit gutem Grund ruhen oder nur der Abschluss nicht erfasst wurde.",
            en="If these cases rest for a good reason, or only their completion was not recorded.",
        ),
    ),
)
