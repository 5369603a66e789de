"""Sums of weights in a range of places, counting only places whose value is small enough."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def weights_up_to(values: Ints, weights: Ints, *, low: Ints, high: Ints, limit: Ints) -> Ints:
    """For each question the sum of weights at places low ≤ k < high with value ≤ limit.

    All questions are answered together, bit by bit of the values' ranks: at each bit the places
    are parted in two in their order, and a question goes on in one part. Exact, in integers.
    Source: Claude, Navarro and Ordóñez 2015 (wavelet matrix).

    >>> weights_up_to(np.array([5, 1, 9]), np.array([1, 10, 100]),
    ...     low=np.array([0, 1]), high=np.array([3, 3]), limit=np.array([5, 0])).tolist()
    [11, 0]
    """
    distinct, rank = np.unique(values, return_inverse=True)
    below = np.searchsorted(distinct, limit, side="right")
    total = np.zeros(len(limit), np.int64)
    for bit in reversed(range(len(distinct).bit_length())):
        one = (rank >> bit) & 1 == 1
        zeros = np.r_[0, np.cumsum(~one)]
        of_zeros = np.r_[0, np.cumsum(np.where(one, 0, weights))]
        take = (below >> bit) & 1 == 1
        total += np.where(take, of_zeros[high] - of_zeros[low], 0)
        low, high = (np.where(take, zeros[-1] + at - zeros[at], zeros[at]) for at in (low, high))
        rank = np.r_[rank[~one], rank[one]]
        weights = np.r_[weights[~one], weights[one]]
    return total
