"""Slowdown: a transition, or the whole case, takes longer than it did before."""

from functools import partial

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Place, Proposal, transitions
from verwaltung_mining.shapes.before_after import Course, course, effect_size, estimate, no_longer
from verwaltung_mining.shapes.strata import kinds_named
from verwaltung_mining.shapes.weekly import monday_of, season_of
from verwaltung_mining.statistics import distinct, rows_by
from verwaltung_mining.texts import LANGUAGES, Language, Text, days, month, percent


class SlowdownSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `slowdown`."""

    minimum_cases: int = 20
    """Cases before and after below which nothing is compared."""
    edge_weeks: int = 8
    """A change is looked for at least so many weeks from either end: two months."""
    season_weeks: int = 65
    """From so many usable weeks on, a year and a quarter, the season is told apart."""
    lasting_share: float = 0.5
    """What is left of the rise in the later half of the time since, at least."""
    alone: float = 0.05
    """The whole case is looked at only where no transition has a p-value up to this."""
    told_arrivals: float = 0.2
    """Change of the number of arrivals from which it is told beside the finding."""
    maximum_hypotheses: int = 200
    """Transitions tested at most, those with the most case time first."""


def propose(log: AnalysedLog, settings: SlowdownSettings, taken: Cover) -> Proposal:
    """One hypothesis per transition; the whole case where no transition explains it."""
    known = log.events.collect(where=pl.col("source").is_not_null())
    observations, left_out = transitions(log, known, maximum=settings.maximum_hypotheses)
    tested: list[Hypothesis] = []
    for code, rows in rows_by(observations.place).items():
        claims, place = observations.claims.select(rows), observations.places[code]
        hypothesis = _hypothesis(log, claims, place, settings)
        if hypothesis is None:
            left_out += 1
        else:
            tested.append(hypothesis)
    if not any(_slower(hypothesis, settings) for hypothesis in tested):
        whole = _hypothesis(log, Claims.from_frame(_whole(log)), Place(), settings)
        tested += [] if whole is None else [whole]
    return Proposal(hypotheses=tuple(tested), left_out=left_out)


def _whole(log: AnalysedLog) -> pl.DataFrame:
    return log.cases.select("index", begin="first", finish="last")


def _slower(hypothesis: Hypothesis, settings: SlowdownSettings) -> bool:
    return (hypothesis.p_value or 1.0) <= settings.alone and (hypothesis.effect_size or 0.0) > 0


def _hypothesis(
    log: AnalysedLog, claims: Claims, place: Place, settings: SlowdownSettings
) -> Hypothesis | None:
    """The place against its own past; None where it is not seen long enough or not slower now."""
    found = course(log, claims, edge_weeks=settings.edge_weeks, season_weeks=settings.season_weeks)
    if found is None:
        return None
    cases, peers = (len(distinct(claims.index[mask])) for mask in (found.after, found.before))
    if min(cases, peers) < settings.minimum_cases or not _lasting(found, settings):
        return None
    whole = None if place == Place() else found.whole_case(log)
    return Hypothesis(
        place=place,
        kind="comparison",
        p_value=found.rise.p_value,
        effect_size=effect_size(log, found),
        cases=cases,
        peers=peers,
        strata=(*kinds_named(log), *(("season",) if found.seasons else ())),
        estimate=partial(
            estimate,
            log,
            found,
            whole_case=whole,
            remark=_remark(found, settings, whole),
            doubt=_doubt(found, settings, whole),
        ),
    )


def _lasting(found: Course, settings: SlowdownSettings) -> bool:
    """Still slower in the later half of the time since."""
    rise = found.rise
    return rise.form == "trend" or rise.parts[1] >= settings.lasting_share * rise.size


def _doubt(
    found: Course, settings: SlowdownSettings, whole: tuple[float, float] | None
) -> Text | None:
    """Why it is never surer than low."""
    if not found.seasons:
        return season_unknown(found.weekly.weeks, settings.season_weeks)
    return NOT_LONGER if no_longer(whole) else None


def season_unknown(usable: int, needed: int) -> Text:
    """Why a slowdown of a short log is never sure."""
    return Text(
        de="Die Jahreszeit lässt sich nicht abtrennen: Schnelle und langsame Fälle sind nur in "
        f"{usable} Wochen gleichermaßen zu sehen; nötig sind {needed}.",
        en=f"The season cannot be told apart: only {usable} weeks show fast and slow cases alike; "
        f"{needed} are needed.",
    )


def _remark(found: Course, settings: SlowdownSettings, whole: tuple[float, float] | None) -> Text:
    """Since when, by how much, whether more cases came in, and what became of the whole case."""
    arrivals = _arrivals(found)
    texts = {
        language: _since(found, language)
        + _with_arrivals(arrivals, settings, language)
        + ("" if whole is None else _with_whole_case(whole, language))
        for language in LANGUAGES
    }
    return Text(de=texts["de"], en=texts["en"])


def _since(found: Course, language: Language) -> str:
    more = days(found.rise.size / SECONDS_PER_DAY, language)
    if found.rise.form == "step":
        since = month(monday_of(found.first_week_after).astype(object), language)
        return (
            f"seit {since} im Mittel {more} mehr"
            if language == "de"
            else f"since {since} {more} more on average"
        )
    begin = month(monday_of(int(found.weeks[0])).astype(object), language)
    end = month(monday_of(int(found.weeks[-1])).astype(object), language)
    return (
        f"nach und nach, von {begin} bis {end} im Mittel {more} mehr"
        if language == "de"
        else f"little by little, {more} more on average from {begin} to {end}"
    )


def _arrivals(found: Course) -> float:
    """Occurrences a week after over those before, at the same time of the year, minus one.

    0 where the season cannot be told apart: more cases may come in every spring.
    """
    if not found.seasons:
        return 0.0
    usable = found.weekly.week[found.weekly.usable]
    weeks, counts = np.unique(usable, return_counts=True)
    season, after = season_of(weeks), weeks >= found.first_week_after
    before = np.isin(weeks, found.weeks[found.rise.group == 0])
    both = np.intersect1d(season[before], season[after])
    early, late = (
        sum(float(counts[mask & (season == cell)].mean()) for cell in both)
        for mask in (before, after)
    )
    return late / early - 1 if early > 0 else 0.0


def _with_arrivals(change: float, settings: SlowdownSettings, language: Language) -> str:
    if abs(change) < settings.told_arrivals:
        return ""
    share = percent(abs(change), language, digits=0)
    if language == "de":
        return f"; je Woche sind es {share} {'mehr' if change > 0 else 'weniger'} Fälle als vorher"
    return f"; there are {share} {'more' if change > 0 else 'fewer'} cases a week than before"


NOT_LONGER = Text(
    de="Der ganze Fall dauerte seitdem im Mittel nicht länger: Was hier verloren geht, kann anderswo gewonnen sein.",
    en="The whole case took no longer on average since: what is lost here may be won elsewhere.",
)
"""Why a slowdown of one step is then never surer than low: perhaps none of it arrives."""


def _with_whole_case(whole: tuple[float, float], language: Language) -> str:
    """What is lost here may be won elsewhere: a new term, a step that moved."""
    before, after = (days(seconds / SECONDS_PER_DAY, language) for seconds in whole)
    if language == "de":
        return f"; der ganze Fall dauerte bei diesen vorher im Mittel {before}, seitdem {after}"
    return f"; the whole case took {before} on average for those before and {after} since"


SLOWDOWN = Detector(
    id="slowdown",
    prefix="SD",
    name=Text(de="Verlangsamung", en="slowdown"),
    definition=Text(
        de="Ein Übergang oder der ganze Fall dauert länger als früher, seit einem Zeitpunkt oder nach und nach, bei gleicher Jahreszeit, Fallart und gleichem Eingangsweg.",
        en="A transition or the whole case takes longer than before, since a date or little by little, at the same season, case type and channel.",
    ),
    why=Text(
        de="Was früher schneller ging, kann wieder schneller gehen; oft gibt es einen Anlass, der sich benennen lässt.",
        en="What went faster before can go faster again; often there is an occasion that can be named.",
    ),
    source="Andrews 1993 (change at an unknown date); Newey and West 1987; docs/decisions/0009-slowdown.md",
    settings=SlowdownSettings,
    propose=propose,
    waste="inventory",
    category="lay and transport times",
    wording=Wording(
        title=Text(de="Dauert länger als früher: {where}", en="Takes longer than before: {where}"),
        observation=Text(
            de="{cases} Fälle ({share}) brauchen {where} länger als frühere: {remark}.",
            en="{cases} cases ({share}) take longer {where} than earlier ones: {remark}.",
        ),
        questions=(
            Text(
                de="Was hat sich um diese Zeit geändert: eine Vorschrift, eine Zuständigkeit, ein Programm, die Besetzung?",
                en="What changed around that time: a regulation, a responsibility, a program, the staffing?",
            ),
            Text(
                de="Kommen andere Fälle hierher als früher: mehr, schwierigere, solche, die schon lange liegen?",
                en="Do other cases come here than before: more, more difficult ones, some that have rested for long?",
            ),
            Text(
                de="Liegen heute mehr offene Fälle auf dem Stapel als damals?",
                en="Are there more open cases on the pile today than then?",
            ),
        ),
        experiment=Text(
            de="Vergleichen Sie zehn Fälle von früher mit zehn von heute, Schritt für Schritt, und ändern Sie für vier Wochen, was sich am deutlichsten unterscheidet.",
            en="Compare ten cases of then with ten of today, step by step, and change for four weeks what differs most.",
        ),
        formula=Text(
            de="so viel dauert es im Mittel länger als vorher, mal so oft, wie es beim heutigen Eingang in einem solchen Zeitraum vorkommt, in manchen Fällen mehrmals",
            en="mean time now minus mean time before, times how often it happens at today's arrivals in a period of this length, in some cases more than once",
        ),
        compared_with=Text(
            de="{peers} frühere Fälle mit demselben Weg, im Mittel {peer_mean}; die ersten und letzten Wochen des Protokolls zählen nicht mit, weil dort langsame Fälle fehlen oder überwiegen",
            en="{peers} earlier cases on the same way, {peer_mean} on average; the first and last weeks of the log do not count, because slow cases are missing or prevail there",
        ),
        disproof=Text(
            de="Wenn heute andere Fälle kommen als früher und das Protokoll das nicht zeigt, oder wenn anders erfasst wird.",
            en="If other cases come today than before and the log does not show it, or if recording has changed.",
        ),
    ),
)
