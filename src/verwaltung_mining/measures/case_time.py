"""Case and moment in one sortable integer, so that one search serves all cases."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

LONGEST = 63
"""Bits of a positive 64-bit integer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTime:
    """Keys for moments (milliseconds since the epoch) of cases; as many bits as the span needs."""

    offset: int
    bits: int

    def key(self, index: Ints, moment: Ints) -> Ints:
        """Ascending by case, then by moment."""
        keys: Ints = (index << self.bits) + (moment - self.offset)
        return keys

    def case_of(self, key: Ints) -> Ints:
        """The case index of keys."""
        return key >> self.bits

    def moment_of(self, key: Ints) -> Ints:
        """The moment of keys."""
        moments: Ints = key - (self.case_of(key) << self.bits) + self.offset
        return moments


def case_time(index: Ints, *moments: Ints) -> CaseTime:
    """Keys that hold all these moments and the cases up to the largest index, without collision.

    Raises OverflowError where cases and span together need more than 63 bits.

    >>> days = np.array([0, 40 * 365]) * 86_400_000
    >>> keys = case_time(np.array([0, 1]), days)
    >>> keys.case_of(keys.key(np.array([0, 1]), days[::-1]))
    array([0, 1])
    """
    filled = [m for m in moments if len(m)]
    low = min((int(m.min()) for m in filled), default=0)
    high = max((int(m.max()) for m in filled), default=0)
    bits = (high - low + 1).bit_length()
    cases = int(index.max(initial=0)) + 1
    if bits + cases.bit_length() > LONGEST:
        raise OverflowError(f"{cases} cases over {high - low} ms do not fit one key")
    return CaseTime(offset=low, bits=bits)
