"""Months and days as a reader names them."""

from datetime import date

from verwaltung_mining.texts.language import Language

GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month(day: date, language: Language) -> str:
    """Month and year.

    >>> month(date(2024, 3, 28), "de"), month(date(2024, 3, 28), "en")
    ('März 2024', 'March 2024')
    """
    names = GERMAN if language == "de" else ENGLISH
    return f"{names[day.month - 1]} {day.year}"


def day(when: date, language: Language) -> str:
    """Day, month and year.

    >>> day(date(2024, 3, 8), "de"), day(date(2024, 3, 8), "en")
    ('8. März 2024', '8 March 2024')
    """
    return f"{when.day}{'.' if language == 'de' else ''} {month(when, language)}"
