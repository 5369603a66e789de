"""The delimiter and the header row of a delimited text, found in its first lines."""

import csv
from collections import Counter
from dataclasses import dataclass
from io import StringIO

from verwaltung_mining.errors import FileUnreadableError, SettingsError
from verwaltung_mining.importers.text.header_row import HEADER_LINES, header_among
from verwaltung_mining.texts import Text

DELIMITERS = ";,\t|"
DELIMITER_NAMES = {"tab": "\t", "\\t": "\t"}
NAMES_OF_MARKS = {"\t": "tab"}
SAMPLE_CHARACTERS = 262_144
SAMPLE_RECORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a delimited text is written."""

    delimiter: str
    delimiter_reason: str
    headers: tuple[str, ...]
    header_line: int
    """Line of the headers, the first being 1."""
    width: int
    """Fields of most records."""
    body_start: int
    """Position in the text where the records begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    delimiter: str
    records: list[list[str]]
    lines: list[int]
    """Line in which each record ends."""
    width: int
    share: float
    header: int | None
    """Index of the header record."""


def find_dialect(
    text: str,
    *,
    delimiter: str | None = None,
    header_row: int | None = None,
    name: str | None = None,
) -> Dialect:
    """The dialect of `text`, the content of file `name`.

    Raises FileUnreadableError where no headers of two columns or more can be found.

    >>> found = find_dialect("Stand: 1.1.2024\\n\\nAz;Status\\n1;neu\\n2;alt\\n")
    >>> found.delimiter, found.headers, found.header_line
    (';', ('Az', 'Status'), 3)
    """
    declared, skipped = _separator_line(text)
    chosen = _checked(delimiter) or declared
    start = 0 if not skipped else text.index("\n") + 1
    sample = _sample(text[start : start + SAMPLE_CHARACTERS])
    candidates = [chosen] if chosen else list(DELIMITERS)
    wanted = None if header_row is None else header_row - skipped
    readings = [_read(sample, candidate, wanted) for candidate in candidates]
    best = max(readings, key=_score)
    if chosen and (other := _fitting_better(sample, best, wanted)):
        raise _one_column(name, chosen, other)
    if best.header is None or len(best.records[best.header]) == 1:
        raise _no_headers(name, declared=delimiter is not None)
    reason = "declared" if delimiter else "line sep=" if declared else "most regular records"
    line = best.lines[best.header]
    return Dialect(
        delimiter=best.delimiter,
        delimiter_reason=reason,
        headers=tuple(best.records[best.header]),
        header_line=line + skipped,
        width=best.width,
        body_start=start + _line_start(text[start:], line),
    )


def _checked(delimiter: str | None) -> str | None:
    if delimiter is None:
        return None
    mark = DELIMITER_NAMES.get(delimiter, delimiter)
    if len(mark) == 1 and mark.isascii() and mark not in '"\n\r':
        return mark
    raise SettingsError(
        Text(
            de=f"„{delimiter}“ ist kein Trennzeichen: erlaubt ist genau ein Zeichen.",
            en=f"'{delimiter}' is no delimiter: it must be exactly one character.",
        ),
        hint=Text(de="Üblich sind ; , | und tab.", en="usual ones are ; , | and tab."),
    )


def _separator_line(text: str) -> tuple[str | None, int]:
    first = text[:16].partition("\n")[0].lower().strip('"')
    if first.startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=;"):
        return first[len("sep=")], 1
    return None, 0


def _sample(text: str) -> str:
    if len(text) < SAMPLE_CHARACTERS:
        return text
    cut = text.rfind("\n")
    return text[: cut + 1] if cut > 0 else text


def _read(sample: str, delimiter: str, header_line: int | None) -> _Reading:
    records, lines = [], []
    plain = sample.count('"') % 2 == 1
    text = StringIO(sample, newline="")
    if plain:
        reader = csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(text, delimiter=delimiter)
    try:
        for record in reader:
            records.append([cell.strip('" ') for cell in record] if plain else record)
            lines.append(reader.line_num)
            if len(records) >= SAMPLE_RECORDS:
                break
    except csv.Error:
        records, lines = records[:HEADER_LINES], lines[:HEADER_LINES]
    sizes = Counter(len(r) for r in records if any(r))
    width, hits = max(sizes.items(), key=lambda i: (i[1], i[0]), default=(0, 0))
    share = hits / max(1, sizes.total())
    if header_line is not None:
        header = lines.index(header_line) if header_line in lines else None
    else:
        header = header_among(records, width)
    return _Reading(
        delimiter=delimiter, records=records, lines=lines, width=width, share=share, header=header
    )


def _score(reading: _Reading) -> tuple[bool, float]:
    return reading.header is not None, reading.share * (reading.width - 1)


def _fitting_better(sample: str, chosen: _Reading, wanted: int | None) -> str | None:
    """Another delimiter that finds headers in a line that the chosen one leaves in one piece."""
    others = [_read(sample, mark, wanted) for mark in DELIMITERS if mark != chosen.delimiter]
    best = max(others, key=_score)
    if best.header is None or len(best.records[best.header]) <= 1:
        return None
    line = best.lines[best.header]
    same = chosen.records[chosen.lines.index(line)] if line in chosen.lines else []
    return best.delimiter if len(same) <= 1 else None


def _line_start(text: str, lines: int) -> int:
    position = 0
    for _ in range(lines):
        end = text.find("\n", position)
        if end < 0:
            return len(text)
        position = end + 1
    return position


def _one_column(name: str | None, chosen: str, better: str) -> FileUnreadableError:
    wrong, right = (NAMES_OF_MARKS.get(mark, mark) for mark in (chosen, better))
    return FileUnreadableError(
        Text(
            de=f"{name or 'Die Datei'}: Mit „{wrong}“ entsteht nur eine Spalte.",
            en=f"{name or 'the file'}: '{wrong}' gives one column only.",
        ),
        hint=Text(
            de=f"„{right}“ passt besser; lassen Sie --delimiter weg oder nennen Sie es.",
            en=f"'{right}' fits better; leave --delimiter out or name that.",
        ),
    )


def _no_headers(name: str | None, *, declared: bool) -> FileUnreadableError:
    flag = "" if declared else " --delimiter,"
    return FileUnreadableError(
        Text(
            de=f"{name or 'Die Datei'} enthält keine erkennbare Kopfzeile mit Spaltennamen.",
            en=f"{name or 'the file'} has no recognisable row of column headers.",
        ),
        hint=Text(
            de="Leiten Sie die Tabelle mit Spaltennamen aus, oder nennen Sie"
            f"{flag.replace(',', ' oder')} in einer Zuordnungsdatei [source] header_row.",
            en=f"export the table with column headers, or give{flag.replace(',', ' or')} "
            "[source] header_row in a mapping file.",
        ),
    )
