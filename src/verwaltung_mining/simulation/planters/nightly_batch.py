"""A step waits for the list of the night."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.own_unit import ShortAct
from verwaltung_mining.simulation.planters.planter import AT_HAND, SHORT, Planter, Spot
from verwaltung_mining.simulation.releases import NightlyBatch

EVENING = 20


def nightly_batch(spot: Spot) -> Plant:
    """The step behind the gap is done from the list of the night; its size follows from the day."""
    return NightlyBatch(key=spot.key, at=spot.behind.key, hour=EVENING)


def morning_post(spot: Spot) -> tuple[Plant, ...]:
    """A short act, most of it in the morning because the files come over night."""
    return (ShortAct(key=spot.key, at=spot.behind.key, service=SHORT, transit=AT_HAND),)


NIGHTLY_BATCH = Planter(detector="batch_release", make=nightly_batch, decoy=morning_post, ahead=1)
