"""Labels fit their box, whatever an export contains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.process_model.wording import ELLIPSIS, lines_of, printable

WIDTH, MOST = 24, 3


def test_short_label_stays_as_it_is() -> None:
    assert lines_of("Antrag prüfen", width=WIDTH, most=MOST) == ("Antrag prüfen",)


def test_long_label_ends_in_an_ellipsis() -> None:
    lines = lines_of("Prüfung der " * 20, width=WIDTH, most=MOST)
    assert len(lines) == MOST
    assert lines[-1].endswith(ELLIPSIS)


def test_word_longer_than_the_box_is_broken() -> None:
    lines = lines_of("Grundstücksverkehrsgenehmigungszuständigkeit", width=WIDTH, most=MOST)
    assert len(lines) == 2


@pytest.mark.parametrize("label", ["", " ", "\n", "\x00", "\u200b"])
def test_label_without_anything_to_see_is_an_ellipsis(label: str) -> None:
    assert lines_of(label, width=WIDTH, most=MOST) == (ELLIPSIS,)


def test_turned_writing_direction_is_taken_out() -> None:
    assert printable("Pr\u202eüfen") == "Pr üfen"


@given(st.text(max_size=300))
def test_lines_never_exceed_their_room(label: str) -> None:
    lines = lines_of(label, width=WIDTH, most=MOST)
    assert 1 <= len(lines) <= MOST
    assert all(0 < len(line) <= WIDTH for line in lines)


@given(st.text(alphabet="ab c", max_size=60))
def test_label_that_fits_loses_no_letter(label: str) -> None:
    lines = lines_of(label, width=WIDTH, most=MOST)
    if not lines[-1].endswith(ELLIPSIS):
        assert "".join(lines).replace(" ", "") == label.replace(" ", "")
