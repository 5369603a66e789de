"""What `inspect` prints, and that its German is German."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from tests.sample_document import log_part, text

import verwaltung_mining
from verwaltung_mining.eventlog.row_reasons import AsideReason, MergeReason
from verwaltung_mining.importers import ReadOptions, read
from verwaltung_mining.outputs.columns import WIDTH, display_width
from verwaltung_mining.outputs.html import log_html
from verwaltung_mining.outputs.inspection import NOT_COMPARED, inspection_text
from verwaltung_mining.outputs.reasons import GERMAN, READING, reason_in
from verwaltung_mining.outputs.words import MERGED, QUARANTINED, ROLE
from verwaltung_mining.provenance import ColumnDecision, RowOfFile, SetAside
from verwaltung_mining.release import LogSummary, PossibleAnalysis, release_log
from verwaltung_mining.release.document import Quality
from verwaltung_mining.release.tested import Excluded
from verwaltung_mining.simulation.samples import SAMPLES, sample_log
from verwaltung_mining.texts import LANGUAGES, Language, Text

EXPORT = (
    "Az;Schritt;Zeit;Notiz\n1;Eingang;01.02.2024 08:00;x\n1;Bescheid;99.02.2024;y\n;A;1.1.24;z\n"
)


def summary(**changes: Any) -> LogSummary:
    values: dict[str, Any] = {
        "log": log_part(),
        "reading": {"encoding": "cp1252 (no UTF-8; umlauts of Windows-1252)"},
        "columns": (
            ColumnDecision(column="Az", role="case_id", reason="guessed by its header"),
            ColumnDecision(column="Bemerkung\n\x1b[1m", role="dropped", reason="long text"),
        ),
        "activities": (),
        "attributes": {},
        "end_activities": ("Bescheid", "Rücknahme"),
        "end_declared": False,
        "quality": (
            Quality(code="same_stamp", severity="warning", count=4, share=0.1,
                    consequence=text("Order is uncertain."), remedy=text("Export seconds.")),
        ),
        "analyses": (
            PossibleAnalysis(detector="return_loop", name=text("return loop"), missing=None),
            PossibleAnalysis(detector="ping_pong", name=text("pp"), missing=text("no units")),
        ),
        "provenance": {},
    }  # fmt: skip
    return LogSummary(**(values | changes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_known_about_the_reading_is_told(language: Language) -> None:
    told = inspection_text(release_log(summary()), language)
    for fact in (
        "Az",
        "cp1252",
        "Bescheid",
        "--end",
        "return loop",
        "no units",
        "Order is uncertain",
    ):
        assert fact in told
    assert max(map(display_width, told.splitlines())) <= WIDTH
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("reading", "importer", "places"),
    [
        ({}, "delimited", "in row 7, 1042 (+ 10)"),
        ({}, "xes", "in event 7, 1042 (+ 10)"),
        ({"files": "2"}, "delimited", "in a.csv row 7, b.csv row 1042 (+ 10)"),
    ],
)
def test_rows_set_aside_can_be_looked_up(
    reading: dict[str, str], importer: str, places: str
) -> None:
    rows = (RowOfFile(file="a.csv", row=7), RowOfFile(file="b.csv", row=1042))
    told = inspection_text(release_log(summary(
        set_aside=(SetAside(reason="timestamp_unreadable", rows=rows),),
        provenance={"importer": importer}, reading=reading,
    )), "en")  # fmt: skip
    assert f"  12 with an unreadable stamp, {places}\n" in told


def test_declared_ends_are_not_called_a_guess() -> None:
    assert "--end" not in inspection_text(release_log(summary(end_declared=True)), "en")


def test_activities_are_listed_and_attributes_tell_what_they_are_for() -> None:
    columns = tuple(
        ColumnDecision(column=name, role="attribute", reason="constant within the case, 2 values")
        for name in ("Verfahrensart", "Eingang")
    )
    known = summary(
        columns=columns,
        attributes={"Verfahrensart": "case_type", "Eingang": "channel"},
        activities=("Antrag", "Bescheid"),
        log=log_part(activities=5),
    )
    told = inspection_text(release_log(known), "de")
    assert "Antrag, Bescheid (+ 3)" in told
    assert "Verfahrensart  Fallart  im Fall unverändert, 2 Werte; verglichen wird innerhalb" in told
    assert "Eingang        Kanal    im Fall" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "numbers, 9 distinct; not compared, a result of the process: tells how cases end"),
        ("de", "Zahlen, 9 verschiedene; nicht verglichen, ein Ergebnis des Verfahrens: verrät"),
    ],
)
def test_attribute_that_is_not_compared_tells_why(language: Language, told: str) -> None:
    paid = ColumnDecision(column="Bewilligt", role="attribute", reason="numbers, 9 distinct")
    excluded = Excluded(
        attribute="Bewilligt",
        kind="result",
        reason="a result of the process: tells how cases end",
    )
    known = summary(columns=(paid,), attributes={"Bewilligt": "attribute"}, excluded=(excluded,))
    assert told in " ".join(inspection_text(release_log(known), language).split())
    fit = inspection_text(release_log(summary(columns=(paid,))), language)
    assert NOT_COMPARED.in_language(language) not in fit


def test_column_left_out_at_import_tells_its_reason_once() -> None:
    person = ColumnDecision(column="Name", role="dropped", reason="a person by its header")
    excluded = Excluded(attribute="Name", kind="not_imported", reason=person.reason)
    told = inspection_text(release_log(summary(columns=(person,), excluded=(excluded,))), "en")
    assert told.count("a person by its header") == 1


def test_log_without_quality_findings_says_so() -> None:
    assert "nothing found" in inspection_text(release_log(summary(quality=())), "en")


def test_only_released_summaries_are_shown() -> None:
    for show in (inspection_text, log_html):
        with pytest.raises(TypeError):
            show(summary(), "de")  # type: ignore[arg-type]


def test_notebook_shows_the_columns() -> None:
    page = log_html(release_log(summary(columns=(
        ColumnDecision(column="<b>", role="attribute", reason="only one value"),
    ))), "de")  # fmt: skip
    assert "&lt;b&gt;" in page
    assert "nur ein Wert" in page


@pytest.mark.parametrize("sample", SAMPLES)
def test_reasons_given_for_the_sample_logs_have_german_words(sample: str) -> None:
    provenance = read(sample_log(sample), ReadOptions()).provenance
    for decision in provenance.columns:
        assert decision.role in ROLE
        assert reason_in(decision.reason, "de") != decision.reason, decision
    assert set(provenance.reading) <= set(READING)


def test_bad_rows_are_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT, encoding="utf-8")
    raw = read(file, ReadOptions(case_id="Az", activity="Schritt", timestamp="Zeit"))
    assert raw.quarantined
    assert set(raw.quarantined) <= set(QUARANTINED)
    assert set(raw.merged) <= set(MERGED)


def test_every_reason_of_a_row_has_words() -> None:
    assert set(QUARANTINED) == set(get_args(AsideReason))
    assert set(MERGED) == set(get_args(MergeReason))


def test_every_known_reason_is_one_that_rows_are_given() -> None:
    """None is left over in the types that no importer uses any more."""
    package = Path(verwaltung_mining.__file__).parent
    declared = re.compile(r"^[A-Z_]+: (?:AsideReason|MergeReason) = \"(\w+)\"$", re.MULTILINE)
    sources = [p.read_text(encoding="utf-8") for p in package.glob("*/**/*.py")]
    written = {reason for source in sources for reason in declared.findall(source)}
    assert written == {*get_args(AsideReason), *get_args(MergeReason)}


def test_translated_reason_holds_no_phrase_that_is_left_to_translate() -> None:
    for german in GERMAN.values():
        assert reason_in(german.replace(r"\1", "7"), "de") == german.replace(r"\1", "7")


def test_share_in_a_german_reason_has_a_decimal_comma() -> None:
    assert reason_in("agrees with 99.5% of the offsets", "de") == "passt zu 99,5 % der Angaben"


def test_english_reasons_stay_as_they_are() -> None:
    assert reason_in("guessed by its header", "en") == "guessed by its header"


def test_summary_survives_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(summary()), type=LogSummary) == summary()


def test_texts_of_analyses_are_plain() -> None:
    odd = PossibleAnalysis(detector="x", name=text("a"), missing=Text(de="b\n\x1b", en="c\r"))
    told = inspection_text(release_log(summary(analyses=(odd,))), "de")
    assert "\x1b" not in told
