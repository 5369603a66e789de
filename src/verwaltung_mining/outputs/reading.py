"""What was read and where every row and every case went."""

from collections.abc import Mapping

from verwaltung_mining.outputs.columns import WIDTH, one_line, wrapped
from verwaltung_mining.outputs.words import (
    LEFT_OUT,
    MERGED,
    QUARANTINED,
    TIMING,
    counted,
    plural,
    word,
)
from verwaltung_mining.release.document import LogPart, TotalsPart
from verwaltung_mining.texts import Language, Text, count, days

INDENT = "  "
EVENT, EVENTS = Text(de="Ereignis", en="event"), Text(de="Ereignisse", en="events")
CASE, CASES = Text(de="Fall", en="case"), Text(de="Fälle", en="cases")
ACTIVITY = Text(de="Aktivität", en="activity")
ACTIVITIES = Text(de="Aktivitäten", en="activities")
FILTERED = {"filter": Text(de="von Fällen außerhalb des Filters", en="of cases outside the filter")}
ANALYSED = Text(de="ausgewertet", en="analysed")


def reading_lines(log: LogPart, totals: TotalsPart | None, language: Language) -> list[str]:
    """Name and size of the log, then rows → events and cases → analysed, then the times."""
    first, *rest = wrapped(size_text(log, language), WIDTH - len(INDENT))
    lines = [first, *(INDENT + line for line in rest)]
    accounts = account_texts(log, totals, language)
    return lines + [line for account in accounts for line in wrapped(account, WIDTH, INDENT)]


def account_texts(log: LogPart, totals: TotalsPart | None, language: Language) -> list[str]:
    """Where rows and cases went, how long cases take, what is projected from a sample."""
    return [
        rows_text(log, language),
        cases_text(log, language),
        *([] if totals is None else [times_text(log, totals, language)]),
        *([sample_text(log, language)] if log.analysed_cases < log.covered_cases else []),
    ]


def size_text(log: LogPart, language: Language) -> str:
    """Name, cases, events, activities, period, kind of stamps."""
    german = language == "de"
    parts = [
        plural(log.cases, CASE, CASES, language),
        plural(log.events, EVENT, EVENTS, language),
        plural(log.activities, ACTIVITY, ACTIVITIES, language),
    ]
    if log.first is not None and log.last is not None:
        first, last = (_date(stamp, language) for stamp in (log.first, log.last))
        parts.append(f"{first} {'bis' if german else 'to'} {last}")
    parts.append(word(TIMING, log.timing, language))
    return one_line(f"{'Gelesen' if german else 'Read'} {log.name}: {', '.join(parts)}")


def rows_text(log: LogPart, language: Language) -> str:
    """Rows read = rows set aside + merged into another event + of cases left out + events."""
    read = "Zeilen gelesen" if language == "de" else "rows read"
    parts = [f"{read} {count(log.rows_read, language)}"]
    parts += _less(log.quarantined, QUARANTINED, language)
    parts += _less(log.merged, MERGED, language)
    accounted = log.events + sum(log.quarantined.values()) + sum(log.merged.values())
    parts += _less({"filter": log.rows_read - accounted}, FILTERED, language)
    return f"{' '.join(parts)} = {plural(log.events, EVENT, EVENTS, language)}"


def cases_text(log: LogPart, language: Language) -> str:
    """Cases = cases left out, with the reasons, + cases analysed."""
    parts = [f"{CASES.in_language(language)} {count(log.cases, language)}"]
    parts += _less(log.left_out, LEFT_OUT, language)
    analysed = f"{count(log.analysed_cases, language)} {ANALYSED.in_language(language)}"
    return f"{' '.join(parts)} = {analysed}"


def times_text(log: LogPart, totals: TotalsPart, language: Language) -> str:
    """Median and mean throughput time with the number of cases."""
    german = language == "de"
    if totals.median_throughput_days is None or totals.mean_throughput_days is None:
        return (
            "Durchlaufzeit: nicht gezeigt, zu wenige Fälle"
            if german
            else "throughput time: not shown, too few cases"
        )
    median = days(totals.median_throughput_days, language)
    mean = days(totals.mean_throughput_days, language)
    cases = plural(log.covered_cases, CASE, CASES, language)
    if german:
        return f"Durchlaufzeit: Median {median}, Mittelwert {mean} ({cases})"
    return f"throughput time: median {median}, mean {mean} ({cases})"


def sample_text(log: LogPart, language: Language) -> str:
    """What rests on the cases drawn, and for how many they stand."""
    drawn, every = (count(n, language) for n in (log.analysed_cases, log.covered_cases))
    if language == "de":
        return (
            f"Stichprobe: Vorschläge und Stärken aus {drawn} zufällig gezogenen Fällen; betroffene "
            f"Fälle und Falltage auf alle {every} hochgerechnet"
        )
    return (
        f"sample: candidates and strengths from {drawn} cases drawn at random; affected cases and "
        f"case-days projected to all {every}"
    )


def _less(reasons: Mapping[str, int], words: Mapping[str, Text], language: Language) -> list[str]:
    return [
        f"− {counted(number, words, reason, language)}"
        for reason, number in sorted(reasons.items())
        if number
    ]


def _date(stamp: str, language: Language) -> str:
    """The date of an ISO stamp where it was taken: the document has stamps in the log's own zone.

    >>> _date("2024-12-30T00:00:00+01:00", "de")
    '30.12.2024'
    """
    year, month, day = stamp[:10].split("-")
    return f"{day}.{month}.{year}" if language == "de" else stamp[:10]
