"""Batch release: weekly dates and bursts, with waits counted by hand."""

import numpy as np
import pytest
from tests.detectors.proposing import hours, only, proposed
from tests.procedures import (
    DAY,
    WEEK,
    Floats,
    arrivals,
    measured,
    open_at_all_hours,
    procedure,
)

from verwaltung_mining.detectors.batch_release import BATCH_RELEASE
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Place

CHECK, SIGN, PAY = 0, 1, 2
CASES = 200
READY = arrivals(CASES, weeks=26)
"""Cases become ready at all hours of all weekdays."""
HOUR = 3600


def log_of(
    signed: Floats,
    *,
    ready: Floats = READY,
    precision: str = "minute",
    outside: tuple[int, ...] = (),
) -> AnalysedLog:
    """Cases that are ready, signed, and paid some days later."""
    paid = signed + spread(9, len(signed))
    cases = [[(CHECK, r), (SIGN, s), (PAY, p)] for r, s, p in zip(ready, signed, paid, strict=True)]
    return measured(procedure(*cases, precision=precision), outside=outside)


def next_date(moment: Floats, *, weekday_after_begin: int = 5, hour: float = 4.0) -> Floats:
    """The next weekly date; logs begin on Thursday at six, so the default is Tuesday at ten."""
    first = weekday_after_begin * DAY + hour
    return np.ceil((moment - first) / WEEK) * WEEK + first


def spread(seed: int, count: int = CASES) -> Floats:
    return np.random.default_rng(seed).uniform(0.5 * DAY, 3.5 * DAY, count)


def test_weekly_signature_is_found_and_named() -> None:
    hypothesis = only(proposed(BATCH_RELEASE, log_of(next_date(READY))))
    assert hypothesis.place == Place(activity=SIGN)
    assert hypothesis.kind == "policy"
    assert hypothesis.remark is not None
    assert (hypothesis.remark.de, hypothesis.remark.en) == (
        "dienstags gegen 10 Uhr",
        "Tuesdays around 10:00",
    )
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 1e-3
    assert hypothesis.cases == pytest.approx(CASES, abs=2)


@pytest.mark.parametrize(
    ("begun", "german", "english"),
    [(4.0, "10", "10:00"), (11.6, "17:30", "17:30"), (4.9, "11", "11:00"), (17.9, "0", "0:00")],
)
def test_time_of_a_date_is_told_to_the_quarter_of_an_hour(
    begun: float, german: str, english: str
) -> None:
    """Logs begin at six: 10:00, 17:36, 10:54 and 23:54."""
    remark = only(proposed(BATCH_RELEASE, log_of(next_date(READY, hour=begun)))).remark
    assert remark is not None
    assert remark.de.endswith(f" gegen {german} Uhr")
    assert remark.en.endswith(f" around {english}")


def test_case_that_is_at_hand_at_once_saves_its_whole_wait_but_for_the_opening() -> None:
    """Waits are even from 0 to 7 days: 3.5 days on average, ready at once, open at all hours."""
    estimate = only(proposed(BATCH_RELEASE, log_of(next_date(READY)))).estimate()
    total = (next_date(READY) - READY).sum() / DAY
    assert total / CASES == pytest.approx(3.5, abs=0.1)
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(total, rel=0.1)


def test_days_of_post_before_the_date_are_not_the_dates_fault() -> None:
    """Two days on the way, then the next date: the wait beyond the two days is the rule's."""
    signed = next_date(READY + 2 * DAY)
    estimate = only(proposed(BATCH_RELEASE, log_of(signed))).estimate()
    true_days = (signed - READY - 2 * DAY).sum() / DAY
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(true_days, rel=0.1)
    assert estimate.low / SECONDS_PER_DAY < true_days < estimate.high / SECONDS_PER_DAY


@pytest.mark.parametrize("post", [4.0, 10.0, 25.0])
@pytest.mark.parametrize("again", [7 * DAY, 4 * DAY])
def test_weeks_of_post_before_the_date_are_not_the_dates_fault(post: float, again: float) -> None:
    """Some cases miss several dates, on one or two days of the week, until they are ready."""
    ready = arrivals(8 * CASES, weeks=52)
    at_hand = ready + post * DAY * np.random.default_rng(2).gamma(1.0, 1.0, len(ready))
    first, second = next_date(at_hand), next_date(at_hand - again) + again
    signed = np.minimum(first, np.where(second >= at_hand, second, np.inf))
    log = open_at_all_hours(log_of(signed, ready=ready))
    found = proposed(BATCH_RELEASE, log).hypotheses
    estimate = next(h for h in found if h.place == Place(activity=SIGN)).estimate()
    normal = dict(estimate.details)["normal_wait"] / SECONDS_PER_DAY
    assert normal == pytest.approx((at_hand - ready).mean() / DAY, rel=0.05)


def in_office(count: int = 4 * CASES) -> Floats:
    """Moments from eight to four on Mondays to Fridays, evenly; logs begin on Thursday at six."""
    moments = np.arange(count) * 26 * 5 * 8.0 / count
    day, hour = np.divmod(moments, 8.0)
    week, weekday = np.divmod(day, 5)
    return week * WEEK + (4 + weekday) * DAY + hour + 2


