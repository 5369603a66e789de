"""What a date further down swallows is not reported as a saving, and what it does not is."""

import pytest
from tests.shapes.gated import GATES, IN_PART, KINDS, PASSES, SWALLOWS, Kind, gated

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY

SEEDS = range(5)
CASES = 800
SWALLOWED = 0.05
"""The most that may be reported of what is swallowed."""
SHRUNK = 0.98
"""The least that is reported of what is not, on average."""


def shares(gate: str, kind: Kind) -> list[float]:
    return [gated(gate, kind, seed=s, cases=CASES).estimate().pass_through for s in SEEDS]


def test_every_gate_is_told_to_swallow_to_pass_or_to_do_both() -> None:
    assert set(GATES) == {*SWALLOWS, *PASSES, *IN_PART}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gate", SWALLOWS)
def test_delay_before_a_date_that_is_set_anyway_saves_nothing(gate: str, kind: Kind) -> None:
    one = gated(gate, kind, seed=0, cases=CASES)
    assert abs(one.truth) <= 0.01 * one.local
    assert max(shares(gate, kind)) <= SWALLOWED


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gate", PASSES)
def test_delay_before_the_next_date_is_not_shrunk(gate: str, kind: Kind) -> None:
    """Whoever is late waits for the next date: a few lose a whole round, together what was lost."""
    mean = sum(shares(gate, kind)) / len(SEEDS)
    assert mean >= SHRUNK


@pytest.mark.parametrize("seed", SEEDS)
def test_partly_absorbed_delay_of_a_group_is_told_with_its_true_size(seed: int) -> None:
    one = gated("period of 16 days", "comparison", seed=seed, cases=2000)
    estimate = one.estimate()
    assert 0.2 < one.truth / one.local < 0.7
    assert estimate.low <= one.truth * SECONDS_PER_DAY <= estimate.high
    assert estimate.pass_through < 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_heavy_cases_that_are_slow_everywhere_do_not_hide_a_gate(seed: int) -> None:
    one = gated("monthly date set at arrival", "comparison", seed=seed, cases=2000, heaviness=0.7)
    assert one.estimate().pass_through <= SWALLOWED
