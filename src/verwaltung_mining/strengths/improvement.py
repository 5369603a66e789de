"""What became faster from the first half of the period to the second."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, WEEKS_PER_BLOCK
from verwaltung_mining.shapes import transitions
from verwaltung_mining.shapes.pass_through import winsorised
from verwaltung_mining.statistics import distinct
from verwaltung_mining.strengths.case_mix import case_mix
from verwaltung_mining.strengths.comparable import Ints, comparable_in_kind
from verwaltung_mining.strengths.contrast import Contrast, Floats, contrast, weeks_of
from verwaltung_mining.strengths.kind import Bools, Hypothesis, Material, Proposal, StrengthKind
from verwaltung_mining.strengths.settled import open_share, settled
from verwaltung_mining.strengths.strength import Raw, Strength, Where
from verwaltung_mining.texts import Text, days, percent

ID = "improvement"
MEASURE = "mean_days"
SEASONS = 4
"""Blocks of 13 weeks in a year."""


class ImprovementSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.improvement]`."""

    least_gain: float = 0.1
    """Share of the earlier mean time that is saved now."""
    least_effect: float = 0.147
    """Cliff's delta from which a difference is more than small (Romano et al. 2006)."""
    least_weeks: int = 26
    """Weeks of arrivals that can be judged: a quarter of a year in each half."""
    least_share: float = 0.1
    """Share of the cases of each half that take a transition."""
    most_shift: float = 2.0
    """Factor by which that share may differ: else other cases take it now."""
    most_open: float = 0.05
    """Share of open cases in the second half up to which its finished cases speak for it."""
    most_transitions: int = 40
    """Transitions tested, those with the most time first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """The judged cases, which of them arrived in the second half, and what makes them alike."""

    judged: Bools
    late: Bools
    levels: Sequence[Ints]
    beyond_season: bool


def propose(material: Material, settings: ImprovementSettings) -> Proposal:
    """One hypothesis for the whole case and one for each transition that holds much time."""
    halves = _halves(material, settings)
    if isinstance(halves, Text):
        return Proposal(skipped=halves)
    log = material.log
    every = np.arange(log.cases.height)
    whole = _compared(material, halves, log.cases["seconds"].to_numpy(), every)
    hypotheses = [_hypothesis(material, settings, halves, Where(), whole, whole)]
    observed, left_out = transitions(
        log,
        log.events.collect().filter(~log.events.column("source").is_null()),
        maximum=settings.most_transitions,
    )
    for code, place in enumerate(observed.places):
        here = np.flatnonzero(observed.place == code)
        if not _same_users(halves, observed.claims.index[here], settings):
            left_out += 1
            continue
        part = _compared(material, halves, observed.seconds[here], observed.claims.index[here])
        where = Where(source=place.source, target=place.target)
        hypotheses.append(_hypothesis(material, settings, halves, where, part, whole))
    return Proposal(hypotheses=tuple(hypotheses), left_out=left_out)


def _halves(material: Material, settings: ImprovementSettings) -> Halves | Text:
    """The two halves, or why they cannot be compared."""
    log, judged = material.log, settled(material)
    week = log.week_of_case
    if not judged.any() or distinct(week[judged]).size < settings.least_weeks:
        return Text(
            de="der Zeitraum ist zu kurz, um seine Hälften zu vergleichen",
            en="the period is too short to compare its halves",
        )
    first, last = int(week[judged].min()), int(week[judged].max())
    middle = (first + last) // 2
    if open_share(material, since_week=middle + 1, until_week=last) > settings.most_open:
        return Text(
            de="zu viele Fälle der zweiten Hälfte sind noch offen",
            en="too many cases of the second half are still open",
        )
    beyond = last - first + 1 >= 2 * SEASONS * WEEKS_PER_BLOCK
    block = log.cases["block"].to_numpy().astype(np.int64)
    return Halves(
        judged=judged,
        late=week > middle,
        levels=comparable_in_kind(log, block % SEASONS if beyond else None),
        beyond_season=beyond,
    )


def _same_users(halves: Halves, index: Ints, settings: ImprovementSettings) -> bool:
    """Enough cases of both halves take the transition, and about as many in one as in the other."""
    passing = np.zeros_like(halves.judged)
    passing[index] = True
    early, late = (
        float(passing[halves.judged & half].mean()) for half in (~halves.late, halves.late)
    )
    least, most = sorted((early, late))
    return least >= settings.least_share and most <= settings.most_shift * least


def _compared(material: Material, halves: Halves, seconds: Floats, index: Ints) -> Contrast:
    """Time saved (in days, positive is faster) by late observations against early ones."""
    kept = halves.judged[index]
    index, saved = index[kept], -winsorised(seconds[kept]) / SECONDS_PER_DAY
    return contrast(
        saved,
        halves.late[index],
        levels=[level[index] for level in halves.levels],
        case=index,
        week=material.log.week_of_case[index],
        weeks=weeks_of(material.log),
    )


def _hypothesis(
    material: Material,
    settings: ImprovementSettings,
    halves: Halves,
    where: Where,
    part: Contrast,
    whole: Contrast,
) -> Hypothesis:
    return Hypothesis(
        p_value=part.p_value,
        cases=part.cases,
        peer_cases=part.peer_cases,
        strength=partial(_strength, material, settings, halves, where, part, whole),
    )


def _strength(
    material: Material,
    settings: ImprovementSettings,
    halves: Halves,
    where: Where,
    part: Contrast,
    whole: Contrast,
) -> Strength | None:
    """None where little was gained, or where the wait only moved to another place."""
    gain, now = part.difference, -part.value
    before = now + gain
    if gain < settings.least_gain * before or whole.difference <= 0:
        return None
    if part.test.effect_size[0] < settings.least_effect:
        return None
    low, high = part.interval()
    judged, late = halves.judged, halves.late
    mix = case_mix(material.log, judged & late, judged & ~late, without=None, block=False)
    return Strength(
        kind=ID,
        where=where,
        cases=part.cases,
        peer_cases=part.peer_cases,
        measure=MEASURE,
        value=now,
        peers=before,
        low=low,
        high=high,
        raw=_raw_days(part),
        case_mix=mix,
        text=_text(where, now, before, mixed=bool(mix), beyond_season=halves.beyond_season),
    )


def _raw_days(part: Contrast) -> Raw:
    """Means and medians of the days of both halves, as they are."""
    median, peer_median = part.medians
    return Raw(
        value=-part.raw.value, peers=-part.raw.peers, median=-median, peer_median=-peer_median
    )


def _text(where: Where, now: float, before: float, *, mixed: bool, beyond_season: bool) -> Text:
    what = WHOLE if where.source is None else PART
    equal = [SAME_MIX] * mixed + [SAME_SEASON if beyond_season else SEASON_UNKNOWN]
    share = 1 - now / before
    return Text(
        de=f"{what.de} wurde schneller: im Mittel {days(now, 'de')} in der zweiten Hälfte des "
        f"Zeitraums statt {days(before, 'de')} in der ersten ({percent(share, 'de', digits=0)} "
        f"weniger), {'; '.join(text.de for text in equal)}. Was wurde geändert, und hält es?",
        en=f"{what.en} became faster: {days(now, 'en')} on average in the second half of the "
        f"period instead of {days(before, 'en')} in the first ({percent(share, 'en', digits=0)} "
        f"less), {'; '.join(text.en for text in equal)}. What was changed, and does it last?",
    )


WHOLE = Text(de="Das ganze Verfahren", en="The whole procedure")
PART = Text(de="Der Weg von „{source}“ zu „{target}“", en="The way from “{source}” to “{target}”")
SAME_MIX = Text(de="bei gleicher Mischung der Fälle", en="with the same mix of cases")
SAME_SEASON = Text(de="bei gleicher Jahreszeit", en="at the same season")
SEASON_UNKNOWN = Text(
    de="die Jahreszeit lässt sich in weniger als zwei Jahren nicht herausrechnen",
    en="the season cannot be told apart in less than two years",
)

IMPROVEMENT = StrengthKind(
    id=ID,
    name=Text(de="Besser geworden", en="Got better"),
    definition=Text(
        de="Das ganze Verfahren oder ein Übergang braucht in der zweiten Hälfte des Zeitraums "
        "mindestens zehn Prozent weniger Zeit als in der ersten, bei gleicher Mischung der Fälle "
        "und, ab zwei Jahren, gleicher Jahreszeit. Späte Eingänge, von denen nur die schnellen "
        "schon fertig sind, zählen nicht; ein Übergang nur, wenn nicht das ganze Verfahren länger "
        "wurde.",
        en="The whole procedure or a transition takes at least ten percent less time in the second "
        "half of the period than in the first, with the same mix of cases and, from two years on, "
        "the same season. Late arrivals of which only the fast ones are finished do not count; a "
        "transition only where the whole procedure did not become longer.",
    ),
    source="direct standardisation; week-block bootstrap, docs/methods.md",
    settings=ImprovementSettings,
    propose=propose,
)
