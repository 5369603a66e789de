"""Stratified Mann-Whitney test whose variance comes from whole arrival weeks."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.clusters import p_values_of_sums
from verwaltung_mining.statistics.strata import NOT_COMPARED, Bools, Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankTests:
    """One test per place; arrays run over places 0, 1, 2 …"""

    effect_size: Floats
    """Cliff's delta: 2 P(affected > peer) − 1, ties half; 0 where nothing is compared."""
    p_value: Floats
    """Two-sided; 1 where nothing is compared."""
    affected: Ints
    """Compared observations."""
    peers: Ints


def rank_tests(
    values: Floats, *, place: Ints, cell: Ints, affected: Bools, week: Ints, places: int
) -> RankTests:
    """Whether affected observations exceed their peers, within cells, one test per place.

    The statistic is the average over cells of P(affected > peer), weighted by n₁n₀/(n₁+n₀)
    (van Elteren 1960). It is a sum over observations: mid-rank minus mean rank, times what the
    observation differs from its cell's share of affected ones. Its variance, where nothing
    differs, is that of the week-block bootstrap, which has a closed form for a sum.
    """
    kept = np.flatnonzero(cell != NOT_COMPARED)
    x, z, where, when = values[kept], affected[kept], place[kept], week[kept]
    _, cells = np.unique(cell[kept], return_inverse=True)
    count = int(cells.max(initial=-1)) + 1
    n1, n0 = sums_by(cells, z, groups=count), sums_by(cells, ~z, groups=count)
    n = n1 + n0
    place_of_cell = np.zeros(count, np.int64)
    place_of_cell[cells] = where
    weight = sums_by(place_of_cell, n1 * n0 / n, groups=places)
    compared = weight > 0
    safe = np.where(compared, weight, 1.0)
    rank = centred_ranks(x, cells, n)
    gained = sums_by(cells, z * rank, groups=count)
    part = (z - (n1 / n)[cells]) * rank / n[cells] / safe[where]
    return RankTests(
        effect_size=2 * sums_by(place_of_cell, gained / n, groups=places) / safe,
        p_value=np.where(
            compared, p_values_of_sums(part, place=where, week=when, places=places), 1.0
        ),
        affected=sums_by(where, z, groups=places).astype(np.int64),
        peers=sums_by(where, ~z, groups=places).astype(np.int64),
    )


def centred_ranks(x: Floats, cells: Ints, n: Floats) -> Floats:
    """Mid-rank of each observation in its cell, less the cell's mean rank."""
    order = np.lexsort((x, cells))
    xs, cs = x[order], cells[order]
    if not len(xs):
        return np.zeros(0)
    new_tie = np.r_[True, (cs[1:] != cs[:-1]) | (xs[1:] != xs[:-1])]
    first = np.flatnonzero(new_tie)
    last = np.r_[first[1:], len(xs)] - 1
    tie = np.cumsum(new_tie) - 1
    begin = np.r_[0.0, np.cumsum(n)[:-1]]
    result = np.empty(len(x))
    result[order] = (first + last)[tie] / 2 - begin[cs] - (n[cs] - 1) / 2
    return result
