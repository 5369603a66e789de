"""Each gate alone keeps something wrong out: switched off, it comes in."""

import numpy as np
import pytest
from tests.benefit.proposals import (
    CASES,
    LOG,
    TOTAL_DAYS,
    Idea,
    detector,
    found,
    log_of,
    ranked,
)
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.benefit import Finding, findings
from verwaltung_mining.benefit.gates import discovered, enough_cases, large_effect, material
from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.settings import Settings

DEFAULT = AnalysisSettings()
ALL_OFF = {
    "false_discovery": 1.0,
    "effect_size": -1.0,
    "minimum_cases_low": 0,
    "material_share": 0.0,
    "material_days": 0.0,
}


def test_what_passes_every_gate_is_reported_with_high_confidence() -> None:
    (finding,) = ranked(Idea())
    assert finding.confidence == "high"


@pytest.mark.parametrize(
    "few",
    [Idea(cases=19), Idea(peers=19), Idea(kind="excision", peers=None, p_value=None, cases=19)],
    ids=["affected", "peers", "excision"],
)
def test_gate_enough_cases_keeps_out_what_nineteen_cases_show(few: Idea) -> None:
    assert ranked(few) == ()
    assert len(ranked(few, minimum_cases_low=0)) == 1


@pytest.mark.parametrize("cases", [20, 150])
def test_twenty_cases_are_enough_to_be_reported(cases: int) -> None:
    assert len(ranked(Idea(cases=cases, peers=cases))) == 1


def test_gate_false_discovery_keeps_out_the_luckiest_of_many_hypotheses() -> None:
    """p = 0.03 alone would do; among 40 that show nothing it is what chance brings."""
    lucky, others = Idea(p_value=0.03), [Idea(p_value=0.9, activity=1)] * 39
    assert len(ranked(lucky)) == 1
    assert ranked([lucky, *others]) == ()
    assert len(ranked([lucky, *others], false_discovery=1.0)) == 1 + 39


def test_false_discoveries_are_counted_over_all_detectors_of_a_run() -> None:
    lucky, others = (
        detector(Idea(p_value=0.03), id="a"),
        detector(*[Idea(p_value=0.9)] * 39, id="b"),
    )
    assert len(found(lucky).ranked) == 1
    assert found(lucky, others).ranked == ()


def test_hypotheses_without_a_test_do_not_enter_the_count_of_tests() -> None:
    tested, untested = Idea(p_value=0.04), Idea(kind="excision", p_value=None, effect_size=None)
    q = {f.hypothesis.kind: f.q_value for f in ranked([tested, *[untested] * 30])}
    assert q == {"comparison": pytest.approx(0.04), "excision": None}


@pytest.mark.parametrize("small", [0.146, 0.0, -0.6])
def test_gate_effect_size_keeps_out_a_sure_difference_of_few_cases_or_in_the_other_direction(
    small: float,
) -> None:
    assert ranked(Idea(effect_size=small)) == ()
    assert len(ranked(Idea(effect_size=small), effect_size=-1.0)) == 1


def test_gate_materiality_share_keeps_out_less_than_a_hundredth_of_all_time() -> None:
    small = Idea(days=0.0099 * TOTAL_DAYS)
    assert ranked(small) == ()
    assert len(ranked(small, material_share=0.0)) == 1
    assert len(ranked(Idea(days=0.0101 * TOTAL_DAYS))) == 1


def test_gate_materiality_days_keeps_out_less_than_ten_days_a_year() -> None:
    """A quiet office: 12 days are much of its time, but it took it two years."""
    quiet = log_of(weeks=104, cases=30)
    assert quiet.window_days == pytest.approx(104 * 7 - 104 * 7 / 30 + 10)
    few = Idea(days=12.0)
    assert ranked(few, log=quiet) == ()
    assert len(ranked(few, log=quiet, material_days=0.0)) == 1
    assert len(ranked(Idea(days=20.0), log=quiet)) == 1


def test_materiality_is_asked_of_what_reaches_the_cases() -> None:
    assert ranked(Idea(days=400.0, pass_through=0.01)) == ()


def test_what_is_swallowed_further_down_is_counted_and_what_is_small_is_not() -> None:
    swallowed = Idea(days=400.0, pass_through=0.01)
    small = Idea(days=1.0)
    unsure = Idea(days=400.0, pass_through=0.01, p_value=0.9)
    reported = Idea(days=400.0, pass_through=0.5, activity=1)
    result = found(detector(swallowed, small, unsure, reported, id="one"), detector(id="other"))
    assert result.absorbed == ("one",)
    assert len(result.ranked) == 1


def test_all_gates_off_let_everything_in() -> None:
    wrong = Idea(cases=1, peers=1, p_value=0.9, effect_size=-0.9, days=0.1)
    assert ranked(wrong) == ()
    assert len(ranked(wrong, **ALL_OFF)) == 1


@pytest.mark.parametrize(
    ("p_value", "expected"), [(0.05, True), (0.0501, False), (None, True), (1.0, False)]
)
def test_discovered_asks_the_q_value_and_lets_findings_without_a_test_pass(
    p_value: float | None, expected: bool
) -> None:
    assert discovered(p_value, DEFAULT) is expected


def test_each_gate_can_say_no() -> None:
    hypothesis = Idea(cases=19, effect_size=0.1).hypothesis(LOG)
    assert not enough_cases(hypothesis, DEFAULT)
    assert not large_effect(hypothesis, DEFAULT)
    assert not material(LOG, Idea(days=1.0).estimate(LOG), DEFAULT)


NULL_SEEDS = (0, 1, 3)


def null_log(seed: int) -> AnalysedLog:
    """An office without problems: four steps, six attributes that mean nothing."""
    rng = np.random.default_rng(seed)
    gaps = rng.gamma(2.0, 2 * DAY, (CASES * 2, 3))
    stamps = np.cumsum(np.c_[arrivals(CASES * 2, weeks=40), gaps], axis=1)
    values = rng.integers(0, 4, (6, CASES * 2))
    return measured(
        procedure(
            *(list(enumerate(row)) for row in stamps.tolist()),
            attributes={
                f"trait {k}": ("other", ["abcd"[v] for v in column])
                for k, column in enumerate(values)
            },
        )
    )


def candidates(log: AnalysedLog, **gates: object) -> list[Finding]:
    """What the real detectors report that is more than a hint."""
    settings = Settings(tables={"analysis": gates})
    ranked = findings(log, DETECTORS, settings, flagged=False).ranked
    return [finding for finding in ranked if finding.confidence != "hint"]


def test_log_without_problems_shows_candidates_only_when_the_statistical_gates_are_off() -> None:
    logs = [null_log(seed) for seed in NULL_SEEDS]
    assert [candidates(log) for log in logs] == [[], [], []]
    without = [candidates(log, false_discovery=1.0, effect_size=0.0) for log in logs]
    assert all(len(found) >= 3 for found in without)


def test_gate_false_discovery_alone_keeps_a_log_without_problems_quiet() -> None:
    logs = [null_log(seed) for seed in NULL_SEEDS]
    assert sum(len(candidates(log, false_discovery=1.0)) for log in logs) > 0
    assert sum(len(candidates(log, effect_size=-1.0)) for log in logs) == 0
