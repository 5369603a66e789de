"""Comparison: a planted difference is recovered, none is invented."""

import numpy as np
import polars as pl
import pytest
from tests.procedures import DAY, Floats, arrivals, measured, procedure

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import (
    Groups,
    Hypothesis,
    Place,
    Ranked,
    comparisons,
    roles,
    transitions,
)
from verwaltung_mining.shapes.strata import strata

CASES = 600


def two_steps(seconds: Floats, *, rest: Floats | None = None, weeks: int = 30) -> AnalysedLog:
    """Cases of a first step, a second after `seconds` days, and a third after `rest` days."""
    come = arrivals(len(seconds), weeks=weeks)
    end = seconds + (np.zeros(len(seconds)) + 1.0 if rest is None else rest)
    return measured(
        procedure(
            *(
                [(0, c), (1, c + DAY * t), (2, c + DAY * e)]
                for c, t, e in zip(come, seconds, end, strict=True)
            )
        )
    )


def hypotheses(log: AnalysedLog, affected: np.ndarray) -> list[Hypothesis]:
    """At the transition from the first to the second step; who is affected, by case."""
    observations, _ = transitions(log, log.events.collect(where=pl.col("activity") == 1))
    names, levels = strata(log)
    ranked = Ranked.of(log, observations)
    group = affected.astype(np.int64)[ranked.observations.claims.index]
    groups = Groups.of(ranked, group, count=2, levels=levels)
    return comparisons(
        groups,
        roles(groups, affected=1),
        worked=groups.counted(ranked.working),
        strata=names,
        minimum_cases=20,
    )


def compared(log: AnalysedLog, affected: np.ndarray) -> Hypothesis:
    (hypothesis,) = hypotheses(log, affected)
    return hypothesis


def noise(seed: int, count: int = CASES) -> Floats:
    return np.random.default_rng(seed).gamma(2.0, 2.0, count)


def test_planted_difference_is_recovered_with_its_size() -> None:
    affected = np.arange(CASES) % 3 == 0
    hypothesis = compared(two_steps(noise(1) + 3.0 * affected), affected)
    estimate = hypothesis.estimate()
    true_days = 3.0 * affected.sum()
    assert hypothesis.place == Place(source=0, target=1)
    assert (hypothesis.cases, hypothesis.peers) == (200, 400)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 1e-6
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(true_days, rel=0.1)
    assert estimate.low < true_days * SECONDS_PER_DAY < estimate.high
    assert estimate.pass_through == 1.0
    assert estimate.halves_agree
    assert estimate.weight == pytest.approx(estimate.total / estimate.claims.seconds.sum())


def test_exact_difference_in_exact_seconds() -> None:
    """Six days against two: four days for each of the affected, and nothing else."""
    affected = np.arange(120) % 2 == 0
    estimate = compared(two_steps(np.where(affected, 6.0, 2.0), weeks=12), affected).estimate()
    assert estimate.total == 60 * 4 * SECONDS_PER_DAY
    assert estimate.typical == 4 * SECONDS_PER_DAY
    assert estimate.weight == pytest.approx(4 / 6)
    assert (estimate.mean, estimate.peer_mean) == (6 * SECONDS_PER_DAY, 2 * SECONDS_PER_DAY)
    assert estimate.claims.seconds.tolist() == [6 * SECONDS_PER_DAY] * 60


def test_without_a_difference_the_interval_holds_zero() -> None:
    affected = np.arange(CASES) % 3 == 0
    hypothesis = compared(two_steps(noise(2)), affected)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value > 0.01
    assert hypothesis.estimate().low < 0 < hypothesis.estimate().high


def test_quicker_group_has_a_negative_effect_and_no_weight() -> None:
    affected = np.arange(CASES) % 3 == 0
    hypothesis = compared(two_steps(noise(3) + 3.0 * ~affected), affected)
    assert hypothesis.effect_size is not None
    assert hypothesis.effect_size < -0.3
    assert hypothesis.estimate().total < 0
    assert hypothesis.estimate().weight == 0.0


def test_single_files_do_not_decide_but_are_told() -> None:
    affected = np.arange(CASES) % 3 == 0
    seconds = noise(4)
    seconds[0] += 2000.0
    estimate = compared(two_steps(seconds), affected).estimate()
    plain = dict(estimate.details)["unwinsorised_total"]
    assert plain > estimate.total + 1500 * SECONDS_PER_DAY


def test_difference_that_a_later_gate_absorbs_reaches_nobody() -> None:
    affected = np.arange(CASES) % 3 == 0
    seconds = noise(5) + 3.0 * affected
    estimate = compared(two_steps(seconds, rest=60 - seconds), affected).estimate()
    assert estimate.pass_through_estimated
    assert estimate.pass_through < 0.05
    assert estimate.low < 0.1 * estimate.total


def test_fewer_than_fifty_affected_cases_pass_all_on_and_say_so() -> None:
    """However many peers there are."""
    affected = np.arange(CASES) < 0
    affected[::13] = True
    assert affected.sum() == 47
    seconds = noise(6) + 3.0 * affected
    estimate = compared(two_steps(seconds, rest=60 - seconds), affected).estimate()
    assert (estimate.pass_through, estimate.pass_through_estimated) == (1.0, False)


def test_difference_that_began_in_the_second_half_does_not_agree_with_the_first() -> None:
    affected = np.arange(CASES) % 3 == 0
    late = np.arange(CASES) > CASES / 2
    estimate = compared(two_steps(noise(7) + 6.0 * (affected & late)), affected).estimate()
    assert estimate.halves_agree is False


@pytest.mark.parametrize("few", [19, CASES - 19])
def test_too_few_affected_or_peers_are_no_hypothesis(few: int) -> None:
    log = two_steps(noise(8))
    affected = np.random.default_rng(1).permutation(CASES) < few
    assert hypotheses(log, affected) == []


def test_case_that_passes_the_place_twice_counts_once() -> None:
    come = arrivals(100)
    log = measured(procedure(*([(0, c), (1, c + 24), (0, c + 48), (1, c + 96)] for c in come)))
    hypothesis = compared(log, np.arange(100) % 2 == 0)
    assert (hypothesis.cases, hypothesis.peers) == (50, 50)
    assert dict(hypothesis.estimate().details)["occurrences"] == 100.0