def next_open(moment: Floats) -> Floats:
    """The moment itself in office hours, else eight o'clock of the next working day."""
    day, hour = np.divmod(moment + 6, DAY)
    late = hour >= 16
    day, hour = day + late, np.where(late, 8.0, np.maximum(hour, 8.0))
    weekday = (day + 3) % 7
    closed = weekday >= 5
    return np.where(closed, (day + 7 - weekday) * DAY + 2, day * DAY + hour - 6)


def next_list(moment: Floats) -> Floats:
    """The next eight in the evening."""
    return np.ceil((moment - 14) / DAY) * DAY + 14


def log_of_nights(post: float) -> tuple[AnalysedLog, float]:
    """Signed from the list of the night, `post` hours on the way; and the days it costs in all."""
    ready = in_office()
    at_hand = ready + post * np.random.default_rng(3).gamma(2.0, 0.5, len(ready))
    signed = next_open(next_list(at_hand)) + np.random.default_rng(4).uniform(0, 1, len(ready))
    paid = next_open(signed + spread(9, len(ready))) + np.random.default_rng(6).uniform(
        0, 6, len(ready)
    )
    cases = [[(CHECK, r), (SIGN, s), (PAY, p)] for r, s, p in zip(ready, signed, paid, strict=True)]
    return measured(procedure(*cases)), float((signed - next_open(at_hand)).sum() / DAY)


@pytest.mark.parametrize("post", [4.0, 16.0, 40.0])
def test_list_of_the_night_is_found_with_about_what_it_costs(post: float) -> None:
    log, true_days = log_of_nights(post)
    hypothesis = next(
        h for h in proposed(BATCH_RELEASE, log).hypotheses if h.place == Place(activity=SIGN)
    )
    assert hypothesis.remark is not None
    assert hypothesis.remark.en == "daily around 8:30"
    estimate = hypothesis.estimate()
    assert estimate.low / SECONDS_PER_DAY < true_days < estimate.high / SECONDS_PER_DAY
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(true_days, rel=0.35)


def test_what_is_signed_as_it_comes_keeps_no_hour() -> None:
    ready = in_office()
    draws = np.random.default_rng(5)
    at_hand = ready + 16 * draws.gamma(2.0, 0.5, len(ready))
    signed = next_open(at_hand) + draws.uniform(0, 1, len(ready))
    cases = [[(CHECK, r), (SIGN, s), (PAY, s + 50)] for r, s in zip(ready, signed, strict=True)]
    found = proposed(BATCH_RELEASE, measured(procedure(*cases))).hypotheses
    assert [h for h in found if h.place == Place(activity=SIGN)] == []


def log_of_weeks(thin: float) -> tuple[AnalysedLog, float]:
    """A day of post, then the weekly date; before it `thin` days with a case every ninth.

    And the days that the date costs each case.
    """
    ready = np.r_[np.arange(-thin, 0, 9) * DAY, in_office()]
    at_hand = ready + DAY * np.random.default_rng(3).gamma(2.0, 0.5, len(ready))
    signed = next_date(at_hand)
    paid = next_open(signed + spread(9, len(signed)))
    cases = [[(CHECK, r), (SIGN, s), (PAY, p)] for r, s, p in zip(ready, signed, paid, strict=True)]
    return measured(procedure(*cases)), float((signed - next_open(at_hand)).mean() / DAY)


def test_thin_months_before_the_log_proper_do_not_change_what_a_weekly_date_costs() -> None:
    """Days on which work is rare say nothing of what an office hour is in days."""
    told = []
    for thin in (0, 720):
        log, true_days = log_of_weeks(thin)
        found = proposed(BATCH_RELEASE, log).hypotheses
        estimate = next(h for h in found if h.place == Place(activity=SIGN)).estimate()
        told.append(estimate.total / SECONDS_PER_DAY / log.cases.height)
        assert told[-1] == pytest.approx(true_days, rel=0.12)
    assert told[1] == pytest.approx(told[0], rel=0.05)


def test_events_that_escape_the_rule_show_the_normal_wait() -> None:
    """Every fourth case is signed after exactly one day, the others on Tuesday."""
    free = np.arange(CASES) % 4 == 0
    hypothesis = only(
        proposed(BATCH_RELEASE, log_of(np.where(free, READY + DAY, next_date(READY))))
    )
    assert hypothesis.peers is not None
    assert hypothesis.peers >= 30
    normal = dict(hypothesis.estimate().details)["normal_wait"]
    assert normal == pytest.approx(DAY * HOUR, rel=0.05)


def test_what_is_done_on_the_day_of_the_date_at_once_shows_no_normal_wait() -> None:
    """Three days on the way; what comes on a Tuesday after ten is signed within the hour."""
    ready = arrivals(4 * CASES, weeks=26)
    after_opening = (ready - (5 * DAY + 4)) % WEEK < 13
    signed = np.where(after_opening, ready + 0.5, next_date(ready + 3 * DAY))
    assert after_opening.sum() > 30
    paid = signed + spread(9, len(ready))
    cases = [[(CHECK, r), (SIGN, s), (PAY, p)] for r, s, p in zip(ready, signed, paid, strict=True)]
    log = measured(procedure(*cases))
    hypothesis = next(
        h for h in proposed(BATCH_RELEASE, log).hypotheses if h.place == Place(activity=SIGN)
    )
    normal = dict(hypothesis.estimate().details)["normal_wait"]
    assert normal / SECONDS_PER_DAY > 2


