"""Work that lies with a unit, against a naive count."""

import polars as pl
from hypothesis import given
from tests.strategies import event_frames

from verwaltung_mining.measures.sojourn_time import sojourn_time
from verwaltung_mining.measures.unit_load import unit_load


@given(event_frames())
def test_load_is_what_a_naive_count_finds(frame: pl.DataFrame) -> None:
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
    assert unit_load(events).tolist() == expected
