"""How often a step rests and for how long, with the days where these point to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from verwaltung_mining.measures.operating_time import OperatingClock
from verwaltung_mining.shapes.absence import Absences
from verwaltung_mining.shapes.claims import Claims
from verwaltung_mining.statistics import distinct
from verwaltung_mining.texts import LANGUAGES, Language, Text, count, day

FEWEST_CASES = 10
"""Cases that wait across a rest from which its days are named: as many as behind any figure."""
MOST_NAMED = 5
"""Rests named at most, those that most cases wait across; enough to see whether they recur."""
DAY = 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RestDays:
    """The days of one rest: from the day after the last work to the day before the next."""

    first: date
    last: date
    cases: int
    """Cases that wait until it is over."""


def rest_days(clock: OperatingClock, found: Absences, waits: Claims) -> tuple[RestDays, ...]:
    """The days of each rest that enough cases wait across."""
    stretch, met = found.first_met(waits)
    cases = [len(distinct(waits.index[met & (stretch == k)])) for k in range(len(found.begin))]
    before, after = (clock.local(moment) // DAY for moment in (found.begin, found.finish))
    return tuple(
        RestDays(first=_date(begin + 1), last=_date(finish - 1), cases=waiting)
        for begin, finish, waiting in zip(before, after, cases, strict=True)
        if waiting >= FEWEST_CASES
    )


def rests_told(lengths: list[int], named: Sequence[RestDays]) -> Text:
    """How often it rests, for how many working days (`lengths`), and when, as far as it is named.

    Rests of several units on the same days are named once.
    """
    most = sorted(named, key=lambda rest: (-rest.cases, rest))
    days = list(dict.fromkeys((rest.first, rest.last) for rest in most))
    more = len(named) < len(lengths) or len(days) > MOST_NAMED
    texts = {
        language: _times(lengths, language) + _when(sorted(days[:MOST_NAMED]), language, more=more)
        for language in LANGUAGES
    }
    return Text(de=texts["de"], en=texts["en"])


def _times(lengths: list[int], language: Language) -> str:
    times, typical = (count(n, language) for n in (len(lengths), int(np.median(lengths))))
    if len(lengths) == 1:
        return (
            f"einmal, {typical} Arbeitstage lang"
            if language == "de"
            else (f"once, for {typical} working days")
        )
    if language == "de":
        return f"{times}-mal, typischerweise {typical} Arbeitstage lang"
    return f"{times} times, typically for {typical} working days"


def _when(days: list[tuple[date, date]], language: Language, *, more: bool) -> str:
    if not days:
        return ""
    joint, among = (" bis ", "unter anderem ") if language == "de" else (" to ", "among others ")
    told = ", ".join(joint.join(day(end, language) for end in ends) for ends in days)
    return f" ({among if more else ''}{told})"


def _date(number: int) -> date:
    found: date = np.datetime64(int(number), "D").astype(object)
    return found
