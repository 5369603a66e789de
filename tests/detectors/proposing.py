"""Asking one detector, and its claims in the hours in which the logs are written."""

from collections.abc import Sequence
from typing import Any

import msgspec
from tests.procedures import Event, measured, procedure
from tests.strategies import BEGIN

from verwaltung_mining.detectors import Detector
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Proposal

NEVER_USUAL = 2.0
NOTHING = Cover.of(Claims.none())
MILLISECONDS_PER_HOUR = 3_600_000
BEGIN_MILLISECONDS = int(BEGIN.timestamp()) * 1000

Interval = tuple[int, float, float]
"""Case, begin and finish in hours since `strategies.BEGIN`."""


def proposed(
    detector: Detector[Any],
    log: AnalysedLog,
    *,
    taken: Cover = NOTHING,
    **settings: object,
) -> Proposal:
    """What the detector puts forward, with these of its settings.

    In logs of one or two cases every case shows what is looked for: unless asked for, that alone
    does not make it the usual way.
    """
    if "usual_share" in detector.settings.__struct_fields__:
        settings = {"usual_share": NEVER_USUAL, **settings}
    return detector.propose(log, msgspec.convert(settings, detector.settings), taken)


def only(proposal: Proposal) -> Hypothesis:
    """The one hypothesis of a proposal."""
    (hypothesis,) = proposal.hypotheses
    return hypothesis


def hours(claims: Claims) -> list[Interval]:
    """The claimed intervals, in order."""
    return sorted(
        (
            int(i),
            (b - BEGIN_MILLISECONDS) / MILLISECONDS_PER_HOUR,
            (f - BEGIN_MILLISECONDS) / MILLISECONDS_PER_HOUR,
        )
        for i, b, f in zip(claims.index, claims.begin, claims.finish, strict=True)
    )


def hours_since(moment: int) -> float:
    """Hours from `strategies.BEGIN` to a moment in milliseconds."""
    return float((moment - BEGIN_MILLISECONDS) / MILLISECONDS_PER_HOUR)


def claimed(detector: Detector[Any], *cases: Sequence[Event], **settings: object) -> list[Interval]:
    """All hours that the detector claims in these cases, without units and attributes."""
    proposal = proposed(detector, measured(procedure(*cases)), **settings)
    return sorted(i for h in proposal.hypotheses for i in hours(h.estimate().claims))
