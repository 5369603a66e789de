"""One candidate in full."""

import msgspec
import pytest
from tests.sample_document import (
    benefit,
    candidate,
    document,
    evidence,
    released,
    with_activity,
)

from verwaltung_mining.errors import UnknownNameError
from verwaltung_mining.outputs.columns import WIDTH, display_width
from verwaltung_mining.outputs.explanation import AT_MOST, BENEFIT, explanation, find
from verwaltung_mining.release import ReleaseContext, release_analysis
from verwaltung_mining.release.document import AnalysisDocument, Candidate, Locus, SegmentValue
from verwaltung_mining.texts import LANGUAGES, Language

OPEN = ReleaseContext(
    segment_k={(("Kanal", "Post"),): ">=10", (("Kanal", "Post"), ("Art", "B")): ">=10"}
)


def find_candidate(whole: AnalysisDocument, key: str) -> Candidate:
    found = find(whole, key)
    assert isinstance(found, Candidate)
    return found


@pytest.mark.parametrize("key", ["SE-12ab34", "se-12AB34", "SE", "se-1"])
def test_beginning_of_the_id_of_a_strength_names_it(key: str) -> None:
    (strength,) = document().strengths
    assert find(document(), key) == strength
    assert strength.id in explanation(released(), key, "de").splitlines()


def test_beginning_of_a_candidate_and_a_strength_is_refused_with_both() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(document(candidates=(candidate("SE-99", 1), candidate("RL-1", 2))), "se")
    assert caught.value.hint.de.endswith("Rang: SE-99, SE-12ab34.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_hint_is_headed_as_what_can_be_won_at_most(language: Language) -> None:
    for one in document().candidates:
        lines = explanation(released(), one.id, language).splitlines()
        at_most = one.confidence == "hint"
        assert (AT_MOST.in_language(language) in lines) == at_most, one.id
        assert (BENEFIT.in_language(language) in lines) != at_most, one.id


def test_unknown_id_is_refused_with_the_strengths_too() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(document(candidates=()), "GP-0")
    assert caught.value.hint.de.endswith("Rang: –; was gut läuft: SE-12ab34.")


@pytest.mark.parametrize("key", ["ST-77b01d", "st-77", "2", " 2 ", "ST-77B01D"])
def test_id_its_beginning_and_rank_name_the_same_candidate(key: str) -> None:
    assert find_candidate(document(), key).id == "ST-77b01d"


@pytest.mark.parametrize("key", ["ST", "XX-1", "", "99", "0"])
def test_key_that_names_none_or_several_is_refused_with_the_choice(key: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_candidate(document(), key)
    assert "ST-77b01d" in caught.value.hint.en
    assert caught.value.exit_code == 2


def test_choice_that_is_cut_says_so() -> None:
    many = document(candidates=tuple(candidate(f"RL-{n}", n) for n in range(1, 12)))
    with pytest.raises(UnknownNameError) as caught:
        find_candidate(many, "99")
    assert "RL-8, …; what goes well: SE-12ab34." in caught.value.hint.en
    with pytest.raises(UnknownNameError) as few:
        find_candidate(document(), "99")
    assert "…" not in few.value.hint.en


def test_rank_wins_over_the_beginning_of_an_id() -> None:
    whole = document(candidates=(candidate("1A-x", 2), candidate("ZZ-x", 1)))
    assert find_candidate(whole, "1").id == "ZZ-x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_document_says_about_a_candidate_is_told(language: Language) -> None:
    told = explanation(released(), "2", language)
    one = find_candidate(document(), "2")
    evidence = one.evidence
    texts = (one.title, one.observation, one.experiment, evidence.formula, evidence.compared_with,
             evidence.disproof)  # fmt: skip
    for text in texts:
        assert text.in_language(language) in told
    for texts_ in (one.questions, evidence.confidence_reasons):
        for line in texts_.de if language == "de" else texts_.en:
            assert line in told


def test_numbers_behind_the_saving_are_told() -> None:
    told = explanation(released(), "2", "en")
    for fact in (
        "300 of 1,400 analysed cases", "1,100 peers: median 1.5 days, mean 2 days",
        "Cliff's delta) 0.31", "q = 0.003", "on its own: ≥ 210 (350–520) case-days a year",
        "overlap: ≥ 189 (147–231) case-days a year", "lower bound",
        "than the peers is done 0.95 days later (0.9 to 1) in the end",
        "compared at the same: Verfahrensart, block of 13 weeks",
        "missed deadlines a year: 12.0 (4.0 to 20.0)",
        "ranks 1 to 2 together, every day counted once: 600",
    ):  # fmt: skip
        assert fact in told


def test_symptom_says_where_it_belongs() -> None:
    assert "lies almost wholly inside RL-3f2a9c" in explanation(released(), "3", "en")


def test_finding_without_benefit_says_so() -> None:
    assert "spart keine eigene Zeit" in explanation(released(), "5", "de")


def test_lines_fit_and_hold_no_control_codes() -> None:
    odd = release_analysis(with_activity("a\n\x1b[31m" + "b" * 300), ReleaseContext())
    told = explanation(odd, "1", "de")
    assert max(map(display_width, told.splitlines())) <= WIDTH
    assert "\x1b" not in told


def test_candidate_that_shares_no_time_says_so() -> None:
    alone = candidate("RL-1", 1, benefit=benefit(100.0, fair_share=100.0))
    told = explanation(release_analysis(document(candidates=(alone,)), ReleaseContext()), "1", "de")
    assert "überschneidet sich mit keinem anderen Vorschlag" in told
    assert "Rang 1 bis" not in told


def test_time_that_is_measured_itself_is_compared_with_nothing() -> None:
    strata = evidence(155, strata=("block",))
    whole = document(candidates=(candidate("RL-1", 1, evidence=strata),))
    assert "13 weeks" not in explanation(release_analysis(whole, ReleaseContext()), "1", "en")


@pytest.mark.parametrize(
    ("key", "said"), [("99", "„99“ gibt es nicht."), ("ST", "Mit „ST“ beginnen 2 Kennungen.")]
)
def test_wrong_key_is_answered_in_plain_words(key: str, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        explanation(released(), key, "de")
    assert caught.value.message.de == said


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "war nicht zu messen"), ("en", "could not be measured")],
)
def test_share_that_was_not_measured_is_said_to_be_taken(language: Language, words: str) -> None:
    taken = benefit(475.0, pass_through=1.0, pass_through_low=None, pass_through_high=None)
    whole = document(candidates=(candidate("RL-3f2a9c", 1, benefit=taken),))
    told = explanation(release_analysis(whole, ReleaseContext()), "1", language)
    assert words in " ".join(told.split())
    assert "nothing speaks against" not in told


