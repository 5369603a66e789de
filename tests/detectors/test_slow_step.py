"""Slow step: one value of an attribute is worked on longer at one step."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detectors.proposing import hours, proposed
from tests.null_logs import found_in
from tests.procedures import DAY, arrivals, measured, open_at_all_hours, procedure

from verwaltung_mining.detectors.requirements import NO_ATTRIBUTES, NO_STARTS
from verwaltung_mining.detectors.slow_step import SLOW_STEP
from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Hypothesis, Place, Proposal

CASES = 240
WAIT = 1.0
"""Days before work on the second step begins."""


def log_of(
    worked: Sequence[float],
    *,
    waits: Sequence[float] | None = None,
    weeks: int = 30,
    **attributes: tuple[AttributeRole, list[str]],
) -> AnalysedLog:
    """Cases of two steps; the second is worked on for these days."""
    come = arrivals(len(worked), weeks=weeks)
    cases = [
        [(0, c, c), (1, c + DAY * (w + d), c + DAY * w)]
        for c, d, w in zip(come, worked, waits or [WAIT] * len(worked), strict=True)
    ]
    return measured(procedure(*cases, attributes=attributes))


def values(*labels: str, count: int = CASES) -> list[str]:
    """The labels in turn."""
    return [labels[k % len(labels)] for k in range(count)]


def on(proposal: Proposal, value: str) -> Hypothesis:
    (hypothesis,) = [h for h in proposal.hypotheses if h.place.segment == (("channel", value),)]
    return hypothesis


CHANNEL = values("paper", "online", "mail")
SLOW_ON_PAPER = [5.0 if c == "paper" else 2.0 for c in CHANNEL]


def test_longer_work_is_found_with_its_exact_excess_as_a_lower_bound() -> None:
    """Paper is worked on for five days, the rest for two: three days for each of 80 cases."""
    slow = on(proposed(SLOW_STEP, log_of(SLOW_ON_PAPER, channel=("channel", CHANNEL))), "paper")
    assert slow.place == Place(activity=1, segment=(("channel", "paper"),))
    assert (slow.kind, slow.cases, slow.peers, slow.effect_size) == ("comparison", 80, 160, 1.0)
    estimate = slow.estimate()
    assert (estimate.total, estimate.bound) == (80 * 3 * SECONDS_PER_DAY, "lower")
    assert estimate.weight == pytest.approx(3 / 5)
    assert hours(estimate.claims)[0] == (0, DAY * WAIT, DAY * (WAIT + 5))


def test_longer_work_is_a_candidate() -> None:
    rng = np.random.default_rng(3)
    worked = [d * rng.gamma(8, 1 / 8) for d in SLOW_ON_PAPER]
    ranked = found_in(log_of(worked, channel=("channel", CHANNEL))).ranked
    assert [f.hypothesis.place.segment for f in ranked if f.detector is SLOW_STEP] == [
        (("channel", "paper"),)
    ]
    assert [f for f in ranked if f.detector.id == "slow_transition"] == []


def test_longer_wait_before_a_step_is_no_longer_step() -> None:
    """The decoy: paper lies longer, but the work takes as long as elsewhere."""
    waits = [9.0 if c == "paper" else 1.0 for c in CHANNEL]
    worked = np.random.default_rng(4).gamma(8, 1 / 4, CASES).tolist()
    ranked = found_in(log_of(worked, waits=waits, channel=("channel", CHANNEL))).ranked
    found = {f.detector.id for f in ranked}
    assert "slow_transition" in found
    assert "slow_step" not in found


def test_log_without_a_difference_shows_none() -> None:
    worked = np.random.default_rng(1).gamma(2, 2, CASES).tolist()
    found = found_in(log_of(worked, channel=("channel", CHANNEL))).ranked
    assert [f for f in found if f.detector is SLOW_STEP] == []


def test_heavier_case_types_are_compared_among_themselves() -> None:
    """Changes are more work and come mostly on paper; within a type the channels are equal."""
    kind = ["change" if k % 4 == 0 else "new" for k in range(CASES)]
    channel = [
        "paper" if (k // 4 % 5 < 4) == (kind[k] == "change") else "online" for k in range(CASES)
    ]
    worked = [9.0 if k == "change" else 2.0 for k in kind]
    log = open_at_all_hours(log_of(worked, kind=("case_type", kind), channel=("channel", channel)))
    assert on(proposed(SLOW_STEP, log), "paper").effect_size == pytest.approx(0.0)


def test_log_without_starts_is_skipped_with_a_reason() -> None:
    cases = [[(0, c), (1, c + DAY)] for c in arrivals(CASES)]
    log = procedure(*cases, attributes={"channel": ("channel", CHANNEL)})  # type: ignore[arg-type]
    proposal = proposed(SLOW_STEP, measured(log))
    assert proposal.hypotheses == ()
    assert proposal.skipped == NO_STARTS


def test_log_without_attributes_is_skipped_with_a_reason() -> None:
    proposal = proposed(SLOW_STEP, log_of(SLOW_ON_PAPER))
    assert (proposal.hypotheses, proposal.skipped) == ((), NO_ATTRIBUTES)


def test_steps_without_processing_time_are_left_out() -> None:
    """The first step is done at once: two steps times three values, of which one step is tested."""
    proposal = proposed(SLOW_STEP, log_of(SLOW_ON_PAPER, channel=("channel", CHANNEL)))
    assert {h.place.activity for h in proposal.hypotheses} == {1}
    assert (len(proposal.hypotheses), proposal.left_out) == (3, 3)


def test_events_without_a_start_are_neither_slow_nor_peers() -> None:
    come = arrivals(CASES)
    cases = [
        [(0, c, c), (1, c + DAY * 3, c + DAY if k >= 60 else None)] for k, c in enumerate(come)
    ]
    log = measured(procedure(*cases, attributes={"channel": ("channel", CHANNEL)}))  # type: ignore[arg-type]
    slow = on(proposed(SLOW_STEP, log), "paper")
    assert slow.cases + (slow.peers or 0) == CASES - 60


@given(st.floats(0.25, 8.0))
def test_stretched_time_stretches_the_saving(factor: float) -> None:
    one, other = (
        on(
            proposed(
                SLOW_STEP,
                log_of([f * d for d in SLOW_ON_PAPER], channel=("channel", CHANNEL)),
            ),
            "paper",
        ).estimate()
        for f in (1.0, factor)
    )
    assert other.total == pytest.approx(factor * one.total, rel=1e-6)


def test_log_of_one_event_is_silent() -> None:
    log = measured(procedure([(0, 1.0, 0.0)], attributes={"channel": ("channel", ["a"])}))
    assert proposed(SLOW_STEP, log).hypotheses == ()
