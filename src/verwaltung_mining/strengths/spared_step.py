"""A usual step that some cases do without, and without which they are fast and clean more often."""

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.rows_of_steps import index_of_events, rows_of_steps
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.kind import Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

ID = "spared_step"


class SparedStepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.spared_step]`."""

    rare: float = 0.1
    """Share of the cases that do without, from which the step is looked at."""
    common: float = 0.5
    """Share up to which it is: what most do anyway is nothing to copy."""
    inside_loops: float = 0.5
    """A step that happens inside a loop in this share of its cases belongs to the loop."""


def propose(material: Material, settings: SparedStepSettings) -> Proposal:
    """One hypothesis per usual step that a part of the cases skips.

    A skipped step is shorter by definition. So its own time and its own repetitions do not count:
    what is compared is the rest of the case.
    """
    log = material.log
    count = log.cases.height
    looped = _cases_inside_loops(log)
    index = log.once(index_of_events)
    hypotheses = []
    for activity, rows in log.once(rows_of_steps).items():
        members = np.ones(count, bool)
        members[index[rows]] = False
        cases = count - int(members.sum())
        skipping = 1 - cases / count
        loops = looped.get(activity, 0) >= settings.inside_loops * cases
        if settings.rare <= skipping <= settings.common and not loops:
            good = good_cases(log, fast_quantile=material.common.fast_quantile, apart_from=activity)
            feature = Feature(where=Where(activity=activity), members=members, text=OPENING)
            hypotheses.append(feature_hypothesis(material, feature, good, kind=ID))
    return Proposal(hypotheses=tuple(hypotheses))


def _cases_inside_loops(log: AnalysedLog) -> dict[int, int]:
    """Activity → cases in which it lies between two visits of another step."""
    returns = log.events.collect(where=pl.col("is_return")).select(
        "index", begin=pl.col("previous_row").cast(pl.Int64), finish=pl.col("row").cast(pl.Int64)
    )
    depth = np.zeros(log.events.collect().height + 1, np.int64)
    np.add.at(depth, returns["begin"].to_numpy() + 1, 1)
    np.add.at(depth, returns["finish"].to_numpy(), -1)
    inside = log.events.collect().filter(pl.Series(np.cumsum(depth)[:-1] > 0))
    counted = inside.group_by("activity").agg(cases=pl.col("index").n_unique())
    return dict(counted.iter_rows())


OPENING = Text(
    de="Fälle ohne den Schritt „{activity}“ (seine eigene Zeit nicht gerechnet)",
    en="Cases without the step “{activity}” (its own time left out)",
)

SPARED_STEP = StrengthKind(
    id=ID,
    name=Text(de="Schritt, der entbehrlich ist", en="Step that can be spared"),
    definition=Text(
        de="Fälle, die einen üblichen Schritt auslassen, sind öfter zügig und ohne Wiederholung "
        "als vergleichbare Fälle mit ihm, auch wenn dessen eigene Zeit und Wiederholungen nicht "
        "zählen.",
        en="Cases that do without a usual step are more often fast and without repetition than "
        "comparable cases with it, even when its own time and repetitions do not count.",
    ),
    source="positive deviance, Pascale, Sternin & Sternin 2010; docs/methods.md",
    settings=SparedStepSettings,
    propose=propose,
)
