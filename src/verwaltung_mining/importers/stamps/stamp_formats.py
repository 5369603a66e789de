"""The ways in which dates and times are written, each with the shape that recognises it."""

import re
from dataclasses import dataclass
from typing import Literal

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

WrittenPrecision = Literal["second", "minute", "day"]
FieldOrder = Literal["ymd", "dmy", "mdy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StampFormat:
    """One way to write a stamp."""

    pattern: str
    """As strptime takes it."""
    shape: str
    """Regular expression of the whole text; shapes of one field order exclude each other."""
    precision: WrittenPrecision
    fields: FieldOrder
    separator: str = ""

    @property
    def with_offset(self) -> bool:
        """Whether the text names its distance to UTC."""
        return "z" in self.pattern

    @property
    def whole_seconds(self) -> str:
        """The pattern for stamps without fractions of a second."""
        return self.pattern.replace("%.f", "")

    @property
    def two_digit_year(self) -> bool:
        """Whether the century is missing."""
        return "%y" in self.pattern


_DIRECTIVES = {
    "%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{1,2}", "%d": r"\d{1,2}",
    "%H": r"\d{1,2}", "%I": r"\d{1,2}", "%M": r"\d{2}", "%S": r"\d{2}",
    "%.f": r"(?:\.\d+)?", "%p": r"(?i:[ap]m)", "%#z": r" ?(?:Z|[+-]\d{2}(?::?\d{2})?)",
    "%z": r" ?[+-]\d{2}:?\d{2}",
}  # fmt: skip
_COMPACT_DIRECTIVES = {**_DIRECTIVES, "%m": r"\d{2}", "%d": r"\d{2}", "%H": r"\d{2}"}
_DIRECTIVE = re.compile(r"%(?:\.f|#z|[A-Za-z%])|[^%]+")
_TIMES = ("", " %H:%M", " %H:%M:%S%.f", " %I:%M %p", " %I:%M:%S %p")
_COMPACT_TIMES = ("", "%H%M%S", " %H%M%S", "%H%M", " %H:%M", " %H:%M:%S")


def declared_format(pattern: str) -> StampFormat:
    """A format that a mapping declares, for stamps as `stamp_text.tidy` leaves them.

    Raises SettingsError for directives that are not supported.

    >>> declared_format("%d.%m.%Y, %H:%M Uhr").pattern
    '%d.%m.%Y %H:%M'
    """
    plain = re.sub(r"\s*Uhr$", "", pattern).replace(", ", " ").replace("%dT", "%d ")
    marks = [p for p in _DIRECTIVE.findall(plain) if p.startswith("%")]
    if any(mark not in _DIRECTIVES for mark in marks) or "%d" not in marks:
        raise SettingsError(
            Text(
                de=f"Das Zeitformat „{pattern}“ enthält unbekannte Platzhalter.",
                en=f"the time format '{pattern}' holds unknown directives.",
            ),
            hint=Text(
                de=f"Erlaubt sind: {' '.join(sorted(_DIRECTIVES))}.",
                en=f"allowed are: {' '.join(sorted(_DIRECTIVES))}.",
            ),
        )
    return _format(plain, "ymd")


def _format(pattern: str, fields: FieldOrder, separator: str = "") -> StampFormat:
    directives = _COMPACT_DIRECTIVES if "%Y%m%d" in pattern else _DIRECTIVES
    parts = _DIRECTIVE.findall(pattern)
    shape = "".join(directives.get(part, re.escape(part)) for part in parts)
    precision: WrittenPrecision = (
        "second" if "%S" in pattern else "minute" if "%M" in pattern else "day"
    )
    return StampFormat(
        pattern=pattern,
        shape=f"^{shape}$",
        precision=precision,
        fields=fields,
        separator=separator,
    )


def _formats() -> tuple[StampFormat, ...]:
    found = []
    for mark in "-/.":
        for time in _TIMES:
            found.append(_format(f"%Y{mark}%m{mark}%d{time}", "ymd", mark))
            if time:
                found.append(_format(f"%Y{mark}%m{mark}%d{time}%#z", "ymd", mark))
            for year in ("%Y", "%y"):
                found.append(_format(f"%d{mark}%m{mark}{year}{time}", "dmy", mark))
                found.append(_format(f"%m{mark}%d{mark}{year}{time}", "mdy", mark))
    found += [_format(f"%Y%m%d{time}", "ymd") for time in _COMPACT_TIMES]
    found += [_format(f"%Y%m%d{time}%#z", "ymd") for time in ("%H%M%S", " %H%M%S")]
    return tuple(found)


FORMATS = _formats()
"""All formats known; a column is read with those whose shape its values have."""
