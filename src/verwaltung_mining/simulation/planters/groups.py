"""Groups of cases of a random procedure."""

from verwaltung_mining.simulation.planters.planter import Spot
from verwaltung_mining.simulation.process import Segment

FORM, OLD_FORM, NEW_FORM = "Formular", "alt", "neu"
"""An attribute that a decoy adds."""


def a_group(spot: Spot) -> tuple[Segment, float]:
    """One value of channel or district, and its share of the cases."""
    candidates = [a for a in spot.process.attributes if a.role in ("channel", "other")]
    attribute = candidates[int(spot.rng.integers(len(candidates)))]
    value, share = attribute.shares[int(spot.rng.integers(len(attribute.shares)))]
    return Segment(attribute=attribute.name, values=(value,)), share


def heavy(spot: Spot) -> tuple[Segment, float]:
    """One case type, and its share of the cases."""
    (attribute,) = [a for a in spot.process.attributes if a.role == "case_type"]
    value, share = attribute.shares[int(spot.rng.integers(len(attribute.shares)))]
    return Segment(attribute=attribute.name, values=(value,)), share