def test_two_dates_a_week_are_one_rule() -> None:
    tuesday, friday = next_date(READY), next_date(READY, weekday_after_begin=1)
    hypothesis = only(proposed(BATCH_RELEASE, log_of(np.minimum(tuesday, friday))))
    assert hypothesis.remark is not None
    assert hypothesis.remark.en == "Tuesdays and Fridays around 10:00"


def test_two_dates_close_together_make_the_longest_wait_before_the_first() -> None:
    """Mondays and Tuesdays: who is ready on Tuesday evening waits six days.

    A quarter of a day is taken as normal: dates tell the time to get ready by days only.
    """
    monday, tuesday = next_date(READY, weekday_after_begin=4), next_date(READY)
    signed = np.minimum(monday, tuesday)
    estimate = only(proposed(BATCH_RELEASE, log_of(signed))).estimate()
    true_days = (signed - READY).sum() / DAY
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(true_days - CASES / 4, rel=0.05)


def test_step_done_on_all_days_is_silent() -> None:
    assert proposed(BATCH_RELEASE, log_of(READY + spread(1))).hypotheses == ()


def test_step_whose_cases_become_ready_on_one_weekday_sets_no_day_itself() -> None:
    """The step before is the weekly one; this one follows within the day."""
    ready = next_date(READY) + spread(2) / 12
    assert proposed(BATCH_RELEASE, log_of(ready + 5, ready=ready)).hypotheses == ()


def in_bursts(moments: Floats, *, every: float = 37.0) -> Floats:
    """Done together every 37 hours, a few seconds apart: on no fixed weekday."""
    return np.ceil(moments / every) * every + np.arange(len(moments)) % 7 * 10 / HOUR


MANY = arrivals(1200, weeks=26)


def test_bursts_on_no_fixed_weekday_are_found() -> None:
    hypothesis = only(proposed(BATCH_RELEASE, log_of(in_bursts(MANY), ready=MANY)))
    assert hypothesis.place == Place(activity=SIGN)
    assert hypothesis.remark is not None
    assert hypothesis.remark.en == "many at once"


def test_what_comes_together_only_because_much_comes_is_no_burst() -> None:
    """A busy counter: 40 an hour, each for itself."""
    busy = arrivals(2000, weeks=1) * 0.3
    rng = np.random.default_rng(3)
    done = busy + rng.exponential(5.0, len(busy))
    assert proposed(BATCH_RELEASE, log_of(done, ready=busy)).hypotheses == ()


@pytest.mark.parametrize("precision", ["day", "interval"])
def test_dates_without_a_time_of_day_are_no_bursts(precision: str) -> None:
    done = np.ceil(in_bursts(MANY) / DAY) * DAY
    assert only(proposed(BATCH_RELEASE, log_of(done, ready=MANY))).place.activity == SIGN
    coarse = log_of(done, ready=MANY, precision=precision)
    assert proposed(BATCH_RELEASE, coarse).hypotheses == ()


def test_dates_without_a_time_of_day_still_show_a_weekday() -> None:
    done = np.floor(next_date(READY + DAY) / DAY) * DAY
    log = log_of(done, ready=np.floor(READY / DAY) * DAY, precision="day")
    assert [h.place.activity for h in proposed(BATCH_RELEASE, log).hypotheses][:1] == [SIGN]


def test_released_after_a_late_date_is_released_by_the_rule() -> None:
    """Half of the cases are stamped the day after: a date lay between, so they waited for it."""
    late = np.arange(CASES) % 3 == 0
    hypothesis = only(proposed(BATCH_RELEASE, log_of(next_date(READY) + late * DAY)))
    assert hypothesis.cases == pytest.approx(CASES, abs=2)


def test_reminder_set_by_a_timer_is_no_batch() -> None:
    proposal = proposed(BATCH_RELEASE, log_of(next_date(READY), outside=(SIGN,)))
    assert proposal.hypotheses == ()
    assert proposal.left_out >= 1


def test_step_of_few_cases_is_left_out_and_counted() -> None:
    few = READY[:29]
    proposal = proposed(BATCH_RELEASE, log_of(next_date(few), ready=few))
    assert (proposal.hypotheses, proposal.left_out) == ((), 2)


def test_claims_are_the_waits_before_the_step() -> None:
    signed = next_date(READY)
    claims = hours(only(proposed(BATCH_RELEASE, log_of(signed))).estimate().claims)
    expected = {(k, round(float(signed[k]), 3)) for k in range(CASES)}
    assert {(index, round(finish, 3)) for index, _, finish in claims} <= expected


def test_single_event_is_silent() -> None:
    assert proposed(BATCH_RELEASE, measured(procedure([(CHECK, 0)]))).hypotheses == ()
