"""Case-days and intervals as a reader sees them; in short windows as totals, not per year."""

from collections.abc import Mapping
from dataclasses import dataclass

from verwaltung_mining.release.document import AnalysisDocument, Benefit, Bound
from verwaltung_mining.texts import Language, number

SHORT_WINDOW_DAYS = 180.0
"""Days; shorter logs say nothing about a year (architecture, contract of the results)."""
DAYS_PER_YEAR = 365.25
BOUNDS: Mapping[Bound, str] = {"point": "", "lower": "≥ ", "upper": "≤ "}
ONE_DIGIT_BELOW = 10.0
"""Case-days; smaller amounts get one decimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Writes case-days in one language and for one length of log."""

    language: Language
    window_days: float

    @property
    def yearly(self) -> bool:
        """The log is long enough to speak of a year."""
        return self.window_days >= SHORT_WINDOW_DAYS

    @property
    def unit(self) -> str:
        """Case-days per year, or in the period of the log."""
        if self.language == "de":
            return "Falltage je Jahr" if self.yearly else "Falltage im Zeitraum"
        return "case-days a year" if self.yearly else "case-days in the period"

    def amount(self, per_year: float) -> str:
        """An amount given per year."""
        value = per_year if self.yearly else per_year * self.window_days / DAYS_PER_YEAR
        digits = 1 if 0 < abs(value) < ONE_DIGIT_BELOW else 0
        return number(value, self.language, digits=digits)

    def interval(self, low: float | None, high: float | None) -> str:
        """`(low–high)`, or nothing where there is none."""
        if low is None or high is None:
            return ""
        joint = "–" if low >= 0 else (" bis " if self.language == "de" else " to ")
        return f" ({self.amount(low)}{joint}{self.amount(high)})"

    def saving(self, benefit: Benefit | None) -> str:
        """The fair share with its interval; a dash where the finding saves no time of its own."""
        if benefit is None:
            return "–"
        bound = BOUNDS[benefit.bound]
        if benefit.fair_share is None:
            return bound + self.amount(benefit.standalone)
        return bound + self.amount(benefit.fair_share) + self.interval(benefit.low, benefit.high)


def amounts_of(document: AnalysisDocument, language: Language) -> Amounts:
    """The writer of amounts for a document."""
    return Amounts(language=language, window_days=document.log.window_days)
