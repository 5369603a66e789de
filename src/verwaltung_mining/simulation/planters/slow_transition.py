"""A group of cases waits longer."""

from verwaltung_mining.simulation.delays import SlowTransition
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.process import Segment


def slow_transition(spot: Spot) -> Plant:
    """The gap is longer for one value of channel or district."""
    candidates = [a for a in spot.process.attributes if a.role != "case_type"]
    attribute = candidates[int(spot.rng.integers(len(candidates)))]
    value, share = attribute.shares[int(spot.rng.integers(len(attribute.shares)))]
    return SlowTransition(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        segment=Segment(attribute=attribute.name, values=(value,)),
        extra=spot.lasting(share),
    )


SLOW_TRANSITION = Planter(detector="slow_transition", make=slow_transition)
