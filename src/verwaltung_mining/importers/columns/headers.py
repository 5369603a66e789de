"""Column headers compared as people write them: case, umlauts, camel case and punctuation aside."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

FUZZY_RATIO = 0.88
"""difflib ratio from which two headers count as the same word misspelt (importers.md, 7.1)."""
EXACT, FUZZY, CONTAINED, COMPOUND = 1.0, 0.75, 0.7, 0.55
"""Strength of a match; 0.0 is none.

CONTAINED: all words of the synonym stand in the header, or only an ending such as "name" is more.
COMPOUND: the synonym is the last part of a German compound."""
COMPOUND_LENGTH = 6
"""Letters a synonym needs to count as the head of a German compound (Bau-aktenzeichen)."""
CONTAINED_LENGTH = 4
"""Letters a synonym needs to be found inside a longer header."""
ENDINGS = ("name", "bezeichnung", "text", "id", "nummer", "kurzel", "kennung", "wechsel")
"""What systems append to a name without changing whose name it is."""

_CAMEL = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ])(?=[A-ZÄÖÜ][a-zäöüß])")
_GENDER = re.compile(r"(?<=\w)[/*:_·](-?in(?:nen)?)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_ABBREVIATED = re.compile(r"(?:(?<=[a-z]{3})|^)nr$")
_DIGRAPHS = str.maketrans({"ß": "ss", "\ufeff": "", "\u200b": "", "\u00ad": ""})


@lru_cache(maxsize=65536)
def words(header: str) -> tuple[str, ...]:
    """The words of a header in a form in which ä, ae and a are the same.

    >>> words("Geänderter Status"), words("geaenderterStatus"), words("GEANDERTER_STATUS")
    (('geanderter', 'status'), ('geanderter', 'status'), ('geanderter', 'status'))
    >>> words("Bearbeiter*in") == words("Bearbeiterin") == words("Bearbeiter/-in")
    True
    """
    text = unicodedata.normalize("NFC", header).translate(_DIGRAPHS)
    text = _GENDER.sub(lambda match: match.group(1).strip("-").lower(), text)
    text = _CAMEL.sub(" ", text).casefold().translate(_DIGRAPHS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for digraph in ("ae", "oe", "ue"):
        text = text.replace(digraph, digraph[0])
    return tuple(_ABBREVIATED.sub("nummer", word) for word in _WORD.findall(text))


@lru_cache(maxsize=65536)
def compact(header: str) -> str:
    """The words of a header without anything between them.

    >>> compact("case:concept:name"), compact("Case ID")
    ('caseconceptname', 'caseid')
    """
    return "".join(words(header))


@lru_cache(maxsize=65536)
def match(header: str, synonym: str) -> float:
    """How well a header matches a synonym: EXACT, FUZZY, CONTAINED, COMPOUND or 0.

    >>> match("AKTENZEICHEN", "Aktenzeichen"), match("Aktenzeihen", "Aktenzeichen")
    (1.0, 0.75)
    >>> match("Datum der Änderung", "datum"), match("Grundstücksaktenzeichen", "aktenzeichen")
    (0.7, 0.55)
    """
    mine, theirs = compact(header), compact(synonym)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return EXACT
    if min(len(mine), len(theirs)) >= COMPOUND_LENGTH and _alike(mine, theirs):
        return FUZZY
    if len(theirs) >= CONTAINED_LENGTH and set(words(synonym)) <= set(words(header)):
        return CONTAINED
    if any(mine in (theirs + ending, theirs + "s" + ending) for ending in ENDINGS):
        return CONTAINED
    if len(theirs) >= COMPOUND_LENGTH and any(w.endswith(theirs) for w in words(header)):
        return COMPOUND
    return 0.0


def best_match(header: str, synonyms: tuple[str, ...]) -> float:
    """The strongest match of a header with any of the synonyms."""
    return max((match(header, synonym) for synonym in synonyms), default=0.0)


def _alike(mine: str, theirs: str) -> bool:
    if 2 * min(len(mine), len(theirs)) < FUZZY_RATIO * (len(mine) + len(theirs)):
        return False
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return matcher.quick_ratio() >= FUZZY_RATIO and matcher.ratio() >= FUZZY_RATIO
