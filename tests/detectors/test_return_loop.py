"""Return loop, with hours counted by hand."""

import pytest
from hypothesis import given
from tests.detectors.proposing import claimed, hours, only, proposed
from tests.procedures import measured, procedure
from tests.strategies import BEGIN, event_logs

from verwaltung_mining.detectors.return_loop import RETURN_LOOP
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.shapes import Cover, Place

CHECK, DRAFT, SIGN = 0, 1, 2


def test_loop_takes_the_time_from_the_first_to_the_last_completion_of_the_step() -> None:
    """Check at 10, draft at 20, check again at 50, sign at 60: forty hours."""
    log = measured(procedure([(CHECK, 10), (DRAFT, 20), (CHECK, 50), (SIGN, 60)]))
    hypothesis = only(proposed(RETURN_LOOP, log))
    assert hypothesis.place == Place(activity=CHECK)
    assert hypothesis.cases == 1
    assert hypothesis.kind == "excision"
    assert (hypothesis.p_value, hypothesis.peers) == (None, None)
    assert hours(hypothesis.estimate().claims) == [(0, 10, 50)]
    assert hypothesis.estimate().total == 40 * 3600


def test_log_without_returns_is_silent() -> None:
    assert claimed(RETURN_LOOP, [(CHECK, 0), (DRAFT, 5), (SIGN, 9)], [(CHECK, 2), (SIGN, 4)]) == []


def test_loop_over_several_steps_belongs_to_the_first_one_repeated() -> None:
    log = measured(
        procedure([(CHECK, 0), (DRAFT, 5), (SIGN, 9), (CHECK, 20), (DRAFT, 30), (SIGN, 40)])
    )
    hypothesis = only(proposed(RETURN_LOOP, log))
    assert hypothesis.place == Place(activity=CHECK, activities=(DRAFT, SIGN))
    assert hours(hypothesis.estimate().claims) == [(0, 0, 20)]


def test_two_rounds_are_one_stretch_of_time() -> None:
    """a b a b a: from the first to the third completion of a."""
    case = [(CHECK, 0), (DRAFT, 5), (CHECK, 9), (DRAFT, 11), (CHECK, 20), (SIGN, 21)]
    assert claimed(RETURN_LOOP, case) == [(0, 0, 20)]


def test_rounds_with_new_work_between_touch_and_are_united() -> None:
    case = [(CHECK, 0), (DRAFT, 5), (CHECK, 9), (SIGN, 11), (CHECK, 20)]
    assert claimed(RETURN_LOOP, case) == [(0, 0, 20)]


def test_loops_to_different_steps_are_different_findings() -> None:
    case = [(CHECK, 0), (DRAFT, 5), (CHECK, 9), (SIGN, 30), (3, 35), (SIGN, 50)]
    log = measured(procedure(case))
    places = {
        h.place.activity: hours(h.estimate().claims) for h in proposed(RETURN_LOOP, log).hypotheses
    }
    assert places == {CHECK: [(0, 0, 9)], SIGN: [(0, 30, 50)]}


def test_nested_loop_has_one_owner_per_run_of_repetitions() -> None:
    """a b c b a: inside the run b, a the first repeated is b."""
    case = [(CHECK, 0), (DRAFT, 10), (SIGN, 20), (DRAFT, 30), (CHECK, 40)]
    log = measured(procedure(case))
    hypothesis = only(proposed(RETURN_LOOP, log))
    assert hypothesis.place == Place(activity=DRAFT, activities=(CHECK,))
    assert hours(hypothesis.estimate().claims) == [(0, 10, 30)]


def test_loop_at_the_end_of_a_case_counts() -> None:
    assert claimed(RETURN_LOOP, [(CHECK, 0), (DRAFT, 5), (CHECK, 9)]) == [(0, 0, 9)]


def test_step_that_follows_itself_is_no_return() -> None:
    assert claimed(RETURN_LOOP, [(CHECK, 0), (CHECK, 50), (SIGN, 60)]) == []


def test_self_loop_inside_a_round_belongs_to_it() -> None:
    assert claimed(RETURN_LOOP, [(CHECK, 0), (DRAFT, 5), (CHECK, 9), (CHECK, 15)]) == [(0, 0, 15)]


def test_repetition_in_the_next_case_is_none() -> None:
    assert claimed(RETURN_LOOP, [(CHECK, 0), (DRAFT, 5)], [(CHECK, 6), (DRAFT, 9)]) == []


