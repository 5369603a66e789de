"""Whether cases end differently with a step than without it."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.statistics import rank_tests, wilson

Bools = npt.NDArray[np.bool_]


def outcomes(log: AnalysedLog, cases: Ints) -> Iterator[Bools]:
    """For every value of every outcome which of the cases have it."""
    for attribute in log.attribute_list:
        if attribute.role == "outcome" and attribute.kind == "category":
            outcome = log.cases[attribute_column(attribute.name)].cast(pl.String)[cases]
            for value in outcome.unique().drop_nulls().sort().to_list():
                yield (outcome == value).fill_null(value=False).to_numpy()


def outcome_constant(log: AnalysedLog, cases: Ints, *, exceptions: float) -> bool:
    """Whether (nearly) all cases end alike: with 95 % confidence no more exceptions than this."""
    if not len(cases):
        return True
    ends = [wilson(int(has.sum()), len(cases)) for has in outcomes(log, cases)]
    return all(min(high, 1 - low) <= exceptions for low, high in ends)


def outcome_differs(
    log: AnalysedLog, cases: Ints, with_step: Bools, *, difference: float, alpha: float
) -> bool:
    """Whether the share of an outcome differs by more than `difference`, and not by chance."""
    return any(
        share_differs(log, has, cases, with_step, difference=difference, alpha=alpha)
        for has in outcomes(log, cases)
    )


def share_differs(
    log: AnalysedLog,
    has: Bools,
    cases: Ints,
    group: Bools,
    *,
    difference: float,
    alpha: float,
) -> bool:
    """Whether cases of the group have something more or less often, and not by chance."""
    if not group.any() or group.all():
        return False
    gap = abs(float(has[group].mean()) - float(has[~group].mean()))
    return gap > difference and _p_value(log, has, cases, group) < alpha


def _p_value(log: AnalysedLog, has: Bools, cases: Ints, with_step: Bools) -> float:
    zero = np.zeros(len(cases), np.int64)
    test = rank_tests(
        has.astype(float),
        place=zero,
        cell=zero,
        affected=with_step,
        week=log.week_of_case[cases],
        places=1,
    )
    return float(test.p_value[0])
