"""Planted group differences are found with their size; what only looks like them is not."""

import datetime as dt

import pytest

from verwaltung_mining.benefit import Finding, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation.place import Place
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
AGREED = Settings(
    tables={
        "privacy": {
            "agreement": {
                "reference": "DV 1",
                "date": dt.date(2025, 1, 1),
                "scope": "comparison of units",
            }
        }
    }
)

each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.detector)
each_timed = pytest.mark.parametrize("kind", TIMED, ids=lambda kind: kind.detector)


def planted(kind: Planter, seed: int) -> Scenario:
    return scenario(seed, plants=1, kinds=(kind,), timing="interval")


def looking_like(kind: Planter, seed: int) -> Scenario:
    return scenario(seed, plants=0, decoys=(kind,), timing="interval")


def at_the_place(drawn: Scenario, kind: Planter) -> list[Finding]:
    """Findings of the kind's detector at the place of the first plant or decoy."""
    log = prepare(canonicalise(drawn.raw_log()), AGREED).analysed
    found = findings(log, DETECTORS, AGREED, flagged=False)
    place = drawn.every[0].place(drawn.process)
    return [f for f in found.ranked if f.detector.id == kind.detector and _same(log, f, place)]


def _same(log: AnalysedLog, finding: Finding, place: Place) -> bool:
    at = finding.hypothesis.place
    labels = [None if c is None else log.activities[c] for c in (at.activity, at.source, at.target)]
    segment = None if place.attribute is None else ((place.attribute, place.value),)
    units = tuple(log.org_units[unit] for unit in at.org_units or ())
    return (
        labels == [place.activity, place.source, place.target]
        and at.segment == segment
        and units == place.units
    )


def ratio(kind: Planter, seed: int) -> float:
    """Estimate over truth of a planted difference."""
    drawn = planted(kind, seed)
    (finding,) = at_the_place(drawn, kind)
    (effect,) = drawn.true_effects().values()
    return finding.standalone / SECONDS_PER_DAY / effect.saved_case_days


@each_timed
def test_planted_difference_is_found_with_its_size(kind: Planter) -> None:
    found = ratio(kind, SEED)
    assert 1 - ERROR < found < (ONE_SIDED if kind.one_sided else 1 + ERROR)


def test_group_that_misses_its_deadline_is_found() -> None:
    (finding,) = at_the_place(planted(DEADLINE_DRIVER, SEED), DEADLINE_DRIVER)
    assert finding.confidence in ("high", "medium")
    assert finding.estimate.total > 30


@each
def test_what_only_looks_like_it_is_not_reported(kind: Planter) -> None:
    assert at_the_place(looking_like(kind, SEED), kind) == []


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
