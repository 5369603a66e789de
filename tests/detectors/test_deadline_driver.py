"""Deadline driver: one value of an attribute misses more deadlines than its like."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detectors.proposing import proposed
from tests.null_logs import found_in
from tests.procedures import DAY, arrivals, measured, procedure
from tests.strategies import BEGIN

from verwaltung_mining.benefit import findings
from verwaltung_mining.detectors.deadline_driver import DEADLINE_DRIVER, FEW_MISSED
from verwaltung_mining.detectors.requirements import NO_DEADLINES
from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.deadline_kept import deadline_kept
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes import Hypothesis, Place, Proposal

CASES = 360
CHANNEL = [("paper", "online", "mail")[k % 3] for k in range(CASES)]
FIRST_DAY = (BEGIN.date() - date(1970, 1, 1)).days


def log_of(
    days: Sequence[float],
    allowed: Sequence[float | None],
    *,
    weeks: int = 24,
    channel: Sequence[str] = CHANNEL,
    **attributes: tuple[AttributeRole, list[str]],
) -> AnalysedLog:
    """Cases of these days, with so many days from the day they came to their deadline."""
    come = arrivals(len(days), weeks=weeks)
    cases = [[(0, c), (1, c + DAY * d)] for c, d in zip(come, days, strict=True)]
    begun = FIRST_DAY + np.floor((come + BEGIN.hour) / DAY)
    due = [None if a is None else float(b + a) for b, a in zip(begun, allowed, strict=True)]
    given_ = {"Frist": ("deadline", due), "channel": ("channel", list(channel)), **attributes}
    return measured(procedure(*cases, attributes=given_))  # type: ignore[arg-type]


def on(proposal: Proposal, value: str) -> Hypothesis:
    (hypothesis,) = [h for h in proposal.hypotheses if h.place.segment == (("channel", value),)]
    return hypothesis


def late_on(value: str, *, often: int = 2, seldom: int = 6) -> list[float]:
    """30 days instead of 10: every second case of this channel, every sixth of the others."""
    return [
        30.0 if k // 3 % (often if c == value else seldom) == 0 else 10.0
        for k, c in enumerate(CHANNEL)
    ]


TWENTY: list[float | None] = [20.0] * CASES


def test_avoidable_breaches_are_counted_exactly() -> None:
    """60 of 120 paper cases are late; like the others it would be 20."""
    hypothesis = on(proposed(DEADLINE_DRIVER, log_of(late_on("paper"), TWENTY)), "paper")
    assert hypothesis.place == Place(segment=(("channel", "paper"),))
    assert (hypothesis.kind, hypothesis.cases, hypothesis.peers) == ("comparison", 120, 240)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 0.001
    estimate = hypothesis.estimate()
    assert estimate.total == pytest.approx(40, abs=2)
    assert not estimate.saves_time
    (breaches,) = estimate.secondary
    assert (breaches.unit, breaches.value) == ("breaches", estimate.total)
    assert 0 < breaches.low < breaches.value < breaches.high
    assert estimate.remark is not None
    assert "50% miss the deadline “Frist”" in estimate.remark.en
    assert "it would be 17%" in estimate.remark.en
    assert "from “activity 0” to “activity 1”, 6.7 days more" in estimate.remark.en


def test_group_that_misses_more_deadlines_is_a_candidate_without_benefit() -> None:
    (finding,) = [
        f
        for f in found_in(log_of(late_on("paper"), TWENTY)).ranked
        if f.detector is DEADLINE_DRIVER
    ]
    assert finding.hypothesis.place.segment == (("channel", "paper"),)
    assert not finding.counted


@pytest.mark.parametrize(("least", "reported"), [(10.0, 1), (200.0, 0)])
def test_few_breaches_a_year_are_not_worth_a_workshop(least: float, reported: int) -> None:
    """40 in 24 weeks are about 85 a year."""
    settings = Settings(tables={"analysis": {"material_breaches": least}})
    found = findings(log_of(late_on("paper"), TWENTY), [DEADLINE_DRIVER], settings, flagged=False)
    assert len(found.ranked) == reported


def test_slow_group_with_later_deadlines_misses_none() -> None:
    """The decoy: paper takes three times as long and has three times as long."""
    days = [45.0 if c == "paper" else 15.0 for c in CHANNEL]
    allowed = [60.0 if c == "paper" else 20.0 for c in CHANNEL]
    days[::9] = [d + 25 for d in days[::9]]
    proposal = proposed(DEADLINE_DRIVER, log_of(days, allowed))
    assert all(h.place.segment != (("channel", "paper"),) for h in proposal.hypotheses)


def test_group_with_shorter_deadlines_is_not_compared_with_the_others() -> None:
    """Paper misses more since it has less time, not since it is slower."""
    rng = np.random.default_rng(3)
    days = rng.gamma(4, 4, CASES).tolist()
    allowed = [10.0 if c == "paper" else 30.0 for c in CHANNEL]
    found = found_in(log_of(days, allowed)).ranked
    assert [f for f in found if f.detector is DEADLINE_DRIVER] == []


def test_group_with_somewhat_shorter_deadlines_is_not_compared_either() -> None:
    """Deadlines spread over four days; paper has two thirds of the time."""
    rng = np.random.default_rng(5)
    days = rng.gamma(8, 4, CASES).tolist()
    spread = rng.integers(0, 4, CASES)
    allowed = [(26.0 if c == "paper" else 39.0) - s for c, s in zip(CHANNEL, spread, strict=True)]
    proposal = proposed(DEADLINE_DRIVER, log_of(days, allowed))
    assert all(h.place.segment != (("channel", "paper"),) for h in proposal.hypotheses)


def test_heavy_case_types_are_compared_among_themselves() -> None:
    kind = ["change" if k % 4 == 0 else "new" for k in range(CASES)]
    channel = [
        "paper" if (k // 4 % 5 < 4) == (kind[k] == "change") else "online" for k in range(CASES)
    ]
    late = [k % 3 == 0 if kind[k] == "change" else k % 30 == 0 for k in range(CASES)]
    log = log_of(
        [30.0 if x else 10.0 for x in late],
        TWENTY,
        channel=channel,
        kind=("case_type", kind),
    )
    hypothesis = on(proposed(DEADLINE_DRIVER, log), "paper")
    assert (hypothesis.p_value or 0.0) > 0.05
    difference = hypothesis.estimate().difference
    assert difference is not None
    assert abs(difference.stratified) < 0.05 < 0.1 < difference.raw


def test_reversal_by_the_mix_of_cases_is_flagged() -> None:
    """Within each type paper is late more often, but it has mostly the type that is never late."""
    kind = ["change" if k % 2 else "new" for k in range(CASES)]
    channel = [
        "paper" if (k // 2 % 5 < 4) == (kind[k] == "new") else "online" for k in range(CASES)
    ]
    rng = np.random.default_rng(4)
    chance = [
        (0.7 if k == "change" else 0.0) + (0.25 if c == "paper" else 0.0)
        for k, c in zip(kind, channel, strict=True)
    ]
    days = [30.0 if rng.random() < p else 10.0 for p in chance]
    log = log_of(days, TWENTY, channel=channel, kind=("case_type", kind))
    difference = on(proposed(DEADLINE_DRIVER, log), "paper").estimate().difference
    assert difference is not None
    assert difference.simpson
    assert difference.raw < 0 < difference.stratified


@pytest.mark.parametrize(("hours", "late"), [(17.9, False), (18.1, True)])
def test_deadline_is_kept_until_the_end_of_its_last_day(hours: float, late: bool) -> None:
    """The log begins at six: eighteen hours later its first day, the deadline's, ends."""
    case = [(0, 0.0), (1, hours)]
    log = procedure(case, attributes={"Frist": ("deadline", [float(FIRST_DAY)])})
    assert deadline_kept(measured(log), "Frist").late.tolist() == [late]


