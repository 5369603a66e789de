"""Shares of a number of cases: the exact binomial interval and test."""


def exact_interval(successes: int, trials: int, *, coverage: float = 0.95) -> tuple[float, float]:
    """The interval of Clopper and Pearson (1934).

    >>> [round(end, 3) for end in exact_interval(0, 100)]
    [0.0, 0.036]
    """
    from scipy.stats import binomtest

    interval = binomtest(successes, trials).proportion_ci(coverage, method="exact")
    return float(interval.low), float(interval.high)


def exact_p_value(successes: int, trials: int, share: float) -> float:
    """Two-sided p-value of the share being the true one.

    >>> exact_p_value(5, 10, 0.5)
    1.0
    """
    from scipy.stats import binomtest

    return float(binomtest(successes, trials, share).pvalue)
