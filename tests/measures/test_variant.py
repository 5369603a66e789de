"""Variants of cases."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from tests.measures.by_case import cases_of, column
from tests.strategies import event_frames, frame

from verwaltung_mining.measures import variant, variants


def sequences(events: pl.DataFrame) -> dict[int, tuple[int, ...]]:
    return {case: tuple(row.activity for row in rows) for case, rows in cases_of(events).items()}


@given(event_frames(max_cases=12, max_events=3, activities=2))
def test_variants_equal_counting_tuples(events: pl.DataFrame) -> None:
    counted = Counter(sequences(events).values())
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    expected = [(code, list(sequence), cases) for code, (sequence, cases) in enumerate(ranked)]
    measured = variants(events.lazy()).collect()
    assert measured.drop("share").rows() == expected
    shares = [cases / counted.total() for _, cases in ranked]
    assert measured["share"].to_list() == pytest.approx(shares)


@given(event_frames(max_cases=12, max_events=3, activities=2))
def test_the_variant_of_a_case_holds_its_sequence(events: pl.DataFrame) -> None:
    activities = column(variants(events.lazy()), "activities")
    measured = variant(events.lazy()).collect()
    found = {case: tuple(activities[code]) for case, code in measured.iter_rows()}
    assert list(found.items()) == list(sequences(events).items())


def test_equally_frequent_variants_stand_in_the_order_of_their_sequences() -> None:
    events = frame([(2, 1)], [(1, 1), (0, 2)], [(1, 1)])
    assert column(variants(events.lazy()), "activities") == [[1], [1, 0], [2]]


def test_columns_of_variants_have_the_documented_types() -> None:
    events = frame([(0, 1)])
    assert variants(events.lazy()).collect_schema() == {
        "variant": pl.UInt32,
        "activities": pl.List(pl.UInt16),
        "cases": pl.UInt32,
        "share": pl.Float64,
    }
    assert variant(events.lazy()).collect_schema() == {"case": pl.UInt32, "variant": pl.UInt32}