@pytest.mark.parametrize("case", [[(CHECK, 0)], [(CHECK, 0), (DRAFT, 0)]])
def test_shortest_cases_have_no_loop(case: list[tuple[int, float]]) -> None:
    assert claimed(RETURN_LOOP, case) == []


def test_all_steps_at_the_same_moment_cost_no_time() -> None:
    case = [(CHECK, 3), (DRAFT, 3), (CHECK, 3), (SIGN, 3)]
    assert claimed(RETURN_LOOP, case) == [(0, 3, 3)]


def test_step_that_only_few_rounds_repeat_too_is_not_named() -> None:
    long = [(CHECK, 0), (DRAFT, 5), (CHECK, 9), (DRAFT, 12)]
    short = [(CHECK, 0), (DRAFT, 5), (CHECK, 9)]
    log = measured(procedure(long, short, short))
    assert only(proposed(RETURN_LOOP, log)).place == Place(activity=CHECK)
    everything = only(proposed(RETURN_LOOP, log, member_share=0.3)).place
    assert everything == Place(activity=CHECK, activities=(DRAFT,))


def test_what_a_more_specific_detector_claims_is_no_return_loop() -> None:
    log = measured(
        procedure([(CHECK, 0), (DRAFT, 5), (CHECK, 9)], [(CHECK, 0), (DRAFT, 5), (CHECK, 9)])
    )
    everything = only(proposed(RETURN_LOOP, log)).estimate().claims
    of_first = everything.select(everything.index == 0)
    hypothesis = only(proposed(RETURN_LOOP, log, taken=Cover.of(of_first)))
    assert hours(hypothesis.estimate().claims) == [(1, 0, 9)]
    assert proposed(RETURN_LOOP, log, taken=Cover.of(everything)).hypotheses == ()


@given(event_logs())
def test_claims_are_those_of_a_naive_walk_through_each_case(log: EventLog) -> None:
    kept = measured(log)
    found = sorted(
        (h.place.activity, case, begin, finish)
        for h in proposed(RETURN_LOOP, kept).hypotheses
        for case, begin, finish in hours(h.estimate().claims)
    )
    rounds: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for index, rows in enumerate(_cases(kept.events.collect().rows(named=True))):
        for owner, begin, finish in _naive_rounds(rows):
            rounds.setdefault((owner, index), []).append((begin, finish))
    expected = sorted(
        (owner, index, begin, finish)
        for (owner, index), parts in rounds.items()
        for begin, finish in _united(parts)
    )
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for mine, naive in zip(found, expected, strict=True):
        assert mine[2:] == pytest.approx(naive[2:])


def _cases(rows: list[dict]) -> list[list[dict]]:  # type: ignore[type-arg]
    count = 1 + max((row["index"] for row in rows), default=-1)
    return [[row for row in rows if row["index"] == case] for case in range(count)]


def _naive_rounds(rows: list[dict]) -> list[tuple[int, float, float]]:  # type: ignore[type-arg]
    """Owner, begin and finish in hours of each run of repeated events."""
    at = [(row["timestamp"] - BEGIN).total_seconds() / 3600 for row in rows]
    last: dict[int, int] = {}
    found: list[tuple[int, float, float]] = []
    owner, begin, finish, inside = None, 0.0, 0.0, False
    for k, row in enumerate(rows):
        step = row["activity"]
        before = last.get(step)
        if before is None:
            if owner is not None:
                found.append((owner, begin, finish))
            owner, inside = None, False
        else:
            inside = True
            if owner is None and before < k - 1:
                owner, begin = step, at[before]
            if step == owner:
                finish = at[k]
        last[step] = k
    if inside and owner is not None:
        found.append((owner, begin, finish))
    return found


def _united(parts: list[tuple[float, float]]) -> list[tuple[float, float]]:
    result: list[tuple[float, float]] = []
    for begin, finish in sorted(parts):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], finish))
        else:
            result.append((begin, finish))
    return result


def test_what_nearly_every_case_does_again_is_the_way_as_laid_out() -> None:
    again = [(0, 0), (1, 24), (0, 48), (2, 72)]
    once = [(0, 0), (1, 24), (2, 72)]
    share = RETURN_LOOP.settings().usual_share
    many = measured(procedure(*[again] * 30, *[once] * 10))
    few = proposed(RETURN_LOOP, many, usual_share=share)
    nearly_all = proposed(RETURN_LOOP, measured(procedure(*[again] * 39, once)), usual_share=share)
    assert [h.cases for h in few.hypotheses] == [30]
    assert nearly_all.hypotheses == ()
