"""The same steps stand three times in a row."""

from dataclasses import replace

from verwaltung_mining.simulation.by_design import AgainByDesign
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import (
    CLOSED_DAYS,
    HOURS_PER_DAY,
    Planter,
    Spot,
)
from verwaltung_mining.simulation.rounds import Rounds

FURTHER = 2
"""Rounds beyond the first: three in a row."""


def three_rounds(spot: Spot) -> Plant:
    """Two more rounds of the step before the gap and the one before that."""
    share = spot.share(0.08, 0.15)
    way = spot.before.transit.hours / HOURS_PER_DAY + 2 * CLOSED_DAYS
    return Rounds(
        key=spot.key,
        after=spot.before.key,
        back_to=spot.process.steps[spot.gap - 1].key,
        share=share,
        further=FURTHER,
        pause=spot.lasting(share * FURTHER, way),
    )


def second_round(spot: Spot) -> tuple[Plant, ...]:
    """Every case walks the two steps a second time, and never a third: it is laid out so."""
    first, second = spot.process.steps[spot.gap - 1], spot.before
    again = replace(first, key="again", transit=spot.lasting(1.0))
    return (
        AgainByDesign(
            key=spot.key,
            after=second.key,
            steps=(again, replace(second, key="again too")),
            named=first.activity,
        ),
    )


REPEATING_PATTERN = Planter(
    detector="repeating_pattern", make=three_rounds, decoy=second_round, first_gap=2, reach=1
)
