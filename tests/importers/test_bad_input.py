"""Broken and odd text files: a clear message or a finding, and never a row lost."""

import gzip
from pathlib import Path

import pytest
from tests.importers.small_export import HEADER, ROWS, balanced, read_rows, write

from verwaltung_mining.errors import (
    AmbiguousError,
    ColumnMissingError,
    DataError,
    FileUnreadableError,
    SettingsError,
)
from verwaltung_mining.importers import ReadOptions, read

INTERVAL = "Aktenzeichen;Arbeitsschritt;Beginn;Ende"


def test_empty_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "leer.csv"
    path.write_bytes(b"")
    with pytest.raises(FileUnreadableError, match=r"leer\.csv is empty"):
        read(path)


@pytest.mark.parametrize("content", [b"\n\n", b"\xef\xbb\xbf", b"  \t\n", b"\xff\xfe"])
def test_file_without_anything_visible_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "leer.csv"
    path.write_bytes(content)
    with pytest.raises(FileUnreadableError):
        read(path)


def test_header_only_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="only the headers") as caught:
        read(write(tmp_path))
    assert "nur die Kopfzeile" in caught.value.in_language("de")


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match=r"nirgends\.csv does not exist"):
        read(tmp_path / "nirgends.csv")
    with pytest.raises(FileUnreadableError, match="holds no files"):
        read(tmp_path)


def test_truncated_gzip_is_damaged_not_short(tmp_path: Path) -> None:
    packed = gzip.compress("\n".join([HEADER, *ROWS * 500]).encode())
    path = tmp_path / "export.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(FileUnreadableError, match="truncated or damaged"):
        read(path)


def test_gzip_is_recognised_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(gzip.compress("\n".join([HEADER, *ROWS]).encode()))
    assert balanced(read(path)).rows_read == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("export.csv", b"PK\x03\x04....[Content_Types].xml", "Tabellenmappe"),
        ("export.xlsx", b"PK\x03\x04 und mehr", "speichern Sie sie neu oder als CSV"),
        ("export.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "Tabellenmappe"),
        ("export.zip", b"PK\x03\x04\x14\x00export.csv", "bitte zuerst entpacken"),
        ("export.csv", b"PK\x03\x04\x14\x00export.csv", "ZIP-Archiv"),
        ("export.csv", b"%PDF-1.7", "export.csv ist keine Textdatei"),
        ("export.csv", bytes(range(256)) * 9, "export.csv ist keine Textdatei"),
        ("export.bin", bytes(range(1, 256)) * 9, "export.bin ist keine Textdatei"),
    ],
)
def test_what_is_no_text_is_called_what_it_is(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileUnreadableError) as caught:
        read(path)
    assert said in caught.value.in_language("de")


def test_unknown_format_is_told_what_can_be_read_in_words(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(b'{"a": 1}')
    with pytest.raises(FileUnreadableError) as caught:
        read(path)
    assert (
        "XES, Parquet, Arbeitsmappe (XLSX, XLS, ODS), Text mit Trennzeichen (CSV)"
        in caught.value.in_language("de")
    )


def test_wrong_delimiter_is_named_and_no_row_is_printed(tmp_path: Path) -> None:
    rows = [f"A{n};Prüfung;0{n}.01.2024 08:15;Muster, Erika" for n in range(1, 9)]
    path = write(tmp_path, *rows, header=HEADER + ";Bearbeitung")
    with pytest.raises(FileUnreadableError) as caught:
        read(path, ReadOptions(delimiter=","))
    message = caught.value.in_language("de")
    assert message.startswith("export.csv: Mit „,“ entsteht nur eine Spalte.\n„;“ passt besser")
    assert "Muster" not in message


def test_single_column_is_not_repeated_in_a_message(tmp_path: Path) -> None:
    path = write(tmp_path, "Muster Erika", header="Frau Erika Muster")
    with pytest.raises(DataError) as caught:
        read(path, ReadOptions(delimiter="|", header_row=1))
    assert "Muster" not in caught.value.in_language("de")


def test_text_without_headers_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match=r"export\.csv has no recognisable row"):
        read(write(tmp_path, "1", "2", header="0"))


def test_wrong_declared_encoding_names_the_remedy(tmp_path: Path) -> None:
    path = write(tmp_path, "A1;Prüfung;02.01.2024", encoding="cp1252")
    with pytest.raises(FileUnreadableError, match="--encoding"):
        read(path, ReadOptions(encoding="utf-8"))


