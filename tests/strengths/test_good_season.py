"""A quarter that is better every year."""

import numpy as np
import pytest
from tests.procedures import measured
from tests.strengths.named import log_of, named, skipped, usual

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.good_season import GOOD_SEASON

CASES = 1600
WEEKS = 156


def quarters(log: EventLog) -> tuple[np.ndarray, np.ndarray]:
    """Year and quarter of each arrival."""
    first = measured(log).cases["first"].dt.convert_time_zone(log.zone).dt
    return first.year().to_numpy(), first.quarter().to_numpy()


YEAR, QUARTER = quarters(log_of(usual(1, CASES), weeks=WEEKS))


def test_quarter_that_is_better_every_year_is_found() -> None:
    days = usual(1, CASES) / np.where(QUARTER == 3, 3, 1)
    (strength,) = named(log_of(days, weeks=WEEKS), GOOD_SEASON)
    assert strength.where.season == 3
    assert 0 < strength.low < strength.value - strength.peers
    assert [part.dimension for part in strength.case_mix] == []


def test_one_good_quarter_is_no_season() -> None:
    once = (QUARTER == 3) & (YEAR[CASES // 2] == YEAR)
    assert named(log_of(usual(1, CASES) / np.where(once, 3, 1), weeks=WEEKS), GOOD_SEASON) == ()


@pytest.mark.parametrize("seed", range(5))
def test_quarters_that_differ_by_chance_are_no_season(seed: int) -> None:
    rng = np.random.default_rng(seed)
    factor = rng.lognormal(0, 0.3, (YEAR.max() - YEAR.min() + 1, 5))
    days = usual(seed, CASES) * factor[YEAR - YEAR.min(), QUARTER]
    assert named(log_of(days, weeks=WEEKS), GOOD_SEASON) == ()


def test_less_than_two_years_tell_no_season() -> None:
    assert skipped(log_of(usual(1)), GOOD_SEASON) == "the period does not span two years"
