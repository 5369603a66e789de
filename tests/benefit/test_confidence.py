"""What keeps a finding from a higher label, and that it says so."""

from dataclasses import replace

import polars as pl
import pytest
from tests.benefit.proposals import Idea, log_of, ranked

from verwaltung_mining.texts import Text

NEW_OFFICE = log_of(weeks=19)
SHORT = log_of(weeks=23)
"""Nineteen arrival weeks, and 23 weeks that make up less than 180 days."""


def label(idea: Idea, **options: object) -> tuple[str, list[str]]:
    (finding,) = ranked(idea, **options)  # type: ignore[arg-type]
    return finding.confidence, [reason.en for reason in finding.reasons]


def test_many_cases_a_narrow_interval_and_both_halves_are_high() -> None:
    confidence, reasons = label(Idea())
    assert confidence == "high"
    assert len(reasons) == 1
    assert reasons[0].startswith("Many cases")


@pytest.mark.parametrize("few", [Idea(cases=29), Idea(peers=29)], ids=["affected", "peers"])
def test_gate_thirty_cases_makes_low(few: Idea) -> None:
    assert label(few) == ("low", ["Fewer than 30 affected or comparable cases."])
    assert label(few, minimum_cases=20)[0] != "low"


@pytest.mark.parametrize("low", [-5.0, 0.0])
def test_gate_interval_above_zero_makes_low(low: float) -> None:
    unsure = Idea(low=low)
    assert label(unsure) == (
        "low",
        ["The interval includes zero: perhaps none of it reaches the cases."],
    )
    assert label(unsure, interval_above_zero=False)[0] == "medium"


def test_gate_twenty_arrival_weeks_makes_low() -> None:
    assert NEW_OFFICE.weeks == 20
    few = log_of(weeks=18)
    assert few.weeks == 19
    confidence, reasons = label(Idea(), log=few, minimum_window_days=0.0)
    assert (confidence, reasons) == ("low", ["Only 19 arrival weeks; 20 are needed."])
    assert label(Idea(), log=few, minimum_window_days=0.0, minimum_weeks=0)[0] == "high"
    assert label(Idea(), log=NEW_OFFICE, minimum_window_days=0.0)[0] == "high"


def test_gate_half_a_year_makes_low() -> None:
    assert SHORT.weeks >= 20
    assert SHORT.window_days < 180
    assert label(Idea(), log=SHORT) == ("low", ["The period is shorter than 180 days."])
    assert label(Idea(), log=SHORT, minimum_window_days=0.0)[0] == "high"


def test_gate_high_cases_makes_medium() -> None:
    few = Idea(cases=99)
    assert label(few) == ("medium", ["Fewer than 100 affected cases."])
    assert label(few, high_cases=0)[0] == "high"


def test_gate_half_width_makes_medium() -> None:
    wide = Idea(low=250.0, high=460.0)
    assert label(wide) == ("medium", ["The interval is wide."])
    assert label(wide, high_half_width=0.3)[0] == "high"


def test_half_width_is_measured_on_what_reaches_the_cases() -> None:
    absorbed = Idea(days=400.0, low=150.0, high=300.0, pass_through=0.5)
    assert label(absorbed) == ("medium", ["The interval is wide."])


@pytest.mark.parametrize("halves", [False, None])
def test_gate_halves_makes_medium(halves: bool | None) -> None:
    confidence, reasons = label(Idea(halves_agree=halves))
    assert confidence == "medium"
    assert reasons == ["The two halves of the period do not show the same size."]


def test_gate_pass_through_cases_makes_medium() -> None:
    """Too few affected cases to see whether a delay reaches the end."""
    few = Idea(cases=49)
    assert label(few, high_cases=0) == (
        "medium",
        ["Whether the time reaches the whole case could not be measured."],
    )
    assert label(few, high_cases=0, pass_through_cases=0)[0] == "high"


def test_pass_through_that_could_not_be_measured_makes_medium() -> None:
    confidence, reasons = label(Idea(pass_through_estimated=False))
    assert confidence == "medium"
    assert reasons == ["Whether the time reaches the whole case could not be measured."]


def test_doubtful_data_make_medium() -> None:
    assert label(Idea(), flagged=True) == (
        "medium",
        ["Data quality is limited; see the notes on the data."],
    )


def test_all_reasons_against_a_label_are_told() -> None:
    _, reasons = label(Idea(cases=60, halves_agree=False), flagged=True)
    assert len(reasons) == 3
    _, reasons = label(Idea(cases=25, low=-1.0), log=SHORT)
    assert len(reasons) == 3


def test_every_reason_has_german_words() -> None:
    for idea in (Idea(), Idea(cases=25, low=-1.0), Idea(cases=60, halves_agree=False)):
        (finding,) = ranked(idea, log=SHORT)
        assert all(reason.de and reason.de != reason.en for reason in finding.reasons)


def test_excision_without_peers_needs_no_test_for_high() -> None:
    loop = Idea(kind="excision", p_value=None, effect_size=None, peers=None)
    assert label(loop)[0] == "high"


def test_doubt_of_the_detector_keeps_confidence_low() -> None:
    doubt = Text(de="Die Jahreszeit ist unbekannt.", en="The season is unknown.")
    assert label(Idea(doubt=doubt)) == ("low", ["The season is unknown."])


def test_cases_that_came_in_two_of_many_weeks_make_low() -> None:
    """Nearly all cases in two weeks, one in each of thirty more: hardly more than two."""
    even = log_of(weeks=60)
    row = pl.int_range(pl.len())
    late = row - (pl.len() - 30)
    week = pl.when(late >= 0).then(late + 2).otherwise(row % 2).cast(even.cases["week"].dtype)
    heaped = replace(even, cases=even.cases.with_columns(week=week))
    assert heaped.weeks == 32
    assert heaped.even_weeks < 10
    confidence, reasons = label(Idea(), log=heaped)
    assert confidence == "low"
    assert reasons[0].startswith("Most cases arrived in a few weeks")
