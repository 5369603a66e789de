"""A quarter of the year whose arrivals go better, every year again."""

from dataclasses import dataclass

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.strengths.comparable import Ints, comparable_in_kind
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.kind import Bools, Material, Proposal, StrengthKind
from verwaltung_mining.strengths.settled import settled
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

ID = "good_season"
QUARTERS = (1, 2, 3, 4)


class GoodSeasonSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.good_season]`."""

    least_years: int = 2
    """Years in which the quarter is there and is better than the others of that year."""
    least_cases: int = 10
    """Arrivals from which a quarter of one year is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """When cases arrived, by case index, and which of them can be judged."""

    judged: Bools
    year: Ints
    quarter: Ints


def propose(material: Material, settings: GoodSeasonSettings) -> Proposal:
    """One hypothesis per quarter that is better in every year of the log.

    A quarter of one year counts as one observation: its weeks share what made it good.
    """
    arrivals = _arrivals(material)
    years = {number: _years(arrivals, number, settings) for number in QUARTERS}
    kept = [number for number, of in years.items() if len(of) >= settings.least_years]
    if not kept:
        return Proposal(
            skipped=Text(
                de="der Zeitraum umfasst keine zwei Jahre", en="the period does not span two years"
            )
        )
    good = good_cases(material.log, fast_quantile=material.common.fast_quantile)
    return Proposal(
        hypotheses=tuple(
            feature_hypothesis(material, _feature(material, arrivals, number), good, kind=ID)
            for number in kept
            if all(_better(good, arrivals, number, year) for year in years[number])
        )
    )


def _feature(material: Material, arrivals: Arrivals, number: int) -> Feature:
    return Feature(
        where=Where(season=number),
        members=arrivals.judged & (arrivals.quarter == number),
        scope=arrivals.judged,
        levels=comparable_in_kind(material.log),
        cluster=(arrivals.year - arrivals.year.min()) * len(QUARTERS) + arrivals.quarter,
        text=_text(number),
        question=QUESTION,
    )


def _arrivals(material: Material) -> Arrivals:
    """In local time."""
    arrival = material.log.cases["first"].dt.convert_time_zone(material.whole.zone).dt
    return Arrivals(
        judged=settled(material),
        year=arrival.year().cast(pl.Int64).to_numpy(),
        quarter=arrival.quarter().cast(pl.Int64).to_numpy(),
    )


def _years(arrivals: Arrivals, number: int, settings: GoodSeasonSettings) -> list[int]:
    """Years with enough arrivals in the quarter."""
    here = arrivals.year[arrivals.judged & (arrivals.quarter == number)]
    years, cases = np.unique(here, return_counts=True)
    return [int(year) for year in years[cases >= settings.least_cases]]


def _better(good: Bools, arrivals: Arrivals, number: int, year: int) -> bool:
    """The quarter is better than the others of that year."""
    of_year = arrivals.judged & (arrivals.year == year)
    here, others = of_year & (arrivals.quarter == number), of_year & (arrivals.quarter != number)
    return bool(others.any() and good[here].mean() > good[others].mean())


QUESTION = Text(
    de="Was war in diesen Wochen anders (Eingang, Besetzung, Absprachen)?",
    en="What was different in these weeks (arrivals, staffing, arrangements)?",
)


def _text(quarter: int) -> Text:
    return Text(
        de=f"Fälle, die im {quarter}. Quartal eingehen (in jedem Jahr),",
        en=f"Cases that arrive in quarter {quarter} (in every year)",
    )


GOOD_SEASON = StrengthKind(
    id=ID,
    name=Text(de="Gute Jahreszeit", en="Good season"),
    definition=Text(
        de="Eingänge eines Quartals sind öfter zügig und ohne Wiederholung als Eingänge der "
        "anderen Quartale, in jedem Jahr des Zeitraums, mindestens in zweien.",
        en="Arrivals of one quarter are more often fast and without repetition than arrivals of "
        "the other quarters, in every year of the period, at least in two.",
    ),
    source="docs/methods.md",
    settings=GoodSeasonSettings,
    propose=propose,
)
