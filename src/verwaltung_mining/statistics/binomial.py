"""Counts of successes among independent trials: chances, the exact test and interval of a share.

From scipy.special alone: scipy.stats takes longer to load than the analysis of a small log.
"""

from bisect import bisect_left, bisect_right

TOLERANCE = 1e-7
"""Logarithms of two chances that differ by less are alike: the same chance, rounded otherwise."""


def at_least(seen: int, trials: int, share: float) -> float:
    """Chance of so many successes or more, if each trial has the chance `share`.

    >>> round(at_least(2, 3, 0.5), 6)
    0.5
    """
    from scipy.special import betainc

    return float(betainc(seen, trials - seen + 1, share)) if seen > 0 else 1.0


def at_most(seen: int, trials: int, share: float) -> float:
    """Chance of so many successes or fewer, if each trial has the chance `share`.

    >>> round(at_most(0, 3, 0.5), 6)
    0.125
    """
    from scipy.special import betaincc

    return float(betaincc(seen + 1, trials - seen, share)) if seen < trials else 1.0


def exact_interval(seen: int, trials: int, *, coverage: float = 0.95) -> tuple[float, float]:
    """The interval of Clopper and Pearson (1934) of the share of successes.

    >>> [round(end, 3) for end in exact_interval(0, 100)]
    [0.0, 0.036]
    """
    from scipy.special import betaincinv

    tail = (1 - coverage) / 2
    low = float(betaincinv(seen, trials - seen + 1, tail)) if seen > 0 else 0.0
    high = float(betaincinv(seen + 1, trials - seen, 1 - tail)) if seen < trials else 1.0
    return low, high


def exact_p_value(seen: int, trials: int, share: float) -> float:
    """Two-sided p-value of the share being the true one: the chance of all counts no likelier.

    >>> exact_p_value(5, 10, 0.5)
    1.0
    >>> round(exact_p_value(0, 3, 0.5), 6)
    0.25
    """
    usual = min(int((trials + 1) * share), trials)
    limit = _log_chance(seen, trials, share) + TOLERANCE
    few = bisect_right(range(usual + 1), limit, key=lambda n: _log_chance(n, trials, share))
    many = bisect_left(
        range(trials + 1), -limit, lo=usual, key=lambda n: -_log_chance(n, trials, share)
    )
    below = at_most(few - 1, trials, share) if few else 0.0
    above = at_least(many, trials, share) if many <= trials else 0.0
    return min(below + above, 1.0)


def _log_chance(seen: int, trials: int, share: float) -> float:
    """Logarithm of the chance of exactly so many successes, but for a constant of the trials."""
    from scipy.special import betaln, xlog1py, xlogy

    ways = -betaln(seen + 1, trials - seen + 1)
    return float(ways + xlogy(seen, share) + xlog1py(trials - seen, -share))
