"""Both differences side by side in what a reader sees."""

import pytest
from tests.sample_document import evidence

from verwaltung_mining.outputs.differences import difference_lines
from verwaltung_mining.texts import Language


def test_without_a_comparison_there_is_no_difference() -> None:
    assert difference_lines(evidence(100), "de") == []


def test_both_differences_are_told() -> None:
    compared = evidence(100, peers=90, raw_difference=1.5, stratified_difference=2.0, simpson=False)
    assert difference_lines(compared, "de") == [
        "im Mittel insgesamt 1,5 Tage länger, unter gleichartigen Fällen 2 Tage länger"
    ]


@pytest.mark.parametrize(("language", "name"), [("de", "Simpson-Paradox"), ("en", "Simpson's")])
def test_reversal_is_named(language: Language, name: str) -> None:
    reversed_ = evidence(
        100, peers=90, raw_difference=-1.5, stratified_difference=2.0, simpson=True
    )
    told, warning = difference_lines(reversed_, language)
    assert "1,5" in told or "1.5" in told
    assert name in warning
