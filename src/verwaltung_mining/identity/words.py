"""The words of a label and what kind of word each is, for the name check."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from verwaltung_mining.identity.name_lists import (
    FIRST_NAMES,
    NOUNS_ENDING_SO,
    ROLELIKE_SURNAMES,
    SURNAME_ENDINGS,
    SURNAMES,
    WORDLIKE_FIRST_NAMES,
    WORDLIKE_SURNAMES,
)

_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*\.?")
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}
_SHORTEST_NAME = 4
_SURNAMES = SURNAMES | WORDLIKE_SURNAMES
_NAMES = _SURNAMES | FIRST_NAMES
_FIRST_NAMES = FIRST_NAMES | WORDLIKE_FIRST_NAMES

_ROLE_BEGINNINGS = (
    "abend", "amt", "antragstell", "anwalt", "anwaelt", "bauherr", "beteiligt", "buergermeist",
    "chef", "dezernent", "direktor", "doktor", "eigentuemer", "kolleg", "landrat", "landraet",
    "leiter", "leitung", "minister", "ministeri", "mitarbeit", "mittag", "morgen", "nachmittag",
    "notar", "oberbuergermeist", "praesident", "professor", "rechtsanwalt", "rechtsanwaelt",
    "referent", "richter", "sachbearb", "stadtrat", "stadtraet", "steuerberat", "vertret",
    "verfahren", "vorgesetzt", "vormittag", "vorsitzend", "vorzimmer", "zeug",
)  # fmt: skip
_ROLE_ENDINGS = (
    "beauftragte", "beauftragter", "leiter", "leiterin", "minister", "ministerin", "raetin", "rat",
)  # fmt: skip
_NOUN_ENDINGS = (
    "abteilung", "amt", "antrag", "archiv", "beauftragte", "beauftragter", "behoerde", "bescheid",
    "buero", "dienst", "gericht", "heit", "institut", "kammer", "kasse", "keit", "leiter",
    "leiterin", "leitung", "minister", "ministerin", "ministerium", "rat", "referat", "schaft",
    "schule", "stelle", "strasse", "team", "tion", "ung", "ungen", "vorlage", "wesen", "zentrum",
)  # fmt: skip
_NAMED_AFTER = (
    "allee", "fall", "fond", "fonds", "formel", "gesetz", "halle", "haus", "heim", "park", "plan",
    "platz", "preis", "projekt", "ring", "schein", "stift", "str", "ufer", "weg",
)  # fmt: skip
"""Second parts of what is named after somebody: a street, a prize, a law."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A word as the name lists spell it.

    >>> fold("Müller"), fold("Yılmaz"), fold("Weiß"), fold("GROẞ")
    ('mueller', 'yilmaz', 'weiss', 'gross')
    """
    lower = text.casefold()
    for letter, plain in _TWO_LETTERS.items():
        lower = lower.replace(letter, plain)
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a label."""

    text: str
    """As written, with a full stop that follows it."""
    gap: str
    """What stands between the word before and this one."""

    @property
    def bare(self) -> str:
        """Without the full stop."""
        return self.text.removesuffix(".")

    @property
    def folded(self) -> str:
        """As the lists spell it."""
        return fold(self.bare)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def follows_directly(self) -> bool:
        """Whether nothing but blanks, a colon or an underscore stands before it."""
        return self.gap.strip(" _\t") in {"", ":"}

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter with a full stop, `M.` or `K.-H.`."""
        return bool(re.fullmatch(r"[^\W\d_](-[^\W\d_])?\.", self.text)) and self.capital

    @property
    def parts(self) -> tuple[str, ...]:
        """The folded parts of a double name."""
        return tuple(self.folded.split("-"))


def words_of(label: str) -> tuple[Word, ...]:
    """The words of a label in order; digits, underscores and signs only separate.

    >>> [word.text for word in words_of("Freigabe_Müller-Lüdenscheidt (i.A.)")]
    ['Freigabe', 'Müller-Lüdenscheidt', 'i.', 'A.']
    """
    composed = unicodedata.normalize("NFC", label)
    found, end = [], 0
    for match in _WORD.finditer(composed):
        found.append(Word(match.group(), composed[end : match.start()]))
        end = match.end()
    return tuple(found)


def is_distinct_surname(word: Word) -> bool:
    """Hardly anything but a surname; of a double name every part is a name."""
    parts = word.parts
    return any(part in SURNAMES for part in parts) and all(part in _NAMES for part in parts)


def is_surname(word: Word) -> bool:
    """A surname in the right surroundings, a word or an old trade though it may be."""
    return is_plain_surname(word) or all(part in _NAMES for part in word.parts)


def is_plain_surname(word: Word) -> bool:
    """Listed as hardly anything else, also as part of a double name, or ending as no noun does."""
    first, *more = word.parts
    listed = any(part in SURNAMES for part in word.parts)
    place_or_body = bool(more) and more[-1].endswith(_NAMED_AFTER + _NOUN_ENDINGS)
    ending = first.endswith(SURNAME_ENDINGS) and first not in NOUNS_ENDING_SO
    ending = ending and len(first) > _SHORTEST_NAME
    return (listed or ending) and not place_or_body


def is_rolelike(word: Word) -> bool:
    """A surname that is a role or a thing in an office."""
    return word.folded in ROLELIKE_SURNAMES


def is_first_name(word: Word) -> bool:
    """Hardly anything but a first name."""
    return all(part in FIRST_NAMES for part in word.parts)


def may_be_first_name(word: Word) -> bool:
    """A first name, also one that is a word or a surname."""
    return all(part in _FIRST_NAMES for part in word.parts)


def is_role(word: Word) -> bool:
    """What a person is in an office: `Frau Amtsleiterin`; never a listed surname."""
    folded = word.folded
    known = folded in _SURNAMES
    return not known and (folded.startswith(_ROLE_BEGINNINGS) or folded.endswith(_ROLE_ENDINGS))


def is_common_noun(word: Word) -> bool:
    """An office's own noun: a role, a body, a document; never a listed surname."""
    folded = word.folded
    return is_role(word) or (folded.endswith(_NOUN_ENDINGS) and folded not in _SURNAMES)
