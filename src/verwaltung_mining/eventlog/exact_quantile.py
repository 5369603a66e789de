"""Quantiles of whole numbers that lie in parts, exact, without all numbers in memory."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import polars as pl

from verwaltung_mining.engine import Parts

R = TypeVar("R")

Values = Callable[[pl.DataFrame], pl.Series]
"""The numbers (Int64 within 2^60 of 0, no nulls) of the rows of one part."""
AT_ONCE = 1_000_000
"""Numbers that are sorted in memory."""
INTERVALS = 1 << 12


def quantile_linear(
    parts: Parts, values: Values, share: float, *, columns: Sequence[str]
) -> float | None:
    """The quantile, between two numbers in proportion; None where there is no number.

    >>> stamps = Parts.of(pl.DataFrame({"at": [1, 2, 3, 5]}))
    >>> quantile_linear(stamps, lambda rows: rows["at"], 0.5, columns=["at"])
    2.5
    """
    numbers = _Numbers(parts, values, columns)
    if not numbers.count:
        return None
    place = share * (numbers.count - 1)
    below = int(place)
    low = numbers.at(below)
    return low + (place - below) * (numbers.at(below + 1) - low) if place > below else float(low)


def quantile_nearest(
    parts: Parts, values: Values, share: float, *, columns: Sequence[str]
) -> int | None:
    """The number nearest to the quantile; None where there is none."""
    numbers = _Numbers(parts, values, columns)
    return numbers.at(int(share * (numbers.count - 1) + 0.5)) if numbers.count else None


class _Numbers:
    """The numbers of all parts, in their order."""

    def __init__(self, parts: Parts, values: Values, columns: Sequence[str]) -> None:
        self._ask = partial(_asked, parts, values, columns)
        found = [each for each in self._ask(_extent) if each is not None]
        self.count = sum(count for count, _, _ in found)
        self._low = min((low for _, low, _ in found), default=0)
        self._high = max((high for _, _, high in found), default=0) + 1

    def at(self, place: int) -> int:
        """The number at a place, from 0: looked for in ever smaller intervals."""
        low, high, inside = self._low, self._high, self.count
        while inside > AT_ONCE and high - low > 1:
            width = -(-(high - low) // INTERVALS)
            counts = pl.concat(self._ask(partial(_intervals, low, high, width)))
            counts = counts.group_by("interval").agg(pl.col("rows").sum()).sort("interval")
            upto = counts["rows"].cum_sum()
            chosen = int((upto <= place).sum())
            inside = int(counts["rows"][chosen])
            place -= int(upto[chosen]) - inside
            low += int(counts["interval"][chosen]) * width
            high = min(high, low + width)
        if high - low == 1:
            return low
        return int(pl.concat(self._ask(partial(_between, low, high))).sort()[place])


def _asked(
    parts: Parts, values: Values, columns: Sequence[str], task: Callable[[pl.Series], R]
) -> list[R]:
    return parts.map(partial(_of_values, values, task), columns=columns)


def _of_values(values: Values, task: Callable[[pl.Series], R], rows: pl.DataFrame) -> R:
    return task(values(rows))


def _extent(numbers: pl.Series) -> tuple[int, int, int] | None:
    """How many, the smallest and the largest; None where there is none."""
    if numbers.is_empty():
        return None
    return numbers.len(), int(numbers.min()), int(numbers.max())  # type: ignore[arg-type]


def _between(low: int, high: int, numbers: pl.Series) -> pl.Series:
    return numbers.filter((numbers >= low) & (numbers < high))


def _intervals(low: int, high: int, width: int, numbers: pl.Series) -> pl.DataFrame:
    """`interval` and `rows` of the numbers from `low` up to below `high`."""
    inside = (_between(low, high, numbers) - low) // width
    return inside.alias("interval").value_counts(name="rows")
