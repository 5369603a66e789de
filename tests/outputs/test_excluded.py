"""Attributes that no groups are formed by are named where a reader might miss them."""

import msgspec
import pytest
from tests.sample_document import document

from verwaltung_mining.outputs.notes import excluded_texts
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.release.tested import Excluded
from verwaltung_mining.texts import Language


def with_excluded(*excluded: Excluded) -> AnalysisDocument:
    return msgspec.structs.replace(document(), excluded=excluded)


RESULT = Excluded(
    attribute="Bewilligt",
    kind="result",
    reason="a result of the process: tells how cases end",
)
TYPE = Excluded(
    attribute="Antragsart",
    kind="case_type",
    reason="makes cases comparable and is not compared itself",
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "de",
            "Nicht verglichen: Bewilligt (ein Ergebnis des Verfahrens: verrät, wie Fälle enden)",
        ),
        ("en", "Not compared: Bewilligt (a result of the process: tells how cases end)"),
    ],
)
def test_result_of_the_process_is_named_with_the_reason(language: Language, told: str) -> None:
    assert excluded_texts(with_excluded(RESULT, TYPE), language) == [f"{told}."]


def test_nothing_is_said_where_nothing_unexpected_is_left_out() -> None:
    assert excluded_texts(with_excluded(TYPE), "de") == []
