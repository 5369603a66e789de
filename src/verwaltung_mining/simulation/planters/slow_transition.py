"""A group of cases waits longer."""

from verwaltung_mining.simulation.delays import SlowTransition
from verwaltung_mining.simulation.heavy_cases import HeavierMix
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.groups import FORM, NEW_FORM, OLD_FORM, a_group, heavy
from verwaltung_mining.simulation.planters.planter import Planter, Spot


def slow_transition(spot: Spot) -> Plant:
    """The gap is longer for one value of channel or district."""
    segment, share = a_group(spot)
    return SlowTransition(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        segment=segment,
        extra=spot.lasting(share),
    )


def heavier_mix(spot: Spot) -> tuple[Plant, ...]:
    """One case type waits longer, and most of its cases come on the old form."""
    segment, share = heavy(spot)
    return (
        HeavierMix(
            key=spot.key,
            source=spot.before.key,
            target=spot.behind.key,
            heavy=segment,
            attribute=FORM,
            value=OLD_FORM,
            other=NEW_FORM,
            wait=spot.lasting(share),
        ),
    )


SLOW_TRANSITION = Planter(detector="slow_transition", make=slow_transition, decoy=heavier_mix)
