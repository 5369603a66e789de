"""How much affected cases differ from the others: as they are, and among their like."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Mean of the affected minus mean of their peers, per occurrence.

    >>> Difference(raw=-2.0, stratified=3.0).simpson
    True
    """

    raw: float
    """Over all that are compared, whatever kinds of cases they are."""
    stratified: float
    """Inside the strata: like with like."""
    of: Literal["seconds", "share"] = "seconds"

    @property
    def simpson(self) -> bool:
        """The two have opposite signs: the mix of cases hides or feigns a difference.

        Source: Simpson 1951, The interpretation of interaction in contingency tables.
        """
        return self.raw * self.stratified < 0
