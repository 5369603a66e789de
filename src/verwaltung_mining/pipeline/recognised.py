"""What the word lists that hold for a whole analysis recognised among the steps of a log."""

from collections.abc import Collection

import polars as pl

from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.eventlog.profile import LogProfile
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.release.document import Quality
from verwaltung_mining.release.tested import Recognised
from verwaltung_mining.shapes.named_steps import named
from verwaltung_mining.texts import Text

WORD_LISTS = ("outside_steps", "reminder_steps", "applicant_steps", "intake_steps")
"""Settings of `[analysis]` that hold parts of names of steps."""


def recognised_part(
    log: EventLog, settings: AnalysisSettings, nameable: Collection[str]
) -> tuple[Recognised, ...]:
    """The steps that each list recognised, as far as they may be named."""
    return tuple(
        Recognised(
            setting=f"analysis.{name}",
            labels=tuple(
                label
                for code in named(log.activities, getattr(settings, name))
                if (label := log.activities[code]) in nameable
            ),
        )
        for name in WORD_LISTS
    )


def intake_quality(
    log: EventLog, counted: LogProfile, settings: AnalysisSettings
) -> tuple[Quality, ...]:
    """Cases that do not begin with the receipt of an application, or that none is known."""
    intake = named(log.activities, settings.intake_steps)
    others = int(counted.first_steps.filter(~pl.col("activity").is_in(list(intake)))["cases"].sum())
    if not others:
        return ()
    return (
        Quality(
            code="intake_not_first" if intake else "intake_unknown",
            severity="info",
            count=others,
            share=others / log.cases.height,
            consequence=NOT_FIRST if intake else UNKNOWN,
            remedy=REMEDY,
        ),
    )


NOT_FIRST = Text(
    de="Diese Fälle beginnen nicht mit dem Eingang, wie ihn die Wortliste am Namen erkennt; was "
    "vor ihrem ersten Schritt lag, fehlt in der Durchlaufzeit: Sie ist eine Untergrenze.",
    en="these cases do not begin with the receipt as the word list recognises it by its name; what "
    "lay before their first step is missing from the throughput time, which is a lower bound.",
)
UNKNOWN = Text(
    de="Kein Schritt heißt wie der Eingang eines Antrags; ob die Durchlaufzeit dieser Fälle mit "
    "dem Eingang beginnt, ist offen.",
    en="no step is named like the receipt of an application; whether the throughput time of these "
    "cases begins with the receipt is open.",
)
REMEDY = Text(
    de="Nennen Sie den Schritt des Eingangs mit `intake_steps` unter [analysis] der Einstellungen.",
    en="name the step of receipt with `intake_steps` under [analysis] of the settings.",
)
