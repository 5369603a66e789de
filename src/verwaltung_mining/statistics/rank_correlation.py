"""Rank correlation within cells, tested with whole arrival weeks as units."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.clusters import cluster_p_value
from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.ranks import centred_ranks
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCorrelation:
    """Spearman's rho over all cells, and the p-value of there being none."""

    rho: float
    p_value: float


def rank_correlation(one: Floats, other: Floats, *, cell: Ints, week: Ints) -> RankCorrelation:
    """Whether two values rise together within cells; two-sided.

    Ranks are taken within the cell, as shares of its size, so that what differs between cells
    counts for nothing. The sum of their products is tested like every sum over weeks.
    Source: Spearman 1904; Taylor 1987 (blocked rank correlation).

    >>> rising, zero = np.arange(40.0), np.zeros(40, np.int64)
    >>> found = rank_correlation(rising, rising, cell=zero, week=np.arange(40))
    >>> found.rho, found.p_value < 0.001
    (1.0, True)
    """
    if not len(one):
        return RankCorrelation(rho=0.0, p_value=1.0)
    _, cells = dense_codes(cell)
    size = sums_by(cells, np.ones(len(cells)), groups=int(cells.max()) + 1)
    first, second = (centred_ranks(v, cells) / size[cells] for v in (one, other))
    scale = float(np.sqrt((first**2).sum() * (second**2).sum()))
    products = first * second
    if scale <= 0:
        return RankCorrelation(rho=0.0, p_value=1.0)
    return RankCorrelation(
        rho=float(products.sum()) / scale, p_value=cluster_p_value(products, week)
    )
