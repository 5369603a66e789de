"""Sample exports and public logs, with their documented numbers."""

from pathlib import Path

import polars as pl
import pytest
from tests.importers.small_export import balanced

from verwaltung_mining.importers import read

PROJECT = Path(__file__).resolve().parents[2]
STATUS_EXPORTS = [
    "status_cp1252.csv",
    "status_preamble_cp1252.csv",
    "status_sep_utf8.csv",
    "status_utf16le.csv",
    "status_utf8bom.csv",
]


@pytest.fixture(scope="module")
def exports() -> Path:
    folder = PROJECT.parent / "shared" / "data" / "importers" / "csv"
    if not folder.is_dir():
        pytest.skip("the folder shared/data/importers is not beside the project")
    return folder


@pytest.mark.parametrize("name", STATUS_EXPORTS)
def test_one_export_in_every_dialect_gives_the_same_events(exports: Path, name: str) -> None:
    raw = balanced(read(exports / name))
    first = read(exports / STATUS_EXPORTS[0])
    assert raw.labelled().equals(first.labelled())
    assert raw.labelled()["activity"].to_list() == [
        "Antrag eingegangen",
        "Vollständigkeitsprüfung",
        "Antrag eingegangen",
        "Bescheid erteilt",
    ]
    assert raw.labelled()["timestamp"].dt.strftime("%d.%m. %H:%M:%S").to_list() == [
        "02.01. 07:15:00",
        "05.01. 13:02:33",
        "31.03. 01:30:00",
        "27.10. 00:30:00",
    ]
    assert raw.labelled()["person"][2] == "Groß; Peter"
    assert raw.quality_counts == {"ambiguous_time": 1, "gap_shifted": 1}


def test_preamble_and_total_are_accounted_for(exports: Path) -> None:
    raw = read(exports / "status_preamble_cp1252.csv")
    assert raw.rows_read == 6
    assert raw.quarantined == {"empty_row": 1, "total_row": 1}


def test_milestones_are_recognised_as_a_layout_of_their_own(exports: Path) -> None:
    """Counted by hand: 4 cases with 4, 3, 1, 2, 2 and 2 dates, and three placeholders."""
    raw = read(exports / "milestones_wide_cp1252.csv")
    counts = dict(raw.labelled()["activity"].value_counts().iter_rows())
    assert counts == {
        "Eingang": 4, "Vollständigkeit bestätigt": 3, "Beteiligung TÖB": 1,
        "Prüfung abgeschlossen": 2, "Bescheiddatum": 2, "Bestandskraft": 2,
    }  # fmt: skip
    assert raw.quarantined == {"timestamp_sentinel": 3}
    assert raw.labelled()["start"].count() == 1


def test_workbook_of_a_procedure_is_read_below_its_preamble(exports: Path) -> None:
    """Five cases with four columns of dates, one of them with other text in two of its cells."""
    raw = read(exports / "fachverfahren_export.xlsx")
    assert raw.provenance.reading["header_line"] == "3"
    assert raw.provenance.reading["sheet"] == "Auswertung"
    assert raw.labelled()["case_id"].n_unique() == 5
    assert raw.rows_read == raw.labelled().height + sum(raw.quarantined.values())


@pytest.mark.parametrize(
    ("name", "cases", "events", "activities"),
    [
        ("dip21_rechtsverordnung.csv.gz", 5781, 21796, 20),
        ("dip21_kleine_anfrage.csv.gz", 18409, 36668, 7),
    ],
)
def test_parliament_logs_have_their_documented_numbers(
    shared_logs: Path, name: str, cases: int, events: int, activities: int
) -> None:
    raw = balanced(read(shared_logs / name))
    assert raw.rows_read == raw.labelled().height == events
    assert raw.labelled()["case_id"].n_unique() == cases
    assert raw.labelled()["activity"].n_unique() == activities
    assert raw.labelled()["time_precision"].unique().to_list() == ["day"]
    assert raw.provenance.reading["order_of_ties"] == "column pos"


def test_order_of_a_parliament_case_is_that_of_its_positions(shared_logs: Path) -> None:
    path = shared_logs / "dip21_rechtsverordnung.csv.gz"
    events = read(path).labelled().sort("case_id", "timestamp", "order")
    source = pl.read_csv(path, columns=["case_id", "date", "pos", "activity"])
    expected = source.sort("case_id", "date", "pos", maintain_order=True)
    assert events["activity"].to_list() == expected["activity"].to_list()


def test_questions_to_the_government_are_answered_in_19_days(shared_logs: Path) -> None:
    events = read(shared_logs / "dip21_kleine_anfrage.csv.gz").labelled()
    spans = (
        events.sort("case_id", "order")
        .filter(pl.col("activity").is_in(["Kleine Anfrage", "Antwort"]))
        .group_by("case_id")
        .agg((pl.col("local_date").last() - pl.col("local_date").first()).dt.total_days(), pl.len())
        .filter(pl.col("len") > 1)
    )
    assert spans["local_date"].median() == 19


@pytest.mark.parametrize("name", ["bauantrag.csv", "wohngeld.csv"])
def test_own_sample_logs_import_whole(name: str) -> None:
    raw = balanced(read(PROJECT / "sample_logs" / name))
    assert raw.quarantined == {}
    roles = {d.role for d in raw.provenance.columns}
    assert roles >= {"case_id", "activity", "timestamp", "person", "org_unit", "attribute"}
    assert "dropped" not in roles


@pytest.mark.parametrize("name", ["log.xes", "log.xml", "ohne_endung"])
def test_format_is_recognised_by_content_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((PROJECT / "sample_logs" / "gewerbeanmeldung.xes").read_bytes())
    assert read(path).provenance.importer == "xes"
    path.write_bytes((PROJECT / "sample_logs" / "wohngeld.csv").read_bytes())
    if name != "log.xes":
        assert read(path).provenance.importer == "delimited"
