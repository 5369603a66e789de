"""Names of people in activity labels and kept attribute values."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from verwaltung_mining.identity.name_lists import vocabulary
from verwaltung_mining.identity.words import (
    Word,
    is_common_noun,
    is_distinct_surname,
    is_first_name,
    is_plain_surname,
    is_role,
    is_rolelike,
    is_surname,
    may_be_first_name,
    words_of,
)

NameKind = Literal["address", "first_name", "signature", "clerk", "recipient", "surname", "e_mail"]
"""What gave the name away: `Frau X`, `Anna X`, `gez. X`, `SB X`, `an X`, a surname, an address."""

_E_MAIL = re.compile(r"([\w.+\-]+)@[\w\-]+(\.[\w\-]+)+")
_SHARED_MAILBOX = re.compile(
    r"^(info|kontakt|poststelle|post|mail|office|service|support|rathaus|stadt|gemeinde|kreis|"
    r"verwaltung|noreply|no-reply|.*(amt|stelle|buero|büro|team|behoerde|behörde|abteilung))$",
    re.IGNORECASE,
)

_CLIPPED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]\.?")

_SALUTATIONS = vocabulary(
    "herr herrn hr hrn frau fr fra dr prof kollege kollegen kollegin koll mr mrs dhr mevr"
)
_SHORT_SALUTATIONS = vocabulary("fr hr koll")
"""May be a day or a unit when no full stop follows: then only a known name counts."""
_TITLES = vocabulary(
    "dr prof dipl ing ra rain mag med jur phil rer nat von van de der zu zur "
    "vom den freiherr graf graefin"
)
_CLERKS = vocabulary(
    "sb sachbearbeiter sachbearbeiterin sachbearbeitung sachb sachbearb bearbeiter bearbeiterin "
    "bearbeitet bearb ansprechpartner ansprechpartnerin zustaendig mitarbeiter mitarbeiterin "
    "amtsleiter amtsleiterin abteilungsleiter abteilungsleiterin teamleiter teamleiterin "
    "sachgebietsleiter sachgebietsleiterin referent referentin vertretung vertreter vertreterin "
    "unterschrift pruefer prueferin"
)
_BY_ORDER = {("i.", "a."), ("i.", "v.")}
_JOINED_BY_ORDER = {"iA", "iV", "ppa."}
_SIGNATURES = vocabulary("gez gezeichnet abgez unterz hdz hz kz handzeichen kuerzel paraphe")
_PREPOSITIONS = vocabulary("an bei durch fuer mit von zu zum to by with from")
_HANDED_TO = vocabulary("an bei durch mit")
_HANDING_OVER = vocabulary(
    "weiterleitung weitergeleitet weitergabe uebergabe uebergeben abgabe abgegeben zuweisung "
    "zugewiesen zuteilung zugeteilt ruecksprache absprache abstimmung abgestimmt vorlage vorgelegt "
    "rueckgabe zurueck wiedervorlage wv mitzeichnung gezeichnet mitgezeichnet freigabe freigegeben "
    "telefonat telefoniert anruf gespraech besprechung mail e-mail nachricht rueckfrage anfrage "
    "pruefung geprueft bearbeitung bearbeitet erledigt uebernahme uebernommen erstellt "
    "unterschrieben umlauf info"
)
_NUMBERING = frozenset("ABCDEIVX")
"""Letters that number a list or a chamber: `V. Kammer`."""
_MONTHS_AND_MONEY = vocabulary("august mark")
_SURNAME_AND_FIRST_NAME = 2
"""Words of a label that is a name and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A label that holds a name: where it stands and what gave it away, never the content."""

    label: int
    """Place of the label among those given."""
    kind: NameKind


def find_names(labels: Sequence[str]) -> tuple[NameHit, ...]:
    """The labels that name a person, one hit each, in the order given.

    >>> find_names(["Weiterleitung an Fr. Müller", "Weiterleitung an Bauamt", "gez. Mül"])
    (NameHit(label=0, kind='address'), NameHit(label=2, kind='signature'))

    Frequent German first names and surnames are known from lists; trades such as `Koch` count as
    names only where the words around them say so. Once a label is found, others of its pattern
    are: after `an Krause` also `an Bandemer`, in a column of surnames also `Koch`. A rare name
    that stands alone, without title, signature, known first name or pattern, stays unseen.
    """
    words = [words_of(label) for label in labels]
    found = [_found(label, each) for label, each in zip(labels, words, strict=True)]
    patterns = _patterns(found, words)
    column = any(hit and len(each) == 1 for hit, each in zip(found, words, strict=True))
    kinds = [
        hit.kind if hit else _by_pattern(each, patterns, column=column)
        for hit, each in zip(found, words, strict=True)
    ]
    return tuple(NameHit(label=place, kind=kind) for place, kind in enumerate(kinds) if kind)


@dataclass(frozen=True, slots=True)
class _Found:
    kind: NameKind
    place: int
    """Of the name among the label's words."""


def _found(label: str, words: tuple[Word, ...]) -> _Found | None:
    for address in _E_MAIL.finditer(label):
        if not _SHARED_MAILBOX.match(address.group(1)):
            return _Found("e_mail", 0)
    for place in range(len(words)):
        for kind, rule in _RULES:
            if rule(words, place):
                return _Found(kind, place)
    return None


