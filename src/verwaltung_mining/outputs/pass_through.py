"""The share of a saving that reaches the applicant, in words."""

from verwaltung_mining.release.document import Benefit, Locus
from verwaltung_mining.texts import Language, Text, number

NOT_MEASURED = Text(
    de="wie viel davon bei den Antragstellenden ankommt, war nicht zu messen; jeder Tag hier zählt "
    "als ein Tag des ganzen Falls",
    en="how much of it reaches the applicant could not be measured; every day here counts as a day "
    "of the whole case",
)
NOTHING_AGAINST = Text(
    de="nichts spricht dagegen, dass jeder Tag hier bei den Antragstellenden ankommt",
    en="nothing speaks against every day here reaching the applicant",
)
TOO_UNSURE = Text(
    de="wie viel davon bei den Antragstellenden ankommt, ist zu unsicher: von keinem bis zu jedem "
    "Tag ist alles möglich; gerechnet ist mit jedem",
    en="how much of it reaches the applicant is too unsure to tell: between none and every day; "
    "every day is counted",
)
WHOLE_CASE = Text(
    de="gemessen ist der ganze Fall vom Eingang bis zum Abschluss, jeder Tag kommt also an",
    en="the whole case from arrival to end is what was measured, so every day arrives",
)
IN_THE_RANGE = Text(
    de="der Bereich umfasst auch, wie unsicher das Ankommen ist: ein Tag hier kann am Ende weniger "
    "als einen Tag kosten oder mehr",
    en="the range also holds how unsure it is what arrives: a day here may cost less than a day in "
    "the end, or more",
)


def passed_on(benefit: Benefit, locus: Locus, language: Language) -> str:
    """What of a day lost here reaches the applicant, with its interval where it was measured."""
    low, high = benefit.pass_through_low, benefit.pass_through_high
    if low is None or high is None:
        return NOT_MEASURED.in_language(language)
    if _whole_case(locus):
        return WHOLE_CASE.in_language(language)
    least, most = (_share(part, language) for part in (low, high))
    if benefit.pass_through == 1:
        if least == _share(0.0, language):
            return TOO_UNSURE.in_language(language)
        head = "gemessen: mindestens" if language == "de" else "measured: at least"
        measured = f" ({head} {least})" if least != _share(1.0, language) else ""
        return NOTHING_AGAINST.in_language(language) + measured
    joint = "bis" if language == "de" else "to"
    later = _later(benefit.pass_through, language)
    return _compared(benefit, f"{later} ({least} {joint} {most})", language)


def widens_range(benefit: Benefit, locus: Locus) -> bool:
    """The range of the saving holds the pass-through as unsure as it was measured."""
    return benefit.pass_through_low is not None and not _whole_case(locus)


def _whole_case(locus: Locus) -> bool:
    """No step is named: the finding is about the time from arrival to end."""
    named = (locus.activity, locus.source, locus.target, locus.activities)
    return all(part is None for part in named)


def _compared(benefit: Benefit, later: str, language: Language) -> str:
    """How much later in the end, and whose times that was read from."""
    if benefit.kind == "comparison":
        return (
            f"wer hier einen Tag länger braucht als die Vergleichsfälle, ist am Ende {later}; "
            "verglichen ist, wie lange beide Gruppen danach brauchen"
            if language == "de"
            else f"who takes a day longer here than the peers is done {later} in the end; what was "
            "compared is how long both groups take afterwards"
        )
    return (
        f"wer hier einen Tag länger braucht, ist am Ende {later}, verglichen mit den Fällen, die "
        "davor und danach kamen"
        if language == "de"
        else f"who takes a day longer here is done {later} in the end, compared with the cases "
        "that came before and after"
    )


def _later(share: float, language: Language) -> str:
    """How much later a case is done for a day lost here."""
    if share == 0:
        return "nicht später fertig" if language == "de" else "no later"
    told = _share(share, language)
    return f"{told} Tage später fertig" if language == "de" else f"{told} days later"


def _share(value: float, language: Language) -> str:
    """At most two decimals, without closing zeros.

    >>> _share(0.97, "de"), _share(0.9, "en"), _share(1.0, "en")
    ('0,97', '0.9', '1')
    """
    return number(value, language, digits=2).rstrip("0").rstrip(".,")
