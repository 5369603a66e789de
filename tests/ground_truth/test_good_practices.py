"""Good practices that are known to be there are named, and where there is none nothing is."""

import pytest
from benchmarks.ground_truth.strengths import NOTHING, judged

from verwaltung_mining.simulation.good_practices import PRACTICES

SEED = 1
SEEDS, FRESH_SEEDS = range(1, 41), range(1001, 1041)
"""Looked at while the strengths were developed, and never."""
CASES = 2000
LARGE = 0.6
LEAST_NAMED = 0.85
"""Share of the logs in which a practice that shortens the ways by 40 % is named."""
LOUD = 0.05
"""Share of the logs without a practice in which anything may be named."""


@pytest.mark.parametrize("kind", PRACTICES)
def test_planted_practice_is_named_and_nothing_else(kind: str) -> None:
    result = judged(kind, SEED, cases=CASES, remains=LARGE)
    assert result.found
    assert result.others == ()


@pytest.mark.parametrize("kind", ["helpful_order", "improvement", "deadline_kept"])
def test_what_only_looks_like_a_practice_is_not_named(kind: str) -> None:
    assert judged(kind, SEED, cases=CASES).others == ()


@pytest.mark.slow
@pytest.mark.parametrize("kind", PRACTICES)
@pytest.mark.parametrize("seeds", [SEEDS, FRESH_SEEDS])
def test_practices_of_many_seeds_are_named(kind: str, seeds: range) -> None:
    found = [judged(kind, seed, cases=CASES, remains=LARGE).found for seed in seeds]
    assert sum(found) >= LEAST_NAMED * len(found)


@pytest.mark.slow
@pytest.mark.parametrize("cases", [500, CASES])
@pytest.mark.parametrize("seeds", [SEEDS, FRESH_SEEDS])
def test_logs_without_a_practice_show_none(cases: int, seeds: range) -> None:
    results = [judged(nothing, seed, cases=cases) for nothing in NOTHING for seed in seeds]
    loud = [result for result in results if result.others]
    assert len(loud) <= LOUD * len(results), loud
