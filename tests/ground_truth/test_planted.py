"""Problems that are known to be there are found where they are, with their true size."""

from collections.abc import Sequence

import pytest
from tests.ground_truth.judgement import DETECTOR_OF, Judgement, Verdict, judged

from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.detectors.extra_step import ExtraStepSettings
from verwaltung_mining.simulation import scenario

SEEDS = range(1, 21)
FRESH_SEEDS = range(21, 41)
"""Never looked at while the detectors were developed."""
FEW_SEEDS = (4, 9, 14, 19)
"""Four plants of different kinds or three; together all nine kinds."""
CLEAN_SEEDS = range(101, 121)
FRESH_CLEAN_SEEDS = range(121, 141)
FEW_CLEAN_SEEDS = (101, 107, 113)
FEW_CASES = 60
COVERAGE = 0.9
"""Share of the true effects that lie inside their intervals, at least."""
RUNS_WITH_FALSE_ALARM = 0.05
"""Share of the runs that may report something unplanted as sure, at most."""
NOT_YET_PLANTED = {
    "unavailability",
    "overload",
    "overtaking",
    "extreme_tail",
    "deadline_driver",
    "slow_step",
    "unit_gap",
    "repeating_pattern",
    "slowdown",
    "approval_without_effect",
}
"""Detectors whose problem stands in no scenario of this page; for groups see test_comparisons."""


def carried(judgements: Sequence[Judgement]) -> list[Verdict]:
    return [v for judgement in judgements for v in judgement.verdicts if v.carried]


def assert_found(judgements: Sequence[Judgement]) -> None:
    planted = carried(judgements)
    assert planted
    assert [v for v in planted if not v.found] == []


def assert_covered(judgements: Sequence[Judgement]) -> None:
    measured = [v for v in carried(judgements) if v.has_interval]
    outside = [v for v in measured if not v.inside]
    assert len(outside) <= (1 - COVERAGE) * len(measured), outside


def assert_quiet(judgements: Sequence[Judgement]) -> None:
    loud = [j for j in judgements if j.unplanted]
    assert len(loud) <= RUNS_WITH_FALSE_ALARM * len(judgements), loud


def test_every_detector_is_judged() -> None:
    judged_ones = {*DETECTOR_OF.values(), *NOT_YET_PLANTED}
    assert {detector.id for detector in DETECTORS} == judged_ones


def test_few_seeds_hold_every_kind_of_problem() -> None:
    drawn = [scenario(seed, cases=FEW_CASES).plants for seed in FEW_SEEDS]
    kinds = {type(plant).__name__ for plants in drawn for plant in plants}
    assert kinds == set(DETECTOR_OF) - {"NightlyBatch"}


@pytest.mark.parametrize("seed", FEW_SEEDS)
def test_planted_problems_are_found_with_their_size_and_nothing_else(seed: int) -> None:
    judgement = judged(seed)
    assert all(v.carried for v in judgement.verdicts)
    assert_found([judgement])
    assert [v for v in carried([judgement]) if v.has_interval and not v.inside] == []
    assert judgement.unplanted == ()


@pytest.mark.parametrize("seed", FEW_CLEAN_SEEDS)
def test_where_nothing_is_planted_nothing_sure_is_reported(seed: int) -> None:
    judgement = judged(seed, plants=0)
    assert judgement.verdicts == ()
    assert judgement.unplanted == ()


@pytest.mark.slow
def test_twenty_scenarios_are_told_right() -> None:
    judgements = [judged(seed) for seed in SEEDS]
    assert_found(judgements)
    assert_covered(judgements)
    assert_quiet(judgements)


@pytest.mark.slow
def test_twenty_fresh_scenarios_are_told_right_but_for_a_step_that_most_cases_pass() -> None:
    judgements = [judged(seed) for seed in FRESH_SEEDS]
    missed = [v for v in carried(judgements) if not v.found]
    assert [(v.seed, v.kind) for v in missed] == [(39, "ExtraStep")]
    assert missed[0].case_share > ExtraStepSettings().most_share
    assert_covered(judgements)
    assert_quiet(judgements)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [CLEAN_SEEDS, FRESH_CLEAN_SEEDS], ids=["developed on", "fresh"])
def test_twenty_clean_scenarios_stay_quiet(seeds: range) -> None:
    assert_quiet([judged(seed, plants=0) for seed in seeds])


@pytest.mark.slow
def test_long_wait_without_a_cause_is_a_hint_and_no_more() -> None:
    waits = [v for v in carried([judged(seed) for seed in SEEDS]) if v.kind == "LongWait"]
    assert len(waits) >= 5
    assert {v.confidence for v in waits} == {"hint"}
