"""One review more, after which nothing ever goes differently."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, SHORT, Planter, Spot
from verwaltung_mining.simulation.process import Step
from verwaltung_mining.simulation.reviews import FurtherReview

PARTLY = 0.05
"""Share of the cases granted in part anyway; few, so that chance hardly makes them differ."""
FIFTH = 0.2
"""Share of its cases that a review with an effect cuts down."""


def further_review(spot: Spot) -> Plant:
    """A review in the gap that most cases pass and that changes no outcome."""
    return _review(spot, outcome="Ergebnis", changes=0.0)


def needed_review(spot: Spot) -> tuple[Plant, ...]:
    """The same review, but it changes the outcome of every fifth case that passes it."""
    return (_review(spot, outcome="Ausgang", changes=FIFTH),)


def _review(spot: Spot, *, outcome: str, changes: float) -> FurtherReview:
    share = spot.share(0.6, 0.8)
    step = Step(
        key="review",
        activity=spot.labels[0],
        unit=spot.before.unit,
        service=SHORT,
        transit=spot.lasting(share, CLOSED_DAYS),
    )
    return FurtherReview(
        key=spot.key,
        after=spot.before.key,
        step=step,
        share=share,
        outcome=outcome,
        partly=PARTLY,
        changes=changes,
    )


APPROVAL_WITHOUT_EFFECT = Planter(
    detector="approval_without_effect", make=further_review, decoy=needed_review
)
