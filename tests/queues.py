"""A step with one desk and a stack of files, served in an order that the test chooses."""

from collections.abc import Callable, Sequence

import numpy as np
from tests.procedures import DAY, Floats, arrivals

Next = Callable[[Sequence[int]], int]
"""From those who wait, in the order of coming, the one who is taken up next."""


def oldest(waiting: Sequence[int]) -> int:
    """First in, first out."""
    return waiting[0]


def newest(waiting: Sequence[int]) -> int:
    """From the top of the stack."""
    return waiting[-1]


def at_random(seed: int) -> Next:
    """Whichever comes to hand."""
    rng = np.random.default_rng(seed)
    return lambda waiting: waiting[int(rng.integers(len(waiting)))]


def first_of(privileged: Sequence[bool]) -> Next:
    """Those of one kind first, each kind in the order of coming."""

    def choose(waiting: Sequence[int]) -> int:
        return next((k for k in waiting if privileged[k]), waiting[0])

    return choose


def served(come: Floats, work: Floats, choose: Next, *, desks: int = 1) -> tuple[Floats, Floats]:
    """When work on each begins and ends; hours."""
    free = [0.0] * desks
    begin = np.zeros(len(come))
    waiting: list[int] = []
    ahead = 0
    for _ in come:
        desk = int(np.argmin(free))
        if not waiting:
            free[desk] = max(free[desk], float(come[ahead]))
        while ahead < len(come) and come[ahead] <= free[desk]:
            waiting.append(ahead)
            ahead += 1
        chosen = choose(waiting)
        waiting.remove(chosen)
        begin[chosen] = free[desk]
        free[desk] += float(work[chosen])
    return begin, begin + work


def busy(seed: int, cases: int, *, load: float, weeks: int = 60) -> tuple[Floats, Floats]:
    """Arrivals by chance and the hours of work on each, for one desk with this load."""
    rng = np.random.default_rng(seed)
    even = arrivals(cases, weeks=weeks)
    come = np.sort(rng.uniform(0, even[-1], cases))
    return come, rng.gamma(2.0, load * even[1] / 2, cases)


def before(come: Floats) -> Floats:
    """The step before, done two days ahead of coming."""
    return come - 2 * DAY
