"""What fast and clean cases have in common: planted lanes, and what only looks like one."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.procedures import DAY, Event, Floats, arrivals, measured, procedure

from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.strengths import FastAndCleanSettings, Strength, fast_and_clean

CASES = 400
NUMBER = np.arange(CASES)
CHECK, DECIDE, REFUSE, CALL = 0, 1, 2, 3


def log_of(
    days: Floats,
    *,
    ends: Sequence[int] | None = None,
    loops: np.ndarray | None = None,
    call: np.ndarray | None = None,
    **attributes: tuple[AttributeRole, list[str]],
) -> AnalysedLog:
    """Cases that are checked and decided; some checked again, some with a call before."""
    cases: list[list[Event]] = []
    for k, begin in enumerate(arrivals(CASES)):
        case: list[Event] = [(CHECK, begin)]
        if call is not None and call[k]:
            case.append((CALL, begin + 1))
        if loops is not None and loops[k]:
            case += [(4, begin + 2), (CHECK, begin + 3)]
        case.append((DECIDE if ends is None else ends[k], begin + 4 + DAY * days[k]))
        cases.append(case)
    return measured(procedure(*cases, attributes=attributes))


def found(log: AnalysedLog, **settings: float) -> tuple[Strength, ...]:
    return fast_and_clean(log, FastAndCleanSettings(**settings))  # type: ignore[arg-type]


def usual(seed: int) -> Floats:
    return np.random.default_rng(seed).gamma(2.0, 5.0, CASES)


ONLINE = np.random.default_rng(8).random(CASES) < 0.4
CHANNEL = ["online" if one else "paper" for one in ONLINE]


def test_planted_fast_lane_is_found_with_its_effect() -> None:
    log = log_of(np.where(ONLINE, usual(1) / 4, usual(1)), channel=("channel", CHANNEL))
    (strength,) = found(log)
    assert strength.segment == ("channel", "online")
    assert strength.cases == ONLINE.sum()
    assert strength.measure == "share_fast_and_clean"
    seconds = log.cases["seconds"].to_numpy()
    fast = seconds <= np.quantile(seconds, 0.25)
    expected = fast[ONLINE].mean(), fast[~ONLINE].mean()
    assert (strength.value, strength.peers) == pytest.approx(expected, abs=0.02)
    assert 0 < strength.low < strength.value - strength.peers < strength.high


def test_step_that_goes_with_fast_cases_is_found() -> None:
    log = log_of(np.where(ONLINE, usual(2) / 4, usual(2)), call=ONLINE)
    assert [s.activity for s in found(log)] == [CALL]


@pytest.mark.parametrize("seed", range(5))
def test_office_without_a_fast_lane_shows_none(seed: int) -> None:
    district = np.random.default_rng(seed).choice(list("abcd"), CASES).tolist()
    log = log_of(usual(seed), channel=("channel", CHANNEL), district=("other", district))
    assert found(log) == ()


def test_quick_refusal_is_no_strength() -> None:
    """Refusals are quick and come mostly online; among refusals and among grants none differ."""
    refused = np.random.default_rng(4).random(CASES) < np.where(ONLINE, 0.7, 0.2)
    days = np.where(refused, usual(10) / 5, usual(10))
    alike = log_of(days, channel=("channel", CHANNEL))
    assert [s.segment for s in found(alike)] == [("channel", "online")]
    told = log_of(
        days, ends=np.where(refused, REFUSE, DECIDE).tolist(), channel=("channel", CHANNEL)
    )
    assert found(told) == ()


def test_feature_that_goes_with_an_easy_case_type_is_no_strength() -> None:
    """Small cases are quick and come mostly online; fast is told within the type."""
    small = np.random.default_rng(5).random(CASES) < np.where(ONLINE, 0.8, 0.2)
    days = np.where(small, usual(4) / 5, usual(4))
    kind = ["small" if one else "large" for one in small]
    alone = log_of(days, channel=("channel", CHANNEL))
    assert [s.segment for s in found(alone)] == [("channel", "online")]
    assert found(log_of(days, channel=("channel", CHANNEL), kind=("case_type", kind))) == ()


def test_types_without_comparable_cases_are_not_compared_across() -> None:
    """Large cases always loop and come on paper, but for a few; small ones never and online."""
    few = NUMBER % 60 == 0
    large = ~ONLINE ^ few
    kind = ["large" if one else "small" for one in large]
    log = log_of(usual(5), loops=large, channel=("channel", CHANNEL), kind=("case_type", kind))
    assert found(log) == ()
    untold = log_of(usual(5), loops=large, channel=("channel", CHANNEL))
    assert [s.segment for s in found(untold)] == [("channel", "online")]


def test_fast_cases_with_a_loop_are_not_clean() -> None:
    days = np.where(ONLINE, usual(5) / 4, usual(5))
    looped = log_of(days, loops=ONLINE, channel=("channel", CHANNEL))
    assert ("channel", "online") not in [s.segment for s in found(looped)]


def test_step_that_most_cases_pass_is_nothing_to_copy() -> None:
    most = np.random.default_rng(6).random(CASES) < 0.6
    log = log_of(np.where(most, usual(6) / 4, usual(6)), call=most)
    assert found(log) == ()
    assert [s.activity for s in found(log, common_step=0.7)] == [CALL]


def test_small_difference_is_not_named() -> None:
    log = log_of(np.where(ONLINE, usual(1) / 4, usual(1)), channel=("channel", CHANNEL))
    (strength,) = found(log)
    difference = strength.value - strength.peers
    assert found(log, least_difference=difference + 0.01) == ()
    assert len(found(log, least_difference=difference - 0.01)) == 1


def test_feature_of_few_cases_is_not_named() -> None:
    few = NUMBER % 14 == 0
    assert few.sum() == 29
    log = log_of(
        np.where(few, 0.1, usual(7)), channel=("channel", ["x" if f else "y" for f in few])
    )
    assert found(log) == ()
    assert len(found(log, minimum_cases=20)) == 1


def test_surest_strength_comes_first_and_only_so_many_are_named() -> None:
    rng = np.random.default_rng(9)
    other = rng.random(CASES) < 0.4
    days = usual(8) / np.where(ONLINE, 4, 1) / np.where(other, 2, 1)
    district = ["north" if one else "south" for one in other]
    log = log_of(days, channel=("channel", CHANNEL), district=("other", district))
    strengths = found(log)
    assert [s.segment for s in strengths] == [("channel", "online"), ("district", "north")]
    assert found(log, maximum=1) == strengths[:1]


def test_text_is_a_question_in_both_languages_and_keeps_braces_in_labels() -> None:
    channel = ["{online}" if one else "paper" for one in ONLINE]
    log = log_of(np.where(ONLINE, usual(1) / 4, usual(1)), channel=("channel", channel))
    (strength,) = found(log)
    for text in (strength.text.de, strength.text.en):
        assert text.endswith("?")
        assert "channel = {online}" in text.format(activity="")


def test_log_of_one_case_has_no_strengths() -> None:
    assert found(measured(procedure([(CHECK, 0.0)]))) == ()