TOLD = {
    "rank": "rank 2, ordered by the lower end of the range: 147",
    "affected_cases": "affected 155 × 365.25 / 728.3 days observed",
    "affected_cases_per_year": "= 77.5 a year",
    "benefit.standalone": "on its own: ≥ 210",
    "benefit.fair_share": "candidates overlap: ≥ 189",
    "benefit.cumulative": "counted once: 600",
    "benefit.low": "(147–",
    "benefit.high": "–231)",
    "benefit.pass_through": "done 0.95 days later",
    "benefit.pass_through_low": "(0.9 to",
    "benefit.pass_through_high": "to 1)",
    "benefit.typical_delay_days": "per affected case: 3.1 days (the median of the affected)",
    "secondary.value": "a year: 12.0",
    "secondary.low": "(4.0",
    "secondary.high": "to 20.0)",
    "evidence.cases": "300 of 1,400 analysed cases",
    "evidence.peers": "1,100 peers",
    "evidence.share": "(21.4%)",
    "evidence.median": "affected: median 3.1 days",
    "evidence.mean": "mean 4.2 days",
    "evidence.peer_median": "peers: median 1.5 days",
    "evidence.peer_mean": "mean 2 days",
    "evidence.raw_difference": "on average 2.2 days longer overall",
    "evidence.stratified_difference": "2.1 days longer among cases of the same kind",
    "evidence.effect_size": "0.31: in 66 of 100 pairs",
    "evidence.p_value": "p < 0.001",
    "evidence.q_value": "q = 0.003",
    "evidence.standalone_low": "(350–",
    "evidence.standalone_high": "–520)",
}
"""Numeric field of a candidate → how `explain` tells it."""


def numbers_of(part: msgspec.Struct, path: str = "") -> set[str]:
    """The numeric fields of a part of the document and of what it holds."""
    found: set[str] = set()
    for name in part.__struct_fields__:
        value = getattr(part, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, msgspec.Struct):
                found |= numbers_of(one, f"{path}{name}.")
            elif isinstance(one, int | float) and not isinstance(one, bool):
                found.add(path + name)
    return found


def test_every_number_of_a_candidate_is_told_with_how_it_came_about() -> None:
    one = find_candidate(document(), "2")
    differences = {"raw_difference": 2.2, "stratified_difference": 2.1, "share": 0.2143}
    full = msgspec.structs.replace(
        one, evidence=msgspec.structs.replace(one.evidence, **differences)
    )
    assert numbers_of(full) == set(TOLD)
    whole = document(candidates=(candidate("RL-3f2a9c", 1), full))
    told = " ".join(explanation(release_analysis(whole, ReleaseContext()), "2", "en").split())
    assert {field for field, text in TOLD.items() if text not in told} == set()


