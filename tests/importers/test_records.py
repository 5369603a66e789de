"""Delimiters, headers and records of delimited text, whole and broken."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.errors import FileUnreadableError, SettingsError
from verwaltung_mining.importers.text.dialect import Dialect, find_dialect
from verwaltung_mining.importers.text.encoding import Decoded, decode
from verwaltung_mining.importers.text.records import BLOCK_CHARACTERS, Records, read_blocks

HEADERS = "Az;Schritt;Datum"


def decoded(text: str) -> Decoded:
    raw = text.encode()
    return decode(lambda: iter([raw[:7], raw[7:]]), "utf-8")


def read_records(text: str, dialect: Dialect, *, characters: int = BLOCK_CHARACTERS) -> Records:
    """The records of all blocks together."""
    parts = list(read_blocks(decoded(text), dialect, characters=characters))
    return Records(
        cells=pl.concat(part.cells for part in parts),
        rows=pl.concat(part.rows for part in parts),
        set_aside=pl.concat(part.set_aside for part in parts),
        quotes_mended=any(part.quotes_mended for part in parts),
    )


def read(text: str) -> Records:
    return read_records(text, find_dialect(text))


def reasons(records: Records) -> list[tuple[int, str]]:
    return [(row, reason) for row, reason in records.set_aside.iter_rows()]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_recognised(delimiter: str) -> None:
    lines = ["Az;Schritt;Datum", "1;neu, dringend;2.1.2024", "2;alt;3.1.2024"]
    table = [line.split(";") for line in lines]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(table)
    found = find_dialect(buffer.getvalue())
    assert (found.delimiter, found.headers) == (delimiter, ("Az", "Schritt", "Datum"))


def test_names_with_commas_do_not_hide_the_semicolon() -> None:
    text = "Az;Wer;Wann\n1;Groß, Anna;2.1.24\n2;Klein, Otto;3.1.24\n"
    assert find_dialect(text).delimiter == ";"


def test_line_sep_declares_the_delimiter() -> None:
    found = find_dialect('sep=,\nAz,"Schritt; Stand"\n1,"a;b"\n')
    assert (found.delimiter, found.headers, found.header_line) == (",", ("Az", "Schritt; Stand"), 2)


def test_declared_delimiter_wins_and_may_be_named() -> None:
    assert find_dialect("Az\tWer;Was\n1\ta;b\n", delimiter="tab").headers == ("Az", "Wer;Was")


@pytest.mark.parametrize("wrong", [";;", "", "ü", '"'])
def test_impossible_delimiter_is_a_usage_error(wrong: str) -> None:
    with pytest.raises(SettingsError, match="is no delimiter"):
        find_dialect(HEADERS, delimiter=wrong)


@pytest.mark.parametrize(
    "preamble",
    [
        "Auswertung Bauaufsicht\nStand: 30.11.2024 07:00\n\n",
        "Auswertung;;\nStand;30.11.2024;\n;;\n",
        "1;2;3\n",
    ],
)
def test_headers_are_found_below_a_preamble(preamble: str) -> None:
    text = preamble + HEADERS + "\n1;neu;2.1.2024\n2;alt;3.1.2024\n"
    found = find_dialect(text)
    assert found.headers == ("Az", "Schritt", "Datum")
    assert found.header_line == preamble.count("\n") + 1
    assert read(text).cells.height == 2


def test_declared_header_line_is_believed() -> None:
    text = "Az;Schritt;Datum\nNr.;Text;Tag\n1;neu;2.1.2024\n"
    assert find_dialect(text, header_row=2).headers == ("Nr.", "Text", "Tag")


def test_data_without_headers_is_an_error_with_a_remedy() -> None:
    with pytest.raises(FileUnreadableError, match="header_row"):
        find_dialect("1;neu;2.1.2024\n2;alt;3.1.2024\n")


def test_missing_and_repeated_headers_get_names_of_their_own() -> None:
    records = read("Az;;Datum;Datum\n1;2;3.1.2024;x\n")
    assert records.cells.columns == ["Az", "column_2", "Datum", "Datum_2"]


def test_delimiter_at_the_end_of_every_data_row_adds_an_unnamed_column() -> None:
    records = read(HEADERS + "\n1;neu;2.1.2024;\n2;alt;3.1.2024;\n")
    assert records.cells.columns == ["Az", "Schritt", "Datum", "column_4"]
    assert records.cells.height == 2


def test_too_short_too_long_and_blank_rows_are_set_aside_with_their_row() -> None:
    text = HEADERS + "\n1;neu;2.1.2024\n2;alt\n\n3;neu;4.1.2024;zu;viel\n;;\n4;neu;5.1.2024\n"
    records = read(text)
    assert reasons(records) == [
        (3, "too_few_fields"),
        (4, "empty_row"),
        (5, "too_many_fields"),
        (6, "empty_row"),
    ]
    assert records.rows.to_list() == [2, 7]


def test_quoted_delimiters_quotes_and_line_breaks_stay_in_their_cell() -> None:
    records = read(HEADERS + '\n1;"a;b ""c""\nd";2.1.2024\n2;x;3.1.2024\n')
    assert records.cells["Schritt"].to_list() == ['a;b "c"\nd', "x"]
    assert not records.quotes_mended


@pytest.mark.parametrize("broken", ['5" Rohr', '"offen', '"zu" spät', 'a"b"c"', '"'])
def test_broken_quotes_cost_no_other_row(broken: str) -> None:
    rows = [f'{i};"Schritt; {i}";2.1.2024' for i in range(5)]
    rows.insert(2, f"9;{broken};3.1.2024")
    records = read(HEADERS + "\n" + "\n".join(rows) + "\n")
    assert records.cells.height + records.set_aside.height == 6
    assert records.cells["Schritt"].to_list().count("Schritt; 4") == 1
    assert records.cells.filter(records.cells["Az"] == "9")["Schritt"].to_list() == [broken]


def test_two_open_quotes_do_not_swallow_the_rows_between() -> None:
    text = HEADERS + '\n1;"auf;2.1.2024\n2;x;3.1.2024\n3;y;3.1.2024\n4;"zu;4.1.2024\n'
    records = read(text)
    assert records.cells["Az"].to_list() == ["1", "2", "3", "4"]
    assert records.quotes_mended


def test_last_row_needs_no_line_end() -> None:
    assert read(HEADERS + "\n1;neu;2.1.2024").cells.height == 1


def test_control_characters_used_inside_do_not_disturb() -> None:
    records = read(HEADERS + "\n1;n\x1ee\x1fu;2.1.2024\n")
    assert records.cells["Schritt"].to_list() == ["neu"]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1e\x1f\r\ufeff"), max_size=12)


@given(
    table=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=12),
    delimiter=st.sampled_from(";,\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    sep_line=st.booleans(),
)
def test_what_was_written_in_any_dialect_is_read_back(
    table: list[tuple[str, str]], delimiter: str, quoting: int, end: str, sep_line: bool
) -> None:
    rows = [(f"A-{i}", *cells) for i, cells in enumerate(table)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerows([("Aktenzeichen", "Schritt", "Bemerkung"), *rows])
    prefix = f"sep={delimiter}\n" if sep_line else ""
    text = prefix + buffer.getvalue()
    dialect = find_dialect(text, delimiter=None if sep_line else delimiter)
    records = read_records(text.replace("\n", end).replace("\r\n", "\n"), dialect)
    expected = [tuple(cell or None for cell in row) for row in rows]
    assert records.cells.rows() == expected
    assert records.set_aside.is_empty()


@given(st.text(alphabet='a1;"\n\t,| \x1e', max_size=80))
def test_any_text_below_the_headers_is_read_or_set_aside(body: str) -> None:
    dialect = find_dialect(HEADERS + "\n", delimiter=";")
    records = read_records(HEADERS + "\n" + body, dialect)
    assert records.cells.width == 3
    rows = sorted([*records.rows.to_list(), *records.set_aside["row"].to_list()])
    assert rows == list(range(2, 2 + len(rows)))
    seen = body.replace("\x1e", "")
    if '"' not in seen:
        assert len(rows) == seen.count("\n") + (not seen.endswith("\n") and seen != "")


@given(
    body=st.lists(st.sampled_from(["1;a;b", '2;"a;""b";c', '3;"a\nb";c', "4;a", "", "5;ä;b;c;d"])),
    characters=st.integers(1, 40),
)
def test_blocks_of_any_size_hold_the_same_records(body: list[str], characters: int) -> None:
    text = HEADERS + "\n" + "".join(f"{line}\n" for line in body)
    dialect = find_dialect(HEADERS + "\n", delimiter=";")
    whole, cut = read_records(text, dialect), read_records(text, dialect, characters=characters)
    assert cut.cells.equals(whole.cells)
    assert cut.rows.equals(whole.rows)
    assert cut.set_aside.equals(whole.set_aside)


def test_a_file_with_broken_quotes_is_read_as_a_whole() -> None:
    rows = [f'{i};"Schritt; {i}";2.1.2024' for i in range(20)]
    rows.insert(17, '9;5" Rohr;3.1.2024')
    text = HEADERS + "\n" + "\n".join(rows) + "\n"
    dialect = find_dialect(text)
    cut = read_records(text, dialect, characters=60)
    assert cut.quotes_mended
    assert cut.cells.equals(read_records(text, dialect).cells)


def test_blocks_are_about_as_long_as_asked_for() -> None:
    text = HEADERS + "\n" + "1;neu;2.1.2024\n" * 100
    blocks = list(read_blocks(decoded(text), find_dialect(text), characters=150))
    assert [block.cells.height for block in blocks] == [10] * 10
