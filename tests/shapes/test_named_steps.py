"""Recognising steps by their names."""

from verwaltung_mining.shapes.named_steps import REJECTION_WORDS, named

LABELS = ("Prüfung", "PRÜFAUFTRAG", "Bescheid", "Antrag abgelehnt", "Declaration REJECTED by X")


def test_word_anywhere_in_a_name_is_enough_and_case_does_not_matter() -> None:
    assert named(LABELS, ("prüf",)) == (0, 1)


def test_excepted_words_win() -> None:
    assert named(LABELS, ("prüf",), but=("auftrag",)) == (0,)


def test_no_words_recognise_nothing() -> None:
    assert named(LABELS, ()) == ()
    assert named(LABELS, ("",)) == ()


def test_signs_in_words_mean_themselves() -> None:
    assert named(("a.b", "axb"), ("a.b",)) == (0,)


def test_rejections_are_recognised_in_both_languages() -> None:
    assert named(LABELS, REJECTION_WORDS) == (3, 4)
