"""A hypothesis that held, with its amount and its place in the ranking."""

from dataclasses import dataclass
from typing import Any, Literal

from verwaltung_mining.detectors import Detector
from verwaltung_mining.shapes import Estimate, Hypothesis
from verwaltung_mining.texts import Text

Confidence = Literal["high", "medium", "low", "hint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What survived every gate; times in seconds over the whole window."""

    detector: Detector[Any]
    hypothesis: Hypothesis
    estimate: Estimate
    q_value: float | None
    confidence: Confidence
    reasons: tuple[Text, ...]
    """Why the confidence is what it is."""
    symptom_of: int | None = None
    """Position of the stronger finding it lies inside of."""
    fair_share: float | None = None
    cumulative: float | None = None

    @property
    def reaching(self) -> float:
        """Likely saving that reaches the cases if only this were mended; 0 where it saves none."""
        return self.estimate.reaching if self.estimate.saves_time else 0.0

    @property
    def standalone(self) -> float:
        """Saving that is told: what is likely, and of a lower bound what is sure.

        "At least" is said of the lower end of the interval; the likely value would be too much in
        every second case (docs/decisions/0012-lower-bounds.md).
        """
        if self.estimate.bound == "lower":
            return min(max(self.estimate.low, 0.0), self.reaching)
        return self.reaching

    @property
    def weight(self) -> float:
        """Share of the claimed time whose saving is told."""
        told = self.standalone / self.reaching if self.reaching > 0 else 1.0
        return self.estimate.weight * self.estimate.pass_through * told

    @property
    def interval(self) -> tuple[float, float] | None:
        """Interval of the fair share: the stand-alone interval, scaled."""
        if self.fair_share is None:
            return None
        scale = self.fair_share / self.standalone if self.standalone > 0 else 1.0
        return self.estimate.low * scale, self.estimate.high * scale

    @property
    def counted(self) -> bool:
        """Whether it enters sums: it saves time, and is neither a symptom nor a hint."""
        return self.estimate.saves_time and self.symptom_of is None and self.confidence != "hint"
