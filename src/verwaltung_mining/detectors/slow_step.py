"""Slow step: one segment of the cases is worked on longer at one step."""

from functools import partial

import msgspec

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import groups, starts
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.segments import segments
from verwaltung_mining.shapes import Cover, Proposal, Ranked, by_segment, pairs, worked_steps
from verwaltung_mining.texts import Text


class SlowStepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `slow_step`."""

    minimum_cases: int = 20
    """Cases in the segment and outside it below which a step is not tested."""
    maximum_hypotheses: int = 2_000
    """Steps times segments tested at most, those with the most processing time first."""


def propose(log: AnalysedLog, settings: SlowStepSettings, taken: Cover) -> Proposal:
    """One hypothesis per step and attribute value, against the other values."""
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason)
    parts = segments(log)
    observations, left_out = worked_steps(
        log, maximum=max(settings.maximum_hypotheses // len(parts), 1)
    )
    ranked = Ranked.of(log, observations)
    hypotheses = by_segment(ranked, parts, minimum_cases=settings.minimum_cases, bound="lower")
    examined = (left_out + len(observations.places)) * len(parts)
    return Proposal(
        hypotheses=tuple(hypotheses),
        left_out=examined - len(hypotheses),
        narrower=partial(pairs, ranked, parts, bound="lower"),
    )


def _untestable(log: AnalysedLog, settings: SlowStepSettings) -> Text | None:
    return starts(log) or groups(log)


SLOW_STEP = Detector(
    id="slow_step",
    prefix="SP",
    name=Text(de="Langer Schritt in einer Gruppe von Fällen", en="slow step by segment"),
    definition=Text(
        de="An Fällen mit einem bestimmten Merkmal wird bei einem Schritt vom Beginn bis zum Abschluss länger gearbeitet als an vergleichbaren Fällen ohne dieses Merkmal. Dauert es nur dort länger, wo zwei Merkmale zusammentreffen, werden beide genannt. Dafür muss das Protokoll den Beginn der Schritte nennen.",
        en="Cases with a certain attribute are worked on longer at a step, from its start to its completion, than comparable cases without it. Where it takes longer only where two attributes meet, both are named. The log must say when steps begin.",
    ),
    why=Text(
        de="Längere Bearbeitung kostet diese Fälle Zeit und hält auch alle auf, die danach an der Reihe sind. Gezählt wird nur das Erste: eine Untergrenze.",
        en="Longer work costs these cases time and also holds up all that come after them. Only the first is counted: a lower bound.",
    ),
    source="Mann and Whitney 1947; van Elteren 1960; Berger 1982; Yekutieli 2008; Dumas et al. 2018, ch. 7 (processing time)",
    settings=SlowStepSettings,
    propose=propose,
    waste="overprocessing",
    category="processing times",
    untestable=_untestable,
    wording=Wording(
        title=Text(
            de="„{activity}“ dauert länger bei {segment}",
            en="“{activity}” takes longer for {segment}",
        ),
        observation=Text(
            de="In {cases} Fällen mit {segment} ({share}) dauert „{activity}“ vom Beginn bis zum Abschluss {typical} länger als in vergleichbaren Fällen.",
            en="In {cases} cases with {segment} ({share}) “{activity}” takes {typical} longer from start to completion than in comparable cases.",
        ),
        questions=(
            Text(
                de="Was ist bei {segment} während „{activity}“ zusätzlich zu tun?",
                en="What has to be done in addition during “{activity}” for {segment}?",
            ),
            Text(
                de="Fehlen für diese Fälle Angaben, Vorlagen oder Prüfhilfen, die es für die übrigen gibt?",
                en="Do these cases lack details, templates or checklists that exist for the others?",
            ),
        ),
        experiment=Text(
            de="Stellen Sie vier Wochen lang für Fälle mit {segment} vor „{activity}“ alles bereit, was dort sonst erst gesucht wird, und vergleichen Sie danach.",
            en="For four weeks, have everything ready before “{activity}” for cases with {segment} that is otherwise looked for during it, and compare afterwards.",
        ),
        formula=Text(
            de="je Schicht: Zahl der Fälle mit {segment} mal (ihre mittlere Bearbeitungszeit minus mittlere Bearbeitungszeit der übrigen), aufsummiert",
            en="per stratum: cases with {segment} times (their mean processing time minus the mean processing time of the others), summed",
        ),
        compared_with=Text(
            de="{peers} Fälle mit demselben Schritt außerhalb dieser Gruppe, in denselben Schichten; {remark}",
            en="{peers} cases with the same step outside this group, in the same strata; {remark}",
        ),
        disproof=Text(
            de="Wenn die Fälle mit {segment} von sich aus mehr Arbeit machen, oder wenn der Beginn dort früher eingetragen wird, ohne dass die Arbeit anfängt.",
            en="If the cases with {segment} are more work in themselves, or if their start is entered earlier without work beginning.",
        ),
    ),
)
