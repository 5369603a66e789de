"""The words of a candidate, from its numbers."""

from dataclasses import replace

import pytest
from tests.benefit.proposals import LOG, Idea, detector, found

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY
from verwaltung_mining.pipeline.narrative import formula, observation, seen, told
from verwaltung_mining.texts import Text


@pytest.mark.parametrize(
    ("estimated", "words"),
    [
        (True, "(share that reaches the whole case)"),
        (False, "(share taken to reach the whole case)"),
    ],
)
def test_share_that_was_not_measured_is_said_to_be_taken(*, estimated: bool, words: str) -> None:
    (finding,) = found(detector(Idea(pass_through_estimated=estimated))).ranked
    assert f"400 days × 1.00 {words}" in formula(finding, LOG, seen(finding, LOG)).en


@pytest.mark.parametrize(("low", "taken"), [(0.0, True), (0.4, False), (1.0, False)])
def test_share_that_may_be_none_or_all_is_said_to_be_taken(low: float, *, taken: bool) -> None:
    (finding,) = found(detector(Idea(pass_through_low=low))).ranked
    text = formula(finding, LOG, seen(finding, LOG))
    assert ("share taken to reach the whole case" in text.en) is taken
    assert ("der beim ganzen Fall ankommt, angenommen)" in text.de) is taken


def test_hint_names_no_share() -> None:
    (hint,) = found(detector(Idea(), residual=True)).ranked
    text = formula(hint, LOG, seen(hint, LOG))
    assert "400 days × 365.25" in text.en
    assert "Anteil" not in text.de


@pytest.mark.parametrize(("waste", "said"), [("defects", True), ("waiting", False)])
def test_loops_are_told_by_what_avoiding_all_of_them_would_save(waste: str, *, said: bool) -> None:
    (finding,) = found(replace(detector(Idea()), waste=waste)).ranked
    assert (
        observation(finding, LOG, told(finding, LOG)).en.endswith(", if all were avoided.") is said
    )


@pytest.mark.parametrize(("days", "told"), [(380.0, False), (900.0, True), (-50.0, True)])
def test_what_single_long_cases_decide_is_told_where_the_range_does_not_hold_it(
    days: float, *, told: bool
) -> None:
    whole = (("unwinsorised_total", days * SECONDS_PER_DAY),)
    (finding,) = found(detector(Idea(details=whole))).ranked
    text = formula(finding, LOG, seen(finding, LOG))
    assert ("it would be" in text.en) is ("wären es" in text.de) is told
    if told:
        assert f"it would be {days:.0f} days instead of 400 days, single" in text.en


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (100, "typically 1 day"),
        (20, "on average 20 days (typically 1 day; a few cases carry most of it)"),
    ],
)
def test_mean_comes_first_where_few_cases_carry_the_total(cases: int, said: str) -> None:
    """400 days in all: 4 a case, or 20 where the median case loses one."""
    (finding,) = found(detector(Idea(cases=cases))).ranked
    assert seen(finding, LOG).fill(Text(de="{typical}", en="{typical}")).en == said
