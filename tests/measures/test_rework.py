"""Repetitions: self-loops and returns."""

import polars as pl
from hypothesis import given
from tests.measures.by_case import cases_of, column
from tests.strategies import event_frames, frame

from verwaltung_mining.measures import first_time_right, rework


@given(event_frames(max_events=9))
def test_rework_equals_a_loop_that_looks_back_event_by_event(events: pl.DataFrame) -> None:
    expected: list[tuple[int | None, bool, bool, bool]] = []
    for rows in cases_of(events).values():
        for place, event in enumerate(rows):
            back = next(
                (row for row in reversed(rows[:place]) if row.activity == event.activity), None
            )
            if back is None:
                expected.append((None, False, False, False))
                continue
            between = [row for row in rows if back.row < row.row < event.row]
            units = {back.org_unit, event.org_unit}
            one_unit = None in units or len(units) == 1
            expected.append((back.row, True, not between and one_unit, bool(between)))
    columns = ("previous_row", "is_repeat", "is_self_loop", "is_return")
    assert rework(events.lazy()).select(columns).collect().rows() == expected


def test_a_repetition_directly_after_in_another_unit_is_neither_self_loop_nor_return() -> None:
    events = frame([(0, 1), (0, 2)], units=[1, 2])
    last = rework(events.lazy()).collect().row(-1, named=True)
    assert (last["is_repeat"], last["is_self_loop"], last["is_return"]) == (True, False, False)


def test_a_repetition_in_another_case_is_none() -> None:
    events = frame([(0, 1)], [(0, 2)])
    assert column(rework(events.lazy()), "is_repeat") == [False, False]


def test_the_third_time_points_to_the_second() -> None:
    events = frame([(5, 0)], [(0, 1), (1, 2), (0, 3), (1, 4), (0, 5)])
    assert column(rework(events.lazy()), "previous_row") == [None, None, None, 1, 2, 3]


def test_codes_of_one_case_never_run_into_those_of_the_next() -> None:
    events = frame([(65535, 1), (32768, 2)], [(0, 3), (1, 4)])
    assert column(rework(events.lazy()), "is_repeat") == [False] * 4


def test_the_highest_codes_of_case_and_activity_fit() -> None:
    events = frame([(65535, 1), (0, 2), (65535, 3)]).with_columns(
        case=pl.Series([2**32 - 1] * 3, dtype=pl.UInt32)
    )
    assert column(rework(events.lazy()), "previous_row") == [None, None, 0]


def test_in_a_very_long_case_each_repetition_still_points_to_the_one_before() -> None:
    count = 100_000
    events = frame([(place % 3, place / 60) for place in range(count)])
    expected = [None if place < 3 else place - 3 for place in range(count)]
    assert column(rework(events.lazy()), "previous_row") == expected


def test_rework_keeps_the_order_and_the_columns_of_the_events() -> None:
    events = frame([(1, 1), (0, 2), (1, 3)], [(1, 0), (1, 4)])
    assert rework(events.lazy()).select(events.columns).collect().equals(events)


@given(event_frames(max_events=9))
def test_first_time_right_equals_counting_cases_without_return(events: pl.DataFrame) -> None:
    with_activity: dict[int, set[int]] = {}
    returned: dict[int, set[int]] = {}
    for case, rows in cases_of(events).items():
        activities = [row.activity for row in rows]
        for place, activity in enumerate(activities):
            with_activity.setdefault(activity, set()).add(case)
            before = activities[:place]
            if activity in before and before[-1] != activity:
                returned.setdefault(activity, set()).add(case)
    expected = {
        activity: (len(cases), 1 - len(returned.get(activity, set())) / len(cases))
        for activity, cases in sorted(with_activity.items())
    }
    measured = first_time_right(events.lazy()).collect()
    assert {row[0]: (row[1], row[2]) for row in measured.rows()} == expected
    assert measured["activity"].is_sorted()
