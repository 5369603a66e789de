"""Handover: the same transition with and without a change of unit."""

import numpy as np
import pytest
from tests.detectors.proposing import only, proposed
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.detectors.handover import HANDOVER
from verwaltung_mining.detectors.requirements import NO_UNITS
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Place

CASES = 120


def log_of(
    changed: np.ndarray, days: np.ndarray, *, units: tuple[int | None, int | None] = (0, 1)
) -> AnalysedLog:
    """Cases of two steps; the second is done by the other unit where it is changed."""
    come = arrivals(len(days), weeks=12)
    cases = [[(0, c), (1, c + DAY * d)] for c, d in zip(come, days, strict=True)]
    second = [units[1] if change else units[0] for change in changed]
    return measured(procedure(*cases, units=[u for s in second for u in (units[0], s)]))


HALF = np.arange(CASES) % 2 == 0


def test_change_of_unit_costs_what_it_takes_longer_than_staying() -> None:
    hypothesis = only(proposed(HANDOVER, log_of(HALF, np.where(HALF, 5.0, 2.0))))
    assert hypothesis.place == Place(source=0, target=1)
    assert (hypothesis.kind, hypothesis.cases, hypothesis.peers) == ("comparison", 60, 60)
    assert hypothesis.effect_size == 1.0
    assert hypothesis.estimate().total == 60 * 3 * SECONDS_PER_DAY
    assert hypothesis.estimate().weight == pytest.approx(3 / 5)


def test_change_that_costs_nothing_shows_nothing() -> None:
    days = np.random.default_rng(1).gamma(2, 2, CASES)
    hypothesis = only(proposed(HANDOVER, log_of(HALF, days)))
    assert hypothesis.p_value is not None
    assert hypothesis.p_value > 0.01


@pytest.mark.parametrize("changed", [HALF | True, HALF & False, np.arange(CASES) < 19])
def test_transition_that_always_or_never_changes_the_unit_cannot_be_compared(
    changed: np.ndarray,
) -> None:
    assert proposed(HANDOVER, log_of(changed, np.full(CASES, 2.0))).hypotheses == ()


def test_log_without_units_is_skipped_with_a_reason() -> None:
    proposal = proposed(HANDOVER, log_of(HALF, np.full(CASES, 2.0), units=(None, None)))
    assert proposal.hypotheses == ()
    assert proposal.skipped == NO_UNITS


def test_events_without_a_unit_are_neither_changed_nor_stayed() -> None:
    third = np.arange(CASES) % 3
    come = arrivals(CASES, weeks=12)
    cases = [
        [(0, c), (1, c + DAY * (5 if t == 1 else 2))] for c, t in zip(come, third, strict=True)
    ]
    units = [u for t in third for u in (0, (0, 1, None)[t])]
    hypothesis = only(proposed(HANDOVER, measured(procedure(*cases, units=units))))
    assert (hypothesis.cases, hypothesis.peers) == (40, 40)


def test_single_case_is_silent() -> None:
    assert proposed(HANDOVER, log_of(np.array([True]), np.array([3.0]))).hypotheses == ()
