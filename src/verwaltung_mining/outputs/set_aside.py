"""Where the rows stand that became no event, so that the export can be mended."""

from collections.abc import Sequence

from verwaltung_mining.outputs.columns import WIDTH, one_line, wrapped
from verwaltung_mining.outputs.words import QUARANTINED, counted
from verwaltung_mining.provenance import RowOfFile, SetAside
from verwaltung_mining.release.log_summary import LogSummary
from verwaltung_mining.texts import Language, Text, count

INDENT = "  "
TITLE = Text(de="Ausgesonderte Zeilen", en="Rows set aside")
SEVERAL = {"files", "appended_to"}
"""Where the way of reading has one of these, the log is made of several exports."""
ROW, EVENT = Text(de="Zeile", en="row"), Text(de="Ereignis", en="event")


def set_aside_lines(summary: LogSummary, language: Language) -> list[str]:
    """How many for each reason, and where the first of them stand; nothing where there are none."""
    if not summary.set_aside:
        return []
    lines = [TITLE.in_language(language)]
    for rows in summary.set_aside:
        lines += wrapped(_line(rows, summary, language), WIDTH, INDENT)
    return lines


def _line(rows: SetAside, summary: LogSummary, language: Language) -> str:
    number = summary.log.quarantined[rows.reason]
    more = number - len(rows.rows)
    kind = (EVENT if summary.provenance["importer"] == "xes" else ROW).in_language(language)
    shown = _places(rows.rows, kind, with_file=bool(SEVERAL & summary.reading.keys()))
    hidden = f" (+ {count(more, language)})" if more else ""
    return f"{counted(number, QUARANTINED, rows.reason, language)}, in {shown}{hidden}"


def _places(rows: Sequence[RowOfFile], kind: str, *, with_file: bool) -> str:
    """As they can be looked up, each once, without a separator of thousands."""
    if with_file:
        return ", ".join(f"{one_line(row.file)} {kind} {row.row}" for row in dict.fromkeys(rows))
    return f"{kind} {', '.join(str(row.row) for row in dict.fromkeys(rows))}"