def test_cases_without_a_deadline_or_with_one_before_they_came_do_not_count() -> None:
    allowed: list[float | None] = list(TWENTY)
    allowed[0::6] = [None] * len(allowed[0::6])
    allowed[1::6] = [-1.0] * len(allowed[1::6])
    hypothesis = on(proposed(DEADLINE_DRIVER, log_of(late_on("paper"), allowed)), "paper")
    assert hypothesis.cases + (hypothesis.peers or 0) == CASES * 4 // 6


def test_deadline_may_be_met_by_a_step_before_the_end() -> None:
    come = arrivals(CASES)
    cases = [[(0, c), (1, c + DAY), (2, c + 90 * DAY)] for c in come]
    begun = FIRST_DAY + np.floor((come + BEGIN.hour) / DAY)
    attributes = {
        "Frist": ("deadline", (begun + 20).tolist()),
        "channel": ("channel", CHANNEL),
    }
    log = procedure(*cases, attributes=attributes, activities=("Eingang", "Bescheid", "Ablage"))  # type: ignore[arg-type]
    assert proposed(DEADLINE_DRIVER, measured(log)).skipped is None
    by_notice = proposed(DEADLINE_DRIVER, measured(log), met_by=("bescheid",))
    assert by_notice.skipped == FEW_MISSED
    assert by_notice.matched == ("Frist", "Bescheid")


def test_log_without_deadlines_is_skipped_with_a_reason() -> None:
    cases = [[(0, c), (1, c + DAY)] for c in arrivals(CASES)]
    log = procedure(*cases, attributes={"channel": ("channel", CHANNEL)})  # type: ignore[arg-type]
    proposal = proposed(DEADLINE_DRIVER, measured(log))
    assert (proposal.hypotheses, proposal.skipped) == (
        (),
        NO_DEADLINES,
    )


def test_named_column_is_taken_and_a_wrong_name_skips() -> None:
    log = log_of(late_on("paper"), TWENTY)
    assert proposed(DEADLINE_DRIVER, log, deadline="Frist").matched == ("Frist",)
    assert proposed(DEADLINE_DRIVER, log, deadline="Termin").skipped is not None


def test_equal_groups_are_silent() -> None:
    for seed in range(5):
        days = np.random.default_rng(seed).gamma(4, 4, CASES).tolist()
        found = found_in(log_of(days, TWENTY)).ranked
        assert [f for f in found if f.detector is DEADLINE_DRIVER] == []


@given(st.integers(1, 60))
def test_shifting_deadlines_and_durations_together_changes_nothing(shift: int) -> None:
    days = late_on("paper")
    plain = on(proposed(DEADLINE_DRIVER, log_of(days, TWENTY)), "paper").estimate()
    moved = on(
        proposed(
            DEADLINE_DRIVER,
            log_of([d + shift for d in days], [20.0 + shift] * CASES),
        ),
        "paper",
    ).estimate()
    assert moved.total == plain.total


def test_log_of_one_event_is_silent() -> None:
    attributes = {"Frist": ("deadline", [float(FIRST_DAY)]), "channel": ("channel", ["a"])}
    log = measured(procedure([(0, 0.0)], attributes=attributes))  # type: ignore[arg-type]
    assert proposed(DEADLINE_DRIVER, log).hypotheses == ()
