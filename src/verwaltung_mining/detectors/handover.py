"""Handover: passing a case to another unit makes the same transition take longer."""

import msgspec
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import why_no_units
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import (
    Cover,
    Groups,
    Proposal,
    Ranked,
    comparisons,
    roles,
    transitions,
)
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.texts import Text


class HandoverSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `handover`."""

    minimum_cases: int = 20
    """Cases with and without a change of unit below which a transition is not tested."""


def propose(log: AnalysedLog, settings: HandoverSettings, taken: Cover) -> Proposal:
    """One hypothesis per transition that happens both with and without a change of unit."""
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason)
    known = _known(log)
    observations, left_out = transitions(log, known)
    names, levels = strata(log)
    ranked = Ranked.of(log, observations)
    changed = known["unit_handover"].cast(pl.Int64).to_numpy()[ranked.observations.rows]
    groups = Groups.of(ranked, changed, count=2, levels=levels)
    hypotheses = comparisons(
        groups,
        roles(groups, affected=1),
        worked=groups.counted(ranked.working),
        strata=names,
        minimum_cases=settings.minimum_cases,
    )
    untested = left_out + len(observations.places) - len(hypotheses)
    return Proposal(hypotheses=tuple(hypotheses), left_out=untested)


def _untestable(log: AnalysedLog, settings: HandoverSettings) -> Text | None:
    return why_no_units(log) if _known(log).is_empty() else None


def _known(log: AnalysedLog) -> pl.DataFrame:
    """The events of which it is known whether the unit has changed."""
    return log.events.collect().filter(
        pl.col("unit_handover").is_not_null() & pl.col("source").is_not_null()
    )


HANDOVER = Detector(
    id="handover",
    prefix="HO",
    name=Text(de="Übergabe", en="handover"),
    definition=Text(
        de="Derselbe Übergang dauert länger, wenn der Fall dabei die Organisationseinheit wechselt.",
        en="The same transition takes longer when the case changes the unit on the way.",
    ),
    why=Text(
        de="Übergaben kosten Liege- und Einarbeitungszeit.",
        en="Handovers cost lay time and time to read in.",
    ),
    source="Reijers and Liman Mansar 2005 (case manager, numerical involvement)",
    settings=HandoverSettings,
    propose=propose,
    waste="transport",
    category="responsibilities and interfaces",
    untestable=_untestable,
    wording=Wording(
        title=Text(
            de="Übergabe zwischen „{source}“ und „{target}“",
            en="Handover between “{source}” and “{target}”",
        ),
        observation=Text(
            de="{cases} Fälle ({share}) wechseln zwischen „{source}“ und „{target}“ die Organisationseinheit und warten dort {typical} länger.",
            en="{cases} cases ({share}) change the unit between “{source}” and “{target}” and wait {typical} longer there.",
        ),
        questions=(
            Text(
                de="Warum wechseln diese Fälle die Einheit, während andere bleiben?",
                en="Why do these cases change the unit while others stay?",
            ),
            Text(
                de="Wie erfährt die annehmende Einheit, dass ein Fall da ist?",
                en="How does the receiving unit learn that a case has arrived?",
            ),
        ),
        experiment=Text(
            de="Lassen Sie vier Wochen lang Fälle bei der Einheit, die „{source}“ erledigt hat, soweit die Zuständigkeit es erlaubt.",
            en="For four weeks, let cases stay with the unit that did “{source}”, as far as competences allow.",
        ),
        formula=Text(
            de="je Schicht: Zahl der Fälle mit Wechsel mal (mittlere Zeit mit Wechsel minus mittlere Zeit ohne Wechsel), aufsummiert",
            en="per stratum: cases with a change times (mean time with minus mean time without a change), summed",
        ),
        compared_with=Text(
            de="{peers} Fälle mit demselben Übergang ohne Wechsel der Einheit, in denselben Schichten",
            en="{peers} cases with the same transition and no change of unit, in the same strata",
        ),
        disproof=Text(
            de="Wenn gerade die schwierigen Fälle weitergegeben werden: Dann kommt die Zeit vom Fall, nicht von der Übergabe.",
            en="If it is the difficult cases that are passed on: then the time comes from the case, not from the handover.",
        ),
    ),
)
