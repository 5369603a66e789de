"""Numbers and durations as a German or English reader writes them."""

from verwaltung_mining.texts.language import Language

NARROW_SPACE = "\u202f"


def number(value: float, language: Language, *, digits: int = 0) -> str:
    """A number with the language's separators.

    >>> number(1234.56, "de", digits=1), number(1234.56, "en", digits=1)
    ('1.234,6', '1,234.6')
    """
    english = f"{value:,.{digits}f}"
    if english.startswith("-") and not english.strip("-0.,"):
        english = english[1:]
    if language == "en":
        return english
    return english.translate(str.maketrans(",.", ".,"))


def count(value: int, language: Language) -> str:
    """A whole number.

    >>> count(2400, "de")
    '2.400'
    """
    return number(value, language)


def percent(share: float, language: Language, *, digits: int = 1) -> str:
    """A share as a percentage.

    >>> percent(0.1081, "en")
    '10.8%'
    """
    text = number(share * 100, language, digits=digits)
    return f"{text}{NARROW_SPACE}%" if language == "de" else f"{text}%"


def part(share: float, language: Language, *, digits: int = 1) -> str:
    """A share of something counted: never rounded to none or all where it is not.

    >>> part(1.0, "en"), part(0.99999, "en"), part(0.0001, "de"), part(0.216, "en", digits=0)
    ('100%', '> 99.9%', '< 0,1\u202f%', '22%')
    """
    smallest = 10.0 ** -(digits + 2)
    if 0 < share < smallest:
        return f"< {percent(smallest, language, digits=digits)}"
    if 1 - smallest < share < 1:
        return f"> {percent(1 - smallest, language, digits=digits)}"
    return percent(share, language, digits=0 if share in {0, 1} else digits)


def days(value: float, language: Language) -> str:
    """A duration, given in days, in the unit a reader would choose.

    >>> days(3.14, "en"), days(3.14, "de"), days(0.0347, "en"), days(0.5, "de")
    ('3.1 days', '3,1 Tage', '50 minutes', '12 Stunden')
    >>> days(1.0, "de"), days(1 / 1440, "de"), days(0.0003, "en"), days(0.0, "de")
    ('1 Tag', '1 Minute', '26 seconds', '0 Sekunden')
    """
    hours = value * 24
    if abs(hours) * 60 < 1:
        unit, amount, digits = ("Sekunden", "seconds"), hours * 3600, 0
    elif abs(hours) < 1:
        unit, amount, digits = ("Minuten", "minutes"), hours * 60, 0
    elif abs(value) < 1:
        unit, amount, digits = ("Stunden", "hours"), hours, 0 if abs(hours) >= 10 else 1
    else:
        unit, amount, digits = ("Tage", "days"), value, 1 if abs(value) < 100 else 0
    text = number(amount, language, digits=digits)
    if text.endswith((".0", ",0")):
        text = text[:-2]
    name = unit[0] if language == "de" else unit[1]
    if text == "1":
        name = SINGULAR.get(name, name[:-1])
    return f"{text} {name}"


SINGULAR = {"Sekunden": "Sekunde", "Minuten": "Minute", "Stunden": "Stunde", "Tage": "Tag"}
"""German units for one; English drops the last letter."""


def short_duration(seconds: float, language: Language) -> str:
    """A duration in the unit a reader would choose, short enough for a drawing.

    >>> [short_duration(s, "de") for s in (31, 480, 15_000, 267_840)]
    ['31 s', '8 min', '4,2 Std.', '3,1 Tage']
    >>> [short_duration(s, "en") for s in (0, 7_200, 86_400, 12_960_000)]
    ['0 s', '2 h', '1 day', '150 days']
    """
    day = "Tag" if language == "de" else "day"
    days_ = "Tage" if language == "de" else "days"
    hours = "Std." if language == "de" else "h"
    for limit, size, unit in ((60, 1, "s"), (3_600, 60, "min"), (86_400, 3_600, hours)):
        if round(seconds / size) * size < limit:
            return f"{_short(seconds / size, language, whole=unit in ('s', 'min'))} {unit}"
    text = _short(seconds / 86_400, language, whole=False)
    return f"{text} {day if text == '1' else days_}"


def _short(value: float, language: Language, *, whole: bool) -> str:
    """At most one decimal, and none where it says nothing."""
    text = number(value, language, digits=0 if whole or abs(value) >= 10 else 1)
    return text[:-2] if text.endswith((".0", ",0")) else text
