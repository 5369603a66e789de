"""What fast and clean cases have in common: planted lanes, and what only looks like one."""

import numpy as np
import pytest
from tests.procedures import measured, procedure
from tests.strengths.named import CASES, CHECK, DECIDE, REFUSE, log_of, named, usual

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths import Strength
from verwaltung_mining.strengths.fast_and_clean import FAST_AND_CLEAN

NUMBER = np.arange(CASES)


def found(log: EventLog, **common: float) -> tuple[Strength, ...]:
    return named(log, FAST_AND_CLEAN, **common)


ONLINE = np.random.default_rng(8).random(CASES) < 0.4
CHANNEL = ["online" if one else "paper" for one in ONLINE]


def test_planted_fast_lane_is_found_with_its_effect() -> None:
    log = log_of(np.where(ONLINE, usual(1) / 4, usual(1)), channel=("channel", CHANNEL))
    (strength,) = found(log)
    assert strength.where.segment == ("channel", "online")
    assert strength.cases == ONLINE.sum()
    assert strength.measure == "share_fast_and_clean"
    seconds = measured(log).cases["seconds"].to_numpy()
    fast = seconds <= np.quantile(seconds, 0.25)
    expected = fast[ONLINE].mean(), fast[~ONLINE].mean()
    assert (strength.value, strength.peers) == pytest.approx(expected, abs=0.02)
    assert 0 < strength.low < strength.value - strength.peers < strength.high


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
    assert [s.where.segment for s in found(alike)] == [("channel", "online")]
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
    assert [s.where.segment for s in found(alone)] == [("channel", "online")]
    assert found(log_of(days, channel=("channel", CHANNEL), kind=("case_type", kind))) == ()


def test_types_without_comparable_cases_are_not_compared_across() -> None:
    """Large cases always loop and come on paper, but for a few; small ones never and online."""
    few = NUMBER % 60 == 0
    large = ~ONLINE ^ few
    kind = ["large" if one else "small" for one in large]
    log = log_of(usual(5), loops=large, channel=("channel", CHANNEL), kind=("case_type", kind))
    assert found(log) == ()
    untold = log_of(usual(5), loops=large, channel=("channel", CHANNEL))
    assert [s.where.segment for s in found(untold)] == [("channel", "online")]


def test_fast_cases_with_a_loop_are_not_clean() -> None:
    days = np.where(ONLINE, usual(5) / 4, usual(5))
    looped = log_of(days, loops=ONLINE, channel=("channel", CHANNEL))
    assert ("channel", "online") not in [s.where.segment for s in found(looped)]


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
    assert [s.where.segment for s in strengths] == [("channel", "online"), ("district", "north")]
    assert found(log, maximum=1) == strengths[:1]


def test_text_is_a_question_in_both_languages_and_keeps_braces_in_labels() -> None:
    channel = ["{online}" if one else "paper" for one in ONLINE]
    log = log_of(np.where(ONLINE, usual(1) / 4, usual(1)), channel=("channel", channel))
    (strength,) = found(log)
    for text in (strength.text.de, strength.text.en):
        assert text.endswith("?")
        assert "channel = {online}" in text.format(activity="")


def test_log_of_one_case_has_no_strengths() -> None:
    assert named(procedure([(CHECK, 0.0)])) == ()


def test_groups_that_select_the_same_cases_are_named_once() -> None:
    same = ["portal" if one else "letter" for one in ONLINE]
    log = log_of(
        np.where(ONLINE, usual(1) / 4, usual(1)), channel=("channel", CHANNEL), via=("other", same)
    )
    assert len(found(log)) == 1


def test_who_asks_is_no_way_of_working() -> None:
    days = np.where(ONLINE, usual(1) / 4, usual(1))
    assert len(found(log_of(days, Herkunft=("other", CHANNEL)))) == 1
    assert found(log_of(days, Antragsteller=("other", CHANNEL))) == ()


def test_rule_that_changed_within_the_period_is_no_feature_of_cases() -> None:
    """Everything is faster and on a new form from the middle on: the form explains nothing."""
    new = NUMBER >= CASES // 2
    form = ["new" if (k in (5, 250)) != n else "old" for k, n in enumerate(new)]
    assert found(log_of(np.where(new, usual(1) / 4, usual(1)), form=("other", form))) == ()


def test_case_mix_and_raw_contrast_stand_beside_the_strength() -> None:
    """Small cases come online and are quick; online is quicker still within each type."""
    small = np.random.default_rng(5).random(CASES) < np.where(ONLINE, 0.6, 0.3)
    days = usual(4) / np.where(small, 2, 1) / np.where(ONLINE, 4, 1)
    kind = ["small" if one else "large" for one in small]
    (strength,) = found(log_of(days, channel=("channel", CHANNEL), kind=("case_type", kind)))
    of_type, of_block = strength.case_mix
    assert (of_type.dimension, of_type.attribute) == ("case_type", "kind")
    assert of_type.distance == pytest.approx(small[ONLINE].mean() - small[~ONLINE].mean())
    assert (of_block.dimension, of_block.attribute) == ("block", None)
    assert strength.raw is not None
    assert strength.raw.value == pytest.approx(strength.value, abs=0.05)
