"""Stratified Mann-Whitney test whose variance comes from whole arrival weeks."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.clusters import p_values_of_sums
from verwaltung_mining.statistics.dense_codes import SPARSE, dense_codes, stable_order
from verwaltung_mining.statistics.log_histogram import ordered_codes
from verwaltung_mining.statistics.rank_counts import RankCounts
from verwaltung_mining.statistics.strata import NOT_COMPARED, Bools, Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which portions of the observations are compared with which."""

    cell: Ints
    """By portion; NOT_COMPARED where it is left out."""
    affected: Bools
    """By portion; the others are peers."""
    place: Ints
    """By cell."""
    places: int


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
    cells = int(cell.max(initial=NOT_COMPARED)) + 1
    place_of_cell = np.zeros(cells, np.int64)
    place_of_cell[cell[kept]] = place[kept]
    counts = RankCounts.partial(
        ordered_codes(values[kept]), portion=2 * cell[kept] + affected[kept], week=week[kept]
    )
    question = Question(
        cell=np.repeat(np.arange(cells), 2),
        affected=np.arange(2 * cells) % 2 == 1,
        place=place_of_cell,
        places=places,
    )
    return counted_tests(counts, question)


def counted_tests(counts: RankCounts, question: Question) -> RankTests:
    """The tests of counted observations; sums of half numbers, exact and the same in any order."""
    sums = _week_sums(counts, question)
    place, places = question.place, question.places
    n1, n0 = sums.affected, sums.peers
    n = np.maximum(n1 + n0, 1.0)  # codes that no cell has
    weight = sums_by(place, n1 * n0 / n, groups=places)
    compared = weight > 0
    safe = np.where(compared, weight, 1.0)
    of = sums.cell
    part = (sums.mine - (n1 / n)[of] * sums.everyone) / n[of] / safe[place[of]]
    mine = sums_by(of, sums.mine, groups=len(place))
    return RankTests(
        effect_size=2 * sums_by(place, mine / n, groups=places) / safe,
        p_value=np.where(
            compared,
            p_values_of_sums(part, place=place[of], week=sums.week, places=places),
            1.0,
        ),
        affected=sums_by(place, n1, groups=places).astype(np.int64),
        peers=sums_by(place, n0, groups=places).astype(np.int64),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _WeekSums:
    """Sums of centred ranks by cell and week, and how many observations each cell has."""

    cell: Ints
    week: Ints
    everyone: Floats
    mine: Floats
    """Of the affected ones alone."""
    affected: Floats
    """By cell, like `peers`."""
    peers: Floats


def _week_sums(counts: RankCounts, question: Question) -> _WeekSums:
    cells, weeks = len(question.place), int(counts.week.max(initial=0)) + 1
    of_bundle = question.cell[counts.portion]
    compared = np.flatnonzero(of_bundle != NOT_COMPARED)
    rank = _by_bundle(counts, np.where(of_bundle == NOT_COMPARED, cells, of_bundle))[compared]
    portion, count, cell = counts.portion[compared], counts.size[compared], of_bundle[compared]
    mine = question.affected[portion]
    cell_week, row = dense_codes(cell * weeks + counts.week[compared])
    everyone = sums_by(cell, count, groups=cells)
    affected = sums_by(cell, count * mine, groups=cells)
    return _WeekSums(
        cell=cell_week // weeks,
        week=cell_week % weeks,
        everyone=sums_by(row, rank, groups=len(cell_week)),
        mine=sums_by(row, rank * mine, groups=len(cell_week)),
        affected=affected,
        peers=everyone - affected,
    )


def _by_bundle(counts: RankCounts, cell: Ints) -> Floats:
    """Sum of centred ranks by bundle; what is left out has a cell of its own."""
    rank = _ranks(counts.value, cell[counts.bundle], counts.count)
    return sums_by(counts.bundle, rank * counts.count, groups=len(cell))


def _ranks(value: Ints, cell: Ints, count: Ints) -> Floats:
    """Centred mid-ranks of rows in the order of values, each for `count` observations.

    Where cells span few values each, what is equal is tabulated instead of put in order.
    """
    cells = int(cell.max(initial=-1)) + 1
    lowest = np.zeros(cells, np.int64)
    lowest[cell[::-1]] = value[::-1]  # the first row of a cell is written last
    above = value - lowest[cell]
    width = int(above.max(initial=0)) + 1
    if cells * width > SPARSE * len(value):
        order = stable_order(cell)
        result = np.empty(len(value))
        result[order] = ranks_in_order(value[order], cell[order], count[order])
        return result
    ties, tie = dense_codes(cell * width + above)
    together = sums_by(tie, count, groups=len(ties)).astype(np.int64)
    return ranks_in_order(ties % width, ties // width, together)[tie]


def centred_ranks(x: npt.NDArray[np.float64 | np.int64], cells: Ints) -> Floats:
    """Mid-rank of each observation in its cell, less the cell's mean rank."""
    order = np.lexsort((x, cells))
    result = np.empty(len(x))
    result[order] = ranks_in_order(x[order], cells[order], np.ones(len(x), np.int64))
    return result


def ranks_in_order(x: npt.NDArray[np.float64 | np.int64], cell: Ints, count: Ints) -> Floats:
    """Centred mid-ranks of rows in the order of cells and values, each for `count` observations."""
    if not len(x):
        return np.zeros(0)
    new_cell = np.r_[True, cell[1:] != cell[:-1]]
    tie = np.flatnonzero(new_cell | np.r_[True, x[1:] != x[:-1]])
    rows = np.diff(np.r_[tie, len(x)])
    until = np.cumsum(np.add.reduceat(count, tie))
    before = np.r_[0, until[:-1]]
    first = np.flatnonzero(new_cell[tie])
    ties = np.diff(np.r_[first, len(tie)])
    begin, end = before[first], until[np.r_[first[1:], len(tie)] - 1]
    middle = np.repeat((begin + end) / 2, ties)
    return np.repeat((before + until) / 2 - middle, rows)
