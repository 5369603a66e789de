"""Case and moment in one key: however long the log, no case runs into the next."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.measures.case_time import case_time
from verwaltung_mining.shapes import Claims, Cover

YEAR = 365 * 86_400_000


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(-200, 200)), min_size=1, max_size=20),
)
def test_keys_hold_case_and_moment_over_centuries(pairs: list[tuple[int, int]]) -> None:
    index = np.array([case for case, _ in pairs], np.int64)
    moment = np.array([year * YEAR for _, year in pairs], np.int64)
    keys = case_time(index, moment)
    key = keys.key(index, moment)
    assert keys.case_of(key).tolist() == index.tolist()
    assert keys.moment_of(key).tolist() == moment.tolist()


@given(st.integers(0, 150))
def test_moving_half_of_the_cases_by_decades_changes_no_claim(years: int) -> None:
    index = np.array([0, 1, 2, 3])
    begin = np.array([0, 0, 0, 0]) + np.array([0, years * YEAR, 0, years * YEAR])
    claims = Claims(index=index, begin=begin, finish=begin + 864_000_000)
    assert claims.united().seconds.tolist() == [864_000.0] * 4
    assert Cover.of(claims).seconds_in(claims).tolist() == [864_000.0] * 4


def test_more_than_a_key_can_hold_is_refused() -> None:
    with pytest.raises(OverflowError, match="do not fit"):
        case_time(np.array([2**30]), np.array([0, 2**40]))
