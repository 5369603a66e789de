"""Quantiles of numbers in parts are those of all numbers together."""

from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.engine import InMemory, InProcess, Parts
from verwaltung_mining.eventlog import exact_quantile
from verwaltung_mining.eventlog.exact_quantile import quantile_linear, quantile_nearest

NUMBERS = st.lists(st.lists(st.integers(-(2**60), 2**60) | st.integers(-3, 3)), min_size=1)
SHARES = st.sampled_from([0.0, 0.01, 0.5, 0.95, 0.99, 1.0])


@pytest.fixture(autouse=True, scope="module")
def few_at_once() -> Iterator[None]:
    """So few numbers are sorted at once that intervals are looked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact_quantile, "AT_ONCE", 2)
        patch.setattr(exact_quantile, "INTERVALS", 3)
        yield


def numbers(rows: pl.DataFrame) -> pl.Series:
    return rows["n"]


def parts_of(drawn: list[list[int]]) -> Parts:
    frames = [pl.DataFrame({"n": each}, schema={"n": pl.Int64}) for each in drawn]
    return Parts(tables=tuple(InMemory(frame) for frame in frames), executor=InProcess())


@given(drawn=NUMBERS, share=SHARES)
def test_linear(drawn: list[list[int]], share: float) -> None:
    found = quantile_linear(parts_of(drawn), numbers, share, columns=["n"])
    every = pl.Series([n for part in drawn for n in part], dtype=pl.Int64)
    expected = every.quantile(share, "linear")
    assert found is None if expected is None else found == pytest.approx(expected, rel=1e-12)


@given(drawn=NUMBERS, share=SHARES)
def test_nearest(drawn: list[list[int]], share: float) -> None:
    found = quantile_nearest(parts_of(drawn), numbers, share, columns=["n"])
    every = sorted(n for part in drawn for n in part)
    place = int(share * (len(every) - 1) + 0.5)
    assert found == (every[place] if every else None)
