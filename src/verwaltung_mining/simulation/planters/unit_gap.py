"""One of several units that do the same step takes longer."""

from verwaltung_mining.simulation.heavy_cases import HeavyUnit
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.groups import heavy
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.slow_places import SlowUnit

UNITS = ("Außenstelle Hafen", "Außenstelle Markt", "Außenstelle Wald")
STAFF = 14
"""Enough for a comparison: ten people must be seen at the step."""


def slow_unit(spot: Spot) -> Plant:
    """The step behind the gap is done in three branch offices, one of which is slow."""
    return SlowUnit(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        units=UNITS,
        staff=STAFF,
        extra=spot.lasting(1 / len(UNITS)),
    )


def heavy_unit(spot: Spot) -> tuple[Plant, ...]:
    """One case type waits longer everywhere, and one branch office gets most of its cases."""
    segment, share = heavy(spot)
    return (
        HeavyUnit(
            key=spot.key,
            source=spot.before.key,
            target=spot.behind.key,
            units=UNITS,
            staff=STAFF,
            heavy=segment,
            wait=spot.lasting(share),
        ),
    )


UNIT_GAP = Planter(detector="unit_gap", make=slow_unit, decoy=heavy_unit, needs_agreement=True)
