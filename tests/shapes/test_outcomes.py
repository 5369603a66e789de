"""Whether a step goes with another end of the case."""

import numpy as np
from tests.procedures import arrivals, measured, procedure

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.outcomes import outcome_constant, outcome_differs, outcomes

CASES = 200


def log_of(values: list[str | None]) -> AnalysedLog:
    cases = [[(0, at), (1, at + 5)] for at in arrivals(len(values))]
    return measured(procedure(*cases, attributes={"result": ("outcome", values)}))


def everybody(log: AnalysedLog) -> np.ndarray:
    return np.arange(log.cases.height)


def test_every_value_of_an_outcome_is_looked_at() -> None:
    log = log_of(["granted", "refused", None])
    assert [has.tolist() for has in outcomes(log, everybody(log))] == [
        [True, False, False],
        [False, True, False],
    ]


def test_outcome_is_constant_up_to_the_exceptions() -> None:
    rare = log_of(["granted"] * (CASES - 1) + ["refused"])
    assert outcome_constant(rare, everybody(rare), exceptions=0.03)
    assert not outcome_constant(rare, everybody(rare), exceptions=0.01)
    none = everybody(rare)[:0]
    assert outcome_constant(rare, none, exceptions=0.0)


def test_outcome_differs_where_its_share_does() -> None:
    log = log_of(["granted", "refused"] * (CASES // 2))
    even = everybody(log) % 2 == 0
    half = everybody(log) % 4 < 2
    for with_step, expected in ((even, True), (half, False), (half | True, False)):
        found = outcome_differs(log, everybody(log), with_step, difference=0.05, alpha=0.05)
        assert found is expected
