"""With whom the time of a finding lies: steps that applicants take themselves."""

from dataclasses import replace

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.hypothesis import Hypothesis, Party, Proposal
from verwaltung_mining.shapes.named_steps import named

APPLICANT_WORDS = (
    "eingereicht",
    "einreichung",
    "nachgereicht",
    "nachreichung",
    "unterlagen eingegangen",
    "unterlagen erhalten",
    "antwort eingegangen",
    "zahlung eingegangen",
    "zahlungseingang",
    "gebühr bezahlt",
    "vom antragsteller",
    "durch antragsteller",
    "durch den antragsteller",
    "durch die antragsteller",
    "submitted by",
    "by applicant",
    "by the applicant",
    "by customer",
    "by the customer",
    "reply received",
    "documents received",
    "information received",
    "payment received",
)
"""Parts of names of steps that applicants take, or that record what came from them."""


NO_STEP = -1


def with_applicants(
    log: AnalysedLog, proposal: Proposal, words: tuple[str, ...], *, usual: Party
) -> Proposal:
    """The proposal in which time that ends in an applicant's step lies with the applicant.

    That is the time before the target of a transition, else at the step itself, unless its time
    lies with several (`usual` is unknown): a loop back to an application handed in has parts of the
    office as well. What a detector has said itself stays; the labels recognised are told.
    """
    steps = set(named(log.activities, words))
    matched = steps & {_end(h, usual) for h in proposal.hypotheses if h.party is None}
    if not matched:
        return proposal
    labels = (log.activities[step] for step in sorted(matched))
    return replace(
        proposal,
        hypotheses=tuple(
            replace(h, party="applicant") if h.party is None and _end(h, usual) in matched else h
            for h in proposal.hypotheses
        ),
        matched=tuple(dict.fromkeys((*proposal.matched, *labels))),
    )


def _end(hypothesis: Hypothesis, usual: Party) -> int:
    """Code of the step in which the time ends, NO_STEP where that is no single one."""
    place = hypothesis.place
    if place.target is not None:
        return place.target
    return NO_STEP if place.activity is None or usual == "unknown" else place.activity
