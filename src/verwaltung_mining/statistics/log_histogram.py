"""Histograms of logarithmic buckets: how a million times are kept in a few thousand counts.

Counts are integers, so that parts of a log can be counted apart and merged in any order to the
same histogram, to the bit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EXACT_UP_TO = 100_000
"""Up to this many values quantiles and ranks are exact, beyond they are those of the buckets."""
RELATIVE_ERROR = 0.01
"""Every value lies at most this far from the value that stands for its bucket."""
RATIO = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
"""Upper end of a bucket by its lower end (Masson, Rim and Lee 2019, DDSketch)."""
SMALLEST = 1e-6
"""Seconds; what is nearer to zero is zero."""
LARGEST = 1e15
"""Seconds; what is farther from zero lies in the last bucket."""
SIDE = int(np.ceil(np.log(LARGEST / SMALLEST) / np.log(RATIO))) + 1
"""Buckets on each side of zero."""
BUCKETS = 2 * SIDE + 1


def bucket_of(values: Floats) -> Ints:
    """The bucket of each value, 0 … BUCKETS − 1, ascending with the values."""
    size = np.clip(np.abs(values), SMALLEST, LARGEST)
    step = np.ceil(np.log(size / SMALLEST) / np.log(RATIO)).astype(np.int64)
    zero = np.abs(values) < SMALLEST
    return np.where(zero, SIDE, SIDE + np.sign(values).astype(np.int64) * (1 + step))


def value_of(bucket: Ints) -> Floats:
    """The value that stands for a bucket, within the relative error of all its members.

    >>> bool(abs(value_of(bucket_of(np.array([42.0])))[0] / 42 - 1) <= 0.01)
    True
    """
    step = np.abs(bucket - SIDE) - 1
    size = SMALLEST * np.power(RATIO, step.astype(np.float64)) * 2 / (1 + RATIO)
    values: Floats = np.where(step < 0, 0.0, np.sign(bucket - SIDE) * size)
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHistogram:
    """How many values lie in each bucket; buckets without any are left out."""

    bucket: Ints
    """Ascending."""
    count: Ints

    @classmethod
    def partial(cls, values: Floats) -> "LogHistogram":
        """The histogram of a part of the values."""
        counts = np.bincount(bucket_of(values), minlength=0)
        filled = np.flatnonzero(counts)
        return cls(bucket=filled.astype(np.int64), count=counts[filled].astype(np.int64))

    @classmethod
    def merge(cls, parts: Iterable["LogHistogram"]) -> "LogHistogram":
        """The histogram of all parts together, whatever their order."""
        counts = np.zeros(BUCKETS, np.int64)
        for part in parts:
            counts[part.bucket] += part.count
        filled = np.flatnonzero(counts)
        return cls(bucket=filled.astype(np.int64), count=counts[filled])

    def quantile(self, share: float) -> float:
        """The value below which this share lies; between two values as in `numpy.quantile`.

        >>> numbers = LogHistogram.partial(np.arange(1.0, 1001.0))
        >>> abs(numbers.quantile(0.5) / 500.5 - 1) <= 0.01
        True
        """
        until = np.cumsum(self.count)
        position = share * (int(until[-1]) - 1)
        below = int(np.floor(position))
        lower, upper = value_of(
            self.bucket[np.searchsorted(until, [below, min(below + 1, until[-1] - 1)], "right")]
        )
        return float(lower + (upper - lower) * (position - below))


def quantile(values: Floats, share: float) -> float:
    """A quantile: exact up to EXACT_UP_TO values, beyond within the relative error.

    >>> quantile(np.array([1.0, 2.0, 4.0]), 0.5)
    2.0
    """
    if len(values) <= EXACT_UP_TO:
        return float(np.quantile(values, share))
    return LogHistogram.partial(values).quantile(share)


def median(values: Floats) -> float:
    """The middle value, as `quantile` gives it."""
    return quantile(values, 0.5)


def ordered_codes(values: Floats) -> Ints:
    """Numbers in the order of the values, for ranks: equal where the values count as equal.

    Up to EXACT_UP_TO values only equal ones do, beyond those of one bucket.

    >>> ordered_codes(np.array([0.5, 3.0, 0.5]))
    array([0, 1, 0])
    """
    if len(values) > EXACT_UP_TO:
        return bucket_of(values)
    return np.unique(values, return_inverse=True)[1].astype(np.int64)