def test_equal_but_for_rounding_is_no_overlap() -> None:
    rounded = benefit(100.0, fair_share=100.0 + 1e-11)
    whole = document(candidates=(candidate("RL-1", 1, benefit=rounded),))
    told = explanation(release_analysis(whole, ReleaseContext()), "1", "en")
    assert "overlaps with no other candidate" in told


def test_typical_delay_is_derived_from_both_medians() -> None:
    compared = candidate(
        "ST-1", 1, "slow_transition",
        benefit=benefit(100.0, kind="comparison", typical_delay_days=1.6),
        evidence=evidence(300, peers=100, peer_median=1.5, peer_mean=2.0),
    )  # fmt: skip
    whole = document(candidates=(compared,))
    told = " ".join(explanation(release_analysis(whole, ReleaseContext()), "1", "en").split())
    assert "1.6 days (median of the affected 3.1 days − of the others 1.5 days)" in told


def test_typical_delay_of_a_tail_is_what_lies_beyond_the_usual() -> None:
    told = told_of(
        candidate("XT-1", 1, "extreme_tail", benefit=benefit(100.0, typical_delay_days=1.1))
    )
    assert "1.1 days (the median of what lies beyond the usual, each case's together)" in told


@pytest.mark.parametrize(
    ("delay", "simpson", "words"),
    [
        (2.1, True, "2.1 days (the mean difference among cases of the same kind)"),
        (0.0, False, "(the median of the affected is not above that of the others)"),
    ],
)
def test_typical_delay_says_why_it_is_no_difference_of_medians(
    delay: float, simpson: bool, words: str
) -> None:
    numbers = evidence(300, peers=100, peer_median=3.5, peer_mean=4.0, simpson=simpson)
    value = benefit(100.0, kind="comparison", typical_delay_days=delay)
    assert words in told_of(candidate("ST-1", 1, benefit=value, evidence=numbers))


@pytest.mark.parametrize(
    ("detector", "kind", "words"),
    [
        ("extra_step", "excision", "66 of 100 pairs it takes longer with this step than without"),
        ("self_loop", "policy", "66 of 100 pairs the gap within this step is longer than one"),
    ],
)
def test_effect_size_says_which_times_were_compared(detector: str, kind: str, words: str) -> None:
    numbers = evidence(300, effect_size=0.31, effect_measure="cliffs_delta")
    value = benefit(100.0, kind=kind)
    assert words in told_of(candidate("XS-1", 1, detector, benefit=value, evidence=numbers))


def told_of(one: Candidate, language: Language = "en") -> str:
    """What `explain` says of the only candidate, in one line."""
    whole = document(candidates=(one,))
    return " ".join(explanation(release_analysis(whole, OPEN), "1", language).split())


def test_effect_size_is_called_what_it_is() -> None:
    batch = evidence(300, effect_size=0.4, effect_measure="share_beyond_expected")
    told = told_of(candidate("BR-1", 1, "batch_release", evidence=batch))
    assert "effect size (share by the rule, beyond the expected one) 0.40" in told
    assert "Cliff" not in told


def test_range_of_a_policy_owns_up_to_the_usual_wait() -> None:
    words = "covers every wait that could be taken as the usual one"
    assert words in told_of(candidate("BR-1", 1, benefit=benefit(475.0, kind="policy")))
    assert words not in told_of(candidate("RL-1", 1))


def test_chance_of_a_pair_is_controlled_over_the_pairs() -> None:
    numbers = evidence(
        300, peers=1100, p_value=0.0004, q_value=0.003, effect_size=0.31,
        effect_measure="cliffs_delta",
    )  # fmt: skip
    post, house = (SegmentValue(attribute=a, value=v) for a, v in (("Kanal", "Post"), ("Art", "B")))
    single, pair = (
        told_of(
            candidate(
                "ST-1",
                1,
                benefit=benefit(475.0, kind="comparison"),
                evidence=numbers,
                locus=Locus(segment=s),
            )
        )
        for s in ((post,), (post, house))
    )
    assert "over all tests of this run q = 0.003" in single
    assert "over the pairs of attributes tested q = 0.003" in pair
    assert "66 of 100 pairs the affected case takes longer than its peer" in single
    assert "longer than one with only one of the two attributes" in pair


