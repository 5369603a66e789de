"""Everybody waits."""

from verwaltung_mining.simulation.by_design import Appointment
from verwaltung_mining.simulation.delays import LongWait
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import Planter, Spot


def long_wait(spot: Spot) -> Plant:
    """All cases wait in the gap."""
    return LongWait(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        wait=spot.lasting(1.0, shape=4.0),
    )


def appointment(spot: Spot) -> tuple[Plant, ...]:
    """The step behind the gap is an appointment: its moment is set from outside, and said so."""
    return (
        Appointment(
            key=spot.key,
            source=spot.before.key,
            target=spot.behind.key,
            wait=spot.lasting(1.0, shape=4.0),
        ),
    )


LONG_WAIT = Planter(
    detector="unexplained_wait",
    make=long_wait,
    decoy=appointment,
    least=0.1,
    most=0.15,
    hint=True,
)
