"""What the word lists of the whole analysis recognise, and cases that begin elsewhere."""

from tests.procedures import procedure

from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.eventlog.profile import profile
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.pipeline.recognised import intake_quality, recognised_part
from verwaltung_mining.texts import LANGUAGES

LABELS = ("Antrag eingegangen", "Prüfung", "Zahlung eingegangen", "Erinnerung")
INTAKE, CHECK, PAID, REMINDED = range(4)


def log_of(*, with_intake: int, without: int) -> EventLog:
    whole = [(INTAKE, 0.0), (CHECK, 1.0), (REMINDED, 2.0), (PAID, 3.0)]
    return procedure(*[whole] * with_intake, *[whole[1:]] * without, activities=LABELS)


def labels_of(settings: AnalysisSettings, nameable: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    log = log_of(with_intake=2, without=0)
    return {r.setting: r.labels for r in recognised_part(log, settings, nameable)}


def test_each_list_tells_what_it_recognised() -> None:
    assert labels_of(AnalysisSettings(outside_steps=("prüf",)), LABELS) == {
        "analysis.outside_steps": ("Prüfung",),
        "analysis.reminder_steps": ("Erinnerung",),
        "analysis.applicant_steps": ("Zahlung eingegangen",),
        "analysis.intake_steps": ("Antrag eingegangen",),
    }


def test_step_that_is_only_called_eingang_is_the_receipt_and_no_other_that_ends_so() -> None:
    log = procedure(
        [(0, 0.0), (1, 1.0), (2, 2.0)], activities=("EINGANG", "Zahlungseingang", "Ende")
    )
    (intake,) = [
        r.labels
        for r in recognised_part(log, AnalysisSettings(), log.activities)
        if r.setting == "analysis.intake_steps"
    ]
    assert intake == ("EINGANG",)
    assert intake_quality(log, profile(log), AnalysisSettings()) == ()


def test_step_that_may_not_be_named_is_not_told() -> None:
    assert labels_of(AnalysisSettings(), LABELS[1:])["analysis.intake_steps"] == ()


def test_cases_that_do_not_begin_with_the_receipt_are_counted() -> None:
    log = log_of(with_intake=30, without=10)
    (finding,) = intake_quality(log, profile(log), AnalysisSettings())
    assert (finding.code, finding.count, finding.share) == ("intake_not_first", 10, 0.25)
    for language in LANGUAGES:
        assert "intake_steps" in finding.remedy.in_language(language)


def test_log_whose_cases_all_begin_with_the_receipt_has_nothing_to_say() -> None:
    log = log_of(with_intake=30, without=0)
    assert intake_quality(log, profile(log), AnalysisSettings()) == ()


def test_log_without_a_step_of_receipt_says_that_it_is_open() -> None:
    settings = AnalysisSettings(intake_steps=("anzeige",))
    log = log_of(with_intake=30, without=10)
    (finding,) = intake_quality(log, profile(log), settings)
    assert (finding.code, finding.count, finding.share) == ("intake_unknown", 40, 1.0)


def test_receipt_is_what_the_settings_say() -> None:
    settings = AnalysisSettings(intake_steps=("prüf",))
    log = log_of(with_intake=30, without=10)
    (finding,) = intake_quality(log, profile(log), settings)
    assert (finding.code, finding.count) == ("intake_not_first", 30)
