"""A change of unit costs time."""

from verwaltung_mining.simulation.delays import HandoverDelay
from verwaltung_mining.simulation.heavy_cases import PassedOn
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.groups import heavy
from verwaltung_mining.simulation.planters.planter import Planter, Spot


def handover_delay(spot: Spot) -> Plant:
    """A share of the cases changes the unit in the gap and waits longer."""
    share = spot.share(0.25, 0.45)
    others = [unit.name for unit in spot.process.units if unit.name != spot.behind.unit]
    return HandoverDelay(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        unit=others[int(spot.rng.integers(len(others)))],
        share=share,
        extra=spot.lasting(share),
    )


def difficult_ones(spot: Spot) -> tuple[Plant, ...]:
    """One case type waits longer in any unit, and most of its cases are passed on."""
    segment, share = heavy(spot)
    others = [unit.name for unit in spot.process.units if unit.name != spot.behind.unit]
    return (
        PassedOn(
            key=spot.key,
            source=spot.before.key,
            target=spot.behind.key,
            unit=others[int(spot.rng.integers(len(others)))],
            heavy=segment,
            wait=spot.lasting(share),
        ),
    )


HANDOVER_DELAY = Planter(
    detector="handover", make=handover_delay, decoy=difficult_ones, same_unit=True
)
