"""A quarter of the year whose arrivals go better, every year again."""

from dataclasses import dataclass, replace
from functools import partial

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.strengths.comparable import Ints, comparable_in_kind
from verwaltung_mining.strengths.contrast import Floats
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.group_means import GroupMeans, compare_means
from verwaltung_mining.strengths.kind import Bools, Hypothesis, Material, Proposal, StrengthKind
from verwaltung_mining.strengths.settled import settled
from verwaltung_mining.strengths.strength import Strength, Where
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
            _hypothesis(material, arrivals, number, good)
            for number in kept
            if all(_better(good, arrivals, number, year) for year in years[number])
        )
    )


def _hypothesis(material: Material, arrivals: Arrivals, number: int, good: Bools) -> Hypothesis:
    """Tested on the quarters' means, so that a whole quarter counts as one observation."""
    feature = Feature(
        where=Where(season=number),
        members=arrivals.judged & (arrivals.quarter == number),
        scope=arrivals.judged,
        levels=comparable_in_kind(material.log),
        text=_text(number),
        question=QUESTION,
    )
    by_week = feature_hypothesis(material, feature, good, kind=ID)
    compared = quarter_means(_beyond_mix(material, good), arrivals, number)
    return replace(
        by_week,
        p_value=compared.p_value,
        strength=partial(_with_interval, by_week, compared),
    )


def _with_interval(by_week: Hypothesis, compared: GroupMeans) -> Strength | None:
    """The strength with the interval of the quarters' means."""
    strength = by_week.strength()
    if strength is None:
        return None
    return replace(strength, low=compared.low, high=compared.high)


def _beyond_mix(material: Material, good: Bools) -> Floats:
    """How much better each case is than the mean of its type, channel and end."""
    fine = comparable_in_kind(material.log)[0]
    _, cell = np.unique(fine, return_inverse=True)
    value = good.astype(float)
    means = np.bincount(cell, weights=value) / np.bincount(cell)
    beyond: Floats = value - means[cell]
    return beyond


def quarter_means(values: Floats, arrivals: Arrivals, number: int) -> GroupMeans:
    """The means of this quarter in each year against those of the other quarters."""
    code = arrivals.year * len(QUARTERS) + arrivals.quarter
    judged = arrivals.judged
    quarters, place = np.unique(code[judged], return_inverse=True)
    means = np.bincount(place, weights=values[judged]) / np.bincount(place)
    here = (quarters - number) % len(QUARTERS) == 0
    return compare_means(means[here], means[~here])


def _arrivals(material: Material) -> Arrivals:
    """In local time."""
    arrival = material.log.cases["first"].dt.convert_time_zone(material.with_open.zone).dt
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
    """The quarter is better than the others of that year, where there are any."""
    of_year = arrivals.judged & (arrivals.year == year)
    here, others = of_year & (arrivals.quarter == number), of_year & (arrivals.quarter != number)
    return not others.any() or bool(good[here].mean() > good[others].mean())


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
