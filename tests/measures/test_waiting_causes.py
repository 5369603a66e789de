"""Five causes of waiting: small days worked out by hand, and against a naive loop."""

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.naive_waiting import Work, frame, naive_batches, naive_causes

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.batch import batch
from verwaltung_mining.measures.batch_by_date import batch_by_date
from verwaltung_mining.measures.enabled_by import enabled_by
from verwaltung_mining.measures.moment_counts import MomentCounts
from verwaltung_mining.measures.operating_time import operating_clock
from verwaltung_mining.measures.waiting_causes import CAUSES, waiting_causes

Ints = npt.NDArray[np.int64]
MINUTE = 60_000
OPENS, CLOSES = 8 * 60, 16 * 60


def always(_unit: Ints, moment: Ints) -> Ints:
    return moment


def office_hours(_unit: Ints, moment: Ints) -> Ints:
    """Every day from eight to four."""
    day, minute = np.divmod(moment, 24 * 60 * MINUTE)
    open_ = np.clip(minute, OPENS * MINUTE, CLOSES * MINUTE) - OPENS * MINUTE
    hours: Ints = day * (CLOSES - OPENS) * MINUTE + open_
    return hours


def causes(log: list[Work], working: Any = always) -> list[dict[str, int]]:
    events = frame(log)
    measured = waiting_causes(pl.concat([events, batch(events)], how="horizontal"), working=working)
    minutes = measured.select(pl.col(CAUSES) // MINUTE)
    assert (measured["wait"] == measured.select(pl.sum_horizontal(CAUSES)).to_series()).all()
    return minutes.rows(named=True)


def only(**minutes: int) -> dict[str, int]:
    return dict.fromkeys(CAUSES, 0) | minutes


def clock(text: str) -> int:
    """Minutes since midnight.

    >>> clock("9:30")
    570
    """
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def work(case: int, activity: int, unit: int, *times: str) -> Work:
    return Work(case, activity, unit, *(clock(t) for t in times))


def test_waiting_for_the_last_case_of_a_batch_is_batching() -> None:
    log = [
        work(0, 1, 0, "9:00", "12:00", "12:10"),
        work(1, 1, 0, "10:00", "12:00", "12:10"),
        work(2, 1, 0, "11:30", "12:00", "12:10"),
    ]
    assert causes(log) == [
        only(batching=150, extraneous=30),
        only(batching=90, extraneous=30),
        only(extraneous=30),
    ]


def test_waiting_for_work_that_came_before_is_contention() -> None:
    log = [work(0, 1, 0, "9:00", "9:00", "11:00"), work(1, 2, 0, "9:30", "11:00", "11:30")]
    assert causes(log)[1] == only(contention=90)


def test_waiting_for_work_that_came_later_is_prioritisation() -> None:
    log = [work(0, 1, 0, "9:00", "12:00", "12:30"), work(1, 2, 0, "9:30", "10:00", "12:00")]
    assert causes(log)[0] == only(extraneous=60, prioritisation=120)


def test_waiting_while_the_unit_is_away_is_unavailability() -> None:
    log = [Work(0, 1, 0, clock("15:00"), 24 * 60 + clock("9:00"), 24 * 60 + clock("10:00"))]
    assert causes(log, office_hours) == [only(unavailability=16 * 60, extraneous=120)]


def test_work_outside_office_hours_is_contention_and_no_absence() -> None:
    log = [
        work(0, 1, 0, "15:00", "15:30", "18:00"),
        work(1, 2, 0, "15:40", "19:00", "19:30"),
    ]
    assert causes(log, office_hours)[1] == only(contention=140, unavailability=60)


def test_waiting_without_any_of_these_is_extraneous() -> None:
    log = [work(0, 1, 0, "9:00", "11:00", "12:00"), work(1, 1, 1, "9:00", "9:00", "11:00")]
    assert causes(log)[0] == only(extraneous=120)


def test_a_wait_is_parted_when_several_causes_meet() -> None:
    """The unit does one thing that came earlier and one that came later, and then nothing."""
    log = [
        work(0, 1, 0, "11:30", "14:00", "15:00"),
        work(1, 2, 0, "11:00", "11:30", "12:30"),
        work(2, 3, 0, "12:10", "12:30", "13:30"),
    ]
    assert causes(log)[0] == only(contention=60, prioritisation=60, extraneous=30)


def test_two_tasks_at_a_time_count_once_and_the_older_decides() -> None:
    log = [
        work(0, 1, 0, "9:00", "12:00", "13:00"),
        work(1, 2, 0, "8:00", "10:00", "11:00"),
        work(2, 3, 0, "9:30", "10:30", "12:00"),
    ]
    assert causes(log)[0] == only(extraneous=60, contention=60, prioritisation=60)


def test_inside_a_batch_the_own_enablement_decides_and_before_it_that_of_the_batch() -> None:
    log = [
        work(0, 1, 0, "9:00", "13:00", "13:20"),
        work(1, 1, 0, "10:00", "12:40", "13:00"),
        work(2, 1, 0, "10:30", "13:20", "13:40"),
        work(3, 2, 0, "10:20", "11:00", "12:00"),
    ]
    assert causes(log)[:3] == [
        only(batching=90, extraneous=70, contention=60, prioritisation=20),
        only(batching=30, extraneous=70, contention=60),
        only(extraneous=70, contention=100),
    ]


def test_who_comes_after_the_batch_has_begun_is_no_part_of_it() -> None:
    log = [
        work(0, 1, 0, "9:00", "10:00", "10:30"),
        work(1, 1, 0, "9:30", "10:30", "11:00"),
        work(2, 1, 0, "10:15", "11:00", "11:30"),
    ]
    assert causes(log) == [
        only(batching=30, extraneous=30),
        only(extraneous=30, contention=30),
        only(contention=45),
    ]


def test_a_batch_has_enough_cases() -> None:
    log = [work(k, 1, 0, "9:00", "10:00", "11:00") for k in range(3)]
    assert batch(frame(log), least_size=3)["batch"].count() == len(log)
    assert batch(frame(log), least_size=4)["batch"].count() == 0


DAY = 24 * 60
CASES_A_DAY = 6


def days_of_work(*days: int, activity: int = 1) -> list[Work]:
    """On each day several cases, begun side by side, that came on the days before."""
    return [
        Work(10 * day + k, activity, 0, DAY * (day - 1) + 60 * k, DAY * day + 540 + k,
             DAY * day + 600)
        for day in days for k in range(CASES_A_DAY)
    ]  # fmt: skip


def by_date(log: list[Work]) -> pl.DataFrame:
    events = frame(log)
    moments = MomentCounts.of("UTC", pl.concat([events["start"], events["enabled"]]))
    clock = operating_clock(moments, Calendar.always())
    return batch_by_date(events, clock)


def test_a_unit_has_batches_of_a_step_that_rests_on_most_days() -> None:
    daily = days_of_work(*range(1, 30), activity=2)
    found = by_date([*days_of_work(1, 8, 15, 22, 29), *daily])
    weekly = found.head(5 * CASES_A_DAY)
    assert weekly["batch"].n_unique() == 5
    assert weekly["batch"].null_count() == 0
    assert found.tail(len(daily))["batch"].count() == 0


def test_a_unit_has_no_batches_of_a_step_done_for_few_cases_a_day() -> None:
    rare = [w for w in days_of_work(1, 8, 15) if w.case % 10 < 4]
    assert by_date([*rare, *days_of_work(*range(1, 30), activity=2)])["batch"].count() == 0


def test_steps_still_open_at_the_start_are_passed_over() -> None:
    log = [
        Work(0, 1, 0, 0, 0, 10),
        Work(0, 2, 0, 0, 5, 30),
        Work(0, 3, 0, 0, 20, 40),
        Work(1, 4, 0, 0, 15, 50),
    ]
    found = enabled_by(frame(log))
    assert found["source"].to_list() == [None, None, 1, None]


def test_an_instant_step_does_not_wait_for_itself() -> None:
    found = enabled_by(frame([Work(0, 1, 0, 0, 5, 5), Work(0, 2, 0, 0, 9, 9)]))
    assert found["source"].to_list() == [None, 1]


@st.composite
def logs(draw: st.DrawFn) -> list[Work]:
    minute = st.integers(0, 30)
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 4), st.integers(0, 1), st.integers(0, 1), minute, minute, minute
            ),
            min_size=1,
            max_size=14,
        )
    )
    # Long days, so that opening and closing time lie inside.
    return [Work(*row[:3], *(40 * t for t in sorted(row[3:]))) for row in rows]


