"""The name of what stands for a case's withheld first or last step."""

from verwaltung_mining.texts.language import Language, Text

SECTION = "[section]"
"""Label of a case's withheld first or last step, as the log and the result hold it."""
SECTION_NAME = Text(de="[Abschnitt, zurückgehalten]", en="[section, withheld]")
"""The same for people."""


def step_name(label: str, language: Language) -> str:
    """The label of a step as a reader sees it.

    >>> step_name("[section]", "de"), step_name("Prüfung", "de")
    ('[Abschnitt, zurückgehalten]', 'Prüfung')
    """
    return SECTION_NAME.in_language(language) if label == SECTION else label
