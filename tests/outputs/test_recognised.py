"""Labels that a word list recognised are named, the first few in texts and all in the JSON."""

import msgspec
import pytest
from tests.sample_document import document

from verwaltung_mining.outputs.notes import RECOGNISED_SHOWN
from verwaltung_mining.outputs.notes import tested_text as what_was_tested
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.release.tested import Recognised
from verwaltung_mining.release.tested import Tested as Outcome
from verwaltung_mining.texts import Language


def text_of(whole: AnalysisDocument, language: Language) -> str:
    return what_was_tested(whole, language, with_reasons=False)


def recognising(*labels: str, by_detector: tuple[str, ...] = ()) -> AnalysisDocument:
    tested = Outcome(
        detector="late_knock_out",
        hypotheses=1,
        left_out=0,
        reported=0,
        skipped=None,
        matched=by_detector,
    )
    recognised = Recognised(setting="analysis.intake_steps", labels=labels)
    return msgspec.structs.replace(document(), recognised=(recognised,), tested=(tested,))


def test_label_recognised_by_two_lists_is_named_once() -> None:
    told = text_of(recognising("Antrag", by_detector=("Ablehnung", "Antrag")), "en")
    assert told.endswith("Recognised by their names: Antrag, Ablehnung.")


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "5 and 3 more (all with --json)."), ("de", "5 und 3 weitere (alle mit --json).")],
)
def test_long_list_is_cut_and_says_how_much_is_missing(language: Language, told: str) -> None:
    labels = tuple(str(k) for k in range(RECOGNISED_SHOWN + 3))
    assert text_of(recognising(*labels), language).endswith(told)


def test_list_that_fits_is_told_whole() -> None:
    labels = tuple(str(k) for k in range(RECOGNISED_SHOWN))
    assert text_of(recognising(*labels), "en").endswith(f"{', '.join(labels)}.")


def test_nothing_is_said_where_nothing_is_recognised() -> None:
    assert "Recognised" not in text_of(recognising(), "en")