def _patterns(
    found: Sequence[_Found | None], words: Sequence[tuple[Word, ...]]
) -> dict[tuple[str, ...], NameKind]:
    """The words before a name, where they say that a person follows."""
    return {
        tuple(word.folded for word in each[: hit.place]): hit.kind
        for hit, each in zip(found, words, strict=True)
        if hit and hit.kind in ("clerk", "recipient")
    }


def _by_pattern(
    words: tuple[Word, ...], patterns: Mapping[tuple[str, ...], NameKind], *, column: bool
) -> NameKind | None:
    if column and len(words) == 1 and words[0].capital and _known(words[0]):
        return "surname"
    folded = tuple(word.folded for word in words)
    for place in range(1, len(words)):
        kind = patterns.get(folded[:place])
        word = words[place]
        if kind and word.capital and word.follows_directly and not is_common_noun(word):
            return kind
    return None


def _after_salutation(words: tuple[Word, ...], place: int) -> bool:
    word, before = words[place], _before_titles(words, place)
    if before is None or before.folded not in _SALUTATIONS:
        return False
    if _known(word) or is_first_name(word):
        return True
    short = before.folded in _SHORT_SALUTATIONS and not before.text.endswith(".")
    shouted = word.bare.isupper() and len(word.bare) > 1
    return word.capital and not (short or shouted or is_role(word))


def _word_before(words: tuple[Word, ...], place: int) -> Word | None:
    """The word before with nothing but a blank between."""
    return words[place - 1] if place > 0 and words[place].follows_directly else None


def _before_titles(words: tuple[Word, ...], place: int) -> Word | None:
    """The word before, or the salutation before the titles and particles that stand before."""
    before = _word_before(words, place)
    while before is not None and before.folded in _TITLES:
        place -= 1
        further = _word_before(words, place)
        if further is None or further.folded not in _TITLES | _SALUTATIONS:
            break
        before = further
    return before


def _after_signature(words: tuple[Word, ...], place: int) -> bool:
    word, before = words[place], _word_before(words, place)
    if before is None or not word.capital or is_common_noun(word):
        return False
    by_order = tuple(each.text.casefold() for each in words[max(place - 2, 0) : place])
    joined = before.text in _JOINED_BY_ORDER
    return by_order in _BY_ORDER or joined or before.folded in _SIGNATURES


def _after_clerk(words: tuple[Word, ...], place: int) -> bool:
    word, before = words[place], _word_before(words, place)
    if before is None or before.folded not in _CLERKS:
        return False
    last = place == len(words) - 1
    clipped = before.folded == "sb" and last and bool(_CLIPPED.fullmatch(word.text))
    return _known(word) or is_first_name(word) or clipped


def _after_preposition(words: tuple[Word, ...], place: int) -> bool:
    word, before = words[place], _word_before(words, place)
    if before is None or before.folded not in _PREPOSITIONS:
        return False
    if is_first_name(word) or (is_plain_surname(word) and word.capital):
        return True
    handed = any(each.folded in _HANDING_OVER for each in words[: place - 1])
    return handed and before.folded in _HANDED_TO and is_surname(word)


def _beside_initial(words: tuple[Word, ...], place: int) -> bool:
    word, before = words[place], _word_before(words, place)
    if not word.capital or not _known(word):
        return False
    after = words[place + 1] if place + 1 < len(words) else None
    if before is not None and before.initial:
        return is_surname(word) or before.bare not in _NUMBERING
    return after is not None and after.initial and after.gap.strip() in {"", ","}


def _after_first_name(words: tuple[Word, ...], place: int) -> bool:
    word, first = words[place], _word_before(words, place)
    if first is None or not (word.capital and first.capital):
        return False
    if is_first_name(first) and not first.text.endswith("."):
        return not is_common_noun(word) and word.bare.isupper() == first.bare.isupper()
    return may_be_first_name(first) and _known(word)


def _before_first_name(words: tuple[Word, ...], place: int) -> bool:
    word = words[place]
    first = words[place + 1] if place + 1 < len(words) else None
    if first is None or first.gap.strip() != "," or not (word.capital and first.capital):
        return False
    whole = len(words) == _SURNAME_AND_FIRST_NAME and first.folded not in _MONTHS_AND_MONEY
    return may_be_first_name(first) and (_known(word) or (whole and not is_common_noun(word)))


def _plain_surname(words: tuple[Word, ...], place: int) -> bool:
    return words[place].capital and is_distinct_surname(words[place])


def _known(word: Word) -> bool:
    return is_surname(word) or is_rolelike(word)


_Rule = Callable[[tuple[Word, ...], int], bool]
_RULES: tuple[tuple[NameKind, _Rule], ...] = (
    ("address", _after_salutation),
    ("signature", _after_signature),
    ("clerk", _after_clerk),
    ("first_name", _after_first_name),
    ("first_name", _before_first_name),
    ("first_name", _beside_initial),
    ("recipient", _after_preposition),
    ("surname", _plain_surname),
)