def test_lower_bound_of_a_range_that_holds_zero_is_zero_and_ranked_by_the_end_below() -> None:
    unsure = benefit(0.0, fair_share=0.0, low=-50.0, high=300.0, bound="lower")
    ends = evidence(99, standalone_low=-50.0, standalone_high=300.0)
    told = told_of(candidate("SL-1", 1, benefit=unsure, evidence=ends))
    assert "on its own: ≥ 0 (-50 to 300) case-days a year" in told
    assert "ordered by the lower end of the range: -50" in told
    assert "overlap" not in told


def test_union_says_why_it_is_more_than_the_shares_above() -> None:
    words = "with days of which later candidates have a share"
    first, second, third = (
        candidate(f"RL-{k}", k, benefit=benefit(100.0, fair_share=share, cumulative=union))
        for k, share, union in ((1, 90.0, 100.0), (2, 80.0, 190.0), (3, 70.0, 240.0))
    )
    whole = release_analysis(document(candidates=(first, second, third)), OPEN)
    second_told, third_told = (
        " ".join(explanation(whole, key, "en").split()) for key in ("2", "3")
    )
    assert f"counted once: 190 case-days a year; {words}" in second_told
    assert words not in third_told


def test_share_that_is_all_but_the_whole_names_no_rest() -> None:
    told = told_of(candidate("RL-1", 1, benefit=benefit(10_000.0, fair_share=9_999.0)))
    assert "a day that several claim is split" in told
    assert "remain" not in told


@pytest.mark.parametrize(
    ("share", "low", "kind", "words"),
    [
        (1.0, 0.83, "excision", "every day here reaching the applicant (measured: at least 0.83)"),
        (1.0, 0.998, "excision", "every day here reaching the applicant -"),
        (1.0, 0.002, "excision", "too unsure to tell: between none and every day"),
        (1.0, 1.0, "excision", "every day here reaching the applicant -"),
        (0.0, 0.0, "excision", "who takes a day longer here is done no later (0 to 1) in the end"),
        (
            0.5,
            0.4,
            "excision",
            "0.5 days later (0.4 to 1) in the end, compared with the cases",
        ),
        (
            0.5,
            0.4,
            "comparison",
            "in the end; what was compared is how long both groups take",
        ),
    ],
)
def test_pass_through_is_told_as_what_was_measured(
    share: float, low: float, kind: str, words: str
) -> None:
    through = benefit(475.0, kind=kind, pass_through=share, pass_through_low=low)
    assert words in told_of(candidate("RL-1", 1, benefit=through))


@pytest.mark.parametrize(
    ("language", "unsure", "against"),
    [
        ("de", "von keinem bis zu jedem Tag ist alles möglich", "nichts spricht dagegen"),
        ("en", "too unsure to tell: between none and every day", "nothing speaks against"),
    ],
)
def test_share_that_may_be_none_or_all_is_told_as_unsure(
    language: Language, unsure: str, against: str
) -> None:
    none, some = (
        told_of(
            candidate("RL-1", 1, benefit=benefit(475.0, pass_through=1.0, pass_through_low=low)),
            language,
        )
        for low in (0.0, 0.4)
    )
    assert unsure in none
    assert against not in none
    assert against in some
    assert unsure not in some


def test_range_holds_how_unsure_the_share_is_only_where_that_was_measured() -> None:
    words = "a day here may cost less than a day in the end, or more"
    taken = benefit(475.0, pass_through=1.0, pass_through_low=None, pass_through_high=None)
    full = benefit(475.0, pass_through=1.0, pass_through_low=1.0)
    measured = told_of(candidate("RL-1", 1))
    assert measured.index("arrival weeks are drawn again") < measured.index(words)
    assert words in told_of(candidate("RL-1", 1, benefit=full))
    assert words not in told_of(candidate("RL-1", 1, benefit=taken))


def test_time_of_the_whole_case_is_not_said_to_pass_on() -> None:
    full = benefit(475.0, kind="comparison", pass_through=1.0, pass_through_low=1.0)
    told = told_of(candidate("SD-1", 1, "slowdown", benefit=full, locus=Locus()))
    assert "the whole case from arrival to end is what was measured" in told
    assert "a day here may cost" not in told
    assert "nothing speaks against" not in told


def test_halves_and_range_of_a_slowdown_are_those_of_a_rise() -> None:
    since, whole = (
        told_of(candidate("SD-1", 1, "slowdown", evidence=evidence(300, halves_of=of)))
        for of in ("since_rise", "period")
    )
    assert "both halves of the time since the rise agree" in since
    assert "weeks being as unlike as they are" in since
    assert "both halves of the period agree" in whole
    assert "at today's rate 1.49 affected cases a week × 365.25 / 7 days = 77.5 a year" in since
    assert "affected 155 × 365.25 / 728.3 days observed = 77.5 a year" in whole
    assert "arrival weeks are drawn again" in whole
