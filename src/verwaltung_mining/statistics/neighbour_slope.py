"""Slopes between neighbours: what two observations that follow each other in some order differ in.

Whatever changes slowly along the order (the date that neighbours head for, the season, the load) is
the same for both and falls out of their difference.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.bootstrap import WeekDraws
from verwaltung_mining.statistics.clusters import p_values_of_sums
from verwaltung_mining.statistics.strata import Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]

NO_SPREAD = 1e-9
"""A sum of products that is a smaller share of its terms' size than this counts as zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourSlope:
    """How much the outcome changes with the regressor, what the control explains taken out."""

    point: float
    draws: Floats
    """The slope in each draw of weeks; the point where a draw does not tell."""
    instrument: Floats
    outcome: Floats
    regressor: Floats
    control: Floats
    week: Ints

    def p_value(self, slope: float) -> float:
        """Two-sided p-value of the hypothesis that this is the true slope, weeks as units."""
        rest = self.outcome - slope * self.regressor
        spread = float(self.control @ self.control)
        if spread > 0:
            rest = rest - self.control * float(self.control @ rest) / spread
            part = self.control * float(self.control @ self.instrument) / spread
        else:
            part = np.zeros_like(rest)
        excess = (self.instrument - part) * rest
        zero = np.zeros_like(self.week)
        return float(p_values_of_sums(excess, place=zero, week=self.week, places=1)[0])


def neighbour_slope(
    outcome: Floats,
    regressor: Floats,
    *,
    control: Floats,
    instrument: Floats,
    order: Ints,
    cell: Ints,
    week: Ints,
    draws: WeekDraws,
) -> NeighbourSlope | None:
    """Instrumental-variables slope on the differences of neighbours, or None without spread.

    Cell means are taken out first. `order` lists the observations along which neighbours are
    formed; with the regressor as its own instrument this is the least-squares slope, with a group
    as the instrument the difference of the outcome over that of the regressor (Wald 1940).
    """
    kept = week[order][1:]
    y, x, b, z = (
        np.diff(_without_means(v, cell)[order]) for v in (outcome, regressor, control, instrument)
    )
    zero = np.zeros_like(kept)
    products = (z * x, z * y, z * b, b * x, b * y, b * b)
    sizes = [float(np.abs(p).sum()) for p in products]
    point = _slope(*(np.array([float(p.sum())]) for p in products), size=sizes[0], spread=sizes[5])
    if np.isnan(point[0]):
        return None
    drawn = _slope(
        *(draws.sums(p, column=zero, week=kept, columns=1)[:, 0] for p in products),
        size=sizes[0],
        spread=sizes[5],
    )
    return NeighbourSlope(
        point=float(point[0]),
        draws=np.where(np.isnan(drawn), point[0], drawn),
        instrument=z,
        outcome=y,
        regressor=x,
        control=b,
        week=kept,
    )


def _without_means(values: Floats, cell: Ints) -> Floats:
    cells = int(cell.max(initial=-1)) + 1
    count = np.maximum(np.bincount(cell, minlength=cells), 1)
    result: Floats = values - (sums_by(cell, values, groups=cells) / count)[cell]
    return result


def _slope(
    zx: Floats,
    zy: Floats,
    zb: Floats,
    bx: Floats,
    by: Floats,
    bb: Floats,
    *,
    size: float,
    spread: float,
) -> Floats:
    """The slope from sums of products; NaN where instrument and regressor do not go together."""
    controlled = bb > NO_SPREAD * max(spread, NO_SPREAD)
    safe = np.where(controlled, bb, 1.0)
    part = np.where(controlled, zb / safe, 0.0)
    moved = zx - part * bx
    told = np.abs(moved) > NO_SPREAD * max(size, NO_SPREAD)
    slope: Floats = np.where(told, (zy - part * by) / np.where(told, moved, 1.0), np.nan)
    return slope
