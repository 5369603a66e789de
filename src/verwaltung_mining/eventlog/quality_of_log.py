"""Quality findings that are counted on the event log itself."""

from verwaltung_mining.eventlog import quality_measures as measure
from verwaltung_mining.eventlog.quality_definition import QualityDefinition
from verwaltung_mining.texts import Text

DEFINITIONS: tuple[QualityDefinition, ...] = (
    QualityDefinition(
        code="few_cases",
        severity="warning",
        base="cases",
        measure=measure.few_cases,
        consequence=Text(
            de="Das Log hat so wenige Fälle, dass kaum ein Befund sicher sein kann.",
            en="the log has so few cases that hardly any finding can be sure.",
        ),
        remedy=Text(
            de="Leiten Sie einen längeren Zeitraum aus.",
            en="export a longer period.",
        ),
    ),
    QualityDefinition(
        code="short_window",
        severity="warning",
        base="cases",
        measure=measure.short_window,
        consequence=Text(
            de="Das Log umfasst weniger als 180 Tage; Jahreswerte wären geraten, "
            "die Texte nennen Summen.",
            en="the log spans fewer than 180 days; yearly figures would be guesswork, "
            "texts speak of totals.",
        ),
        remedy=Text(
            de="Leiten Sie mindestens ein halbes, besser ein ganzes Jahr aus.",
            en="export at least half a year, better a whole one.",
        ),
    ),
    QualityDefinition(
        code="open_cases",
        severity="info",
        base="cases",
        measure=measure.open_cases,
        critical_from=0.5,
        consequence=Text(
            de="Diese Fälle enden in keiner abschließenden Aktivität; "
            "sie werden gezählt, aber nicht ausgewertet.",
            en="these cases do not end in an activity that ends a case; "
            "they are counted but not analysed.",
        ),
        remedy=Text(
            de="Prüfen Sie die abschließenden Aktivitäten; `--end` legt sie fest.",
            en="check the activities that end a case; `--end` sets them.",
        ),
    ),
    QualityDefinition(
        code="late_cases_open",
        severity="warning",
        base="cases",
        measure=measure.late_cases_open,
        consequence=Text(
            de="Diese Fälle kamen gegen Ende des Zeitraums und sind noch offen, während schnelle "
            "Fälle derselben Wochen fertig sind. Die letzten Wochen sehen deshalb schneller aus, "
            "als sie sind.",
            en="these cases came in towards the end of the period and are still open, while fast "
            "cases of the same weeks are done. The last weeks therefore look faster than they are.",
        ),
        remedy=Text(
            de="Lassen Sie die letzten Eingänge mit `--to` weg oder leiten Sie später noch einmal "
            "aus.",
            en="leave the last arrivals out with `--to`, or export again later.",
        ),
    ),
    QualityDefinition(
        code="end_guessed",
        severity="info",
        base="cases",
        measure=measure.guessed_endings,
        consequence=Text(
            de="Welche Aktivitäten einen Fall abschließen, ist aus dem Log geschätzt.",
            en="which activities end a case was guessed from the log.",
        ),
        remedy=Text(
            de="Nennen Sie die abschließenden Aktivitäten mit `--end`.",
            en="name the activities that end a case with `--end`.",
        ),
    ),
    QualityDefinition(
        code="starts_before_log",
        severity="info",
        base="cases",
        measure=measure.starts_before_log,
        consequence=Text(
            de="Diese frühen Fälle beginnen mitten im Verfahren; "
            "ihre Durchlaufzeit ist eine Untergrenze.",
            en="these early cases begin in mid-procedure; their throughput time is a lower bound.",
        ),
        remedy=Text(
            de="Grenzen Sie mit `--from` auf Fälle ein, die im Zeitraum begannen.",
            en="narrow to cases that began in the period with `--from`.",
        ),
    ),
    QualityDefinition(
        code="one_event_cases",
        severity="info",
        base="cases",
        measure=measure.one_event_cases,
        critical_from=0.5,
        consequence=Text(
            de="Diese Fälle haben nur ein Ereignis und damit keine Durchlaufzeit.",
            en="these cases have a single event and thus no throughput time.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob die Fallkennung die richtige Spalte ist und die Ausleitung "
            "vollständig war.",
            en="check that the case column is the right one and the export complete.",
        ),
    ),
    QualityDefinition(
        code="completion_only",
        severity="info",
        base="events",
        measure=measure.completion_only,
        consequence=Text(
            de="Das Log kennt nur Zeitpunkte des Abschlusses; Bearbeitung und Liegen "
            "lassen sich nicht trennen.",
            en="the log holds completion stamps only; processing and waiting cannot be told apart.",
        ),
        remedy=Text(
            de="Leiten Sie, wenn möglich, auch den Beginn der Schritte aus (`--start`).",
            en="export the start of the steps too where possible (`--start`).",
        ),
    ),
    QualityDefinition(
        code="day_precision",
        severity="warning",
        base="events",
        measure=measure.day_precision,
        consequence=Text(
            de="Zeitpunkte sind nur auf den Tag genau; die Folge innerhalb eines Tages ist die "
            "der Datei, Stunden werden nicht ausgewertet.",
            en="stamps are exact to the day only; the order within a day is that of the file, "
            "hours are not analysed.",
        ),
        remedy=Text(
            de="Leiten Sie Uhrzeiten aus oder eine Spalte, die die Reihenfolge angibt.",
            en="export times of day or a column that tells the order.",
        ),
    ),
    QualityDefinition(
        code="mixed_precision",
        severity="warning",
        base="events",
        measure=measure.mixed_precision,
        consequence=Text(
            de="Ein Teil der Zeitpunkte trägt keine Uhrzeit; Zeiten zwischen solchen Schritten "
            "sind bis zu einem Tag ungenau.",
            en="some stamps carry no time of day; times between such steps "
            "are inexact by up to a day.",
        ),
        remedy=Text(
            de="Leiten Sie für alle Schritte die Uhrzeit aus.",
            en="export the time of day for all steps.",
        ),
    ),
    QualityDefinition(
        code="same_stamp",
        severity="info",
        base="events",
        measure=measure.same_stamp,
        consequence=Text(
            de="Diese Ereignisse tragen denselben Zeitpunkt wie das vorige ihres Falls; "
            "ihre Reihenfolge ist die der Datei.",
            en="these events carry the stamp of the one before them in their case; "
            "their order is that of the file.",
        ),
        remedy=Text(
            de="Nennen Sie eine Spalte, die die Reihenfolge angibt, oder fassen Sie die Schritte "
            "zusammen.",
            en="name a column that tells the order, or combine the steps.",
        ),
    ),
    QualityDefinition(
        code="duplicate_rows",
        severity="warning",
        base="events",
        measure=measure.duplicate_rows,
        critical_from=0.2,
        consequence=Text(
            de="Diese Ereignisse gleichen einem anderen ihres Falls in allem; "
            "sie zählen als Wiederholung.",
            en="these events equal another of their case in everything; they count as repetitions.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob die Ausleitung Zeilen verdoppelt hat oder ob sich die Dateien eines "
            "Ordners überschneiden (dafür ist --append da).",
            en="check whether the export doubled rows, or whether the files of a folder overlap "
            "(that is what --append is for).",
        ),
    ),
    QualityDefinition(
        code="end_before_start",
        severity="warning",
        base="events",
        measure=measure.end_before_start,
        critical_from=0.05,
        consequence=Text(
            de="Bei diesen Ereignissen liegt das Ende vor dem Beginn; "
            "ihre Bearbeitungszeit zählt als null.",
            en="these events end before they start; their processing time counts as zero.",
        ),
        remedy=Text(
            de="Prüfen Sie, ob Beginn und Ende vertauscht sind oder zwei Uhren im Spiel waren.",
            en="check whether start and end are swapped or two clocks were at work.",
        ),
    ),
    QualityDefinition(
        code="outlying_dates",
        severity="warning",
        base="events",
        measure=measure.outlying_dates,
        consequence=Text(
            de="Diese Zeitpunkte liegen mehr als fünf Jahre außerhalb des Zeitraums fast aller "
            "anderen; sie verzerren Zeitraum und Jahreswerte.",
            en="these stamps lie more than five years outside the time of nearly all others; "
            "they distort the window and yearly figures.",
        ),
        remedy=Text(
            de="Berichtigen Sie die Daten oder grenzen Sie mit `--from` und `--to` ein.",
            en="correct the dates or narrow with `--from` and `--to`.",
        ),
    ),
    QualityDefinition(
        code="missing_resource",
        severity="info",
        base="events",
        measure=measure.missing_resource,
        consequence=Text(
            de="Diese Ereignisse nennen niemanden; Übergaben an solchen Stellen bleiben ungesehen.",
            en="these events name nobody; handovers at such places stay unseen.",
        ),
        remedy=Text(
            de="Klären Sie, ob es automatische Schritte sind.",
            en="find out whether these are automatic steps.",
        ),
    ),
    QualityDefinition(
        code="quarantined",
        severity="warning",
        base="rows",
        measure=measure.quarantined,
        critical_from=0.05,
        consequence=Text(
            de="Diese Zeilen wurden ausgesondert und fehlen in allen Zahlen.",
            en="these rows were set aside and are missing from all figures.",
        ),
        remedy=Text(
            de="`verwaltung-mining inspect DATEI` nennt die Gründe; "
            "berichtigen Sie die Ausleitung.",
            en="`verwaltung-mining inspect FILE` tells the reasons; correct the export.",
        ),
    ),
    QualityDefinition(
        code="replaced_rows",
        severity="info",
        base="rows",
        measure=measure.replaced_rows,
        consequence=Text(
            de="Zeilen fortgesetzter Fälle sind durch den neueren Export ersetzt; nichts fehlt.",
            en="rows of continued cases are replaced by the newer export; nothing is missing.",
        ),
        remedy=Text(
            de="Zu tun ist nichts.",
            en="there is nothing to do.",
        ),
    ),
    QualityDefinition(
        code="sentinel_dates",
        severity="info",
        base="rows",
        measure=measure.sentinel_dates,
        consequence=Text(
            de="Diese Zeilen tragen Platzhalter wie 31.12.9999 statt eines Datums "
            "und wurden ausgesondert.",
            en="these rows carry placeholders such as 31.12.9999 instead of a date "
            "and were set aside.",
        ),
        remedy=Text(
            de="Lassen Sie nicht eingetretene Schritte in der Ausleitung weg.",
            en="leave steps that did not happen out of the export.",
        ),
    ),
)
