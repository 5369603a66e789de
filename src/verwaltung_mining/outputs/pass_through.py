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
    through, least, most = (_share(part, language) for part in (benefit.pass_through, low, high))
    joint = "bis" if language == "de" else "to"
    range_ = f" ({least} {joint} {most})" if least != most else ""
    return (
        f"von jedem Tag, der hier verloren geht, kommt {through} Tag bei den Antragstellenden an"
        f"{range_}: so viel später als die vor und nach ihnen eingegangenen Fälle enden die, "
        "die hier einen Tag länger brauchen"
        if language == "de"
        else f"of every day lost here, {through} day reaches the applicant{range_}: cases that "
        "take a day longer here end that much later than those that came in before and after them"
    )


def _share(value: float, language: Language) -> str:
    """At most two decimals, without closing zeros.

    >>> _share(0.97, "de"), _share(0.9, "en"), _share(1.0, "en")
    ('0,97', '0.9', '1')
    """
    return number(value, language, digits=2).rstrip("0").rstrip(".,")
