"""Excision: time of a case that would fall away if the excursion were not needed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Floats, Ints
from verwaltung_mining.shapes.cover import Cover
from verwaltung_mining.shapes.hypothesis import Estimate, Hypothesis, Place
from verwaltung_mining.shapes.comparison import HALVES_RATIO
from verwaltung_mining.shapes.pass_through import PassThrough, envelope, pass_through
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, strata
from verwaltung_mining.statistics import WeekDraws, week_draws

CASES_FOR_PASS_THROUGH = 50
"""Below this many affected cases the pass-through is taken as 1 and said so (methods 4.3)."""


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
    test: Callable[[int], tuple[float, float, int] | None] = lambda code: None,
) -> list[Hypothesis]:
    """One hypothesis per place.

    `test` gives p-value, effect size and number of peers where cases without the excursion can be
    compared; without it these stay null and only counts, amount and interval decide.
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
                cases=len(np.unique(claims.index)),
                peers=compared[2] if compared else None,
                strata=strata(log)[0],
                estimate=partial(estimate, log, claims),
            )
        )
    return result


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


def estimate(log: AnalysedLog, claims: Claims) -> Estimate:
    """Σ over cases of the length of the union of the claimed intervals, in seconds."""
    index, member = np.unique(claims.index, return_inverse=True)
    seconds = np.bincount(member, weights=claims.seconds)
    week = log.week_of_case[index]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    finish = np.zeros(len(index), np.int64)
    np.maximum.at(finish, member, claims.finish)
    working = np.bincount(member, weights=claims.operating_seconds(log.clock))
    through = _through(log, working, index, finish, draws)
    drawn = draws.sums(seconds, column=np.zeros_like(week), week=week, columns=1)[:, 0]
    low, high = envelope(drawn, through)
    return Estimate(
        total=float(seconds.sum()),
        low=low,
        high=high,
        pass_through=through.share,
        pass_through_estimated=through.estimated,
        claims=claims,
        weight=1.0,
        typical=float(np.median(seconds)) if len(seconds) else 0.0,
        median=float(np.median(seconds)) if len(seconds) else 0.0,
        mean=float(seconds.mean()) if len(seconds) else 0.0,
        peer_median=None,
        peer_mean=None,
        halves_agree=_halves_agree(seconds, week),
        details=(("intervals", float(len(claims.index))),),
    )


def _through(
    log: AnalysedLog, seconds: Floats, index: Ints, finish: Ints, draws: WeekDraws
) -> PassThrough:
    if len(index) < CASES_FOR_PASS_THROUGH:
        return PassThrough(share=1.0, draws=np.ones(len(draws.multiplicity)), estimated=False)
    cell = _cells(strata(log)[1], index)
    later = log.deviation_after(index, finish)
    return pass_through(seconds, later, cell=cell, week=log.week_of_case[index], draws=draws)


def _cells(levels: list[Ints], index: Ints) -> Ints:
    """The finest stratum of each affected case that holds enough of them."""
    cells = np.zeros(len(index), np.int64)
    open_ = np.arange(len(index))
    offset = 1
    for level in levels:
        _, code = np.unique(level[index[open_]], return_inverse=True)
        fits = np.bincount(code)[code] >= MINIMUM_PER_CELL
        cells[open_[fits]] = offset + code[fits]
        offset += int(code.max(initial=-1)) + 1
        open_ = open_[~fits]
        if not len(open_):
            break
    _, dense = np.unique(cells, return_inverse=True)
    return dense.astype(np.int64)


def _halves_agree(seconds: Floats, week: Ints) -> bool | None:
    """Whether an affected case loses a similar time in both halves of the period."""
    if not len(week):
        return None
    middle = np.median(week)
    early, late = seconds[week <= middle], seconds[week > middle]
    if not len(late):
        return None
    small, large = sorted((float(early.mean()), float(late.mean())))
    return bool(small > 0 and large <= HALVES_RATIO * small)
