"""Excision: time of a case that would fall away if the excursion were not needed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Ints
from verwaltung_mining.shapes.cover import Cover
from verwaltung_mining.shapes.halves import halves_agree
from verwaltung_mining.shapes.hypothesis import Estimate, Hypothesis, Place
from verwaltung_mining.shapes.pass_through import envelope, pass_through_of_cases
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.statistics import distinct, median, week_draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursions:
    """Stretches of cases spent on excursions, by the place they belong to."""

    place: Ints
    claims: Claims
    places: tuple[Place, ...]
    """By place code."""


def excisions(
    log: AnalysedLog,
    excursions: Excursions,
    *,
    test: Callable[[int], tuple[float, float | None, int | None] | None] = lambda code: None,
) -> list[Hypothesis]:
    """One hypothesis per place.

    `test` gives p-value, effect size and number of peers where cases without the excursion can be
    compared; without it these stay null and only counts, amount and interval decide. A test
    without peers gives a p-value alone.
    """
    result = []
    for code, place in enumerate(excursions.places):
        claims = excursions.claims.select(excursions.place == code).united()
        compared = test(code)
        result.append(
            Hypothesis(
                place=place,
                kind="excision",
                p_value=compared[0] if compared else None,
                effect_size=compared[1] if compared else None,
                cases=len(distinct(claims.index)),
                peers=compared[2] if compared else None,
                strata=strata(log)[0],
                estimate=partial(estimate, log, claims),
            )
        )
    return result


def named_with(rounds: pl.DataFrame, owner: int, *, share: float) -> tuple[int, ...] | None:
    """The other steps (column `members`) that at least this share of an owner's rounds contains."""
    mine = rounds.filter(pl.col("owner") == owner)
    counts = mine.select(pl.col("members").explode()).drop_nulls()["members"].value_counts()
    often = counts.filter(pl.col("count") >= share * mine.height)["members"]
    return tuple(often.sort().to_list()) or None


TAKEN_SHARE = 0.5
"""An excursion of which this share is claimed by a more specific detector belongs to that one."""


def untaken(excursions: Excursions, taken: Cover) -> Excursions:
    """The excursions that no more specific detector has claimed; places without any are gone."""
    own = excursions.claims.seconds
    free = taken.seconds_in(excursions.claims) < TAKEN_SHARE * np.maximum(own, 1e-9)
    codes, place = np.unique(excursions.place[free], return_inverse=True)
    return Excursions(
        place=place.astype(np.int64),
        claims=excursions.claims.select(free),
        places=tuple(excursions.places[code] for code in codes),
    )


def exceptional(excursions: Excursions, *, cases: int, usual_share: float) -> Excursions:
    """The excursions of places that fewer than this share of the cases make.

    What nearly every case passes twice is the way as it is laid out, and no detour from it.
    """
    places = len(excursions.places)
    pairs = distinct(excursions.place * (cases + 1) + excursions.claims.index)
    of_place = np.bincount(pairs // (cases + 1), minlength=places)
    kept = of_place[excursions.place] < usual_share * cases
    return Excursions(
        place=excursions.place[kept],
        claims=excursions.claims.select(kept),
        places=excursions.places,
    )


def estimate(log: AnalysedLog, claims: Claims) -> Estimate:
    """Σ over cases of the length of the union of the claimed intervals, in seconds."""
    index, seconds = distinct(claims.index), claims.per_case(claims.seconds)
    week = log.week_of_case[index]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    through = pass_through_of_cases(log, claims, cases=len(index), draws=draws)
    drawn = draws.sums(seconds, column=np.zeros_like(week), week=week, columns=1)[:, 0]
    low, high = envelope(drawn, through)
    return Estimate(
        total=float(seconds.sum()),
        low=low,
        high=high,
        pass_through=through.share,
        pass_through_estimated=through.estimated,
        pass_through_low=through.low,
        pass_through_high=through.high,
        claims=claims,
        weight=1.0,
        typical=median(seconds) if len(seconds) else 0.0,
        median=median(seconds) if len(seconds) else 0.0,
        mean=float(seconds.mean()) if len(seconds) else 0.0,
        peer_median=None,
        peer_mean=None,
        halves_agree=halves_agree(seconds, week),
        details=(("intervals", float(len(claims.index))),),
    )
