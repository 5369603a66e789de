"""Slow transition: one value of an attribute against the others."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.detectors.proposing import proposed
from tests.procedures import DAY, arrivals, measured, open_at_all_hours, procedure

from verwaltung_mining.detectors.requirements import NO_ATTRIBUTES, attributes
from verwaltung_mining.detectors.slow_transition import SLOW_TRANSITION
from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Hypothesis, Place, Proposal

CASES = 240


def log_of(
    days: Sequence[float], *, weeks: int = 12, **attributes: tuple[AttributeRole, list[str]]
) -> AnalysedLog:
    """Cases of two steps with these days between."""
    come = arrivals(len(days), weeks=weeks)
    cases = [[(0, c), (1, c + DAY * d)] for c, d in zip(come, days, strict=True)]
    return measured(procedure(*cases, attributes=attributes))


def values(*labels: str, count: int = CASES) -> list[str]:
    """The labels in turn."""
    return [labels[k % len(labels)] for k in range(count)]


def on(proposal: Proposal, attribute: str, value: str) -> Hypothesis:
    (hypothesis,) = [h for h in proposal.hypotheses if h.place.segment == ((attribute, value),)]
    return hypothesis


def test_slow_value_is_found_with_its_exact_excess() -> None:
    """Paper takes five days, the rest two: three days for each of 80 cases."""
    channel = values("paper", "online", "mail")
    log = log_of([5.0 if c == "paper" else 2.0 for c in channel], channel=("channel", channel))
    slow = on(proposed(SLOW_TRANSITION, log), "channel", "paper")
    assert slow.place == Place(source=0, target=1, segment=(("channel", "paper"),))
    assert (slow.kind, slow.cases, slow.peers) == ("comparison", 80, 160)
    assert slow.effect_size == 1.0
    assert slow.p_value is not None
    assert slow.p_value < 0.01
    assert slow.estimate().total == 80 * 3 * SECONDS_PER_DAY
    assert slow.estimate().typical == 3 * SECONDS_PER_DAY


def test_log_without_a_difference_shows_none() -> None:
    rng = np.random.default_rng(1)
    log = log_of(rng.gamma(2, 2, CASES).tolist(), channel=("channel", values("a", "b", "c")))
    hypotheses = proposed(SLOW_TRANSITION, log).hypotheses
    assert len(hypotheses) == 3
    assert all((h.p_value or 0.0) > 0.01 for h in hypotheses)


def test_difference_that_is_one_of_the_case_type_is_none_of_the_channel() -> None:
    """Changes take long and come mostly on paper; within a type the channels are equal."""
    kind = ["change" if k % 4 == 0 else "new" for k in range(CASES)]
    channel = [
        "paper" if (k // 4 % 5 < 4) == (kind[k] == "change") else "online" for k in range(CASES)
    ]
    days = [9.0 if k == "change" else 2.0 for k in kind]
    both = open_at_all_hours(log_of(days, kind=("case_type", kind), channel=("channel", channel)))
    assert on(proposed(SLOW_TRANSITION, both), "channel", "paper").effect_size == pytest.approx(
        0.0, abs=0.03
    )
    alone = log_of(days, channel=("channel", channel))
    assert (on(proposed(SLOW_TRANSITION, alone), "channel", "paper").effect_size or 0.0) > 0.3


def test_work_on_the_target_is_none_of_the_transition_where_starts_are_known() -> None:
    """Paper waits four days instead of one and is then worked on for as long as the others."""
    channel = values("paper", "online", "mail")
    come = arrivals(CASES, weeks=30)
    waits = [4.0 if c == "paper" else 1.0 for c in channel]
    cases = [
        [(0, c, c), (1, c + DAY * (w + 9), c + DAY * w)] for c, w in zip(come, waits, strict=True)
    ]
    log = measured(procedure(*cases, attributes={"channel": ("channel", channel)}))  # type: ignore[arg-type]
    slow = on(proposed(SLOW_TRANSITION, log), "channel", "paper").estimate()
    assert slow.total == 80 * 3 * SECONDS_PER_DAY
    assert (slow.mean, slow.peer_mean) == (4 * SECONDS_PER_DAY, SECONDS_PER_DAY)
    assert slow.pass_through == 1.0


def test_occurrences_without_a_start_are_left_out_where_others_have_one() -> None:
    """Starts are missing on paper only: it would look slow for that reason alone."""
    channel = values("paper", "online", "mail")
    cases = [
        [(0, h, h), (1, h + DAY * 9, None if c == "paper" and k % 2 else h + DAY)]
        for k, (h, c) in enumerate(zip(arrivals(CASES, weeks=30), channel, strict=True))
    ]
    log = measured(procedure(*cases, attributes={"channel": ("channel", channel)}))  # type: ignore[arg-type]
    paper = on(proposed(SLOW_TRANSITION, log), "channel", "paper")
    assert paper.cases <= 40
    assert paper.effect_size == 0.0


def test_delay_of_another_group_further_on_is_no_absorption() -> None:
    """Paper loses eight days first, mail eight days later: both of them reach the applicant."""
    rng = np.random.default_rng(8)
    channel = values("paper", "online", "mail", count=900)
    cases = []
    for come, c in zip(arrivals(900, weeks=60), channel, strict=True):
        first, second = rng.gamma(2, 1.5, 2)
        checked = come + DAY * (first + 8 * (c == "paper"))
        cases.append([(0, come), (1, checked), (2, checked + DAY * (second + 8 * (c == "mail")))])
    log = measured(procedure(*cases, attributes={"channel": ("channel", channel)}))  # type: ignore[arg-type]
    early, late = (
        next(
            h.estimate()
            for h in proposed(SLOW_TRANSITION, log).hypotheses
            if h.place == Place(source=source, target=source + 1, segment=(("channel", value),))
        )
        for source, value in ((0, "paper"), (1, "mail"))
    )
    assert early.pass_through == late.pass_through == 1.0


def test_simpson_reversal_is_flagged_and_the_like_count() -> None:
    """Paper costs three days within each type, but has the quick type four times out of five."""
    kind = ["change" if k % 2 else "new" for k in range(CASES)]
    channel = [
        "paper" if (k // 2 % 5 < 4) == (kind[k] == "new") else "online" for k in range(CASES)
    ]
    days = [
        (12.0 if k == "change" else 2.0) + (3.0 if c == "paper" else 0.0)
        for k, c in zip(kind, channel, strict=True)
    ]
    log = log_of(days, weeks=24, kind=("case_type", kind), channel=("channel", channel))
    slow = on(proposed(SLOW_TRANSITION, log), "channel", "paper").estimate()
    assert slow.difference is not None
    assert slow.difference.raw == pytest.approx(-3 * SECONDS_PER_DAY)
    assert slow.difference.stratified == pytest.approx(3 * SECONDS_PER_DAY)
    assert slow.difference.simpson
    assert slow.typical == pytest.approx(3 * SECONDS_PER_DAY)
    assert slow.total == pytest.approx(120 * 3 * SECONDS_PER_DAY)


def test_difference_that_the_strata_do_not_change_is_not_flagged() -> None:
    channel = values("paper", "online", "mail")
    log = log_of([5.0 if c == "paper" else 2.0 for c in channel], channel=("channel", channel))
    slow = on(proposed(SLOW_TRANSITION, log), "channel", "paper").estimate()
    assert slow.difference is not None
    assert slow.difference.raw == slow.difference.stratified == 3 * SECONDS_PER_DAY
    assert not slow.difference.simpson


def test_attribute_that_names_a_period_is_not_compared() -> None:
    """Each value belongs to one quarter: legislative periods, years, versions of a form."""
    count = 400
    period = [f"period {k * 4 // count}" for k in range(count)]
    days = [1.0 + 2 * (k * 4 // count) for k in range(count)]
    log = log_of(
        days, weeks=52, period=("other", period), place=("other", values("n", "s", count=count))
    )
    segments = {h.place.segment for h in proposed(SLOW_TRANSITION, log).hypotheses}
    assert segments == {(("place", "n"),), (("place", "s"),)}


@pytest.mark.parametrize("role", ["case_type", "outcome", "unit", "deadline"])
def test_type_outcome_unit_and_deadline_are_not_compared(role: AttributeRole) -> None:
    log = log_of([2.0] * CASES, trait=(role, values("a", "b")))
    proposal = proposed(SLOW_TRANSITION, log)
    assert proposal.hypotheses == ()
    assert proposal.skipped == attributes(log)
    assert (proposal.skipped == NO_ATTRIBUTES) == (role != "case_type")


def test_step_set_from_outside_is_no_slow_transition() -> None:
    cases = [[(0, c), (1, c + DAY * (1 + k % 2 * 9))] for k, c in enumerate(arrivals(CASES))]
    attributes = {"channel": ("channel", values("a", "b"))}
    log = measured(procedure(*cases, attributes=attributes), outside=(1,))  # type: ignore[arg-type]
    proposal = proposed(SLOW_TRANSITION, log)
    assert proposal.hypotheses == ()
    assert proposal.left_out == 2


def test_no_more_hypotheses_than_allowed_are_tested_and_the_rest_is_counted() -> None:
    come = arrivals(CASES, weeks=12)
    cases = [[(0, c), (1, c + 10), (2, c + 40), (3, c + 60)] for c in come]
    attributes = {"channel": ("channel", values("a", "b"))}
    log = measured(procedure(*cases, attributes=attributes))  # type: ignore[arg-type]
    proposal = proposed(SLOW_TRANSITION, log, maximum_hypotheses=4)
    assert {(h.place.source, h.place.target) for h in proposal.hypotheses} == {(1, 2), (2, 3)}
    assert (len(proposal.hypotheses), proposal.left_out) == (4, 2)


def test_value_with_fewer_than_twenty_cases_is_not_compared() -> None:
    channel = ["rare"] * 19 + values("a", "b", count=CASES - 19)
    log = log_of([2.0] * CASES, channel=("channel", channel))
    assert {h.place.segment for h in proposed(SLOW_TRANSITION, log).hypotheses} == {
        (("channel", "a"),),
        (("channel", "b"),),
    }


def test_log_of_one_event_is_silent() -> None:
    log = measured(procedure([(0, 0.0)], attributes={"channel": ("channel", ["a"])}))
    assert proposed(SLOW_TRANSITION, log).hypotheses == ()
