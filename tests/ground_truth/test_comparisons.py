"""Planted group differences are found with their size; what only looks like them is not."""

import pytest
from benchmarks.ground_truth.design import name_of
from benchmarks.ground_truth.judgement import SURE, analysed, judge, match

from verwaltung_mining.benefit import Finding
from verwaltung_mining.simulation.planters.deadline_driver import DEADLINE_DRIVER
from verwaltung_mining.simulation.planters.planter import Planter
from verwaltung_mining.simulation.planters.slow_step import SLOW_STEP
from verwaltung_mining.simulation.planters.slow_transition import SLOW_TRANSITION
from verwaltung_mining.simulation.planters.unit_gap import UNIT_GAP
from verwaltung_mining.simulation.scenario import Scenario, scenario

TIMED = (SLOW_STEP, SLOW_TRANSITION, UNIT_GAP)
KINDS = (*TIMED, DEADLINE_DRIVER)
SEED = 1
MORE_SEEDS = range(2, 22)
ERROR = 0.2
"""Of one estimate; the mean error over many seeds is a tenth at most."""
MEAN_ERROR = 0.1
ONE_SIDED = 1.1

each = pytest.mark.parametrize("kind", KINDS, ids=name_of)
each_timed = pytest.mark.parametrize("kind", TIMED, ids=name_of)


def planted(kind: Planter, seed: int) -> Scenario:
    return scenario(seed, plants=1, kinds=(kind,), timing="interval")


def looking_like(kind: Planter, seed: int) -> Scenario:
    return scenario(seed, plants=0, decoys=(kind,), timing="interval")


def at_the_place(drawn: Scenario, kind: Planter) -> Finding | None:
    """What the kind's detector finds at the place of the plant or decoy."""
    log, found = analysed(drawn)
    k = match(log, found, kind.detector, at=drawn.every[0].place(drawn.process))
    return None if k is None else found.ranked[k]


def ratio(kind: Planter, seed: int) -> float:
    """Estimate over truth of a planted difference."""
    (verdict,) = judge(planted(kind, seed)).verdicts
    assert verdict.found
    return verdict.ratio


@each_timed
def test_planted_difference_is_found_with_its_size(kind: Planter) -> None:
    found = ratio(kind, SEED)
    assert 1 - ERROR < found < (ONE_SIDED if kind.one_sided else 1 + ERROR)


def test_group_that_misses_its_deadline_is_found() -> None:
    finding = at_the_place(planted(DEADLINE_DRIVER, SEED), DEADLINE_DRIVER)
    assert finding is not None
    assert finding.confidence in SURE
    assert finding.estimate.total > 30


@each
def test_what_only_looks_like_it_is_not_reported(kind: Planter) -> None:
    assert at_the_place(looking_like(kind, SEED), kind) is None


@pytest.mark.slow
@each_timed
def test_planted_differences_are_found_with_their_size_on_many_seeds(kind: Planter) -> None:
    ratios = [ratio(kind, seed) for seed in MORE_SEEDS]
    if kind.one_sided:
        assert sum(ratios) / len(ratios) <= ONE_SIDED
    else:
        assert sum(abs(r - 1) for r in ratios) / len(ratios) <= MEAN_ERROR


@pytest.mark.slow
@each
def test_decoys_are_reported_in_one_of_twenty_seeds_at_most(kind: Planter) -> None:
    reported = [s for s in MORE_SEEDS if at_the_place(looking_like(kind, s), kind)]
    assert len(reported) <= 1
