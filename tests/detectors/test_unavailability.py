"""Unavailability: weeks in which a step rests, told from dates, closing days and quiet steps."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from tests.detectors.proposing import only, proposed
from tests.null_logs import found_in
from tests.procedures import DAY, WEEK, Floats, measured, procedure
from tests.strategies import BEGIN

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.detectors.requirements import NO_UNITS, UNITS_NOT_IN_A_ROW
from verwaltung_mining.detectors.unavailability import UNAVAILABILITY
from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.identity.k_table import K_SCHEMA
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog, analysed
from verwaltung_mining.shapes import Place

CASES = 1500
WEEKS = 104
COUNTER, DESK, BOARD = 0, 1, 2
AWAY_WEEKS = (10, 11, 12, 36, 37, 38, 62, 63, 64, 88, 89, 90)
"""Three weeks each spring and autumn."""


def ways(seed: int, cases: int = CASES) -> tuple[Floats, Floats]:
    """When cases come, and when each is ready for the desk, some days later."""
    rng = np.random.default_rng([seed, 3])
    come = np.sort(rng.uniform(0, WEEKS * WEEK, cases))
    return come, come + rng.gamma(2.0, 1.5 * DAY, cases)


def back(ready: Floats, weeks: tuple[int, ...] = AWAY_WEEKS) -> Floats:
    """The next moment outside of these weeks, spread over two days."""
    moment = ready.copy()
    for week in sorted(weeks):
        inside = (moment >= week * WEEK) & (moment < (week + 1) * WEEK)
        moment[inside] = (week + 1) * WEEK + np.arange(inside.sum()) % 48
    return moment


def log_of(
    come: Floats, done: Floats, *, units: bool = True, starts: bool = True, others_work: bool = True
) -> EventLog:
    """Cases pass the desk and are decided days later; another unit works all the time."""
    later = np.random.default_rng(0).gamma(2.0, 2 * DAY, len(come))
    cases = [
        [
            (0, c, c if starts else None),
            (1, d, d - 0.01 if starts else None),
            (2, d + x, d + x if starts else None),
        ]
        for c, d, x in zip(come, done, later, strict=True)
    ]
    of_events: list[int | None] = [COUNTER, DESK, BOARD] * len(cases)
    return procedure(*cases, units=of_events if units else None)


def found(log: AnalysedLog) -> list[str]:
    """Findings of unavailability that an analysis reports, by confidence."""
    return [f.confidence for f in found_in(log).ranked if f.detector.id == "unavailability"]


@pytest.mark.parametrize("seed", range(3))
def test_weeks_without_work_are_found_with_what_they_cost(seed: int) -> None:
    come, ready = ways(seed)
    done = back(ready)
    hypothesis = only(proposed(UNAVAILABILITY, measured(log_of(come, done))))
    assert hypothesis.place == Place(activity=1)
    assert hypothesis.remark is not None
    days = re.match(r"4 times, typically for (\d+) working days \(", hypothesis.remark.en)
    assert days is not None
    assert int(days[1]) in (18, 19, 20, 21)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 1e-6
    truth = (done - ready).sum() / DAY
    estimate = hypothesis.estimate()
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(truth, rel=0.1)
    held_up = (done > ready).sum()  # some others are still on their way when it goes on
    assert held_up <= hypothesis.cases <= 1.25 * held_up
    assert found(measured(log_of(come, done))) == ["medium"]


def test_days_of_the_rests_are_told_in_order() -> None:
    come, ready = ways(1)
    remark = only(proposed(UNAVAILABILITY, measured(log_of(come, back(ready))))).remark
    assert remark is not None
    begins = [BEGIN.date() + timedelta(weeks=AWAY_WEEKS[k]) for k in (0, 3, 6, 9)]
    german, english = (re.search(r"\((.*)\)", text) for text in (remark.de, remark.en))
    assert german is not None
    assert english is not None
    told = [rest.split(" to ") for rest in english[1].split(", ")]
    for begin, (first, last) in zip(begins, told, strict=True):
        assert abs(_day(first) - begin) <= timedelta(days=1)
        assert abs(_day(last) - (begin + timedelta(weeks=3))) <= timedelta(days=1)
    assert [text.count(" bis ") for text in german[1].split(", ")] == [1, 1, 1, 1]


def _day(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").date()


@pytest.mark.parametrize(("k_class", "named"), [("<5", False), ("5-9", False), (">=10", True)])
def test_days_on_which_few_people_are_away_are_not_told(k_class: str, *, named: bool) -> None:
    come, ready = ways(1)
    log = log_of(come, back(ready))
    desk = {"scope": "activity_unit", "activity": 1, "org_unit": DESK, "k_class": k_class}
    log = replace(log, k_table=pl.DataFrame([desk], schema=K_SCHEMA))
    remark = only(proposed(UNAVAILABILITY, measured(log))).remark
    assert remark is not None
    assert ("(" in remark.de) is ("(" in remark.en) is named


def test_reason_against_high_is_the_calendar_that_is_missing() -> None:
    come, ready = ways(1)
    log = log_of(come, back(ready))
    guessed = only(proposed(UNAVAILABILITY, measured(log))).estimate().caveat
    assert guessed is not None
    assert "[calendar]" in guessed.de
    every_day = WeeklyHours(saturday="08:00-17:00", sunday="08:00-17:00")
    office = Calendar(hours=every_day.spans(), zone="UTC")
    declared = only(proposed(UNAVAILABILITY, analysed(log, calendar=office))).estimate()
    assert declared.caveat is None


def test_without_starts_it_is_never_surer_than_medium() -> None:
    come, ready = ways(1)
    log = measured(log_of(come, back(ready), starts=False))
    caveat = only(proposed(UNAVAILABILITY, log)).estimate().caveat
    assert caveat is not None
    assert "Beginn" in caveat.de


@pytest.mark.parametrize("seed", range(6))
def test_step_that_never_rests_is_silent(seed: int) -> None:
    assert proposed(UNAVAILABILITY, measured(log_of(*ways(seed)))).hypotheses == ()


@pytest.mark.parametrize("seed", range(6))
def test_rare_step_with_long_gaps_by_chance_is_silent(seed: int) -> None:
    come, ready = ways(seed, cases=1500)
    log = log_of(come, ready)
    rare = log.events.collect().filter(
        (log.events.column("activity") != 1) | (log.events.column("case") % 12 == 0)
    )
    assert proposed(UNAVAILABILITY, measured(_with(log, rare))).hypotheses == ()


def _with(log: EventLog, events: pl.DataFrame) -> EventLog:
    from dataclasses import replace

    return replace(log, events=Parts.of(events))


def weekly(ready: Floats) -> Floats:
    return np.ceil(ready / WEEK) * WEEK + np.arange(len(ready)) % 5


@pytest.mark.parametrize("seed", range(3))
def test_weekly_date_is_no_absence_even_when_it_fails_once(seed: int) -> None:
    come, ready = ways(seed)
    done = weekly(ready)
    done[(done >= 40 * WEEK) & (done < 40 * WEEK + DAY)] += WEEK
    assert proposed(UNAVAILABILITY, measured(log_of(come, done))).hypotheses == ()


def test_weeks_in_which_the_whole_office_is_closed_are_no_absence() -> None:
    come, ready = ways(2)
    come, done = back(come), back(back(ready) + 1)
    closed = [
        [(0, c, c), (1, d, d - 0.01), (2, e, e)]
        for c, d, e in zip(come, done, back(done + 4 * DAY), strict=True)
    ]
    log = procedure(*closed, units=[COUNTER, DESK, BOARD] * len(closed))
    assert proposed(UNAVAILABILITY, measured(log)).hypotheses == ()


def test_step_that_has_nothing_to_do_does_not_rest() -> None:
    """The desk before it rests: no case reaches the board in those weeks."""
    come, ready = ways(1)
    done = back(ready)
    steps = [
        h.place.activity for h in proposed(UNAVAILABILITY, measured(log_of(come, done))).hypotheses
    ]
    assert steps == [1]


def test_nights_and_weekends_are_no_absence() -> None:
    def office(moment: Floats) -> Floats:
        day, hour = moment // DAY, moment % DAY
        day = np.where(hour > 10, day + 1, day)
        hour = np.where(hour > 10, np.arange(len(moment)) % 10, hour)
        weekend = (day % 7 == 2) | (day % 7 == 3)
        return np.asarray(np.where(weekend, (day // 7) * 7 + 4, day) * DAY + hour)

    come, ready = ways(4)
    assert proposed(UNAVAILABILITY, measured(log_of(office(come), office(ready)))).hypotheses == ()


def test_without_units_it_says_what_is_missing() -> None:
    log = replace(log_of(*ways(1), units=False), org_units=())
    assert proposed(UNAVAILABILITY, measured(log)).skipped == NO_UNITS


def test_where_no_analysed_step_names_its_unit_it_says_so() -> None:
    log = replace(log_of(*ways(1), units=False), org_units=("Amt",))
    assert proposed(UNAVAILABILITY, measured(log)).skipped == UNITS_NOT_IN_A_ROW


def test_single_event_is_silent() -> None:
    log = measured(procedure([(0, 1.0, 0.5)], units=[0]))
    assert proposed(UNAVAILABILITY, log).hypotheses == ()


def test_twice_the_cases_are_twice_the_saving() -> None:
    come, ready = ways(1)
    done = back(ready)
    once = only(proposed(UNAVAILABILITY, measured(log_of(come, done)))).estimate()
    twice = measured(log_of(np.repeat(come, 2), np.repeat(done, 2)))
    assert only(proposed(UNAVAILABILITY, twice)).estimate().total == pytest.approx(
        2 * once.total, rel=0.02
    )
