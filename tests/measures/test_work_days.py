"""Days of work by step and unit, against a naive loop."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.procedures import measured
from tests.strategies import event_logs

from verwaltung_mining.engine import InMemory, InProcess, Parts
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.work_days import work_days


@given(event_logs(), st.integers(0, 20))
def test_days_are_those_of_a_naive_loop_wherever_the_parts_end(log: EventLog, cut: int) -> None:
    kept = measured(log)
    work = kept.whole.work.collect()
    parts = Parts(tables=(InMemory(work[:cut]), InMemory(work[cut:])), executor=InProcess())
    steps = frozenset(work["activity"].unique().to_list()[:2])
    expected: dict[tuple[int, int], dict[int, list[int]]] = {}
    stamps = work.with_columns(pl.col("previous", "start", "timestamp").dt.epoch("ms"))
    for row in stamps.iter_rows(named=True):
        if row["activity"] in steps and row["org_unit"] is not None and row["previous"] is not None:
            begun = row["timestamp"] if row["start"] is None else row["start"]
            for moment in (max(row["previous"], begun), row["timestamp"]):
                day = max(int(kept.clock.working_day(pl.Series([moment]).to_numpy())[0]), 0)
                queue = expected.setdefault((row["activity"], row["org_unit"]), {})
                queue.setdefault(day, []).append(moment)
    found = work_days(parts, kept.clock, steps=steps)
    assert {
        queue: list(zip(days.day.tolist(), days.first.tolist(), days.last.tolist(), strict=True))
        for queue, days in found.items()
    } == {
        queue: [(day, min(at), max(at)) for day, at in sorted(days.items())]
        for queue, days in expected.items()
    }
