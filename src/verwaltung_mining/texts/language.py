"""A text in both languages of the product."""

from typing import Literal

import msgspec

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One text, German and English side by side.

    >>> Text(de="Fall", en="case").in_language("de")
    'Fall'
    """

    de: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.de if language == "de" else self.en


def sentence(text: str) -> str:
    """The text as it begins after a full stop or on a line of its own.

    >>> sentence("export again."), sentence("`inspect` tells the reasons.")
    ('Export again.', '`inspect` tells the reasons.')
    """
    return text[:1].upper() + text[1:]
