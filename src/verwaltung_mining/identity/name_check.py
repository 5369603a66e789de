"""The stop before an analysis: labels that name people are refused until they are mapped."""

from collections import Counter
from collections.abc import Sequence

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.identity.names import NameKind, find_names
from verwaltung_mining.texts import Text

_KINDS: dict[NameKind, Text] = {
    "address": Text(de="Anrede oder Titel", en="form of address or title"),
    "first_name": Text(de="Vor- und Nachname", en="first name and surname"),
    "signature": Text(de="Namenszeichen", en="signature"),
    "clerk": Text(de="Sachbearbeitung mit Namen", en="clerk with a name"),
    "recipient": Text(de="Weitergabe an Namen", en="handed over to a name"),
    "surname": Text(de="Nachname", en="surname"),
    "e_mail": Text(de="E-Mail-Adresse", en="e-mail address"),
}


def refuse_names(labels: Sequence[str], *, where: Text, remedy: Text) -> None:
    """Raise RefusedError where labels name people; the message counts them and repeats none.

    `where` says which column or role holds the labels, `remedy` what to do.
    """
    hits = find_names(labels)
    if not hits:
        return
    kinds = Counter(hit.kind for hit in hits).most_common()
    number, total = len(hits), len(labels)
    de = ", ".join(f"{_KINDS[kind].de} ({count})" for kind, count in kinds)
    en = ", ".join(f"{_KINDS[kind].en} ({count})" for kind, count in kinds)
    raise RefusedError(
        Text(
            de=f"{number} von {total} Werten in {where.de} enthalten wohl Personennamen: {de}.",
            en=f"{number} of {total} values in {where.en} seem to name people: {en}.",
        ),
        hint=remedy,
    )
