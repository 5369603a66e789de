"""Steps whose name says what they are: German and English word lists, and what they recognise."""

import re

REJECTION_WORDS = (
    "abgelehnt",
    "ablehnung",
    "ablehnen",
    "ablehnend",
    "versagt",
    "versagung",
    "zurückgewiesen",
    "zurückweisung",
    "eingestellt",
    "einstellung des verfahrens",
    "zurückgenommen",
    "rücknahme",
    "reject",
    "declin",
    "denied",
    "denial",
    "refus",
    "cancelled",
    "canceled",
    "withdraw",
    "invalid",
)
"""Parts of names that mean: what was applied for is not granted, or not pursued."""
APPROVAL_WORDS = (
    "mitzeichn", "gegenzeichn", "schlusszeichn", "abzeichn", "freigabe", "freigegeben", "freigeben",
    "zustimm", "vier-augen", "vieraugen", "zweitprüf", "gegenprüf", "nachprüf", "schlussprüf",
    "approv", "endorse", "sign-off", "sign off", "countersign", "co-sign", "four-eyes",
    "four eyes", "second check", "second review", "final check", "final review",
)  # fmt: skip
"""Parts of activity names that mean: what others did is approved or looked at once more."""
REVIEW_WORDS = (*APPROVAL_WORDS, "prüf", "kontroll", "review", "check", "verif", "control")
"""Parts of activity names of steps that may be the review before it."""
HANDING_OVER_WORDS = ("zur prüf", "zur mitzeichn", "zur freigabe", "zur zustimm", "for approval")
"""Parts of activity names that mean: it is handed over to be reviewed."""


def named(
    labels: tuple[str, ...], words: tuple[str, ...], *, but: tuple[str, ...] = ()
) -> tuple[int, ...]:
    """Codes of the activities whose label contains one of the words and none of `but`.

    Case does not matter, and an underscore is a space. A word that begins with `=` is the whole
    label, for words that are part of too many others.

    >>> named(("Prüfung", "Zur Prüfung vorgelegt", "FOR_APPROVAL"), ("prüf", "for approval"))
    (0, 1, 2)
    >>> named(("Prüfung", "Zur Prüfung vorgelegt"), ("prüf",), but=("zur prüf",))
    (0,)
    >>> named(("Eingang", "Zahlungseingang", "Eingang Rechnung"), ("=eingang",))
    (0,)
    """
    meant, not_meant = _any_of(words), _any_of(but)
    plain = [label.replace("_", " ") for label in labels]
    return tuple(
        code
        for code, label in enumerate(plain)
        if meant.search(label) and not not_meant.search(label)
    )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, anywhere or as the whole label; nothing where there are none."""
    parts = (_pattern(word.replace("_", " ")) for word in words if word.removeprefix("="))
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _pattern(word: str) -> str:
    whole = word.removeprefix("=")
    return re.escape(word) if whole == word else rf"\A\s*{re.escape(whole)}\s*\Z"
