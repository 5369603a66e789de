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
    (van Elteren 1960). Its variance is that of the week-block bootstrap, which for the linear
    form of the statistic (DeLong et al. 1988) has a closed form: the sum of squared week sums.
    """
    kept = np.flatnonzero(cell != NOT_COMPARED)
    x, z, where, when = values[kept], affected[kept], place[kept], week[kept]
    _, cells = np.unique(cell[kept], return_inverse=True)
    count = int(cells.max(initial=-1)) + 1
    n1, n0 = sums_by(cells, z, groups=count), sums_by(cells, ~z, groups=count)
    placement = _placements(x, cells, z, n1, n0)
    theta_cell = sums_by(cells, placement * z, groups=count) / np.maximum(n1, 1)
    weight_cell = n1 * n0 / np.maximum(n1 + n0, 1)
    place_of_cell = np.zeros(count, np.int64)
    place_of_cell[cells] = where
    weight = sums_by(place_of_cell, weight_cell, groups=places)
    safe = np.where(weight > 0, weight, 1.0)
    theta = sums_by(place_of_cell, weight_cell * theta_cell, groups=places) / safe
    size = np.where(z, n1[cells], n0[cells])
    influence = (weight_cell / safe[place_of_cell])[cells] * (placement - theta_cell[cells]) / size
    compared = weight > 0
    effect = np.where(compared, theta - 0.5, 0.0)
    return RankTests(
        effect_size=2 * effect,
        p_value=np.where(compared, p_values_of_sums(effect, influence, where, when, places), 1.0),
        affected=sums_by(where, z, groups=places).astype(np.int64),
        peers=sums_by(where, ~z, groups=places).astype(np.int64),
    )


def _placements(x: Floats, cells: Ints, z: Bools, n1: Floats, n0: Floats) -> Floats:
    """For an affected one the share of peers below it, for a peer the share of affected above."""
    order = np.lexsort((x, cells))
    xs, cs, zs = x[order], cells[order], z[order]
    if not len(xs):
        return np.zeros(0)
    new_cell = np.r_[True, cs[1:] != cs[:-1]]
    new_tie = new_cell | np.r_[True, xs[1:] != xs[:-1]]
    tie = np.cumsum(new_tie) - 1
    ties = int(tie[-1]) + 1
    equal1, equal0 = sums_by(tie, zs, groups=ties), sums_by(tie, ~zs, groups=ties)
    first_cell_tie = tie[np.flatnonzero(new_cell)][np.cumsum(new_cell) - 1]
    below1 = np.r_[0.0, np.cumsum(equal1)]
    below0 = np.r_[0.0, np.cumsum(equal0)]
    less1 = below1[tie] - below1[first_cell_tie]
    less0 = below0[tie] - below0[first_cell_tie]
    beats = (less0 + equal0[tie] / 2) / np.maximum(n0[cs], 1)
    beaten = (n1[cs] - less1 - equal1[tie] / 2) / np.maximum(n1[cs], 1)
    result = np.empty(len(x))
    result[order] = np.where(zs, beats, beaten)
    return result
