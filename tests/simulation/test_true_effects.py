"""The true effect of a plant is the case time that vanishes with it."""

from dataclasses import replace

import polars as pl
import pytest
from tests.simulation.small_process import HELP, PROBLEMS, PROCESS, UNLIMITED, kind

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.simulation import simulate, true_effects
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.simulate import saved_case_days

SEED = 5
CASES = 200
DAY = 86_400


def spans(*plants: Plant, process: Process = PROCESS) -> dict[str, float]:
    """Case → days from first start to last completion."""
    frame = simulate(process, plants, seed=SEED, cases=CASES)
    found: dict[str, list[float]] = {}
    for case, start, end in frame.select("case_id", "start", "timestamp").rows():
        found.setdefault(case, []).extend((start.timestamp(), end.timestamp()))
    return {case: (max(stamps) - min(stamps)) / DAY for case, stamps in found.items()}


@pytest.mark.parametrize("plant", PROBLEMS, ids=kind)
def test_every_kind_of_problem_costs_time(plant: Plant) -> None:
    effect = true_effects(PROCESS, [plant], seed=SEED, cases=CASES)[plant]
    assert effect.saved_case_days > 0
    assert 0 < effect.affected_cases <= CASES


def test_what_helps_has_a_negative_saving() -> None:
    effect = true_effects(PROCESS, [HELP], seed=SEED, cases=CASES)[HELP]
    assert effect.saved_case_days < 0


def test_effect_is_the_difference_of_two_logs_summed_over_cases() -> None:
    plants = (PROBLEMS[0], PROBLEMS[5], PROBLEMS[8])
    effects = true_effects(PROCESS, plants, seed=SEED, cases=CASES)
    full = sum(spans(*plants).values())
    for plant in plants:
        without = sum(spans(*(p for p in plants if p is not plant)).values())
        assert effects[plant].saved_case_days == pytest.approx(full - without, abs=1e-6)


def test_effect_over_counted_cases_leaves_the_others_out() -> None:
    plant = PROBLEMS[0]
    low, high = frozenset(range(CASES // 2)), frozenset(range(CASES // 2, CASES))
    parts = [
        true_effects(PROCESS, [plant], seed=SEED, cases=CASES, counted=counted)[plant]
        for counted in (low, high)
    ]
    whole = true_effects(PROCESS, [plant], seed=SEED, cases=CASES)[plant]
    saved = sum(part.saved_case_days for part in parts)
    assert saved == pytest.approx(whole.saved_case_days, abs=1e-6)
    assert sum(part.affected_cases for part in parts) == whole.affected_cases
    assert min(part.affected_cases for part in parts) > 0


@pytest.mark.parametrize("plant", PROBLEMS, ids=kind)
def test_affected_are_the_cases_that_differ(plant: Plant) -> None:
    """Unlimited staff: no case feels another one; always open: no delay vanishes in a night."""
    process = replace(UNLIMITED, calendar=Calendar.always())
    affected = true_effects(process, [plant], seed=SEED, cases=CASES)[plant].affected_cases
    with_plant, plain = spans(plant, process=process), spans(process=process)
    assert sum(with_plant[case] > plain[case] for case in plain) == affected
    assert sum(with_plant[case] == plain[case] for case in plain) == CASES - affected


def test_slow_transition_concerns_its_segment_alone() -> None:
    slow = PROBLEMS[5]
    frame = simulate(UNLIMITED, [slow], seed=SEED, cases=CASES)
    paper = frame.filter(pl.col("Eingangskanal") == "Papier")["case_id"].n_unique()
    affected = true_effects(UNLIMITED, [slow], seed=SEED, cases=CASES)[slow].affected_cases
    assert affected == paper


def test_case_time_of_two_sets_of_plants_can_be_compared() -> None:
    plant = PROBLEMS[3]
    effect = true_effects(PROCESS, [plant], seed=SEED, cases=CASES)[plant]
    assert saved_case_days(PROCESS, [plant], [], seed=SEED, cases=CASES) == effect.saved_case_days
