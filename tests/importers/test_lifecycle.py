from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.importers.lifecycle import PairedEvents, lifecycle_model, pair_lifecycle

DAY = datetime(2024, 1, 2, tzinfo=UTC)
COLUMNS = ("case_id", "activity", "hour", "lifecycle", "person", "instance")
SCHEMA = pl.Schema(
    {
        "case_id": pl.String,
        "activity": pl.String,
        "lifecycle": pl.String,
        "person": pl.String,
        "instance": pl.String,
        "timestamp": pl.Datetime("us", "UTC"),
        "order": pl.UInt32,
        "row": pl.UInt32,
    }
)


def rows(*given_rows: tuple) -> pl.DataFrame:
    """Rows of (case, activity, hour, lifecycle, person, instance); what is left out is null."""
    frame = []
    for number, row in enumerate(given_rows):
        named = dict(zip(COLUMNS, (*row, *[None] * (len(COLUMNS) - len(row))), strict=True))
        named["timestamp"] = DAY + timedelta(hours=named.pop("hour"))
        frame.append({**named, "order": number, "row": number + 100})
    return pl.DataFrame(frame, schema=SCHEMA)


def hours(paired: PairedEvents) -> list[tuple[str, int | None, int]]:
    """Activity, hour of the start and of the completion of every event."""
    return [
        (activity, None if start is None else round((start - DAY) / timedelta(hours=1)),
         round((end - DAY) / timedelta(hours=1)))
        for activity, start, end in paired.events.select("activity", "start", "timestamp").rows()
    ]  # fmt: skip


def assert_accounted(paired: PairedEvents, read: int) -> None:
    set_aside = sum(paired.quarantined.values()) + sum(paired.merged.values())
    assert paired.events.height + set_aside == read


@pytest.mark.parametrize(
    ("values", "model"),
    [
        ([], "none"),
        ([None, None], "none"),
        (["complete", "COMPLETE", None], "none"),
        (["complete", "ate_abort"], "none"),
        (["Start", " complete "], "transitions"),
        (["SCHEDULE", "START", "COMPLETE"], "transitions"),
        (["start", "start"], "transitions"),
        (["In Progress", "Awaiting Assignment", "Resolved"], "states"),
        (["Assigned", "Closed", "complete"], "states"),
    ],
)
def test_a_lifecycle_is_told_from_states(values: list, model: str) -> None:
    assert lifecycle_model(pl.Series(values, dtype=pl.String)) == model


def test_without_transitions_every_row_is_an_event_with_unknown_start() -> None:
    paired = pair_lifecycle(rows(("1", "A", 8, "Queued"), ("1", "A", 9, "Closed")))
    assert paired.model == "states"
    assert hours(paired) == [("A", None, 8), ("A", None, 9)]
    assert not {"lifecycle", "instance"} & set(paired.events.columns)


def test_start_and_completion_are_paired_first_in_first_out() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 8, "start"),
            ("1", "A", 9, "start"),
            ("1", "A", 10, "complete"),
            ("1", "A", 12, "complete"),
        )
    )
    assert hours(paired) == [("A", 8, 10), ("A", 9, 12)]
    assert paired.merged == {"start_of_event": 2}
    assert not paired.quarantined
    assert not paired.quality_counts


def test_a_completion_before_any_start_takes_no_later_start() -> None:
    paired = pair_lifecycle(
        rows(("1", "A", 7, "complete"), ("1", "A", 8, "start"), ("1", "A", 9, "complete"))
    )
    assert hours(paired) == [("A", None, 7), ("A", 8, 9)]
    assert paired.quality_counts == {"unpaired_complete": 1}


def test_a_start_without_completion_is_work_in_progress_and_no_event() -> None:
    paired = pair_lifecycle(
        rows(("1", "A", 8, "start"), ("1", "A", 9, "complete"), ("1", "A", 10, "start"))
    )
    assert hours(paired) == [("A", 8, 9)]
    assert paired.quarantined == {"unpaired_start": 1}
    assert paired.set_aside.rows() == [(102, "unpaired_start")]
    assert paired.quality_counts == {"unpaired_start": 1}


