"""Shares, symptoms, hints and the order of the list."""

from dataclasses import replace

import pytest
from tests.benefit.proposals import LOG, Idea, apart, detector, found, ranked, whole_cases

from verwaltung_mining.benefit import Finding
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY


def in_days(seconds: float | None) -> float:
    assert seconds is not None
    return seconds / SECONDS_PER_DAY


def rank_keys(ranked: tuple[Finding, ...]) -> list[int]:
    return [finding.hypothesis.place.activity or 0 for finding in ranked]


def test_findings_apart_keep_all_they_save() -> None:
    one, other = ranked(apart(LOG, Idea(days=500), Idea(days=300)))
    assert (in_days(one.fair_share), in_days(other.fair_share)) == pytest.approx((500, 300))
    assert (in_days(one.cumulative), in_days(other.cumulative)) == pytest.approx((500, 800))


def test_time_that_two_findings_claim_is_counted_once_and_split() -> None:
    """50 and 40 cases of ten days, 20 of them the same."""
    first = Idea(days=500, claims=whole_cases(LOG, 0, 50))
    second = Idea(days=400, claims=whole_cases(LOG, 30, 40), activity=1)
    one, other = ranked([first, second])
    assert (in_days(one.fair_share), in_days(other.fair_share)) == pytest.approx((400, 300))
    assert in_days(other.cumulative) == pytest.approx(700)


def test_interval_is_scaled_like_the_share() -> None:
    first = Idea(days=500, low=400, high=600, claims=whole_cases(LOG, 0, 50))
    second = Idea(days=400, claims=whole_cases(LOG, 30, 40), activity=1)
    one, _ = ranked([first, second])
    assert one.interval is not None
    assert [in_days(end) for end in one.interval] == pytest.approx([400 * 0.8, 600 * 0.8])


def test_lower_bound_tells_the_lower_end_and_claims_no_more() -> None:
    """At least 100 of 300 days, half of which another finding claims wholly."""
    sure = Idea(days=300, low=100, high=500, claims=whole_cases(LOG, 0, 30), bound="lower")
    other = Idea(days=300, low=250, high=350, claims=whole_cases(LOG, 15, 30), activity=1)
    (only,) = found(detector(sure)).ranked
    assert in_days(only.standalone) == in_days(only.fair_share) == pytest.approx(100)
    assert only.interval == (only.estimate.low, only.estimate.high)
    shares = {
        f.hypothesis.place.activity: in_days(f.fair_share)
        for f in found(detector(sure, other)).ranked
    }
    assert 50 < shares[0] < 100
    assert 250 < shares[1] < 300


def test_lower_bound_that_may_be_nothing_tells_nothing() -> None:
    (finding,) = found(detector(Idea(days=300, low=-20, high=500, bound="lower"))).ranked
    assert (finding.standalone, finding.fair_share, finding.confidence) == (0.0, 0.0, "low")


def test_amounts_at_the_current_rate_stay_so_in_share_and_union() -> None:
    """Two hundred days in the window, twice as many at the rate of today; then another finding."""
    now = Idea(days=400, rate=2.0, claims=whole_cases(LOG, 0, 20))
    other = Idea(days=300, claims=whole_cases(LOG, 100, 30), activity=1)
    one, second = ranked([now, other])
    assert in_days(one.fair_share) == pytest.approx(400)
    assert (in_days(one.cumulative), in_days(second.cumulative)) == pytest.approx((400, 700))
    assert one.interval is not None
    assert in_days(one.interval[0]) == pytest.approx(360)


def test_loop_inside_cases_that_take_a_little_longer_is_no_symptom_of_that() -> None:
    longer = Idea(days=400, weight=0.2, claims=whole_cases(LOG, 0, 200))
    loop = Idea(days=300, claims=whole_cases(LOG, 0, 30), activity=1)
    assert [f.symptom_of for f in ranked([longer, loop])] == [None, None]
    heavy = Idea(days=400, weight=0.5, claims=whole_cases(LOG, 0, 80))
    assert [f.symptom_of for f in ranked([heavy, loop])] == [None, 0]


def test_all_shares_are_after_pass_through() -> None:
    (finding,) = ranked(Idea(days=400, low=150, high=250, pass_through=0.5))
    assert in_days(finding.standalone) == pytest.approx(200)
    assert in_days(finding.fair_share) == pytest.approx(200)
    assert in_days(finding.cumulative) == pytest.approx(200)
    assert finding.interval is not None
    assert in_days(finding.interval[0]) == pytest.approx(150)


def test_finding_that_lies_to_four_fifths_inside_a_stronger_one_is_its_symptom() -> None:
    cause = Idea(days=500, claims=whole_cases(LOG, 0, 50))
    symptom = Idea(days=300, claims=whole_cases(LOG, 26, 30), activity=1)
    other = Idea(days=300, claims=whole_cases(LOG, 27, 30), activity=2)
    first, *rest = ranked([cause, symptom])
    assert first.symptom_of is None
    assert [(f.symptom_of, f.fair_share, f.cumulative, f.interval) for f in rest] == [
        (0, None, None, None)
    ]
    assert in_days(first.fair_share) == pytest.approx(500)
    assert [f.symptom_of for f in ranked([cause, other])] == [None, None]
    assert [f.symptom_of for f in ranked([cause, symptom], symptom_share=0.81)] == [None, None]


