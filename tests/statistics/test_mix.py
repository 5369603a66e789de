"""Levels whose mix is held equal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import without_mix


def test_shift_of_the_mix_alone_leaves_no_change() -> None:
    """Paper takes nine days and online two; paper grows from a tenth to nine tenths."""
    week = np.repeat(np.arange(50), 20)
    paper = np.arange(1000) % 20 < (1 + week * 17 // 49)
    days = without_mix(np.where(paper, 9.0, 2.0), kind=paper.astype(np.int64), week=week)
    assert np.ptp(days) == pytest.approx(0.0, abs=1e-6)


def test_change_that_concerns_all_kinds_stays_whole_beside_a_shift() -> None:
    week = np.repeat(np.arange(50), 20)
    paper = np.arange(1000) % 20 < (1 + week * 17 // 49)
    days = np.where(paper, 9.0, 2.0) + np.where(week >= 25, 3.0, 0.0)
    equal = without_mix(days, kind=paper.astype(np.int64), week=week)
    assert equal[week >= 25].mean() - equal[week < 25].mean() == pytest.approx(3.0, abs=1e-6)


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 3), st.integers(0, 5)), min_size=1))
def test_mean_stays(rows: list[tuple[float, int, int]]) -> None:
    values, kind, week = (np.array(column) for column in zip(*rows, strict=True))
    equal = without_mix(values.astype(float), kind=kind, week=week)
    assert equal.mean() == pytest.approx(values.mean(), abs=1e-6)


def test_one_kind_changes_nothing() -> None:
    values = np.array([3.0, 1.0, 2.0])
    same = without_mix(values, kind=np.zeros(3, np.int64), week=np.arange(3))
    assert same.tolist() == [3.0, 1.0, 2.0]