def test_no_case_column_is_an_error_that_names_the_flag(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissingError, match="--case-id"):
        read_rows(tmp_path, "Eingang;02.01.2024", "Eingang;03.01.2024", header="Schritt;Datum")


def test_unparsable_stamps_are_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, "A3;Eingang;irgendwann", "A4;Eingang;")
    assert raw.quarantined == {"timestamp_missing": 1, "timestamp_unreadable": 1}
    assert raw.quarantine.rows() == [(5, "timestamp_unreadable"), (6, "timestamp_missing")]
    named = {s.reason: [row.row for row in s.rows] for s in raw.provenance.set_aside}
    assert named == {"timestamp_missing": [6], "timestamp_unreadable": [5]}
    assert (raw.rows_read, raw.labelled().height) == (5, 3)


def test_a_file_of_unparsable_stamps_only_says_how_many_and_why(tmp_path: Path) -> None:
    rows = ["A1;Eingang;bald", "A2;Eingang;später"]
    with pytest.raises(DataError, match=r"no row .*timestamp_unreadable: 2"):
        read_rows(tmp_path, *rows, timestamp="Zeitpunkt")


def test_rows_without_case_or_activity_are_set_aside(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, ";Eingang;02.01.2024", "A9;;02.01.2024", "k.A.;x;02.01.2024")
    assert raw.quarantined == {"activity_missing": 1, "case_missing": 2}


def test_ragged_and_blank_rows_and_totals_are_set_aside(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, "A3;Eingang", "A4;x;02.01.2024;zu viel", "", "Summe;;3")
    assert raw.quarantined == {
        "empty_row": 1,
        "too_few_fields": 1,
        "too_many_fields": 1,
        "total_row": 1,
    }


def test_two_digit_years_are_read_and_counted(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, "A1;Eingang;02.01.24", "A1;Bescheid;15.01.24")
    assert raw.quality_counts["two_digit_year"] == 2
    assert raw.labelled()["local_date"].dt.year().unique().to_list() == [2024]


def test_swapped_day_and_month_are_set_aside(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, "A3;Eingang;01.31.2024 08:00")
    assert raw.quarantined == {"timestamp_day_month_swapped": 1}


def test_end_before_start_loses_its_start_and_is_counted(tmp_path: Path) -> None:
    rows = ["A1;x;02.01.2024 08:30;02.01.2024 08:00", "A1;y;02.01.2024 09:00;02.01.2024 10:00"]
    raw = read_rows(tmp_path, *rows, header=INTERVAL)
    assert raw.quality_counts["end_before_start"] == 1
    assert raw.labelled()["start"].is_null().to_list() == [True, False]


def test_start_without_end_is_work_in_progress(tmp_path: Path) -> None:
    rows = ["A1;x;02.01.2024 07:00;02.01.2024 08:00", "A1;y;02.01.2024 09:00;"]
    raw = read_rows(tmp_path, *rows, header=INTERVAL)
    assert raw.quarantined == {"unpaired_start": 1}


def test_unreadable_start_costs_only_the_start(tmp_path: Path) -> None:
    rows = ["A1;x;02.01.2024 07:00;02.01.2024 08:00", "A1;y;neulich;03.01.2024 08:00"]
    raw = read_rows(tmp_path, *rows, header=INTERVAL)
    assert raw.quality_counts["start_unreadable"] == 1
    assert raw.labelled().height == 2


def test_sentinel_dates_are_set_aside(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, "A3;x;31.12.9999", "A4;x;01.01.1900", "A5;x;00.00.0000")
    assert raw.quarantined == {"timestamp_sentinel": 3}


def test_dates_far_in_the_future_of_the_log_are_set_aside(tmp_path: Path) -> None:
    rows = [f"A{i};Eingang;{1 + i % 28:02}.0{1 + i % 9}.2024 08:15" for i in range(60)]
    raw = read_rows(tmp_path, *rows, "A3;Bescheid;02.01.2099 08:00", "A4;x;02.01.2924")
    assert raw.quarantined == {"timestamp_isolated": 1, "timestamp_out_of_range": 1}


def test_duplicate_rows_are_kept_and_counted(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, ROWS[0], ROWS[0])
    assert raw.labelled().height == 5
    assert raw.quality_counts["duplicate_rows"] == 2


