"""Mapping files: strict, and weaker than what is said on the command line."""

from pathlib import Path

import pytest
from tests.importers.small_export import balanced, write

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.importers import ReadOptions, read
from verwaltung_mining.importers.mapping import with_mapping

FULL = """
schema = 1
case_attributes = ["Kanal"]
[source]
encoding = "cp1252"
delimiter = "|"
header_row = 2
[time]
zone = "UTC"
formats = ["%d/%m/%Y %Hh%M"]
[columns]
case_id = "Nr"
activity = "Was"
timestamp = "Wann"
resource = "Wer"
[rename.activity]
"Antr. eing." = "Antrag eingegangen"
"""


def mapping(folder: Path, text: str) -> Path:
    path = folder / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_mapping_says_everything_an_odd_export_needs(tmp_path: Path) -> None:
    rows = ("7|Antr. eing.|02/01/2024 08h15|Jörg|Post|x", "7|Bescheid|03/01/2024 09h00|Ute|Post|x")
    header = "Auswertung|||||\nNr|Was|Wann|Wer|Kanal|Rest"
    path = write(tmp_path, *rows, header=header, encoding="cp1252")
    raw = balanced(read(path, ReadOptions(mapping=mapping(tmp_path, FULL))))
    assert raw.labelled()["activity"].to_list() == ["Antrag eingegangen", "Bescheid"]
    assert raw.labelled()["timestamp"].dt.hour().to_list() == [8, 9]
    assert raw.labelled()["person"].to_list() == ["Jörg", "Ute"]
    assert [a.name for a in raw.attribute_list] == ["Kanal"]
    assert raw.zone == "UTC"


def test_what_the_options_say_wins_over_the_mapping(tmp_path: Path) -> None:
    path = mapping(tmp_path, FULL)
    options = with_mapping(
        ReadOptions(mapping=path, case_id="Az", delimiter=";", zone="Asia/Tokyo")
    )
    assert (options.case_id, options.delimiter, options.zone) == ("Az", ";", "Asia/Tokyo")
    assert options.activity == "Was"


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("schema = 1\n[columns]\ncase = 'x'", "did you mean 'case_id'"),
        ("schema = 1\n[colums]\n", "did you mean 'columns'"),
        ("schema = 1\n[source]\nkoding = 'x'", "'.source. koding' is unknown"),
        ("schema = 2\n", "schema"),
        ("[columns]\ncase_id = 'x'", "schema"),
        (
            "schema = 1\n[time]\ndate_order = 'ymd'",
            "line 3: .*date_order.*'ymd' is not known.*allowed are:",
        ),
        ("schema = 1\ncolumns = 3", "columns"),
        ("schema = ", "mapping.toml"),
    ],
)
def test_wrong_mapping_is_an_error_that_names_the_place(
    tmp_path: Path, text: str, match: str
) -> None:
    with pytest.raises(SettingsError, match=match) as caught:
        with_mapping(ReadOptions(mapping=mapping(tmp_path, text)))
    assert caught.value.exit_code == 2


def test_missing_mapping_names_the_flag(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--mapping"):
        with_mapping(ReadOptions(mapping=tmp_path / "weg.toml"))
