"""Unavailability: a step rests for four working days or more although the office works and cases wait."""

from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import named_units
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.comparable_units import of_few_persons
from verwaltung_mining.measures.work_days import WorkDays, work_days
from verwaltung_mining.shapes import Claims, Cover, Estimate, Hypothesis, Place, Proposal, queued
from verwaltung_mining.shapes.absence import Absences, absences
from verwaltung_mining.shapes.claims import MILLISECONDS, saved_share
from verwaltung_mining.shapes.halves import halves_agree
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.pass_through import envelope, pass_through_of_cases
from verwaltung_mining.shapes.rest_days import RestDays, rest_days, rests_told
from verwaltung_mining.statistics import distinct, rows_by, survival, week_draws
from verwaltung_mining.texts import Text

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

FEWEST_CALM = 30
"""Waits untouched by any rest from which they alone tell the usual wait."""


class UnavailabilitySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `unavailability`."""

    least_days: int = 4
    """Working days without any work on the step from which it rests: a week with a holiday."""
    times_usual: float = 2.0
    """The step rests only where nothing is done for at least this many times as long as between
    most days of work: a weekly date that fails once is no absence (docs/decisions/0011)."""
    minimum_events: int = 30
    """Waits for one unit at one step below which it is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    """The waits before one step and which of them reach over a time in which it rests."""

    claims: Claims
    """All waits."""
    met: Bools
    """Those that last until a rest is over."""
    counted: Bools
    """Those and the ones that come while what piled up is worked off."""
    beyond: Floats
    """Seconds that each wait lasts longer than it would have, by those not met by any rest."""
    rested: Ints
    """Begin of the rest that each wait met."""
    absences: tuple[Absences, ...]
    """By unit."""
    named: tuple[RestDays, ...]
    """The rests whose days may be told."""


_Queue = tuple[Claims, WorkDays, bool]
"""The waits of one step for one unit, the days on which it works on the step, and whether so few
people do that the days on which none of them does would tell of these people."""


def propose(log: AnalysedLog, settings: UnavailabilitySettings, taken: Cover) -> Proposal:
    """One hypothesis per step that rests at one of the units doing it."""
    reason = named_units(log)
    if reason is not None:
        return Proposal(skipped=reason)
    stays = log.once(queued).filter(pl.col("org_unit").is_not_null())
    least = MATERIAL_SHARE * log.total_seconds * MILLISECONDS
    waited = (pl.col("finish") - pl.col("begin")).dt.total_milliseconds().sum()
    steps = stays.group_by("activity").agg(waited=waited).sort("activity")
    material = steps.filter(pl.col("waited") >= least)["activity"].to_list()
    queues = _queues(stays)
    worked = work_days(log.whole.work, log.clock, steps=frozenset(material))
    few = set(of_few_persons(log).iter_rows())
    hypotheses = []
    for step in material:
        of_units = [(w, worked[step, u], (step, u) in few) for w, u in queues[step]]
        rest = _rest(log, of_units, settings)
        if rest is not None:
            hypotheses.append(_hypothesis(log, step, rest))
    return Proposal(hypotheses=tuple(hypotheses), left_out=steps.height - len(hypotheses))


