"""Quality findings that only an importer can count, because they are gone once a row is read."""

from verwaltung_mining.eventlog.quality_definition import QualityDefinition
from verwaltung_mining.identity.k_table import K_SHOW
from verwaltung_mining.texts import Text

_OTHER_ENCODING = Text(
    de="Leiten Sie als UTF-8 aus oder nennen Sie die Zeichenkodierung mit --encoding.",
    en="export as UTF-8 or name the encoding with --encoding.",
)
_WITH_ZONE = Text(
    de="Leiten Sie Zeitpunkte mit Zeitzone oder in UTC aus.",
    en="export stamps with a time zone or in UTC.",
)

DEFINITIONS: tuple[QualityDefinition, ...] = (
    QualityDefinition(
        code="resource_is_role",
        severity="info",
        base="events",
        consequence=Text(
            de="Die Spalte der Bearbeitenden nennt Rollen, keine Personen; wie viele Menschen "
            "hinter einer Zahl stehen, ist unbekannt.",
            en="the resource column names roles, not people; how many people stand behind a "
            "figure is unknown.",
        ),
        remedy=Text(
            de="Nennen Sie mit --resource die Spalte der Personen, wenn es eine gibt; "
            "sie werden nur gezählt.",
            en="name the column of the people with --resource if there is one; "
            "they are only counted.",
        ),
    ),
    QualityDefinition(
        code="persons_unknown",
        severity="info",
        base="events",
        consequence=Text(
            de="Das Log nennt keine Personen; wie viele Menschen hinter einer Zahl stehen, ist "
            f"unbekannt, und ob es mindestens {K_SHOW} sind, lässt sich nicht prüfen.",
            en="the log names no persons; how many people stand behind a figure is unknown, and "
            f"whether there are at least {K_SHOW} cannot be checked.",
        ),
        remedy=Text(
            de="Nennen Sie mit --resource die Spalte der Personen, wenn es eine gibt; "
            "sie werden nur gezählt.",
            en="name the column of the people with --resource if there is one; "
            "they are only counted.",
        ),
    ),
    QualityDefinition(
        code="unpaired_start",
        severity="warning",
        base="events",
        critical_from=0.2,
        consequence=Text(
            de="Zu diesen Anfängen fehlt der Abschluss; sie sind keine eigenen Ereignisse.",
            en="these starts have no completion; they are no events of their own.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob die Ausleitung Abschlüsse auslässt.",
            en="check whether the export leaves out completions.",
        ),
    ),
    QualityDefinition(
        code="unpaired_complete",
        severity="info",
        base="events",
        consequence=Text(
            de="Zu diesen Abschlüssen fehlt der Beginn; ihre Bearbeitungszeit ist unbekannt.",
            en="these completions have no start; their processing time is unknown.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob die Ausleitung Anfänge auslässt.",
            en="check whether the export leaves out starts.",
        ),
    ),
    QualityDefinition(
        code="start_unreadable",
        severity="warning",
        base="events",
        consequence=Text(
            de="Der Beginn dieser Ereignisse war unlesbar; ihre Bearbeitungszeit ist unbekannt.",
            en="the start of these events could not be read; their processing time is unknown.",
        ),
        remedy=Text(
            de="Prüfen Sie die Schreibweise der Anfangszeiten.",
            en="check how the start times are written.",
        ),
    ),
    QualityDefinition(
        code="start_isolated",
        severity="warning",
        base="events",
        consequence=Text(
            de="Der Beginn dieser Ereignisse liegt Jahre von allem anderen entfernt; "
            "er wurde übergangen.",
            en="the start of these events lies years from everything else; it was passed over.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob es Platzhalter oder Tippfehler sind.",
            en="check whether these are placeholders or typing errors.",
        ),
    ),
    QualityDefinition(
        code="quotes_mended",
        severity="info",
        base="rows",
        consequence=Text(
            de="Anführungszeichen waren nicht verdoppelt; Felder wurden zeilenweise gelesen.",
            en="quotes were not doubled; fields were read line by line.",
        ),
        remedy=Text(
            de="Leiten Sie mit verdoppelten Anführungszeichen aus (CSV nach RFC 4180).",
            en="export with doubled quotes (CSV as in RFC 4180).",
        ),
    ),
    QualityDefinition(
        code="future_dates",
        severity="warning",
        base="events",
        consequence=Text(
            de="Diese Zeitpunkte liegen nach der Ausleitung; es sind wohl Fristen oder Tippfehler.",
            en="these stamps lie after the export; they are probably deadlines or typing errors.",
        ),
        remedy=Text(
            de="Lassen Sie Fristen und Wiedervorlagen in der Ausleitung weg.",
            en="leave deadlines and reminders out of the export.",
        ),
    ),
    QualityDefinition(
        code="two_digit_year",
        severity="warning",
        base="events",
        consequence=Text(
            de="Jahre sind zweistellig geschrieben; das Jahrhundert ist angenommen.",
            en="years are written with two digits; the century is assumed.",
        ),
        remedy=Text(
            de="Leiten Sie vierstellige Jahre aus.",
            en="export years with four digits.",
        ),
    ),
    QualityDefinition(
        code="gap_shifted",
        severity="info",
        base="events",
        consequence=Text(
            de="Diese Uhrzeiten gab es wegen der Umstellung auf Sommerzeit nicht; "
            "sie wurden um eine Stunde verschoben.",
            en="these times of day did not exist because the clocks went forward; "
            "they were moved by an hour.",
        ),
        remedy=_WITH_ZONE,
    ),
    QualityDefinition(
        code="ambiguous_time",
        severity="info",
        base="events",
        consequence=Text(
            de="Diese Uhrzeiten gab es wegen der Umstellung auf Winterzeit zweimal; "
            "die frühere wurde angenommen.",
            en="these times of day came twice because the clocks went back; "
            "the earlier one was assumed.",
        ),
        remedy=_WITH_ZONE,
    ),
    QualityDefinition(
        code="case_without_event",
        severity="info",
        base="cases",
        consequence=Text(
            de="Diese Fälle der Datei haben kein verwertbares Ereignis und fehlen im Log.",
            en="these cases of the file have no usable event and are missing from the log.",
        ),
        remedy=Text(
            de="Prüfen Sie den Filter der Ausleitung.", en="check the filter of the export."
        ),
    ),
    QualityDefinition(
        code="case_without_name",
        severity="info",
        base="cases",
        consequence=Text(
            de="Diese Fälle tragen keine Kennung; sie heißen nach ihrer Stelle in der Datei.",
            en="these cases carry no reference and were named by their place in the file.",
        ),
        remedy=Text(
            de="Leiten Sie das Aktenzeichen mit aus.", en="export the file reference as well."
        ),
    ),
    QualityDefinition(
        code="case_name_repeated",
        severity="warning",
        base="cases",
        consequence=Text(
            de="Diese Fälle tragen die Kennung eines anderen und wurden mit ihm vereint.",
            en="these cases carry the reference of another and were joined with it.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob die Kennung eindeutig ist.",
            en="check whether the reference is unique.",
        ),
    ),
    QualityDefinition(
        code="mixed_encoding",
        severity="warning",
        base="rows",
        consequence=Text(
            de="Die Datei mischt zwei Zeichenkodierungen; einzelne Umlaute wurden nachgelesen.",
            en="the file mixes two encodings; single umlauts were read by the other one.",
        ),
        remedy=_OTHER_ENCODING,
    ),
    QualityDefinition(
        code="undecodable_characters",
        severity="warning",
        base="rows",
        consequence=Text(
            de="Diese Zeichen ließen sich nicht lesen; Namen von Aktivitäten können zerfallen.",
            en="these characters could not be read; names of activities may fall apart.",
        ),
        remedy=_OTHER_ENCODING,
    ),
    QualityDefinition(
        code="double_encoded_text",
        severity="warning",
        base="rows",
        consequence=Text(
            de="Umlaute sind doppelt kodiert (Ã¼ statt ü); dieselbe Aktivität kann zweimal "
            "erscheinen.",
            en="umlauts are encoded twice (Ã¼ for ü); one activity may appear as two.",
        ),
        remedy=_OTHER_ENCODING,
    ),
    QualityDefinition(
        code="misread_by_encoding",
        severity="warning",
        base="rows",
        consequence=Text(
            de="Umlaute sind falsch gelesen (Ã¼ statt ü).",
            en="umlauts are misread (Ã¼ for ü).",
        ),
        remedy=Text(
            de="Lassen Sie --encoding weg.",
            en="leave --encoding out.",
        ),
    ),
    QualityDefinition(
        code="nul_characters",
        severity="info",
        base="rows",
        consequence=Text(
            de="Die Datei enthält Nullzeichen; sie wurden übergangen.",
            en="the file holds NUL characters; they were passed over.",
        ),
        remedy=_OTHER_ENCODING,
    ),
)
