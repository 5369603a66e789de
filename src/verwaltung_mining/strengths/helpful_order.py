"""Two steps that happen in either order, and the order after which cases go better."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.rows_of_steps import index_of_events, rows_of_steps
from verwaltung_mining.strengths.comparable import Ints
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.kind import Bools, Hypothesis, Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Strength, Where
from verwaltung_mining.texts import Text

ID = "helpful_order"
NEVER = -1


class HelpfulOrderSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.helpful_order]`."""

    rarer: float = 0.1
    """Share of the rarer order among the cases with both steps."""
    least_share: float = 0.2
    """Share of all cases that have both steps once."""
    most_pairs: int = 200
    """Pairs tested, those of most cases first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two steps and the cases that pass each of them once, not at the same time."""

    first: int
    second: int
    both: Bools
    members: Bools
    """Cases with `first` before `second`."""
    later: Ints
    """Row of the later of the two by case index; meaningless outside `both`."""


def propose(material: Material, settings: HelpfulOrderSettings) -> Proposal:
    """Two hypotheses per pair, one for each order.

    A step that comes early because the case is quick anyway must not look like a cause. So what is
    compared begins with the step after both: the time from there to the end of the case. The whole
    case must be better as well.
    """
    log = material.log
    pairs = sorted(_pairs(log, settings), key=lambda p: (-p.both.sum(), p.first, p.second))
    kept = pairs[: settings.most_pairs]
    whole = good_cases(log, fast_quantile=material.common.fast_quantile)
    return Proposal(
        hypotheses=tuple(_hypothesis(material, pair, whole) for pair in kept),
        left_out=len(pairs) - len(kept),
    )


def _hypothesis(material: Material, pair: Pair, whole: Bools) -> Hypothesis:
    left, scope = _time_left(material.log, pair)
    good = good_cases(
        material.log,
        fast_quantile=material.common.fast_quantile,
        left=pl.Series(left).set(pl.Series(~scope), None),
    )
    feature = Feature(
        where=Where(source=pair.first, target=pair.second),
        members=pair.members & scope,
        scope=scope,
        text=OPENING,
        found=FOUND,
    )
    after = feature_hypothesis(material, feature, good, kind=ID)
    whole_case = feature_hypothesis(material, feature, whole, kind=ID)
    return replace(after, strength=partial(_if_both, after, whole_case, material))


def _if_both(after: Hypothesis, whole: Hypothesis, material: Material) -> Strength | None:
    """The strength of what comes after, where the whole case is better too."""
    if whole.p_value > material.common.false_discovery or whole.strength() is None:
        return None
    return after.strength()


def _time_left(log: AnalysedLog, pair: Pair) -> tuple[np.ndarray, Bools]:
    """Seconds from the step after both to the end, and the cases that have such a step."""
    times = log.events.column("timestamp").dt.epoch("ms").to_numpy()
    index = log.events.column("index").cast(pl.Int64).to_numpy()
    last = np.searchsorted(index, np.arange(log.cases.height), side="right") - 1
    following = np.minimum(pair.later + 1, last)
    scope: Bools = pair.both & (pair.later + 1 < last)
    return (times[last] - times[following]) / 1000.0, scope


def _pairs(log: AnalysedLog, settings: HelpfulOrderSettings) -> Iterator[Pair]:
    """Pairs that occur in both orders, each in its order of the two."""
    times = log.events.column("timestamp").dt.epoch("ms").to_numpy()
    rows = _rows(log, settings)
    passed = {step: at != NEVER for step, at in rows.items()}
    when = {step: times[at] for step, at in rows.items()}
    least = settings.least_share * log.cases.height
    for one, other in combinations(rows, 2):
        both = passed[one] & passed[other] & (when[one] != when[other])
        before = both & (rows[one] < rows[other])
        share = before.sum() / max(int(both.sum()), 1)
        if both.sum() >= least and settings.rarer <= share <= 1 - settings.rarer:
            later = np.maximum(rows[one], rows[other])
            yield Pair(first=one, second=other, both=both, members=before, later=later)
            yield Pair(first=other, second=one, both=both, members=both & ~before, later=later)


def _rows(log: AnalysedLog, settings: HelpfulOrderSettings) -> dict[int, Ints]:
    """Activity → row at which each case passes it, NEVER where never or more than once."""
    outside, repeats = (log.events.collect()[name].to_numpy() for name in ("outside", "is_repeat"))
    index = log.once(index_of_events)
    found: dict[int, Ints] = {}
    for activity, rows in log.once(rows_of_steps).items():
        if outside[rows[0]]:
            continue
        again = repeats[rows]
        position = np.full(log.cases.height, NEVER, np.int64)
        position[index[rows[~again]]] = rows[~again]
        position[index[rows[again]]] = NEVER
        if (position != NEVER).sum() >= settings.least_share * log.cases.height:
            found[activity] = position
    return found


OPENING = Text(
    de="Wenn „{source}“ vor „{target}“ kommt,", en="Where “{source}” comes before “{target}”,"
)
FOUND = Text(
    de="geht das Weitere öfter zügig und ohne Wiederholung",
    en="what follows more often goes fast and without repetition",
)

HELPFUL_ORDER = StrengthKind(
    id=ID,
    name=Text(de="Reihenfolge, die hilft", en="Order that helps"),
    definition=Text(
        de="Zwei Schritte kommen in beiden Reihenfolgen vor; bei der einen ist das, was nach "
        "beiden kommt, öfter zügig und ohne Wiederholung als in vergleichbaren Fällen mit der "
        "anderen, und der ganze Fall auch. Gezählt werden Fälle, die jeden der beiden Schritte "
        "genau einmal und nicht zur selben Zeit nehmen.",
        en="Two steps occur in either order; with one of the orders what comes after both is more "
        "often fast and without repetition than in comparable cases with the other, and so is the "
        "whole case. Counted are cases that take each of the two steps exactly once and not at the "
        "same time.",
    ),
    source="resequencing, Reijers & Liman Mansar 2005; docs/methods.md",
    settings=HelpfulOrderSettings,
    propose=propose,
)
