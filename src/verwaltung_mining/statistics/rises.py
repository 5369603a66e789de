"""Whether a series of weekly levels rises for good, once or steadily, with the season held equal.

A weighted least-squares regression of the levels on a step at every possible week, and on the
number of the week; the season enters as cells, so that a week is compared with the same weeks of
other years only. Levels of neighbouring weeks are alike even where nothing happens: the variance is
that of a first-order autoregression. The largest step of many is judged by the distribution of
the largest (docs/decisions/0009-slowdown.md).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

Form = Literal["step", "trend"]
IDENTIFIED = 0.02
"""Least variance of a regressor inside the seasons, as a share of the weight; below it the season
explains the regressor and nothing is left to compare."""
ROUNDING = 1e-12
"""What a step or trend explains below this share of the squared levels is nothing."""
MOST_ALIKE = 0.9
"""Largest autocorrelation that is reckoned with."""
QUARTER = 13
"""Weeks over which levels may be alike."""
LEAST_TAIL = 1e-300
"""Smaller probabilities are not told apart."""
LONGEST_END = 26
"""Weeks at either end of a trend that are compared, at most; never more than a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """The best step or trend; `group` is 0 for the weeks before, the highest for those after."""

    form: Form
    p_value: float
    """Two-sided, for a level that stays the same."""
    group: Ints
    """By week: 0, 1, 2 in the order of time; a step has its first weeks after it as 1."""
    size: float
    """Mean level after minus mean level before, the season held equal."""
    error: float
    """Standard error of the size."""
    parts: tuple[float, float]
    """Rise up to the middle group and from there on for a trend; size in both halves of what
    follows a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyLevels:
    """One level per week with observations, in order of time."""

    level: Floats
    weight: Floats
    """How many observations the level rests on."""
    week: Ints
    season: Ints
    """Cell of the year; all the same where the season cannot be told apart."""

    def within(self, columns: Floats) -> Floats:
        """Columns (one row each) minus their weighted means by season."""
        cells = int(self.season.max(initial=0)) + 1
        member = np.eye(cells)[self.season]
        mean = (columns * self.weight) @ member / np.maximum(self.weight @ member, 1e-12)
        inside: Floats = columns - mean @ member.T
        return inside


def rise(levels: WeeklyLevels, *, edge: int) -> Rise | None:
    """The step or trend that fits best.

    None where fewer than `edge` weeks lie on either side or nothing moves.
    """
    count = len(levels.level)
    if count < 2 * edge:
        return None
    starts = np.arange(edge, count - edge + 1)
    steps = (np.arange(count) >= starts[:, None]).astype(float)
    everything = np.vstack([steps, levels.week.astype(float)])
    slope, information = _slopes(levels, everything)
    gain = slope**2 * information
    best_step, trend = int(gain[:-1].argmax()), len(starts)
    residual = _residual(levels, everything[[best_step, trend]], slope[[best_step, trend]])
    form: Form = "trend" if gain[trend] >= gain[best_step] else "step"
    chosen = trend if form == "trend" else best_step
    if gain[chosen] <= ROUNDING * (levels.weight @ levels.level**2):
        return None
    noise = _noise(levels, residual[1 if form == "trend" else 0])
    scores = [slope[k] * np.sqrt(information[k] / noise) for k in (best_step, trend)]
    freedom = count - int(levels.season.max(initial=0)) - 2
    p_step = _of_the_largest(_normal(scores[0], freedom), share=edge / count)
    p_trend = _two_sided(_normal(scores[1], freedom))
    group = _groups(form, count, int(starts[best_step]) if form == "step" else 0)
    p_value = min(2 * min(p_step, p_trend), 1.0)
    return _measured(levels, form, group, noise=noise, p_value=p_value)


def _slopes(levels: WeeklyLevels, columns: Floats) -> tuple[Floats, Floats]:
    """Slope of the levels on each column alone, season held equal, and its information."""
    inside = levels.within(columns)
    information = (inside**2) @ levels.weight
    spread = columns.max(axis=1) - columns.min(axis=1)
    enough = information > IDENTIFIED * levels.weight.sum() * np.maximum(spread, 1e-12) ** 2
    slope = (inside * levels.weight) @ levels.level / np.where(enough, information, 1.0)
    return np.where(enough, slope, 0.0), np.where(enough, information, 0.0)


def _residual(levels: WeeklyLevels, columns: Floats, slope: Floats) -> Floats:
    fitted: Floats = levels.within(levels.level[None, :] - columns * slope[:, None])
    return fitted


def _noise(levels: WeeklyLevels, residual: Floats) -> float:
    """Variance of a level of weight one in the long run, from the residuals.

    The larger of two: that of a first-order autoregression, and that of the correlations over
    `QUARTER` weeks with falling weights (Newey and West 1987), for what lasts longer.
    """
    scaled = residual * np.sqrt(levels.weight)
    count = len(scaled)
    freedom = max(count - int(levels.season.max(initial=0)) - 2, 1)
    square = float((scaled**2).sum())
    if square <= 0:
        return LEAST_TAIL
    reach = min(QUARTER, count - 1)
    alike = np.array([scaled[k:] @ scaled[:-k] for k in range(1, reach + 1)]) / square
    bounded = min(max(float(alike[0]) + (1 + 3 * float(alike[0])) / count, 0.0), MOST_ALIKE)
    falling = 1 - np.arange(1, reach + 1) / (reach + 1)
    longer = 1 + 2 * float(falling @ alike)
    return square / freedom * max((1 + bounded) / (1 - bounded), longer)


def _groups(form: Form, count: int, start: int) -> Ints:
    """Group of each week: beginning, middle and end of a trend; before, first and second half."""
    end = min(LONGEST_END, count // 3)
    bounds = [end, count - end] if form == "trend" else [start, (start + count) // 2]
    return np.digitize(np.arange(count), bounds).astype(np.int64)


def _measured(
    levels: WeeklyLevels, form: Form, group: Ints, *, noise: float, p_value: float
) -> Rise:
    """Means of the groups against the first, season held equal."""
    apart, spread = _against_the_first(levels, np.vstack([group == 1, group == 2]))
    first, second = (float(c) for c in apart)
    if form == "trend":
        size, variance, parts = second, float(spread[1, 1]), (first, second - first)
    else:
        after, spread = _against_the_first(levels, (group >= 1)[None, :])
        size, variance, parts = float(after[0]), float(spread[0, 0]), (first, second)
    return Rise(
        form=form,
        p_value=p_value,
        group=group,
        size=size,
        error=float(np.sqrt(max(variance, 0.0) * noise)),
        parts=parts,
    )


def _against_the_first(levels: WeeklyLevels, columns: Bools) -> tuple[Floats, Floats]:
    """Coefficients of the columns together and their variances for a noise of one."""
    inside = levels.within(columns.astype(float))
    variance: Floats = np.linalg.pinv((inside * levels.weight) @ inside.T).astype(np.float64)
    return variance @ ((inside * levels.weight) @ levels.level), variance


def _normal(score: float, freedom: int) -> float:
    """The normal score that is as unlikely as a Student score."""
    from scipy.special import ndtri, stdtr

    return float(-ndtri(max(float(stdtr(max(freedom, 1), -abs(score))), LEAST_TAIL)))


def _two_sided(score: float) -> float:
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(score)))


def _of_the_largest(score: float, *, share: float) -> float:
    """Probability that the largest squared score over all weeks but `share` at the ends is larger.

    Source: DeLong 1981 (tail of the supremum of a tied-down Bessel process); Andrews 1993.

    >>> round(_of_the_largest(2.975, share=0.15), 2)
    0.05
    """
    square = score**2
    if square <= 2:
        return 1.0
    span = 2 * np.log((1 - share) / share)
    density = np.sqrt(square / 2) * np.exp(-square / 2) / np.sqrt(np.pi)
    return float(min(density * (span * (1 - 1 / square) + 2 / square), 1.0))