def test_weaker_cause_has_no_stronger_symptom() -> None:
    small = Idea(days=200, claims=whole_cases(LOG, 0, 50, part=0.5))
    large = Idea(days=500, claims=whole_cases(LOG, 0, 50), activity=1)
    assert rank_keys(ranked([small, large])) == [1, 0]
    assert [f.symptom_of for f in ranked([small, large])] == [None, 0]


def test_symptom_is_nobody_elses_cause() -> None:
    """The third lies in the second, the second in the first, the third not in the first."""
    first = Idea(days=500, claims=whole_cases(LOG, 0, 50))
    second = Idea(days=400, claims=whole_cases(LOG, 15, 40), activity=1)
    third = Idea(days=90, claims=whole_cases(LOG, 46, 9), activity=2)
    assert [f.symptom_of for f in ranked([first, second])] == [None, 0]
    by_place = {f.hypothesis.place.activity: f.symptom_of for f in ranked([first, second, third])}
    assert by_place == {0: None, 1: 0, 2: None}


def test_symptom_names_its_cause_by_its_rank() -> None:
    """The cause is strongest but unsure, so that another stands above it."""
    cause = Idea(days=500, low=10, high=900, claims=whole_cases(LOG, 0, 50))
    symptom = Idea(days=300, claims=whole_cases(LOG, 0, 30), activity=1)
    sure = Idea(days=300, claims=whole_cases(LOG, 100, 30), activity=2)
    found = ranked([cause, symptom, sure])
    assert rank_keys(found) == [2, 0, 1]
    assert found[2].symptom_of == 1


def test_order_is_by_the_lower_end_of_the_fair_share() -> None:
    large = Idea(days=600, low=100, high=1100)
    sure = Idea(days=300, low=290, high=310)
    middle = Idea(days=250, low=200, high=300)
    assert rank_keys(ranked(apart(LOG, large, sure, middle))) == [1, 2, 0]


def test_overlap_can_change_the_order() -> None:
    """Alone the first would lead; half of its time is shared with a third."""
    first = Idea(days=500, low=450, claims=whole_cases(LOG, 0, 50))
    sharing = Idea(days=490, low=100, claims=whole_cases(LOG, 12, 49), activity=1)
    alone = Idea(days=400, low=380, claims=whole_cases(LOG, 100, 40), activity=2)
    assert rank_keys(ranked([first, sharing, alone]))[0] == 2
    assert rank_keys(ranked([first, alone]))[0] == 0


def test_symptoms_and_then_hints_as_they_are_named_come_last_with_null_shares() -> None:
    real = Idea(days=100, low=1, high=200, claims=whole_cases(LOG, 100, 10))
    cause = Idea(days=300, low=250, high=350, claims=whole_cases(LOG, 0, 30), activity=1)
    symptom = Idea(days=200, claims=whole_cases(LOG, 0, 20), activity=2)
    small = Idea(days=150, p_value=None, effect_size=None, peers=None, activity=3)
    big = replace(small, days=900, claims=whole_cases(LOG, 0, 90), activity=4)
    result = found(
        detector(real, cause, symptom), detector(big, small, id="hints", residual=True)
    ).ranked
    assert rank_keys(result) == [1, 0, 2, 4, 3]
    assert [f.confidence for f in result[2:]] == ["high", "hint", "hint"]
    for finding in result[2:]:
        assert (finding.fair_share, finding.cumulative, finding.interval) == (None, None, None)
    assert in_days(result[1].cumulative) == pytest.approx(400)


def test_only_so_many_hints_are_named_those_of_the_first_detector_before_others() -> None:
    hint = Idea(p_value=None, effect_size=None, peers=None)
    which, where = (
        detector(
            *apart(LOG, *(replace(hint, days=days + more) for days in (500, 400, 300, 200))),
            id=name,
            residual=True,
        )
        for name, more in (("which", 0), ("where", 50))
    )
    ranked = found(which, where).ranked
    assert [(f.detector.id, round(in_days(f.standalone))) for f in ranked] == [
        ("which", 500), ("which", 400), ("which", 300), ("which", 200), ("where", 550),
    ]  # fmt: skip


def test_hints_of_too_few_cases_are_not_named() -> None:
    hint = Idea(p_value=None, effect_size=None, peers=None, cases=19)
    assert found(detector(hint, residual=True)).ranked == ()


def test_equals_stand_in_the_order_of_detector_and_place() -> None:
    ideas = apart(LOG, Idea(days=300), Idea(days=300), Idea(days=300))
    one, other = detector(*ideas[::-1][:2], id="b"), detector(ideas[0], id="a")
    result = found(one, other).ranked
    assert [f.detector.id for f in result] == ["a", "b", "b"]
    assert rank_keys(result) == [0, 1, 2]


def test_every_detector_says_what_it_tested_even_when_nothing_is_found() -> None:
    nothing = found(detector(Idea(p_value=1.0), id="a"), detector(id="b"))
    assert nothing.ranked == ()
    assert [(d.id, len(p.hypotheses)) for d, p in nothing.proposals] == [("a", 1), ("b", 0)]


def test_what_saves_no_time_comes_last_is_never_summed_and_passes_the_gate_of_size() -> None:
    silent = Idea(days=1, low=0.5, high=1.5, saves_time=False, claims=whole_cases(LOG, 0, 0))
    one, last = ranked([silent, replace(Idea(days=30), activity=1)])
    assert rank_keys((one, last)) == [1, 0]
    assert (last.standalone, last.fair_share, last.cumulative, last.interval) == (
        0,
        None,
        None,
        None,
    )
    assert last.confidence == "medium"
