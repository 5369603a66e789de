"""Text in columns, as wide as a terminal shows it."""

from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.outputs.columns import WIDTH, display_width, one_line, table, wrapped

printable = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.text(max_size=80))
def test_one_line_has_no_control_codes_and_stays_as_it_is(text: str) -> None:
    plain = one_line(text)
    assert one_line(plain) == plain
    assert "".join(plain.splitlines()) == plain
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in plain)
    assert not set(plain) & set("\u202e\u2066\u200b\ufeff")


def test_escape_sequences_and_line_breaks_cannot_reach_the_terminal() -> None:
    assert one_line("Prüfung\r\n\x1b[2J\u202eneu") == "Prüfung [2Jneu"


@given(printable, st.integers(4, 40))
def test_wrapping_keeps_every_character_but_spaces_and_the_width(text: str, width: int) -> None:
    lines = wrapped(one_line(text), width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == one_line(text).replace(" ", "")


@given(st.lists(st.tuples(printable, printable), min_size=1, max_size=5))
def test_table_fits_the_width_whatever_the_labels(rows: list[tuple[str, str]]) -> None:
    cells = [("1", one_line(a)[:20], one_line(b)) for a, b in rows]
    lines = table(("#", "ID", "Wo"), cells, ("right", "left", "wrap"))
    assert all(display_width(line) <= WIDTH for line in lines)


def test_columns_line_up_with_wide_characters() -> None:
    lines = table(("Wo", "n"), [("審査", "1"), ("Prüfung", "22")], ("left", "right"))
    assert lines == ["Wo        n", "審査      1", "Prüfung  22"]
    assert len({display_width(line) for line in lines}) == 1


def test_word_longer_than_a_line_is_cut() -> None:
    assert wrapped("Bauvoranfragebescheid", 10) == ["Bauvoranfr", "agebeschei", "d"]