def _queues(stays: pl.DataFrame) -> dict[int, list[tuple[Claims, int]]]:
    """By activity what waits for each unit that does it, in the order of the units' codes."""
    claims = Claims.from_frame(stays)
    unit, step = (stays[c].cast(pl.Int64).to_numpy() for c in ("org_unit", "activity"))
    units = int(unit.max(initial=0)) + 1
    queues: dict[int, list[tuple[Claims, int]]] = {}
    for code, rows in rows_by(step * units + unit).items():
        queues.setdefault(code // units, []).append((claims.select(rows), code % units))
    return queues


def _rest(log: AnalysedLog, queues: list[_Queue], settings: UnavailabilitySettings) -> _Rest | None:
    """The waits of all units at the step; None where it rests at none of them."""
    parts = []
    for claims, worked, few in queues:
        if len(claims.index) < settings.minimum_events:
            continue
        found = absences(
            log.clock,
            claims,
            worked,
            projected=log.scale,
            least_days=settings.least_days,
            times_usual=settings.times_usual,
        )
        named = () if few else rest_days(log.clock, found, claims)
        parts.append(_met(claims, found, named))
    if not any(len(part.absences[0].begin) for part in parts):
        return None
    return _together(parts)


def _met(claims: Claims, found: Absences, named: tuple[RestDays, ...]) -> _Rest:
    """What the waits last beyond what those show that no rest touches.

    A wait that meets a rest is cut off there: how much longer it would have been, the others tell.
    Who comes while what piled up is worked off waits for that, and counts with what exceeds the
    mean, more or less.
    """
    first, met = found.first_met(claims)
    begin = found.begin[first] if len(found.begin) else claims.finish
    begin = np.where(met, begin, claims.finish)
    until = np.maximum(begin - claims.begin, 0) / MILLISECONDS
    after = found.catching_up(claims.begin) & ~met
    told = (begin > claims.begin) | ~met
    calm = told & ~found.catching_up(claims.begin)
    told = calm if (calm & ~met).sum() >= FEWEST_CALM else told
    usual = survival(until[told], ~met[told])
    expected = usual.expected(np.where(after, 0.0, until))
    return _Rest(
        claims=claims,
        met=met,
        counted=met | after,
        beyond=np.where(met | after, claims.seconds - expected, 0.0),
        rested=np.where(after, claims.begin, np.maximum(begin, claims.begin)),
        absences=(found,),
        named=named,
    )


def _together(parts: list[_Rest]) -> _Rest:
    claims = parts[0].claims
    for part in parts[1:]:
        claims = claims.joined(part.claims)
    return _Rest(
        claims=claims,
        met=np.concatenate([part.met for part in parts]),
        counted=np.concatenate([part.counted for part in parts]),
        beyond=np.concatenate([part.beyond for part in parts]),
        rested=np.concatenate([part.rested for part in parts]),
        absences=tuple(part.absences[0] for part in parts),
        named=tuple(rest for part in parts for rest in part.named),
    )


def _hypothesis(log: AnalysedLog, step: int, rest: _Rest) -> Hypothesis:
    days = np.concatenate([found.days for found in rest.absences])
    affected, others = (distinct(rest.claims.index[side]) for side in (rest.met, ~rest.counted))
    p_values = [found.p_value for found in rest.absences]
    return Hypothesis(
        place=Place(activity=step),
        kind="policy",
        p_value=min(1.0, len(p_values) * min(p_values)),
        effect_size=None,
        cases=len(affected),
        peers=len(others),
        strata=(),
        estimate=partial(_estimate, log, rest),
        remark=rests_told(days.tolist(), rest.named),
    )


WITHOUT_CALENDAR = Text(
    de="Wann das Amt arbeitet, ist aus dem Protokoll erschlossen; ein Kalender ([calendar]) macht "
    "das Ergebnis sicherer.",
    en="When the office works is concluded from the log; a calendar ([calendar]) makes the result "
    "surer.",
)
WITHOUT_STARTS = Text(
    de="Ohne den Beginn der Arbeit zählt die Zeit bis zum Abschluss als Warten.",
    en="Without the start of work, the time until completion counts as waiting.",
)


def _estimate(log: AnalysedLog, rest: _Rest) -> Estimate:
    """Σ over the waits counted of (wait − wait to be expected without a rest), in seconds."""
    index = rest.claims.index[rest.counted]
    beyond, met = rest.beyond[rest.counted], rest.claims.select(rest.met)
    week = log.week_of_case[index]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    through = pass_through_of_cases(log, rest.claims, cases=len(distinct(index)), draws=draws)
    drawn = draws.sums(beyond, column=np.zeros_like(week), week=week, columns=1)[:, 0]
    low, high = envelope(drawn, through)
    finish = rest.claims.finish[rest.counted]
    claims = Claims(index=index, begin=rest.rested[rest.counted], finish=finish)
    others = rest.claims.seconds[~rest.counted]
    total = float(beyond.sum())
    return Estimate(
        total=total,
        low=low,
        high=high,
        pass_through=through.share,
        pass_through_estimated=through.estimated,
        pass_through_low=through.low,
        pass_through_high=through.high,
        claims=claims,
        weight=saved_share(total, claims.seconds),
        typical=max(float(np.median(met.per_case(rest.beyond[rest.met]))), 0.0),
        median=float(np.median(met.seconds)),
        mean=float(met.seconds.mean()),
        peer_median=float(np.median(others)) if len(others) else None,
        peer_mean=float(others.mean()) if len(others) else None,
        halves_agree=halves_agree(np.maximum(beyond, 0.0), week),
        caveat=_caveat(log),
        details=(("occurrences", float(len(beyond))),),
    )


def _caveat(log: AnalysedLog) -> Text | None:
    """What the log lacks to be surer."""
    if log.timing != "interval":
        return WITHOUT_STARTS
    return None if log.clock.declared else WITHOUT_CALENDAR


UNAVAILABILITY = Detector(
    id="unavailability",
    prefix="UA",
    name=Text(de="Nicht besetzter Schritt", en="unavailable step"),
    definition=Text(
        de="An einem Schritt wird in einer Organisationseinheit mindestens vier Arbeitstage lang nichts erledigt, obwohl das Amt arbeitet und Fälle darauf warten, und das häufiger, als der Zufall es erklärt. Nächte, Wochenenden und Tage, an denen das ganze Amt geschlossen ist, zählen nicht; auch nicht der Abstand zwischen festen Terminen.",
        en="At a step nothing is done in a unit for at least four working days although the office works and cases wait for it, more often than chance explains. Nights, weekends and days on which the whole office is closed do not count, nor does the interval between fixed dates.",
    ),
    why=Text(
        de="Ruht ein Schritt, etwa in der Urlaubszeit oder weil eine Stelle unbesetzt ist, warten alle Fälle davor, und danach staut sich die Arbeit noch einmal so lange.",
        en="While a step rests, during holidays or because a post is vacant for instance, all cases before it wait, and afterwards the work piles up for as long again.",
    ),
    source="Lashkevich et al. 2023 (waiting time due to unavailability); Kaplan and Meier 1958",
    settings=UnavailabilitySettings,
    propose=propose,
    crosses_cases=True,
    waste="waiting",
    category="lay and transport times",
    untestable=named_units,
    wording=Wording(
        title=Text(
            de="„{activity}“ ist zeitweise nicht besetzt",
            en="“{activity}” is not staffed at times",
        ),
        observation=Text(
            de="„{activity}“ ruht {remark}, während Fälle darauf warten. {cases} Fälle ({share}) warten, bis es weitergeht, {typical} länger als sonst; der Rückstau danach ist mitgezählt.",
            en="“{activity}” rests {remark}, while cases wait for it. {cases} cases ({share}) wait until it goes on, {typical} longer than usual; what piled up is counted too.",
        ),
        questions=(
            Text(
                de="Fallen diese Zeiten auf Schließtage, etwa Betriebsferien oder den Jahreswechsel?",
                en="Do these times fall on closing days, the turn of the year for instance?",
            ),
            Text(
                de="Was ist der Grund dafür, dass „{activity}“ zeitweise ruht: Urlaubszeiten, unbesetzte Stellen, Fristen an anderer Stelle?",
                en="What is the reason that “{activity}” rests at times: holidays, vacant posts, deadlines elsewhere?",
            ),
            Text(
                de="Wer kann „{activity}“ in dieser Zeit vertreten, und was fehlt dafür: Befugnis, Zugang, Einarbeitung?",
                en="Who could stand in at “{activity}” during that time, and what is missing for it: authority, access, training?",
            ),
        ),
        experiment=Text(
            de="Vereinbaren Sie für die nächste absehbare Lücke bei „{activity}“ eine Vertretung und vergleichen Sie die Wartezeit mit der letzten.",
            en="Agree on a stand-in for the next foreseeable gap at “{activity}” and compare the wait with the last one.",
        ),
        formula=Text(
            de="Wartezeit der Fälle, die auf ein Ruhen von „{activity}“ oder den Rückstau danach treffen, jeweils abzüglich der Zeit, die sie nach den übrigen Wartezeiten zu erwarten hatten",
            en="wait of the cases that meet a rest of “{activity}” or what piled up afterwards, each less the time that the other waits let expect",
        ),
        compared_with=Text(
            de="Wartezeiten vor „{activity}“, die von keinem Ruhen berührt sind; was ein Ruhen abschneidet, zählt bis dahin mit",
            en="waits before “{activity}” that no rest touches; what a rest cuts short counts up to then",
        ),
        disproof=Text(
            de="Wenn in dieser Zeit keine Fälle zu erledigen waren oder die Arbeit getan, aber erst später erfasst wurde.",
            en="If there were no cases to be done during that time, or the work was done and only recorded later.",
        ),
    ),
)
