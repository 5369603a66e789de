"""The share of a saving that reaches the applicant, in words."""

from verwaltung_mining.release.document import Benefit
from verwaltung_mining.texts import Language, number


def passed_on(benefit: Benefit, language: Language) -> str:
    """What of a day lost here reaches the applicant, with its interval where it was measured."""
    low, high = benefit.pass_through_low, benefit.pass_through_high
    if low is None or high is None:
        return (
            "wie viel davon bei den Antragstellenden ankommt, war nicht zu messen; "
            "jeder Tag hier zählt als ein Tag des ganzen Falls"
            if language == "de"
            else "how much of it reaches the applicant could not be measured; "
            "every day here counts as a day of the whole case"
        )
    german = language == "de"
    least, most = (_share(part, language) for part in (low, high))
    if benefit.pass_through == 1:
        measured = f" ({'gemessen: mindestens' if german else 'measured: at least'} {least})"
        return (
            "nichts spricht dagegen, dass jeder Tag hier bei den Antragstellenden ankommt"
            if german
            else "nothing speaks against every day here reaching the applicant"
        ) + (measured if low < 1 else "")
    through = _later(benefit.pass_through, language)
    range_ = f" ({least} {'bis' if german else 'to'} {most})" if least != most else ""
    if benefit.kind == "comparison":
        return (
            f"wer hier einen Tag länger braucht als die Vergleichsfälle, ist am Ende {through}"
            f"{range_}: verglichen ist, wie lange beide Gruppen danach brauchen"
            if german
            else f"who takes a day longer here than the peers is done {through} in the end"
            f"{range_}: compared is how long both groups take afterwards"
        )
    return (
        f"wer hier einen Tag länger braucht, ist am Ende {through}{range_}, verglichen mit den "
        "Fällen, die davor und danach kamen"
        if german
        else f"who takes a day longer here is done {through} in the end{range_}, compared with the "
        "cases that came before and after"
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
