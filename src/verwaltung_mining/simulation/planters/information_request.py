"""Documents are missing."""

from verwaltung_mining.simulation.detours import ExtraStep, InformationRequest
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import (
    CLOSED_DAYS,
    HOURS_PER_DAY,
    SHORT,
    Planter,
    Spot,
)
from verwaltung_mining.simulation.process import Step


def information_request(spot: Spot) -> Plant:
    """Missing documents found by the step before the gap."""
    share = spot.share(0.12, 0.22)
    usual = spot.before.transit
    unit = spot.before.unit
    other = 2 * usual.hours / HOURS_PER_DAY + 3 * CLOSED_DAYS
    wait = spot.lasting(share, other)
    request, reply = spot.labels
    return InformationRequest(
        key=spot.key,
        after=spot.before.key,
        request=Step(key="request", activity=request, unit=unit, service=SHORT, transit=usual),
        reply=Step(key="reply", activity=reply, unit=unit, service=SHORT, transit=wait),
        share=share,
    )


def appointment(spot: Spot) -> tuple[Plant, ...]:
    """A planned appointment on which some cases wait; nothing is asked of the applicant."""
    share = spot.share(0.12, 0.22)
    step = Step(
        key="appointment",
        activity=spot.labels[0],
        unit=spot.before.unit,
        service=SHORT,
        transit=spot.lasting(share, CLOSED_DAYS),
    )
    return (ExtraStep(key=spot.key, after=spot.before.key, step=step, share=share),)


INFORMATION_REQUEST = Planter(
    detector="information_request",
    make=information_request,
    decoy=appointment,
    first_gap=1,
    least=0.06,
)
