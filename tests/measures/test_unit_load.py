"""Work that lies with a unit, against a naive count."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import event_frames

from verwaltung_mining.engine import InMemory, InProcess, Parts
from verwaltung_mining.measures.sojourn_time import sojourn_time
from verwaltung_mining.measures.unit_load import unit_load


@given(event_frames(), st.data())
def test_load_is_what_a_naive_count_finds(frame: pl.DataFrame, data: st.DataObject) -> None:
    """Of whichever events are asked, and however the work lies in parts."""
    events = sojourn_time(frame.lazy()).collect()
    rows = events.select(
        "org_unit", "timestamp", enter=pl.coalesce("previous", "start", "timestamp")
    ).rows(named=True)
    expected = [
        0
        if mine["org_unit"] is None
        else sum(
            other["enter"] <= mine["enter"] < other["timestamp"]
            for k, other in enumerate(rows)
            if k != at and other["org_unit"] == mine["org_unit"]
        )
        for at, mine in enumerate(rows)
    ]
    asked = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    cut = data.draw(st.integers(0, len(rows)))
    parts = (InMemory(events[:cut]), InMemory(events[cut:]))
    found = unit_load(events.filter(pl.Series(asked)), Parts(tables=parts, executor=InProcess()))
    assert found.tolist() == [n for n, wanted in zip(expected, asked, strict=True) if wanted]
