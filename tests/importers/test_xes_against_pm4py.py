"""Small random logs, read by us and by pm4py's slow but correct reader."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pm4py.objects.log.importer.xes.variants import iterparse
from pm4py.objects.log.obj import EventLog
from pm4py.objects.log.util.interval_lifecycle import to_interval
from tests.importers.xes_text import attribute, event, log, trace, write

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes import read_xes

BEGIN = datetime(2024, 3, 30, 22, tzinfo=UTC)
"""The night in which Berlin's clocks go forward."""
OFFSETS = ("+00:00", "Z", "+01:00", "-05:30")
LABELS = st.sampled_from(["A", "Prüfung & Co", 'mit "Zeichen" <b>', "名前"])
QUIET = {iterparse.Parameters.SHOW_PROGRESS_BAR: False}


def stamp(minutes: int, offset: str) -> str:
    """An instant as a clock with this offset writes it."""
    if offset == "Z":
        return (BEGIN + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    shown = datetime.strptime(f"2024-01-01 {offset}", "%Y-%m-%d %z").tzinfo
    return (BEGIN + timedelta(minutes=minutes)).astimezone(shown).isoformat()


@st.composite
def documents(draw: st.DrawFn, *, lifecycle: bool) -> str:
    traces = []
    for number in range(draw(st.integers(1, 4))):
        minutes = sorted(draw(st.lists(st.integers(0, 600), max_size=8, unique=True)))
        rows = [
            event(
                draw(st.sampled_from("AB") if lifecycle else LABELS),
                stamp(minute, draw(st.sampled_from(OFFSETS))),
                **({"org__group": draw(LABELS)} if draw(st.booleans()) else {}),
                **({"lifecycle__transition": draw(st.sampled_from(["start", "complete"]))}
                   if lifecycle else {}),
            )
            for minute in minutes
        ]  # fmt: skip
        channel = attribute("channel", draw(st.sampled_from(["online", "paper"])))
        traces.append(trace(channel, *rows, name=f"case {number}"))
    last = event("B", stamp(700, "Z"), lifecycle__transition="complete") if lifecycle else event()
    return log(*traces, trace(last, name="last"))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def read_both(folder: Path, text: str) -> tuple[RawLog, EventLog]:
    path = write(folder, text)
    return read_xes(path, ReadOptions()), iterparse.apply(str(path), parameters=QUIET)


def theirs(event_log: EventLog, *keys: str) -> list[tuple]:
    return [
        (trace.attributes["concept:name"], *(row.get(key) for key in keys))
        for trace in event_log
        for row in trace
    ]


@given(text=documents(lifecycle=False))
def test_events_are_those_that_pm4py_reads(folder: Path, text: str) -> None:
    raw, read = read_both(folder, text)
    ours = raw.labelled().select("case_id", "activity", "timestamp", "org_unit").rows()
    assert ours == theirs(read, "concept:name", "time:timestamp", "org:group")


@given(text=documents(lifecycle=True))
def test_intervals_are_those_that_pm4py_pairs(folder: Path, text: str) -> None:
    raw, read = read_both(folder, text)
    never_completed = {
        row["concept:name"] for trace in read for row in trace
    } - {
        row["concept:name"] for trace in read for row in trace
        if row["lifecycle:transition"] == "complete"
    }  # fmt: skip
    started = pl.coalesce("start", "timestamp")  # pm4py takes the completion for the start
    ours = raw.labelled().filter(~pl.col("activity").is_in(never_completed))
    paired = to_interval(read)
    wanted = theirs(paired, "concept:name", "start_timestamp", "time:timestamp")
    found = ours.select("case_id", "activity", started, "timestamp").rows()
    assert sorted(found) == sorted(wanted)
