"""Stratified Mann-Whitney test whose variance comes from whole arrival weeks."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.clusters import p_values_of_sums
from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.log_histogram import ordered_codes
from verwaltung_mining.statistics.rank_counts import RankCounts
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
    differs, is that of the week-block bootstrap, which has a closed form for a sum. Many values
    are ranked by their bucket in a logarithmic histogram.
    """
    kept = np.flatnonzero(cell != NOT_COMPARED)
    counts = RankCounts.partial(
        ordered_codes(values[kept]),
        place=place[kept],
        cell=cell[kept],
        affected=affected[kept],
        week=week[kept],
    )
    return counted_tests(counts, places=places)


def counted_tests(counts: RankCounts, *, places: int) -> RankTests:
    """The tests of counted observations; sums of half numbers, exact and the same in any order."""
    cells = int(counts.cell.max(initial=-1)) + 1
    affected, peers = counts.count * counts.affected, counts.count * ~counts.affected
    n1, n0 = (sums_by(counts.cell, c.astype(float), groups=cells) for c in (affected, peers))
    n = np.maximum(n1 + n0, 1.0)  # codes that no cell has
    place_of_cell = np.zeros(cells, np.int64)
    place_of_cell[counts.cell] = counts.place
    weight = sums_by(place_of_cell, n1 * n0 / n, groups=places)
    compared = weight > 0
    safe = np.where(compared, weight, 1.0)
    rank = centred_ranks(counts.value, counts.cell, n1 + n0, counts.count)
    cell_week, row = dense_codes(counts.cell * (int(counts.week.max(initial=0)) + 1) + counts.week)
    of, when = np.zeros_like(cell_week), np.zeros_like(cell_week)
    of[row], when[row] = counts.cell, counts.week
    everyone = sums_by(row, rank * counts.count, groups=len(cell_week))
    mine = sums_by(row, rank * affected, groups=len(cell_week))
    part = (mine - (n1 / n)[of] * everyone) / n[of] / safe[place_of_cell[of]]
    return RankTests(
        effect_size=2
        * sums_by(place_of_cell, sums_by(of, mine, groups=cells) / n, groups=places)
        / safe,
        p_value=np.where(
            compared,
            p_values_of_sums(part, place=place_of_cell[of], week=when, places=places),
            1.0,
        ),
        affected=sums_by(counts.place, affected.astype(float), groups=places).astype(np.int64),
        peers=sums_by(counts.place, peers.astype(float), groups=places).astype(np.int64),
    )


def centred_ranks(
    x: npt.NDArray[np.float64 | np.int64], cells: Ints, n: Floats, count: Ints | None = None
) -> Floats:
    """Mid-rank of each observation in its cell, less the cell's mean rank.

    `n` observations by cell; `count` says for how many a row stands.
    """
    order = np.lexsort((x, cells))
    xs, cs = x[order], cells[order]
    if not len(xs):
        return np.zeros(0)
    until = np.cumsum(np.ones(len(xs)) if count is None else count[order])
    new_tie = np.r_[True, (cs[1:] != cs[:-1]) | (xs[1:] != xs[:-1])]
    first = np.flatnonzero(new_tie)
    last = np.r_[first[1:], len(xs)] - 1
    tie = np.cumsum(new_tie) - 1
    begin = np.r_[0.0, np.cumsum(n)[:-1]]
    lowest, highest = np.r_[0.0, until[last[:-1]]], until[last] - 1
    result = np.empty(len(x))
    result[order] = (lowest + highest)[tie] / 2 - begin[cs] - (n[cs] - 1) / 2
    return result