def test_of_equal_stamps_the_start_comes_first_whatever_the_file_says() -> None:
    paired = pair_lifecycle(rows(("1", "A", 8, "complete"), ("1", "A", 8, "start")))
    assert hours(paired) == [("A", 8, 8)]


def test_cases_and_activities_do_not_mix() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 8, "start"),
            ("2", "A", 9, "complete"),
            ("1", "B", 9, "complete"),
            ("1", "B", 8, "start"),
        )
    )
    assert hours(paired) == [("A", None, 9), ("B", 8, 9)]


def test_the_instance_decides_where_it_is_given() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 8, "start", "kr", "i1"),
            ("1", "A", 9, "start", "kr", "i2"),
            ("1", "A", 10, "complete", "kr", "i2"),
            ("1", "A", 12, "complete", "kr", "i1"),
        )
    )
    assert hours(paired) == [("A", 9, 10), ("A", 8, 12)]


def test_an_instance_that_is_never_completed_lends_its_start_to_no_other() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 8, "start", "kr", "i1"),
            ("1", "A", 9, "start", "kr", "i2"),
            ("1", "A", 10, "complete", "kr", "i2"),
            ("1", "A", 12, "complete", "kr", "i3"),
        )
    )
    assert hours(paired) == [("A", 9, 10), ("A", None, 12)]
    assert paired.quality_counts == {"unpaired_complete": 1, "unpaired_start": 1}


def test_instances_that_number_every_row_are_ignored() -> None:
    paired = pair_lifecycle(
        rows(("1", "A", 8, "start", "kr", "r1"), ("1", "A", 10, "complete", "kr", "r2"))
    )
    assert hours(paired) == [("A", 8, 10)]


def test_the_same_person_goes_before_the_first_in() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 8, "start", "kr"),
            ("1", "A", 9, "start", "mü"),
            ("1", "A", 10, "complete", "mü"),
            ("1", "A", 12, "complete", "kr"),
        )
    )
    assert hours(paired) == [("A", 9, 10), ("A", 8, 12)]


def test_work_begun_by_one_and_completed_by_another_is_one_event_of_the_latter() -> None:
    paired = pair_lifecycle(rows(("1", "A", 8, "start", "kr"), ("1", "A", 10, "complete", "mü")))
    assert hours(paired) == [("A", 8, 10)]
    assert paired.events["person"].to_list() == ["mü"]


def test_a_completion_without_person_takes_that_of_its_start() -> None:
    paired = pair_lifecycle(rows(("1", "A", 8, "start", "kr"), ("1", "A", 10, "complete")))
    assert paired.events["person"].to_list() == ["kr"]


def test_an_aborted_piece_of_work_is_an_event() -> None:
    paired = pair_lifecycle(rows(("1", "A", 8, "start"), ("1", "A", 10, "ate_abort")))
    assert hours(paired) == [("A", 8, 10)]


def test_accompanying_rows_are_merged_where_the_work_was_done() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 7, "SCHEDULE"),
            ("1", "A", 8, "START"),
            ("1", "A", 9, "SUSPEND"),
            ("1", "A", 10, "RESUME"),
            ("1", "A", 11, "COMPLETE"),
            ("2", "A", 7, "SCHEDULE"),
        )
    )
    assert hours(paired) == [("A", 8, 11)]
    assert paired.merged == {"start_of_event": 1, "step_of_event": 3}
    assert paired.quarantined == {"never_performed": 1}


def test_an_activity_without_any_completion_is_read_as_it_stands() -> None:
    paired = pair_lifecycle(
        rows(
            ("1", "A", 8, "start"),
            ("1", "A", 9, "complete"),
            ("1", "only started", 10, "start"),
            ("1", "only started", 10, "schedule"),
            ("1", "only scheduled", 11, "schedule"),
        )
    )
    assert hours(paired) == [("A", 8, 9), ("only started", None, 10), ("only scheduled", None, 11)]
    assert paired.merged == {"start_of_event": 1, "step_of_event": 1}
    assert not paired.quarantined


def test_an_activity_that_only_completes_has_no_missing_starts() -> None:
    paired = pair_lifecycle(
        rows(("1", "A", 8, "start"), ("1", "A", 9, "complete"), ("1", "B", 9, "complete"))
    )
    assert hours(paired) == [("A", 8, 9), ("B", None, 9)]
    assert not paired.quality_counts


