"""The cases an analysis looks at, and what is attached to them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from tests.procedures import DAY, WEEK, measured, procedure
from tests.strategies import event_log, event_logs, frame

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, analysed

HOUR = 3600
ROUNDING = 0.05
"""Seconds: the mean of each transition is told in whole milliseconds."""


def bridged(log: EventLog, where: list[bool]) -> EventLog:
    """The log with hidden steps before these events."""
    return replace(
        log, events=Parts.of(log.events.collect().with_columns(bridged=pl.Series(where)))
    )


def test_only_completed_cases_are_analysed_and_numbered_without_gaps() -> None:
    log = event_log(
        frame([(0, 0), (1, 5)], [(0, 1)], [(0, 2), (1, 9)]), completed=[True, False, True]
    )
    kept = analysed(log)
    assert kept.cases.select("index", "case").rows() == [(0, 0), (1, 2)]
    assert kept.events.column("index").to_list() == [0, 0, 1, 1]
    assert kept.total_seconds == (5 + 7) * HOUR


def test_window_runs_from_the_first_start_to_the_last_completion_of_completed_cases() -> None:
    events = frame([(0, 10, 4), (1, 34)], [(0, 0), (1, 900)])
    kept = analysed(event_log(events, completed=[True, False]))
    assert kept.window_days == 30 / 24
    assert kept.per_year == pytest.approx(365.25 / (30 / 24))


def test_log_without_completed_cases_is_empty_and_no_error() -> None:
    kept = analysed(event_log(frame([(0, 0)]), completed=[False]))
    assert (kept.cases.height, kept.total_seconds, kept.window_days) == (0, 0.0, 0.0)
    assert (kept.per_year, kept.weeks) == (1.0, 0)


def test_log_of_one_moment_has_no_year() -> None:
    kept = measured(procedure([(0, 0)]))
    assert (kept.window_days, kept.per_year) == (0.0, 1.0)


def test_weeks_begin_on_monday_and_count_from_the_logs_first() -> None:
    """Logs begin on a Thursday: four days later is the next week."""
    kept = measured(procedure(*[[(0, h)] for h in (0, 3 * DAY, 4 * DAY, WEEK, 13 * WEEK)]))
    assert kept.week_of_case.tolist() == [0, 0, 1, 1, 13]
    assert kept.cases["block"].to_list() == [0, 0, 0, 0, 1]
    assert kept.weeks == 3


def test_week_is_that_of_the_arrival_in_the_zone_of_the_log() -> None:
    """Sunday 23:30 in UTC is Monday in Berlin."""
    sunday = datetime(2024, 3, 31, 23, 30, tzinfo=UTC) - datetime(2024, 3, 28, 6, tzinfo=UTC)
    log = procedure([(0, 0)], [(0, sunday / timedelta(hours=1))])
    assert analysed(log).week_of_case.tolist() == [0, 0]
    assert analysed(replace(log, zone="Europe/Berlin")).week_of_case.tolist() == [0, 1]


def test_bridged_repetition_is_a_return_and_no_self_loop() -> None:
    """Hidden steps lie before the second event: the step does not follow itself."""
    log = event_log(frame([(0, 0), (0, 5), (0, 9)]))
    plain = analysed(log).events.collect()
    assert plain["is_self_loop"].to_list() == [False, True, True]
    hidden = analysed(bridged(log, [False, True, False])).events.collect()
    assert hidden["is_return"].to_list() == [False, True, False]
    assert hidden["is_self_loop"].to_list() == [False, False, True]


def test_bridges_stay_with_their_events_when_open_cases_are_left_out() -> None:
    log = event_log(frame([(0, 0), (0, 5)], [(0, 1), (0, 9)]), completed=[False, True])
    kept = analysed(bridged(log, [False, False, False, True])).events.collect()
    assert kept["is_return"].to_list() == [False, True]


def test_steps_set_from_outside_are_marked() -> None:
    kept = measured(procedure([(0, 0), (1, 5), (0, 9)]), outside=(1,))
    assert kept.events.column("outside").to_list() == [False, True, False]


def test_attributes_follow_their_cases() -> None:
    log = procedure([(0, 0)], [(0, 1)], attributes={"seconds": ("other", ["a", "b"])})
    kept = analysed(replace(log, cases=log.cases.with_columns(completed=pl.Series([False, True]))))
    assert kept.cases["attribute:seconds"].to_list() == ["b"]
    assert kept.cases["seconds"].to_list() == [0.0]


@given(event_logs())
def test_sojourn_times_of_a_case_add_up_and_transitions_stay_inside_it(log: EventLog) -> None:
    kept = analysed(log)
    for index, rows in kept.events.collect().group_by("index", maintain_order=True):
        assert rows["source"][0] is None
        assert rows["seconds"][0] is None
        assert rows["source"][1:].to_list() == rows["activity"][:-1].to_list()
        span = (rows["timestamp"][-1] - rows["timestamp"][0]).total_seconds()
        assert rows["seconds"].sum() == pytest.approx(span)
        assert rows["seconds"].drop_nulls().ge(0).all()
        assert index is not None


@given(event_logs())
def test_deviation_after_a_moment_is_that_of_a_naive_sum(log: EventLog) -> None:
    kept = analysed(log)
    ms = pl.col("timestamp").dt.epoch("ms")
    spent = kept.clock.seconds(kept.events.column("timestamp").dt.epoch("ms").to_numpy())
    begun = kept.events.collect().select(pl.col("previous").fill_null(pl.col("timestamp")))
    spent = spent - kept.clock.seconds(begun["previous"].dt.epoch("ms").to_numpy())
    usual = pl.col("spent").mean().over("source", "activity")
    events = kept.events.collect().with_columns(ms=ms, spent=spent)
    events = events.with_columns(deviation=pl.col("spent") - usual)
    index = events["index"].cast(pl.Int64).to_numpy()
    moments = events["ms"].to_numpy()
    found = kept.deviation_after(index, moments)
    for k, (case, moment) in enumerate(zip(index, moments, strict=True)):
        later = events.filter((pl.col("index") == case) & (pl.col("ms") > moment))
        assert found[k] == pytest.approx(later["deviation"].sum(), abs=ROUNDING)


@given(event_logs())
def test_deviations_of_all_cases_cancel_out(log: EventLog) -> None:
    kept = analysed(log)
    cases = np.arange(kept.cases.height)
    before = np.full(kept.cases.height, -(10**12), np.int64)
    assert abs(kept.deviation_after(cases, before).sum()) <= ROUNDING


def test_total_is_that_of_all_cases_in_days() -> None:
    kept = measured(procedure([(0, 0), (1, 48)], [(0, 5), (1, 29)]))
    assert kept.total_seconds == 3 * SECONDS_PER_DAY
