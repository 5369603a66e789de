"""What the gate takes out of a finished document, and that it says so."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sample_document import (
    benefit,
    candidate,
    document,
    evidence,
    log_part,
    strength,
    text,
)

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.release import (
    PrivacySettings,
    ReleaseContext,
    check_filter,
    opened,
    release_analysis,
)
from verwaltung_mining.release.document import (
    AnalysisDocument,
    Candidate,
    Locus,
    SegmentValue,
    StrengthWhere,
)
from verwaltung_mining.release.policy import AgreementSettings
from verwaltung_mining.texts import Text


def agreed(**changes: Any) -> PrivacySettings:
    cited = AgreementSettings(
        reference="DV 2025-03", date=dt.date(2025, 3, 1), scope="units",
        team_sizes={"Bauamt Nord": 12},
    )  # fmt: skip
    return PrivacySettings(agreement=cited, **changes)


def through(*candidates: Candidate, context: ReleaseContext | None = None) -> AnalysisDocument:
    whole = document(candidates=candidates)
    return opened(release_analysis(whole, context or ReleaseContext()))


def withheld(result: AnalysisDocument) -> dict[str, int]:
    return {
        reason: n for reason, n in result.privacy.suppressed.items() if reason != "steps_merged"
    }


def on_segment(attribute: str, value: str, cases: int = 300) -> Candidate:
    locus = Locus(activity="Prüfung", segment=(SegmentValue(attribute=attribute, value=value),))
    return candidate("ST-1", 1, locus=locus, evidence=evidence(cases), affected_cases=cases)


def test_candidate_on_ten_cases_is_shown_and_on_nine_is_not() -> None:
    assert len(through(candidate("RL-1", 1, affected_cases=10)).candidates) == 1
    result = through(candidate("RL-1", 1, affected_cases=9))
    assert result.candidates == ()
    assert withheld(result) == {"candidate_few_cases": 1}


def test_nine_cases_or_nine_peers_in_the_evidence_are_too_few_as_well() -> None:
    few_cases = candidate("RL-1", 1, evidence=evidence(9))
    few_peers = candidate("RL-2", 2, evidence=evidence(200, peers=9))
    assert withheld(through(few_cases, few_peers)) == {
        "candidate_few_cases": 1,
        "candidate_few_peers": 1,
    }


@pytest.mark.parametrize(("k_class", "shown"), [("<5", 0), ("5-9", 1), (">=10", 1), ("unknown", 1)])
def test_step_needs_five_persons_or_an_unknown_number(k_class: Any, shown: int) -> None:
    context = ReleaseContext(activity_k={"Prüfung": k_class})
    by_target = candidate("ST-1", 1, locus=Locus(source="Eingang", target="Prüfung"))
    by_list = candidate("PP-1", 1, locus=Locus(activities=("Eingang", "Prüfung")))
    for one in (by_target, by_list):
        assert len(through(one, context=context).candidates) == shown


def test_raised_threshold_for_steps_withholds_a_class_that_may_lie_below_it() -> None:
    one = candidate("RL-1", 1, locus=Locus(activity="Prüfung"))
    context = ReleaseContext(activity_k={"Prüfung": "5-9"}, policy=PrivacySettings(show_persons=6))
    assert withheld(through(one, context=context)) == {"candidate_step_few_persons": 1}


def test_units_are_not_named_without_an_agreement() -> None:
    one = candidate("PP-1", 1, locus=Locus(activities=("A", "B"), org_units=("Bauamt Nord",)))
    result = through(one, context=ReleaseContext(unit_k={"Bauamt Nord": ">=10"}))
    assert [c.locus.org_units for c in result.candidates] == [None]
    assert withheld(result) == {"org_units_not_named": 1}
    assert result.privacy.agreement is None


def test_step_in_a_unit_that_may_not_be_named_is_withheld_whole() -> None:
    """Without its unit the statement would be about nothing; short names are in no text check."""
    one = candidate("UG-1", 1, locus=Locus(activity="Prüfung", org_units=("63",)))
    assert withheld(through(one)) == {"candidate_unit_not_agreed": 1}
    context = ReleaseContext(policy=agreed(), unit_k={"63": ">=10"})
    assert through(one, context=context).candidates == (one,)


@pytest.mark.parametrize(
    ("unit", "k_class", "named"),
    [
        ("Bauamt Süd", ">=10", True),
        ("Bauamt Süd", "5-9", False),
        ("Bauamt Süd", "unknown", False),
        ("Bauamt Nord", "5-9", True),
    ],
)
def test_with_an_agreement_units_of_ten_persons_counted_or_declared_are_named(
    unit: str, k_class: Any, named: bool
) -> None:
    one = candidate("PP-1", 1, locus=Locus(activities=("A", "B"), org_units=(unit,)))
    context = ReleaseContext(unit_k={unit: k_class}, policy=agreed())
    result = through(one, context=context)
    assert [c.locus.org_units for c in result.candidates] == [(unit,) if named else None]
    assert result.privacy.agreement is not None
    assert result.privacy.agreement.date == "2025-03-01"


def test_candidate_whose_text_names_a_unit_is_withheld_with_its_texts() -> None:
    context = ReleaseContext(unit_k={"Bauamt Nord": ">=10", "12": ">=10", "AB": ">=10"})
    telling = candidate("RL-1", 1, observation=text("It waits at Bauamt Nord."))
    inside = candidate("RL-2", 2, observation=text("It waits at Bauamt Nordwest for 12 AB days."))
    result = through(telling, inside, context=context)
    assert [c.id for c in result.candidates] == ["RL-2"]
    assert withheld(result) == {"candidate_unit_named": 1}


def test_activity_that_is_called_like_its_unit_is_no_reason_to_withhold() -> None:
    context = ReleaseContext(unit_k={"Bauamt": ">=10"})
    locus = Locus(activity="Bauamt prüft")
    one = candidate("RL-1", 1, locus=locus, title=text("Return to Bauamt prüft"))
    assert len(through(one, context=context).candidates) == 1


@pytest.mark.parametrize(
    ("cases", "covered", "shown"), [(30, 30, 1), (29, 29, 0), (300, 1371, 0), (300, 1370, 1)]
)
def test_segment_without_its_own_count_covers_thirty_cases_and_leaves_thirty(
    cases: int, covered: int, shown: int
) -> None:
    context = ReleaseContext(segment_cases={(("Kanal", "Post"),): covered})
    assert len(through(on_segment("Kanal", "Post", cases), context=context).candidates) == shown


def test_segment_with_its_own_count_goes_by_persons() -> None:
    few = ReleaseContext(segment_k={(("Kanal", "Post"),): "<5"})
    assert withheld(through(on_segment("Kanal", "Post"), context=few)) == {
        "candidate_segment_few_persons": 1
    }
    enough = ReleaseContext(segment_k={(("Kanal", "Post"),): "5-9"})
    assert len(through(on_segment("Kanal", "Post", 12), context=enough).candidates) == 1


def test_conditions_of_a_segment_are_the_same_in_any_order() -> None:
    pair = (SegmentValue(attribute="Kanal", value="Post"), SegmentValue(attribute="Art", value="X"))
    context = ReleaseContext(segment_k={(("Art", "X"), ("Kanal", "Post")): "<5"})
    for order in (pair, pair[::-1]):
        one = candidate("ST-1", 1, locus=Locus(activity="A", segment=order))
        assert through(one, context=context).candidates == ()


def test_attribute_that_stands_for_the_unit_follows_the_rules_for_units() -> None:
    key = (("Bezirk", "Nord"),)
    context = ReleaseContext(segment_k={key: ">=10"}, unit_attributes=frozenset({"Bezirk"}))
    assert withheld(through(on_segment("Bezirk", "Nord"), context=context)) == {
        "candidate_unit_not_agreed": 1
    }
    with_agreement = ReleaseContext(
        segment_k={key: ">=10"}, unit_attributes=frozenset({"Bezirk"}), policy=agreed()
    )
    assert len(through(on_segment("Bezirk", "Nord"), context=with_agreement).candidates) == 1


def test_strengths_follow_the_same_rules() -> None:
    few = msgspec.structs.replace(strength(), cases=9)
    lonely = msgspec.structs.replace(strength(), where=StrengthWhere(activity="Prüfung"))
    context = ReleaseContext(activity_k={"Prüfung": "<5"})
    whole = document(strengths=(few, lonely, strength()), candidates=())
    result = opened(release_analysis(whole, context))
    assert result.strengths == (strength(),)
    assert withheld(result) == {"strength_few_cases": 1, "strength_step_few_persons": 1}


@pytest.mark.parametrize(
    ("context", "cases", "reason"),
    [
        (ReleaseContext(), 30, None),
        (ReleaseContext(), 29, "strength_segment_few_cases"),
        (ReleaseContext(), 1371, "strength_segment_few_cases"),
        (ReleaseContext(segment_k={(("Amt", "Nord = Ost"),): "5-9"}), 12, None),
        (
            ReleaseContext(segment_k={(("Amt", "Nord = Ost"),): "<5"}),
            240,
            "strength_segment_few_persons",
        ),
        (ReleaseContext(unit_attributes=frozenset({"Amt"})), 240, "strength_unit_not_agreed"),
    ],
)
def test_segment_of_a_strength_follows_the_rules_for_segments(
    context: ReleaseContext, cases: int, reason: str | None
) -> None:
    one = msgspec.structs.replace(
        strength(), cases=cases, where=StrengthWhere(segment="Amt = Nord = Ost")
    )
    result = opened(release_analysis(document(strengths=(one,), candidates=()), context))
    assert len(result.strengths) == (reason is None)
    assert withheld(result) == ({} if reason is None else {reason: 1})


@pytest.mark.parametrize(("cases", "shown"), [(9, False), (10, True), (0, True)])
def test_totals_over_fewer_than_ten_cases_are_withheld(cases: int, shown: bool) -> None:
    whole = document(log=log_part(analysed_cases=cases), candidates=())
    totals = opened(release_analysis(whole, ReleaseContext())).totals
    assert (totals == whole.totals) is shown
    assert shown or set(msgspec.structs.astuple(totals)) == {None}


def test_symptom_goes_with_what_it_belongs_to_and_ranks_have_no_holes() -> None:
    first = candidate("RL-1", 1, affected_cases=9)
    symptom = candidate("ST-1", 2, symptom_of="RL-1")
    other = candidate("RL-2", 3)
    other_symptom = candidate("ST-2", 4, symptom_of="RL-2")
    result = through(first, symptom, other, other_symptom)
    assert [(c.rank, c.id, c.symptom_of) for c in result.candidates] == [
        (1, "RL-2", None),
        (2, "ST-2", "RL-2"),
    ]
    assert withheld(result) == {"candidate_few_cases": 1, "candidate_symptom_of_withheld": 1}


@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans()), min_size=1, max_size=8))
def test_cumulative_tells_nothing_about_withheld_candidates(
    added: list[tuple[float, bool]],
) -> None:
    every, so_far = [], 0.0
    for number, (more, few) in enumerate(added, start=1):
        so_far += more
        cases = 9 if few else 100
        every.append(
            candidate(f"RL-{number}", number, benefit=benefit(more, cumulative=so_far),
                      affected_cases=cases)
        )  # fmt: skip
    shown = [more for more, few in added if not few]
    cumulative = [c.benefit.cumulative for c in through(*every).candidates if c.benefit]
    assert cumulative == pytest.approx([sum(shown[: i + 1]) for i in range(len(shown))])


def test_thresholds_are_stated_and_counts_of_the_pipeline_are_kept() -> None:
    result = opened(release_analysis(document(), ReleaseContext(policy=agreed(min_cases=20))))
    assert result.privacy.thresholds == {
        "compare_persons": 10,
        "filter_cases": 30,
        "min_cases": 20,
        "show_persons": 5,
    }
    assert result.privacy.suppressed["steps_merged"] == 2


def test_what_may_be_shown_passes_unchanged() -> None:
    kept = candidate("RL-1", 1)
    result = through(kept)
    assert result.candidates == (kept,)
    assert msgspec.structs.replace(result, privacy=document().privacy) == document(
        candidates=(kept,)
    )


def test_releasing_twice_changes_nothing_more() -> None:
    once = opened(release_analysis(document(), ReleaseContext()))
    assert opened(release_analysis(once, ReleaseContext())) == once


@pytest.mark.parametrize(("covered", "outside"), [(29, 500), (500, 29), (0, 10), (29, 1)])
def test_narrow_filter_is_refused(covered: int, outside: int) -> None:
    with pytest.raises(RefusedError) as caught:
        check_filter(covered=covered, outside=outside, policy=PrivacySettings())
    assert caught.value.exit_code == 4
    assert str(covered) in caught.value.message.de


@pytest.mark.parametrize(("covered", "outside"), [(30, 30), (5, 0), (1000, 31)])
def test_wide_filter_or_none_passes(covered: int, outside: int) -> None:
    check_filter(covered=covered, outside=outside, policy=PrivacySettings())


@pytest.mark.parametrize(
    ("where", "context", "reason"),
    [
        (StrengthWhere(source="A", target="B"), ReleaseContext(activity_k={"B": "<5"}),
         "strength_step_few_persons"),
        (StrengthWhere(org_unit="Amt"), ReleaseContext(unit_k={"Amt": ">=10"}),
         "strength_unit_not_agreed"),
        (StrengthWhere(org_unit="Amt"), ReleaseContext(unit_k={"Amt": "5-9"}, policy=agreed()),
         "strength_unit_not_agreed"),
        (StrengthWhere(org_unit="Amt"), ReleaseContext(unit_k={"Amt": ">=10"}, policy=agreed()),
         None),
        (StrengthWhere(activity="A"), ReleaseContext(unit_k={"Helps": ">=10"}), None),
    ],
)  # fmt: skip
def test_every_place_of_a_strength_is_looked_at(
    where: StrengthWhere, context: ReleaseContext, reason: str | None
) -> None:
    one = msgspec.structs.replace(strength(), where=where)
    result = opened(release_analysis(document(strengths=(one,), candidates=()), context))
    assert withheld(result) == ({} if reason is None else {reason: 1})


def test_strength_with_few_peers_or_a_hidden_unit_in_its_text_is_withheld() -> None:
    few = msgspec.structs.replace(strength(), peer_cases=9)
    named = msgspec.structs.replace(
        strength(),
        where=StrengthWhere(activity="Prüfung"),
        text=Text(de="Amt Nord hilft", en="it helps"),
    )
    context = ReleaseContext(unit_k={"Amt Nord": ">=10"})
    result = opened(release_analysis(document(strengths=(few, named), candidates=()), context))
    assert withheld(result) == {"strength_few_peers": 1, "strength_unit_named": 1}
