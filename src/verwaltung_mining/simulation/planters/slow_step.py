"""A group of cases is worked on longer."""

from verwaltung_mining.simulation.heavy_cases import HeavierMix
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.office_calendar import HOURS_PER_WORKING_DAY
from verwaltung_mining.simulation.planters.groups import FORM, NEW_FORM, OLD_FORM, a_group, heavy
from verwaltung_mining.simulation.planters.planter import HOURS_PER_DAY, Planter, Spot
from verwaltung_mining.simulation.process import Duration
from verwaltung_mining.simulation.slow_places import SlowStep

OPEN_SHARE = HOURS_PER_WORKING_DAY * 5 / (7 * HOURS_PER_DAY)
"""Share of the week in which an office works."""


def slow_step(spot: Spot) -> Plant:
    """The step behind the gap is more work for one value of channel or district."""
    segment, share = a_group(spot)
    return SlowStep(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        segment=segment,
        extra=_work(spot, share),
    )


def heavier_work(spot: Spot) -> tuple[Plant, ...]:
    """One case type is more work, and most of its cases come on the old form."""
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
            work=_work(spot, share),
        ),
    )


def _work(spot: Spot, share: float) -> Duration:
    """Work that takes as many calendar days as the plant shall cost."""
    lasting = spot.lasting(share, shape=4.0)
    closes = spot.process.calendar.land is not None
    return Duration(hours=round(lasting.hours * (OPEN_SHARE if closes else 1.0), 1), shape=4.0)


SLOW_STEP = Planter(
    detector="slow_step", make=slow_step, decoy=heavier_work, needs_starts=True, one_sided=True
)
