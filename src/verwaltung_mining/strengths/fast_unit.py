"""A unit with which a step's cases go better; only where an agreement permits the comparison."""

from collections.abc import Iterator

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.requirements import NO_AGREEMENT, NO_UNITS
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.kind import Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

ID = "fast_unit"
TOO_FEW = ("<5", "5-9")
"""Classes of persons in a step and unit that are not compared (docs/privacy.md)."""


class FastUnitSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.fast_unit]`: none so far."""


def propose(material: Material, settings: FastUnitSettings) -> Proposal:
    """One hypothesis per step and unit, among the units that may be compared."""
    if not material.log.org_units:
        return Proposal(skipped=NO_UNITS)
    if material.comparable_units is None:
        return Proposal(skipped=NO_AGREEMENT)
    good = good_cases(material.log, fast_quantile=material.common.fast_quantile)
    features = _features(material.log, material.comparable_units)
    return Proposal(
        hypotheses=tuple(feature_hypothesis(material, f, good, kind=ID) for f in features)
    )


def _features(log: AnalysedLog, units: frozenset[int]) -> Iterator[Feature]:
    first = (
        log.events.collect()
        .filter(pl.col("org_unit").is_in(sorted(units)) & ~pl.col("is_repeat"))
        .join(_few_persons(log), on=["activity", "org_unit"], how="anti")
        .select("activity", "org_unit", "index")
        .sort("activity", "org_unit", "index")
    )
    for (activity,), rows in first.group_by("activity", maintain_order=True):
        scope = np.zeros(log.cases.height, bool)
        scope[rows["index"].to_numpy()] = True
        if rows["org_unit"].n_unique() < 2:
            continue
        for (unit,), own in rows.group_by("org_unit", maintain_order=True):
            members = np.zeros(log.cases.height, bool)
            members[own["index"].to_numpy()] = True
            where = Where(activity=int(activity), org_unit=int(unit))
            yield Feature(where=where, members=members, scope=scope, text=OPENING)


def _few_persons(log: AnalysedLog) -> pl.DataFrame:
    """Steps and units that too few persons stand behind."""
    cells = log.k_table.filter(
        (pl.col("scope") == "activity_unit") & pl.col("k_class").cast(pl.String).is_in(TOO_FEW)
    )
    return cells.select("activity", "org_unit")


OPENING = Text(
    de="Fälle, bei denen „{org_unit}“ den Schritt „{activity}“ erledigt,",
    en="Cases in which “{org_unit}” does the step “{activity}”",
)

FAST_UNIT = StrengthKind(
    id=ID,
    name=Text(de="Einheit, von der man lernen kann", en="Unit to learn from"),
    definition=Text(
        de="Fälle, in denen eine Einheit einen Schritt erledigt, sind öfter zügig und ohne "
        "Wiederholung als vergleichbare Fälle, in denen andere Einheiten ihn erledigen. Nur mit "
        "Dienstvereinbarung und ab zehn Personen.",
        en="Cases in which a unit does a step are more often fast and without repetition than "
        "comparable cases in which other units do it. Only under an agreement and from ten "
        "persons.",
    ),
    source="positive deviance, Pascale, Sternin & Sternin 2010; docs/privacy.md",
    settings=FastUnitSettings,
    propose=propose,
)
