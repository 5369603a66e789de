"""Strengths as the document tells them: labels instead of codes, filled texts, stable ids."""

import hashlib

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.pipeline.candidates import ID_DIGITS
from verwaltung_mining.release.document import (
    Strength,
    StrengthEffect,
    StrengthMix,
    StrengthRaw,
    StrengthWhere,
)
from verwaltung_mining.release.tested import TestedStrengths
from verwaltung_mining.strengths import GreenPen
from verwaltung_mining.strengths import Strength as Named
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

PLACES = ("activity", "source", "target", "org_unit")
"""Labels that a text of a strength may name."""


def strengths_part(pen: GreenPen, log: AnalysedLog) -> tuple[Strength, ...]:
    """What goes well, in the order in which it is told."""
    return tuple(_strength(named, log) for named in pen.named)


def tested_strengths(pen: GreenPen) -> tuple[TestedStrengths, ...]:
    """How many hypotheses each kind tested, or why it could not."""
    named = [strength.kind for strength in pen.named]
    return tuple(
        TestedStrengths(
            kind=kind.id,
            hypotheses=len(proposal.hypotheses),
            left_out=proposal.left_out,
            reported=named.count(kind.id),
            skipped=proposal.skipped,
        )
        for kind, proposal in pen.proposals
    )


def _strength(named: Named, log: AnalysedLog) -> Strength:
    where = _where(named.where, log)
    labels = {name: getattr(where, name) or "" for name in PLACES}
    return Strength(
        id=_id(named.kind, where),
        kind=named.kind,
        where=where,
        cases=named.cases,
        peer_cases=named.peer_cases,
        effect=StrengthEffect(
            measure=named.measure,
            value=named.value,
            peers=named.peers,
            low=named.low,
            high=named.high,
        ),
        q_value=named.q_value,
        raw=None
        if named.raw is None
        else StrengthRaw(
            value=named.raw.value,
            peers=named.raw.peers,
            median=named.raw.median,
            peer_median=named.raw.peer_median,
        ),
        case_mix=tuple(
            StrengthMix(dimension=m.dimension, attribute=m.attribute, distance=m.distance)
            for m in named.case_mix
        ),
        text=Text(de=named.text.de.format(**labels), en=named.text.en.format(**labels)),
    )


def _where(where: Where, log: AnalysedLog) -> StrengthWhere:
    def label(code: int | None, labels: tuple[str, ...]) -> str | None:
        return None if code is None else labels[code]

    return StrengthWhere(
        activity=label(where.activity, log.activities),
        source=label(where.source, log.activities),
        target=label(where.target, log.activities),
        segment=None if where.segment is None else " = ".join(where.segment),
        attribute=where.attribute,
        season=where.season,
        org_unit=label(where.org_unit, log.org_units),
    )


def _id(kind: str, where: StrengthWhere) -> str:
    """Made from kind and place; further places leave the ids of the others as they were."""
    places = [where.activity, where.segment]
    more = [where.source, where.target, where.attribute, where.season, where.org_unit]
    added = [str(place) for place in more if place is not None]
    key = "\x1f".join([kind, *(place or "" for place in places), *added])
    return f"GP-{hashlib.sha256(key.encode()).hexdigest()[:ID_DIGITS]}"
