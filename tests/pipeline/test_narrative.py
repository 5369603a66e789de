"""The words of a candidate, from its numbers."""

from dataclasses import replace

import pytest
from tests.benefit.proposals import LOG, Idea, detector, found

from verwaltung_mining.pipeline.narrative import formula, observation


@pytest.mark.parametrize(
    ("estimated", "words"),
    [
        (True, "(share that reaches the whole case)"),
        (False, "(share taken to reach the whole case)"),
    ],
)
def test_share_that_was_not_measured_is_said_to_be_taken(*, estimated: bool, words: str) -> None:
    (finding,) = found(detector(Idea(pass_through_estimated=estimated))).ranked
    assert f"400 days × 1.00 {words}" in formula(finding, LOG).en


def test_hint_names_no_share() -> None:
    (hint,) = found(detector(Idea(), residual=True)).ranked
    told = formula(hint, LOG)
    assert "400 days × 365.25" in told.en
    assert "Anteil" not in told.de


@pytest.mark.parametrize(("waste", "said"), [("defects", True), ("waiting", False)])
def test_loops_are_told_by_what_avoiding_all_of_them_would_save(waste: str, *, said: bool) -> None:
    (finding,) = found(replace(detector(Idea()), waste=waste)).ranked
    assert observation(finding, LOG).en.endswith(", if all were avoided.") is said
