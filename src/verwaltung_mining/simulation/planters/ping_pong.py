"""Cases bounce between two units."""

from verwaltung_mining.simulation.by_design import AgainByDesign
from verwaltung_mining.simulation.detours import PingPong
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, SHORT, Planter, Spot
from verwaltung_mining.simulation.process import Step

MEAN_BOUNCES = 4


def ping_pong(spot: Spot) -> Plant:
    """Bounces between the units on both sides of the gap."""
    share = spot.share(0.12, 0.25)
    return PingPong(
        key=spot.key,
        after=spot.before.key,
        partner=spot.behind.unit,
        activity=spot.labels[0],
        share=share,
        gap=spot.lasting(share * MEAN_BOUNCES, CLOSED_DAYS),
    )


def handed_over_and_back(spot: Spot) -> tuple[Plant, ...]:
    """Every case is handed to the other unit, which hands it back: the way is laid out so."""
    label = spot.labels[0]
    steps = tuple(
        Step(key=f"hand{n}", activity=label, unit=unit, service=SHORT, transit=spot.lasting(1.0))
        for n, unit in enumerate((spot.before.unit, spot.behind.unit, spot.before.unit))
    )
    return (AgainByDesign(key=spot.key, after=spot.before.key, steps=steps, named=label),)


PING_PONG = Planter(
    detector="ping_pong", make=ping_pong, decoy=handed_over_and_back, same_unit=False
)
