"""In which order two steps come."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.measures.step_order import orders, positions

cases = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=7), min_size=1, max_size=6)


@given(cases)
def test_orders_are_those_of_a_naive_count(drawn: list[list[int]]) -> None:
    rows = [(index, step) for index, case in enumerate(drawn) for step in case]
    events = pl.DataFrame(rows, schema=["index", "activity"], orient="row")
    found = {a: (b, f) for a, b, f in orders(positions(events), 0).iter_rows()}
    for other in range(1, 4):
        both = [case for case in drawn if 0 in case and other in case]
        places = [
            ([k for k, s in enumerate(c) if s == 0], [k for k, s in enumerate(c) if s == other])
            for c in both
        ]
        before = sum(max(theirs) < min(mine) for mine, theirs in places)
        after = sum(min(theirs) > max(mine) for mine, theirs in places)
        assert found.get(other, (0, 0)) == (before, after)
