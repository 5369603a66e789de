"""When an office is open in a week, as people write it: "08:00-12:00, 13:00-17:00"."""

import re
from itertools import pairwise

import msgspec

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

Spans = tuple[tuple[int, int], ...]
"""Opening and closing minute of the local day, in order, without overlap."""

DAY = 24 * 60
ALL_DAY: Spans = ((0, DAY),)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-\u2013]\s*(\d{1,2}):(\d{2})")


class WeeklyHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Opening hours for each weekday, local time; empty text means closed.

    The default is an assumption that every output shows: office days without core-time rules.
    """

    monday: str = "08:00-17:00"
    tuesday: str = "08:00-17:00"
    wednesday: str = "08:00-17:00"
    thursday: str = "08:00-17:00"
    friday: str = "08:00-17:00"
    saturday: str = ""
    sunday: str = ""

    def spans(self) -> tuple[Spans, ...]:
        """The seven days, Monday first. Raises SettingsError where a text is not understood.

        >>> WeeklyHours().spans()[4:]
        (((480, 1020),), (), ())
        """
        week = tuple(_parse(day, getattr(self, day)) for day in self.__struct_fields__)
        if not any(week):
            raise SettingsError(
                Text(
                    de="Einstellungen [calendar.hours]: An keinem Wochentag ist geöffnet.",
                    en="settings [calendar.hours]: no weekday is open.",
                ),
                hint=Text(
                    de="Nennen Sie für mindestens einen Tag Zeiten wie 08:00-12:00.",
                    en="give at least one day hours such as 08:00-12:00.",
                ),
            )
        return week


def _parse(day: str, text: str) -> Spans:
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    found = [_SPAN.fullmatch(part) for part in parts]
    spans = tuple(_minutes(match) for match in found if match is not None)
    edges = [minute for span in spans for minute in span]
    increasing = all(earlier < later for earlier, later in pairwise(edges))
    if len(spans) < len(parts) or not increasing or any(edge > DAY for edge in edges):
        raise SettingsError(
            Text(
                de=f"Einstellungen [calendar.hours]: „{text}“ bei {day} ist keine Öffnungszeit.",
                en=f"settings [calendar.hours]: '{text}' at {day} is not an opening time.",
            ),
            hint=Text(
                de="Schreiben Sie zum Beispiel 08:00-12:00, 13:00-17:00; leer heißt zu.",
                en="write 08:00-12:00, 13:00-17:00, for example; empty means closed.",
            ),
        )
    return spans


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    hour, minute, until_hour, until_minute = (int(group) for group in match.groups())
    return hour * 60 + minute, until_hour * 60 + until_minute
