"""One step more."""

from verwaltung_mining.simulation.by_design import OnlyFor
from verwaltung_mining.simulation.detours import ExtraStep
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.groups import heavy
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, SHORT, Planter, Spot
from verwaltung_mining.simulation.process import Step


def extra_step(spot: Spot) -> Plant:
    """One step more in the gap, in the unit before it."""
    share = spot.share(0.25, 0.5)
    step = Step(
        key="extra",
        activity=spot.labels[0],
        unit=spot.before.unit,
        service=SHORT,
        transit=spot.lasting(share, CLOSED_DAYS),
    )
    return ExtraStep(key=spot.key, after=spot.before.key, step=step, share=share)


def needed_step(spot: Spot) -> tuple[Plant, ...]:
    """One step more for all cases of one type, which need it."""
    segment, share = heavy(spot)
    step = Step(
        key="needed",
        activity=spot.labels[0],
        unit=spot.before.unit,
        service=SHORT,
        transit=spot.lasting(share, CLOSED_DAYS),
    )
    return (
        OnlyFor(
            key=spot.key,
            after=spot.before.key,
            step=step,
            attribute=segment.attribute,
            value=segment.values[0],
        ),
    )


EXTRA_STEP = Planter(detector="extra_step", make=extra_step, decoy=needed_step)
