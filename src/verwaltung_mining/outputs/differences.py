"""The difference between affected cases and their peers, with and without the mix of cases."""

from verwaltung_mining.release.document import Evidence
from verwaltung_mining.texts import Language, days


def difference_lines(evidence: Evidence, language: Language) -> list[str]:
    """Both differences side by side, and a warning where they contradict each other."""
    raw, stratified = evidence.raw_difference, evidence.stratified_difference
    german = language == "de"
    lines = []
    if raw is not None and stratified is not None:
        overall, alike = (_longer(value, language) for value in (raw, stratified))
        lines.append(
            f"im Mittel insgesamt {overall}, unter gleichartigen Fällen {alike}"
            if german
            else f"on average {overall} overall, {alike} among cases of the same kind"
        )
    if evidence.simpson:
        lines.append(
            "Vorsicht: Insgesamt zeigt sich das Gegenteil, weil diese Gruppe andere Arten von "
            "Fällen hat als die übrigen (Simpson-Paradox)"
            if german
            else "caution: overall the opposite shows, since this group has other kinds of cases "
            "than the rest (Simpson's paradox)"
        )
    return lines


def _longer(value: float, language: Language) -> str:
    """A difference in words: how much longer or shorter.

    >>> _longer(-2.0, "en"), _longer(2.0, "de")
    ('2 days shorter', '2 Tage länger')
    """
    if language == "de":
        return f"{days(abs(value), language)} {'kürzer' if value < 0 else 'länger'}"
    return f"{days(abs(value), language)} {'shorter' if value < 0 else 'longer'}"
