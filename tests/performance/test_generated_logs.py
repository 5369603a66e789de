"""Generated logs: the same from the same seed, and the stored log is what an import would write."""

from pathlib import Path

import polars as pl
import pytest
from benchmarks.performance import draw
from benchmarks.performance.procedure import ACTIVITIES, LAST, SENT, STEPS
from benchmarks.performance.raw_files import WRITERS, raw_file
from benchmarks.performance.stored_log import stored_log

import verwaltung_mining as vm
from verwaltung_mining.eventlog.queue_view import queue_view
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.store import read_stored

EVENTS = 1_000
SEVERAL_CHUNKS = 40
"""Cases of a chunk, so that a log of a thousand events has three."""


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tables(log: EventLog) -> list[pl.DataFrame]:
    """All tables; categories as text, since an import knows only the values that occur."""
    frames = (log.events.collect(), log.cases, log.attributes, log.k_table)
    return [frame.with_columns(pl.col(pl.Enum).cast(pl.String)) for frame in frames]


@pytest.fixture
def several_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "CASES_PER_CHUNK", SEVERAL_CHUNKS)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one, same, other = (
        content(stored_log(tmp_path / name, events=EVENTS, seed=seed))
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    )
    assert same == one
    assert one["events/part-00000.parquet"] != other["events/part-00000.parquet"]


@pytest.mark.parametrize("suffix", sorted(WRITERS))
@pytest.mark.usefixtures("several_chunks")
def test_the_stored_log_equals_the_import_of_the_same_log_as_a_file(
    tmp_path: Path, suffix: str
) -> None:
    folder = stored_log(tmp_path / "log", events=EVENTS, seed=1)
    stored = read_stored(folder)
    file = raw_file(tmp_path / f"export{suffix}", events=EVENTS, seed=1)
    imported = vm.read_log(file, end=[STEPS[LAST]]).event_log
    assert stored.activities == imported.activities == ACTIVITIES
    assert stored.org_units == imported.org_units
    assert stored.attribute_list == imported.attribute_list
    assert stored.end_activities == imported.end_activities
    assert (stored.timing, stored.zone) == (imported.timing, imported.zone)
    for one, other in zip(tables(stored), tables(imported), strict=True):
        assert one.equals(other)


@pytest.mark.usefixtures("several_chunks")
def test_the_queue_view_of_several_parts_is_that_of_the_whole_log(tmp_path: Path) -> None:
    folder = stored_log(tmp_path / "log", events=EVENTS, seed=1)
    assert len(list((folder / "events").iterdir())) > 1
    whole = queue_view(read_stored(folder).events.collect().with_row_index("row"))
    assert pl.read_parquet(folder / "queue.parquet").equals(whole)


def test_offices_work_from_eight_to_five_in_summer_and_in_winter() -> None:
    (chunk,) = draw.chunks(EVENTS, seed=1)
    later = chunk.events.filter(pl.col("case") == pl.col("case").shift(1))
    local = pl.col("start").dt.convert_time_zone(draw.ZONE)
    hours = later.select(month=local.dt.month(), hour=local.dt.hour())
    for months in ((1, 2, 12), (6, 7, 8)):
        seen = hours.filter(pl.col("month").is_in(months))["hour"]
        assert (seen.min(), seen.max()) == (8, 16)


def test_some_steps_share_the_stamp_of_the_one_before_and_sending_is_done_in_one_go() -> None:
    (chunk,) = draw.chunks(10 * EVENTS, seed=1)
    events = chunk.events
    same = (pl.col("case") == pl.col("case").shift(1)) & (
        pl.col("timestamp") == pl.col("timestamp").shift(1)
    )
    assert 0.02 < events.select(same.mean()).item() < 0.1
    sent = events.filter(pl.col("activity") == draw.CODE_OF_STEP[SENT])
    assert sent["timestamp"].n_unique() < sent.height
