"""Words and numbers as a reader sees them, German and English side by side."""

from verwaltung_mining.texts.language import LANGUAGES, Language, Text, sentence
from verwaltung_mining.texts.months import day, month
from verwaltung_mining.texts.numbers import count, days, number, part, percent, short_duration
from verwaltung_mining.texts.section import SECTION, SECTION_NAME, step_name

__all__ = [
    "LANGUAGES",
    "SECTION",
    "SECTION_NAME",
    "Language",
    "Text",
    "count",
    "day",
    "days",
    "month",
    "number",
    "part",
    "percent",
    "sentence",
    "short_duration",
    "step_name",
]