def works(_unit: int, minute: int) -> bool:
    return OPENS <= minute % (24 * 60) < CLOSES


@given(logs())
def test_causes_are_those_of_a_naive_loop(log: list[Work]) -> None:
    # Rows that are equal in what chains are sorted by have no order of their own.
    log = list({work[1:3] + work[4:]: work for work in log}.values())
    assert causes(log, office_hours) == naive_causes(log, works)


@given(logs())
def test_batches_are_those_of_a_naive_loop(log: list[Work]) -> None:
    found = batch(frame(log))["batch"].to_list()
    groups = {
        n: frozenset(k for k, m in enumerate(found) if m == n) for n in found if n is not None
    }
    assert set(groups.values()) == set(naive_batches(log))


@given(logs(), st.permutations(range(2)), st.permutations(range(5)))
def test_relabelling_changes_nothing(log: list[Work], units: list[int], cases: list[int]) -> None:
    log = list({work[1:3] + work[4:]: work for work in log}.values())
    renamed = [w._replace(unit=7 + units[w.unit], case=cases[w.case]) for w in log]
    assert causes(renamed) == causes(log)


@given(logs())
def test_shifting_the_log_by_weeks_changes_nothing(log: list[Work]) -> None:
    week = 7 * 24 * 60
    later = [w._replace(enabled=w.enabled + week, start=w.start + week, end=w.end + week)
             for w in log]  # fmt: skip
    assert causes(later, office_hours) == causes(log, office_hours)


def test_no_events_have_no_causes() -> None:
    empty = frame([Work(0, 1, 0, 0, 1, 2)]).clear()
    found = waiting_causes(pl.concat([empty, batch(empty)], how="horizontal"), working=always)
    assert found.is_empty()
