"""Comparison: does one group take longer at a place than comparable others, and how much?"""

from collections.abc import Callable
from functools import partial

import numpy as np

from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.compared import Compared
from verwaltung_mining.shapes.excess import estimate
from verwaltung_mining.shapes.groups import Groups
from verwaltung_mining.shapes.hypothesis import Bound, Estimate, Hypothesis, Place
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL
from verwaltung_mining.statistics import RankCounts


def comparisons(
    groups: Groups,
    role: Ints,
    *,
    worked: RankCounts,
    strata: tuple[str, ...],
    minimum_cases: int,
    describe: Callable[[Place], Place] = lambda place: place,
    bound: Bound = "point",
) -> list[Hypothesis]:
    """One hypothesis per place: its affected occurrences against the others in the same cells.

    Tested by office hours, so that weekends do not blur a difference; valued by the calendar.

    `role` says who is affected and who is left out (see `roles`); `worked` are the groups counted
    by office hours; `describe` adds to the place what marks the affected ones (a segment).
    """
    compared = Compared.of(groups, role, minimum=min(MINIMUM_PER_CELL, minimum_cases))
    cases, peers = compared.cases()
    enough = np.minimum(cases, peers) >= minimum_cases
    tests = compared.tests(worked)
    places = groups.ranked.observations.places
    return [
        Hypothesis(
            place=describe(places[code]),
            kind="comparison",
            p_value=float(tests.p_value[code]),
            effect_size=float(tests.effect_size[code]),
            cases=int(cases[code]),
            peers=int(peers[code]),
            strata=strata,
            estimate=partial(_estimate, compared, code, bound),
        )
        for code in np.flatnonzero(enough).tolist()
    ]


def _estimate(compared: Compared, place: int, bound: Bound) -> Estimate:
    observations, affected, cell, group = compared.at(place)
    log = compared.groups.ranked.log
    return estimate(log, observations, affected, cell, group=group, bound=bound)
