"""Ping-pong between units, with hours counted by hand."""

import pytest
from tests.detectors.proposing import Interval, hours, only, proposed
from tests.procedures import Event, measured, procedure

from verwaltung_mining.detectors.ping_pong import PING_PONG
from verwaltung_mining.detectors.requirements import NO_UNITS
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Place

INTAKE, PASS_ON, SIGN = 0, 1, 2
A, B, C = 0, 1, 2


def log_of(*cases: list[tuple[int, float, int | None]]) -> AnalysedLog:
    """Cases of (activity, hour, unit)."""
    events: list[list[Event]] = [[(a, h) for a, h, _ in case] for case in cases]
    return measured(procedure(*events, units=[u for case in cases for _, _, u in case]))


def claims(*cases: list[tuple[int, float, int | None]], **settings: object) -> list[Interval]:
    proposal = proposed(PING_PONG, log_of(*cases), **settings)
    return sorted(i for h in proposal.hypotheses for i in hours(h.estimate().claims))


BOUNCED: list[tuple[int, float, int | None]] = [
    (INTAKE, 0, A),
    (PASS_ON, 10, B),
    (PASS_ON, 20, A),
    (PASS_ON, 30, B),
    (SIGN, 50, C),
]
"""a, b, a, b: three changes; what both sides do is passing on, from 0 to 30."""


def test_back_and_forth_takes_the_time_from_the_first_passing_on_to_the_last() -> None:
    hypothesis = only(proposed(PING_PONG, log_of(BOUNCED)))
    assert hypothesis.place == Place(activities=(PASS_ON,), org_units=(A, B))
    assert hypothesis.cases == 1
    assert (hypothesis.kind, hypothesis.p_value) == ("excision", None)
    assert hours(hypothesis.estimate().claims) == [(0, 0, 30)]
    assert hypothesis.estimate().total == 30 * 3600


def test_case_that_walks_through_the_units_is_silent() -> None:
    assert claims([(INTAKE, 0, A), (PASS_ON, 5, B), (SIGN, 9, C)]) == []


def test_return_with_its_own_work_on_each_side_is_no_ping_pong() -> None:
    """Draft in a, check in b, draft in a, check in b: a return loop."""
    case: list[tuple[int, float, int | None]] = [(0, 0, A), (1, 5, B), (0, 9, A), (1, 15, B)]
    assert claims(case) == []


SINGLE: list[tuple[int, float, int | None]] = [
    (INTAKE, 0, A),
    (PASS_ON, 10, B),
    (PASS_ON, 25, A),
    (SIGN, 50, C),
]
"""a, b, a: two changes."""


def test_single_return_counts_only_once_enough_long_runs_show_the_same() -> None:
    assert claims(SINGLE) == []
    assert claims(SINGLE, *[BOUNCED] * 19) == [(k, 0, 30) for k in range(1, 20)]
    assert claims(SINGLE, *[BOUNCED] * 20) == [(0, 0, 25), *((k, 0, 30) for k in range(1, 21))]


def test_single_return_with_other_activities_does_not_count_with_them() -> None:
    other = [(SIGN if a == PASS_ON else a, h, u) for a, h, u in SINGLE]
    assert claims(other, *[BOUNCED] * 20) == [(k, 0, 30) for k in range(1, 21)]


def test_needed_changes_of_unit_are_a_setting() -> None:
    assert claims(SINGLE, minimum_changes=2) == [(0, 0, 25)]
    assert claims(BOUNCED, minimum_changes=4) == []


def test_several_events_of_one_stay_are_one_stay() -> None:
    case: list[tuple[int, float, int | None]] = [
        (PASS_ON, 0, A), (INTAKE, 2, A), (PASS_ON, 10, B), (PASS_ON, 12, B), (PASS_ON, 20, A),
        (PASS_ON, 30, B),
    ]  # fmt: skip
    assert claims(case) == [(0, 0, 30)]


def test_event_without_a_unit_does_not_end_a_run() -> None:
    case = [*BOUNCED[:2], (INTAKE, 15, None), *BOUNCED[2:]]
    assert claims(case) == [(0, 0, 30)]


def test_third_unit_ends_the_run() -> None:
    case: list[tuple[int, float, int | None]] = [
        (PASS_ON, 0, A), (PASS_ON, 5, B), (PASS_ON, 9, C), (PASS_ON, 12, A), (PASS_ON, 15, B),
    ]  # fmt: skip
    assert claims(case) == []


def test_run_at_the_end_of_a_case_and_one_from_its_beginning_count() -> None:
    case: list[tuple[int, float, int | None]] = [(PASS_ON, 4.0 * k, k % 2) for k in range(4)]
    assert claims(case) == [(0, 0, 12)]


def test_runs_do_not_reach_into_the_next_case() -> None:
    two: list[tuple[int, float, int | None]] = [(PASS_ON, 0, A), (PASS_ON, 1, B)]
    assert claims(two, two, two) == []


def between(*units: int) -> list[tuple[int, float, int | None]]:
    """The same back and forth between other units."""
    return [(a, h, u if u == C else units[u or 0]) for a, h, u in BOUNCED[:-1]]


def test_pair_of_units_is_named_for_the_gate_only_where_it_has_half_of_the_runs() -> None:
    half = proposed(PING_PONG, log_of(between(A, B), between(B, A), between(A, 3), between(B, 3)))
    assert only(half).place == Place(activities=(PASS_ON,), org_units=(A, B))
    less = proposed(PING_PONG, log_of(between(A, B), between(A, 3), between(B, 3)))
    assert only(less).place == Place(activities=(PASS_ON,))


def test_runs_with_different_activities_are_different_findings_with_their_own_units() -> None:
    signing = [(SIGN if a == PASS_ON else a, h, u) for a, h, u in between(B, 3)]
    proposal = proposed(PING_PONG, log_of(BOUNCED, signing, signing))
    assert [h.place for h in proposal.hypotheses] == [
        Place(activities=(PASS_ON,), org_units=(A, B)),
        Place(activities=(SIGN,), org_units=(B, 3)),
    ]
    assert [h.cases for h in proposal.hypotheses] == [1, 2]


def test_several_activities_of_both_sides_stand_together() -> None:
    case: list[tuple[int, float, int | None]] = [
        (PASS_ON, 0, A), (SIGN, 1, A), (SIGN, 4, B), (PASS_ON, 5, B), (SIGN, 9, A),
        (PASS_ON, 12, B),
    ]  # fmt: skip
    hypothesis = only(proposed(PING_PONG, log_of(case)))
    assert hypothesis.place == Place(activities=(PASS_ON, SIGN), org_units=(A, B))
    assert hours(hypothesis.estimate().claims) == [(0, 0, 12)]


def test_log_without_units_is_skipped_with_a_reason() -> None:
    proposal = proposed(PING_PONG, measured(procedure([(0, 0), (1, 1)])))
    assert proposal.hypotheses == ()
    assert proposal.skipped == NO_UNITS


@pytest.mark.parametrize("case", [[(PASS_ON, 0, A)], [(PASS_ON, 0, A), (PASS_ON, 0, B)]])
def test_shortest_cases_are_silent(case: list[tuple[int, float, int | None]]) -> None:
    assert claims(case) == []
