"""What `analyze` prints."""

import re
from typing import Any

import msgspec
import pytest
from tests.sample_document import (
    benefit,
    candidate,
    document,
    log_part,
    released,
    text,
    uncounted,
    with_activity,
)

from verwaltung_mining.eventlog.quality import DEFINITIONS
from verwaltung_mining.eventlog.schema import Severity
from verwaltung_mining.outputs.candidate_table import header
from verwaltung_mining.outputs.columns import WIDTH, display_width
from verwaltung_mining.outputs.notes import OF_THE_WHOLE_LOG
from verwaltung_mining.outputs.terminal import next_steps, terminal_text
from verwaltung_mining.release import ReleaseContext, release_analysis
from verwaltung_mining.release.document import Agreement, AnalysisDocument, Locus, Privacy, Quality
from verwaltung_mining.texts import LANGUAGES, Language, Text

ODD = '<script>alert(1)</script>\r\n=HYPERLINK("x") 🏛️ \x1b[31m審査 ' + "Unterlagen" * 20


def shown(whole: AnalysisDocument, language: Language = "en", **options: Any) -> str:
    return terminal_text(release_analysis(whole, ReleaseContext()), language, **options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", ["A", ODD])
def test_every_line_fits_a_hundred_columns(language: Language, label: str) -> None:
    whole = msgspec.structs.replace(with_activity(label), log=log_part(name=label))
    lines = shown(whole, language).splitlines()
    assert lines
    assert max(map(display_width, lines)) <= WIDTH
    assert "\x1b" not in "".join(lines)


def test_only_released_documents_are_shown() -> None:
    with pytest.raises(TypeError):
        terminal_text(document(), "de")  # type: ignore[arg-type]


def test_strengths_come_before_candidates_and_hints_after() -> None:
    printed = terminal_text(released(), "de")
    places = [
        printed.index(heading)
        for heading in ("Gelesen", "Was gut läuft", "Verbesserungsvorschläge", "Hinweise")
    ]
    assert places == sorted(places)


def test_hints_symptoms_and_findings_without_benefit_are_kept_apart() -> None:
    ranked, others = terminal_text(released(), "en").split("Hints and symptoms")
    assert "RL-3f2a9c" in ranked
    assert "UW-0c4411" not in ranked
    assert re.search(r"ST-90aa17 .* of RL-3f2a9c", others)
    assert re.search(r"UW-0c4411 .* 800  hint", others)
    assert re.search(r"PP-5d11e2 .* –  low", others)


def test_accounts_of_rows_and_cases_name_every_difference() -> None:
    printed = terminal_text(released(), "en")
    rows = re.search(r"rows read ([\d,]+) (.*?) = ([\d,]+) events", printed)
    cases = re.search(r"cases ([\d,]+) (− .*?) = ([\d,]+) analysed", printed)
    for account in (rows, cases):
        assert account is not None
        whole, less, left = account.groups()
        minus = sum(int(n.replace(",", "")) for n in re.findall(r"− ([\d,]+)", less))
        assert int(whole.replace(",", "")) - minus == int(left.replace(",", ""))


def test_numbers_speak_the_language() -> None:
    assert "1.434 Fälle" in terminal_text(released(), "de")
    assert "1,434 cases" in terminal_text(released(), "en")


def test_short_log_speaks_of_its_period_not_of_a_year() -> None:
    short = document(log=log_part(window_days=91.3125), candidates=(candidate("RL-1", 1),))
    printed = shown(short)
    assert "case-days in the period" in printed
    assert " a year" not in printed
    assert re.search(r"RL-1 .* 107 \(83–131\)", printed)


def test_list_can_be_cut_and_says_so() -> None:
    printed = terminal_text(released(), "de", top=1)
    assert "Verbesserungsvorschläge (1 von 2; alle: --top 2)" in printed
    assert "ST-77b01d" not in printed
    assert "Zusammen 600 Falltage je Jahr" in printed


def test_table_names_two_steps_of_a_long_loop() -> None:
    long = Locus(activity="A", activities=("B", "C", "D"))
    assert "A (via B, C, …)" in shown(document(candidates=(candidate("RL-1", 1, locus=long),)))


@pytest.mark.parametrize(
    ("cases", "share"), [(13, "(< 1%)"), (14, "(1%)"), (1399, "(> 99%)"), (1400, "(100%)")]
)
def test_nearly_none_is_not_none_and_nearly_all_not_all(cases: int, share: str) -> None:
    one = candidate("RL-1", 1, affected_cases=cases)
    assert f"{cases:,} {share}" in shown(document(candidates=(one,)))


def test_long_lists_are_cut_unless_asked_for() -> None:
    many = tuple(candidate(f"RL-{n:02d}", n) for n in range(1, 13))
    hints = tuple(candidate(f"UW-{n:02d}", n, benefit=None) for n in range(13, 20))
    whole = document(candidates=many + hints)
    printed = shown(whole)
    assert "(10 of 12; all: --top 12)" in printed
    assert "RL-11" not in printed
    assert "… 2 more: --top 7" in printed
    assert "UW-18" not in printed
    assert "RL-12" in shown(whole, top=12)
    assert "UW-19" in shown(whole, top=12)


@pytest.mark.parametrize(("bound", "sign"), [("point", ""), ("lower", "≥ "), ("upper", "≤ ")])
def test_bounds_are_marked(bound: str, sign: str) -> None:
    one = candidate("RL-1", 1, benefit=benefit(1000.0, bound=bound))
    assert f" {sign}900 (700–1,100)" in shown(document(candidates=(one,)))


def test_log_without_findings_says_that_this_is_no_praise() -> None:
    printed = shown(document(candidates=(), strengths=()))
    assert "Improvement candidates (0)" in printed
    assert "does not mean there is nothing to improve" in printed


def test_withheld_totals_are_not_shown() -> None:
    printed = shown(document(log=log_part(analysed_cases=9), candidates=()), "de")
    assert "Durchlaufzeit: nicht gezeigt, zu wenige Fälle" in printed


def test_agreement_and_what_was_withheld_are_printed() -> None:
    cited = Agreement(reference="DV 2025-03", date="2025-03-01", scope="Einheiten")
    privacy = Privacy(agreement=cited, thresholds={}, suppressed={"candidate_few_cases": 2})
    whole = document(privacy=privacy)
    from verwaltung_mining.outputs.notes import notes

    printed = "\n".join(notes(whole, "de"))
    assert "Vergleich von Einheiten nach DV 2025-03 (2025-03-01): Einheiten" in printed
    assert "Vorschläge mit zu wenigen Fällen (2)" in printed


def test_place_of_a_segment_is_named() -> None:
    assert "[Kanal: Post]" in re.sub(r"\s+", " ", terminal_text(released(), "de"))


def test_candidate_without_any_place_applies_to_the_whole_process() -> None:
    one = candidate("SL-1", 1, "slowdown", locus=Locus(), title=text("slower"))
    assert "whole process" in shown(document(candidates=(one,)))


def test_next_steps_name_the_log_and_the_first_candidate() -> None:
    steps = next_steps(released(), "de", source="export.csv")
    assert steps[0].startswith("Weiter: verwaltung-mining explain export.csv RL-3f2a9c ")
    assert "analyze export.csv --out ergebnis" in steps[1]


def test_next_step_with_a_space_in_its_path_can_be_copied() -> None:
    assert 'explain "my export.csv" RL-' in next_steps(released(), "en", source="my export.csv")[0]


def test_one_is_not_written_as_many() -> None:
    small = log_part(cases=1, events=1, activities=1, analysed_cases=1)
    printed = shown(document(log=small, candidates=(), strengths=()))
    assert "1 case, 1 event, 1 activity" in printed


@pytest.mark.parametrize(("language", "said"), [
    ("de", "Geordnet nach dem unteren Wert der Klammer."),
    ("en", "Ordered by the lower end in brackets."),
])  # fmt: skip
def test_order_of_the_candidates_is_told(language: Language, said: str) -> None:
    assert said in terminal_text(released(), language).replace("\n", " ")


@pytest.mark.parametrize(("severity", "notes", "said"), [
    ("info", 1, "1 Hinweis zur Datenqualität: verwaltung-mining inspect DATEI"),
    ("info", 3, "3 Hinweise zur Datenqualität: verwaltung-mining inspect DATEI"),
    ("warning", 4, "1 weiterer Hinweis zur Datenqualität: verwaltung-mining inspect DATEI"),
    ("warning", 5, "2 weitere Hinweise zur Datenqualität: verwaltung-mining inspect DATEI"),
])  # fmt: skip
def test_notes_that_are_not_printed_are_counted_with_the_command_that_prints_them(
    severity: Severity, notes: int, said: str
) -> None:
    quality = tuple(
        Quality(code=f"q{n}", severity=severity, count=1, share=0.1,
                consequence=text("x"), remedy=text("y"))
        for n in range(notes)
    )  # fmt: skip
    assert said in shown(document(quality=quality), "de").splitlines()


def test_remedy_of_a_note_begins_with_a_capital_after_the_full_stop() -> None:
    noted = Quality(code="ends", severity="warning", count=1, share=0.1,
                    consequence=Text(de="Geraten.", en="guessed."),
                    remedy=Text(de="Nennen Sie es.", en="name it."))  # fmt: skip
    assert "guessed. Name it." in shown(document(quality=(noted,)), "en")


def test_one_row_set_aside_is_told_in_the_singular() -> None:
    log = log_part(quarantined={"total_row": 1}, merged={"step_of_event": 2})
    printed = shown(document(log=log), "de")
    assert "− 1 Summenzeile " in printed
    assert "− 2 Zwischenstände im Ereignis" in printed


def test_amounts_of_hints_are_headed_as_the_most_they_can_be() -> None:
    hint = candidate("UW-1", 1, "unexplained_wait", confidence="hint", benefit=uncounted(80.0))
    symptom = candidate("ST-1", 2, symptom_of="RL-1", benefit=uncounted(90.0))
    counted = candidate("RL-1", 3)
    heads = [
        header(shown, document(), "en")[5]
        for shown in ((hint,), (hint, symptom), (hint, symptom, counted))
    ]
    unit = "case-days a year"
    assert heads == [f"at most {unit}", f"each alone {unit}", f"saves {unit}"]


def test_finding_about_the_whole_log_has_no_count() -> None:
    quality = tuple(
        Quality(code=code, severity="warning", count=13_087, share=1.0,
                consequence=text("Told."), remedy=text("do it."))
        for code in ("short_window", "same_stamp")
    )  # fmt: skip
    told = shown(document(quality=quality))
    assert "! warning: Told." in told
    assert "! warning (13,087×): Told." in told


def test_findings_without_a_count_are_known_and_speak_of_no_single_ones() -> None:
    known = {definition.code: definition.consequence for definition in DEFINITIONS}
    assert set(known) >= OF_THE_WHOLE_LOG
    for code in OF_THE_WHOLE_LOG:
        assert "diese" not in known[code].de.lower().split()
        assert "these" not in known[code].en.lower().split()