def test_a_row_without_lifecycle_is_a_completion() -> None:
    paired = pair_lifecycle(rows(("1", "A", 8, "start"), ("1", "A", 9, None)))
    assert hours(paired) == [("A", 8, 9)]


def test_other_columns_come_from_the_completion_in_the_order_of_the_file() -> None:
    frame = rows(
        ("1", "B", 8, "start"),
        ("1", "A", 7, "start"),
        ("1", "B", 9, "complete"),
        ("1", "A", 8, "complete"),
    ).with_columns(org_unit=pl.Series(["u1", "u2", "u3", "u4"]))
    events = pair_lifecycle(frame).events
    assert events.select("activity", "org_unit", "order").rows() == [("B", "u3", 2), ("A", "u4", 3)]


def test_no_rows_give_no_events() -> None:
    assert pair_lifecycle(rows().with_columns()).events.is_empty()


ROW = st.tuples(
    st.sampled_from("12"),
    st.sampled_from("AB"),
    st.integers(0, 6),
    st.sampled_from(["start", "complete", "complete", "schedule", None]),
    st.sampled_from(["kr", "mü", None]),
)


def naive_pairs(frame: pl.DataFrame) -> list[tuple[int, int]]:
    """First in, first out with queues: same person first, then anybody; numbers of the rows."""
    found: list[tuple[int, int]] = []
    completing = {r["activity"] for r in frame.iter_rows(named=True) if is_end(r)}
    left = [r for r in frame.iter_rows(named=True) if r["activity"] in completing and is_part(r)]
    for by_person in (True, False):
        queues: dict[tuple, deque[int]] = defaultdict(deque)
        done: set[int] = set()
        for row in sorted(left, key=lambda r: (r["timestamp"], is_end(r), r["order"])):
            key = (row["case_id"], row["activity"], row["person"] if by_person else None)
            if not is_end(row):
                queues[key].append(row["order"])
            elif queues[key]:
                start = queues[key].popleft()
                found.append((start, row["order"]))
                done |= {start, row["order"]}
        left = [row for row in left if row["order"] not in done]
    return sorted(found, key=lambda pair: pair[1])


def is_end(row: dict) -> bool:
    return row["lifecycle"] in ("complete", None)


def is_part(row: dict) -> bool:
    return row["lifecycle"] != "schedule"


@given(st.lists(ROW, max_size=24))
def test_pairs_are_those_of_a_naive_loop(drawn: list[tuple]) -> None:
    frame = rows(*drawn)
    paired = pair_lifecycle(frame)
    if paired.model != "transitions":
        return
    stamps = dict(frame.select("order", "timestamp").rows())
    wanted = {end: stamps[start] for start, end in naive_pairs(frame)}
    found = dict(paired.events.drop_nulls("start").select("order", "start").rows())
    assert found == wanted
    assert paired.merged.get("start_of_event", 0) == len(wanted)


@given(st.lists(ROW, max_size=24))
def test_every_row_is_an_event_or_accounted_for(drawn: list[tuple]) -> None:
    paired = pair_lifecycle(rows(*drawn))
    assert_accounted(paired, len(drawn))


@given(st.lists(ROW, max_size=24))
def test_no_event_ends_before_it_starts(drawn: list[tuple]) -> None:
    events = pair_lifecycle(rows(*drawn)).events
    assert (events["start"] <= events["timestamp"]).fill_null(value=True).all()


@given(st.lists(ROW, max_size=24, unique_by=lambda row: (row[2], row[3])), st.randoms())
def test_the_order_of_rows_with_different_stamps_never_matters(drawn: list[tuple], random) -> None:
    by_hour = [row for hour, row in {row[2]: row for row in drawn}.items()]
    shuffled = random.sample(by_hour, len(by_hour))
    columns = ["case_id", "activity", "timestamp", "start", "person"]
    one, two = (pair_lifecycle(rows(*given_rows)) for given_rows in (by_hour, shuffled))
    assert one.events.select(columns).sort(columns).equals(two.events.select(columns).sort(columns))
    assert (one.merged, one.quarantined) == (two.merged, two.quarantined)
