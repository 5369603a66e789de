"""What a kernel answers, in a form in which programs can be compared."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

KERNELS = (
    "directly-follows graph",
    "variants",
    "median and p90 of transitions",
    "rework",
    "case table",
)
DFG, VARIANTS, TIMES, REWORK, CASES = KERNELS
"""How often one activity follows another; the sequences and their cases; median, mean and 90th
percentile of the time from one to the next; cases that repeat an activity; times of all cases."""

Answer: TypeAlias = Mapping[object, object]
CLOSE = 1e-6
"""Relative, and in seconds: a clock counts microseconds, a program may count in floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program's way to answer one kernel."""

    kernel: str
    program: str
    form: str = ""
    """Where a program has several ways."""
    run: Callable[[], object]
    """What is timed."""
    answer: Callable[[object], Answer]
    """Of what the run returned."""

    @property
    def name(self) -> str:
        """Program and form."""
        return f"{self.program}, {self.form}" if self.form else self.program


class DifferentAnswerError(Exception):
    """Two programs do not agree: their times must not be compared."""


def check_equal(one: Answer, other: Answer, *, what: str) -> None:
    """Raise DifferentAnswerError unless both have the same keys and close values.

    A value may be a tuple; None in it means that a program does not know that figure.

    >>> check_equal({"a": (1.0, None)}, {"a": (1.0 + 1e-9, 5.0)}, what="times")
    >>> check_equal({"a": 1}, {"a": 2}, what="counts")
    Traceback (most recent call last):
    benchmarks.performance.answers.DifferentAnswerError: counts: a is 1 and 2
    """
    if one.keys() != other.keys():
        raise DifferentAnswerError(f"{what}: {len(one.keys() ^ other.keys())} keys are not in both")
    for key, value in one.items():
        if not _close(value, other[key]):
            raise DifferentAnswerError(f"{what}: {key} is {value} and {other[key]}")


def _close(one: object, other: object) -> bool:
    if one is None or other is None:
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_close, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(float(one), float(other), rel_tol=CLOSE, abs_tol=CLOSE)  # type: ignore[arg-type]
    return one == other
