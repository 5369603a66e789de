"""Unit gap: a step takes longer in one unit than in others with the same kinds of cases."""

from functools import partial

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import NO_AGREEMENT, NO_UNITS
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.comparable_units import comparable_units
from verwaltung_mining.shapes import (
    Cover,
    Hypothesis,
    Observations,
    Place,
    Proposal,
    Ranked,
    reached_steps,
)
from verwaltung_mining.shapes.each_against_others import each_against_others
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.texts import Text

FEW_UNITS = Text(
    de="weniger als zwei Einheiten sind groß genug für einen Vergleich",
    en="fewer than two units are large enough to be compared",
)


class UnitGapSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `unit_gap`; who may be compared is settled in `[privacy.agreement]`."""

    minimum_cases: int = 20
    """Cases in the unit and in the other units below which a step is not tested."""
    maximum_hypotheses: int = 2_000
    """Steps times units tested at most, those with the most case time first."""


def propose(log: AnalysedLog, settings: UnitGapSettings, taken: Cover) -> Proposal:
    """One hypothesis per step and unit, against the other units that may be compared."""
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason)
    events = comparable_units(log)
    units = events["org_unit"].unique().sort().to_list()
    observations, left_out = reached_steps(
        log, events, maximum=max(settings.maximum_hypotheses // len(units), 1)
    )
    hypotheses = _each_against_the_others(log, events, observations, units, settings)
    examined = (left_out + len(observations.places)) * len(units)
    return Proposal(hypotheses=tuple(hypotheses), left_out=examined - len(hypotheses))


def _untestable(log: AnalysedLog, settings: UnitGapSettings) -> Text | None:
    if not log.org_units:
        return NO_UNITS
    if log.compared_units is None:
        return NO_AGREEMENT
    return FEW_UNITS if comparable_units(log)["org_unit"].n_unique() < 2 else None


def _each_against_the_others(
    log: AnalysedLog,
    events: pl.DataFrame,
    observations: Observations,
    units: list[int],
    settings: UnitGapSettings,
) -> list[Hypothesis]:
    """Occurrences alike in previous step, case type and stratum; one unit after the other."""
    ranked = Ranked.of(log, observations)
    rows = events[ranked.observations.rows]
    unit, before = (rows[name].cast(pl.Int64).to_numpy() for name in ("org_unit", "source"))
    names, levels = strata(log, keep_type=True)
    return each_against_others(
        ranked,
        np.searchsorted(units, unit),
        elapsed=ranked.elapsed(),
        described=[partial(_of_unit, unit) for unit in units],
        levels=levels,
        within=before,
        strata=("previous_step", *names),
        minimum_cases=settings.minimum_cases,
    )


def _of_unit(unit: int, place: Place) -> Place:
    return Place(activity=place.activity, org_units=(unit,))


UNIT_GAP = Detector(
    id="unit_gap",
    prefix="UG",
    name=Text(de="Unterschied zwischen Einheiten", en="unit gap on the same step"),
    definition=Text(
        de="Bis derselbe Schritt erledigt ist, vergeht nach demselben vorigen Schritt in einer Einheit mehr Zeit als in anderen, bei gleichen Fallarten. Verglichen wird nur, wo eine Vereinbarung dazu genannt ist (`[privacy.agreement]`) und in jeder Einheit mindestens zehn Personen am Schritt arbeiten.",
        en="After the same previous step, more time passes in one unit than in others until the same step is done, for the same case types. Units are compared only where an agreement is cited (`[privacy.agreement]`) and at least ten people work on the step in each.",
    ),
    why=Text(
        de="Wo dieselbe Arbeit anderswo schneller fertig wird, gibt es meist eine Regel, ein Werkzeug oder eine Besetzung, von der man lernen kann.",
        en="Where the same work is done faster elsewhere, there mostly is a rule, a tool or a staffing to learn from.",
    ),
    source="Mann and Whitney 1947; van Elteren 1960; Pijnenburg and Kowalczyk 2019",
    settings=UnitGapSettings,
    propose=propose,
    waste="unevenness",
    category="lay and transport times",
    untestable=_untestable,
    wording=Wording(
        title=Text(
            de="„{activity}“ wird in {org_units} später fertig",
            en="“{activity}” is done later in {org_units}",
        ),
        observation=Text(
            de="In {cases} Fällen ({share}) vergehen bis „{activity}“ in {org_units} {typical} mehr als bei vergleichbaren Fällen in anderen Einheiten.",
            en="In {cases} cases ({share}) {typical} more pass until “{activity}” in {org_units} than for comparable cases in other units.",
        ),
        questions=(
            Text(
                de="Was ist in {org_units} bei „{activity}“ anders: Zuständigkeiten, Hilfsmittel, Besetzung, weitere Aufgaben?",
                en="What differs in {org_units} at “{activity}”: competences, tools, staffing, other duties?",
            ),
            Text(
                de="Kommen die Fälle dort mit denselben Unterlagen an wie anderswo?",
                en="Do the cases arrive there with the same documents as elsewhere?",
            ),
        ),
        experiment=Text(
            de="Gehen Sie zehn Fälle von „{activity}“ gemeinsam mit einer anderen Einheit durch, übernehmen Sie eine Regel von dort für vier Wochen und vergleichen Sie danach.",
            en="Go through ten cases of “{activity}” together with another unit, adopt one of its rules for four weeks and compare afterwards.",
        ),
        formula=Text(
            de="je Schicht: Zahl der Fälle in {org_units} mal (ihre mittlere Zeit bis „{activity}“ minus mittlere Zeit in den anderen Einheiten), aufsummiert",
            en="per stratum: cases in {org_units} times (their mean time until “{activity}” minus the mean time in the other units), summed",
        ),
        compared_with=Text(
            de="{peers} Fälle anderer Einheiten nach demselben vorigen Schritt, in denselben Schichten, nie über Fallarten hinweg; eine auffallend schnelle Einheit zählt nicht mit, sie ist eine Stärke und nicht der Maßstab",
            en="{peers} cases of other units after the same previous step, in the same strata and never across case types; an unusually fast unit does not count, it is a strength and not the yardstick",
        ),
        disproof=Text(
            de="Wenn {org_units} die schwierigeren Fälle bekommt und das Protokoll das nicht zeigt, oder wenn dort Stellen unbesetzt sind.",
            en="If {org_units} gets the more difficult cases and the log does not show it, or if posts are vacant there.",
        ),
    ),
)
