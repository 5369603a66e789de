"""The newest case is taken first."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.own_unit import Express, Stack
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.process import Segment

BUSY = 0.96
"""Share of its time for which the unit has work: else nobody waits who could be overtaken."""


def stack(spot: Spot) -> Plant:
    """The unit of the step behind the gap works from the top of its stack."""
    return Stack(key=spot.key, at=spot.behind.key, utilisation=BUSY)


def express(spot: Spot) -> tuple[Plant, ...]:
    """The unit of the step behind the gap takes one case type first."""
    types = next(a for a in spot.process.attributes if a.role == "case_type")
    value = types.shares[int(spot.rng.integers(len(types.shares)))][0]
    first = Segment(attribute=types.name, values=(value,))
    return (Express(key=spot.key, at=spot.behind.key, utilisation=BUSY, segment=first),)


OVERTAKING = Planter(
    detector="overtaking",
    make=stack,
    decoy=express,
    ahead=1,
    needs_starts=True,
    saves_time=False,
)
"""Where the file is days on its way, or only completions are known, nobody can tell who came first
and was taken first: planted so, none of 18 was found."""