def test_single_case_and_one_event_cases_are_read(tmp_path: Path) -> None:
    assert read_rows(tmp_path, ROWS[0]).labelled().height == 1
    raw = read_rows(tmp_path, *(f"A{i};x;0{i}.01.2024" for i in range(1, 9)))
    assert raw.labelled()["case_id"].n_unique() == 8


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('"=HYPERLINK(""http://x"";""y"")"', '=HYPERLINK("http://x";"y")'),
        ('"Prüfung\nTeil 2"', "Prüfung Teil 2"),
        ("Genehmigt 🎉", "Genehmigt 🎉"),
        ("Pru\u0308fung", "Prüfung"),
        ("  Prüfung\u00a0", "Prüfung"),
        ("-", None),
    ],
)
def test_odd_activity_names_arrive_as_text(tmp_path: Path, written: str, label: str | None) -> None:
    raw = read_rows(tmp_path, *ROWS, f"A3;{written};17.01.2024 08:00")
    assert raw.labelled()["activity"].to_list()[3:] == ([label] if label else [])


def test_file_references_keep_their_zeros(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, "00017;Eingang;02.01.2024", "00017;Bescheid;03.01.2024")
    assert raw.labelled()["case_id"].unique().to_list() == ["00017"]


def test_many_people_in_one_case_and_a_long_case_are_read(tmp_path: Path) -> None:
    rows = [f"A1;x;02.01.2024 08:{i % 60:02};P{i}" for i in range(3000)]
    raw = read_rows(tmp_path, *rows, header=HEADER + ";Bearbeiter")
    assert raw.labelled()["person"].n_unique() == 3000


def test_export_with_the_newest_row_first_is_read_from_its_end(tmp_path: Path) -> None:
    rows = ["A1;c;03.01.2024", "A1;b2;02.01.2024", "A1;b1;02.01.2024", "A1;a;01.01.2024"]
    events = read_rows(tmp_path, *rows).labelled().sort("timestamp", "order")
    assert events["activity"].to_list() == ["a", "b1", "b2", "c"]


def test_declared_order_breaks_ties_whatever_the_file_says(tmp_path: Path) -> None:
    rows = ["A1;b;02.01.2024;10", "A1;c;02.01.2024;11", "A1;a;02.01.2024;9"]
    raw = read_rows(tmp_path, *rows, header="Az;Schritt;Datum;Pos")
    assert raw.labelled().sort("timestamp", "order")["activity"].to_list() == ["a", "b", "c"]


def test_start_and_complete_rows_become_one_event(tmp_path: Path) -> None:
    header = "Case ID;Activity;Timestamp;lifecycle:transition"
    rows = ["A1;x;02.01.2024 08:00;START", "A1;x;02.01.2024 09:00;COMPLETE"]
    raw = read_rows(tmp_path, *rows, header=header)
    assert raw.labelled().height == 1
    assert raw.labelled()["start"].null_count() == 0
    assert raw.merged == {"start_of_event": 1}


def test_messages_hold_no_content_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_rows(tmp_path, "Geheim GmbH;Eingang;bald", timestamp="Zeitpunkt")
    assert "Geheim" not in caught.value.in_language("de") + caught.value.in_language("en")


def test_unknown_zone_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="unknown time zone 'Europa/Berlin'"):
        read_rows(tmp_path, *ROWS, zone="Europa/Berlin")


def test_two_clock_times_beside_one_date_are_asked(tmp_path: Path) -> None:
    with pytest.raises(AmbiguousError, match="'Uhrzeit von' and 'Uhrzeit bis'"):
        read_rows(
            tmp_path,
            "A1;x;02.01.2024;08:00;09:00",
            "A1;y;03.01.2024;08:00;09:30",
            header="Az;Schritt;Datum;Uhrzeit von;Uhrzeit bis",
        )


def test_one_huge_cell_does_not_hide_a_column(tmp_path: Path) -> None:
    raw = read_rows(tmp_path, *ROWS, f"A3;{'x' * 1_000_000};17.01.2024")
    assert raw.labelled().height == 4


def test_start_without_completion_is_set_aside_with_its_row(tmp_path: Path) -> None:
    header = "Case ID;Activity;Timestamp;lifecycle:transition"
    stamps = ("02.01.2024 08:00;start", "02.01.2024 09:00;complete", "02.01.2024 10:00;start")
    raw = read_rows(tmp_path, *(f"A1;x;{stamp}" for stamp in stamps), header=header)
    assert raw.quarantine.rows() == [(4, "unpaired_start")]
