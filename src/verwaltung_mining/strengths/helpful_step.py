"""A step that only some cases pass, and with which cases are fast and clean more often."""

import msgspec
import numpy as np

from verwaltung_mining.measures.rows_of_steps import index_of_events, rows_of_steps
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.kind import Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

ID = "helpful_step"


class HelpfulStepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.helpful_step]`."""

    rare: float = 0.1
    """Share of the cases from which a step is looked at."""
    common: float = 0.5
    """Share of the cases up to which it is: what most do anyway is nothing to copy."""


def propose(material: Material, settings: HelpfulStepSettings) -> Proposal:
    """One hypothesis per step that is neither rare nor common.

    A step takes time of its own: that cases with it are fast all the same says that it spares
    more than it costs.
    """
    log = material.log
    count = log.cases.height
    good = good_cases(log, fast_quantile=material.common.fast_quantile)
    index = log.once(index_of_events)
    hypotheses = []
    for activity, rows in log.once(rows_of_steps).items():
        members = np.zeros(count, bool)
        members[index[rows]] = True
        if settings.rare * count <= members.sum() <= settings.common * count:
            feature = Feature(where=Where(activity=activity), members=members, text=OPENING)
            hypotheses.append(feature_hypothesis(material, feature, good, kind=ID))
    return Proposal(hypotheses=tuple(hypotheses))


OPENING = Text(de="Fälle mit dem Schritt „{activity}“", en="Cases with the step “{activity}”")

HELPFUL_STEP = StrengthKind(
    id=ID,
    name=Text(de="Schritt, der hilft", en="Step that helps"),
    definition=Text(
        de="Fälle mit einem Schritt, den höchstens die Hälfte nimmt, sind trotz dieses Schritts "
        "öfter zügig und ohne Wiederholung als vergleichbare Fälle ohne ihn.",
        en="Cases with a step that at most half of the cases take are, in spite of it, more often "
        "fast and without repetition than comparable cases without it.",
    ),
    source="positive deviance, Pascale, Sternin & Sternin 2010; docs/methods.md",
    settings=HelpfulStepSettings,
    propose=propose,
)
