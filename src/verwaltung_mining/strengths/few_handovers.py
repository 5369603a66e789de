"""Cases that take the same way and change hands less often."""

import msgspec
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.strengths.comparable import Ints, comparable, same_way
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.kind import Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

ID = "few_handovers"


class FewHandoversSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.few_handovers]`."""

    least_share: float = 0.1
    """Share of all cases on ways on which the changes of hands differ."""


def propose(material: Material, settings: FewHandoversSettings) -> Proposal:
    """One hypothesis: fewer changes of hands than the median case with the same steps.

    A short way has few changes because it is short, so only cases of one variant are compared.
    """
    log = material.log
    changes = _changes(log)
    if changes is None:
        return Proposal(
            skipped=Text(
                de="es fehlt eine Spalte mit Personen oder Organisationseinheiten",
                en="a column with persons or organisational units is missing",
            )
        )
    ways = _ways(log, changes, fast_quantile=material.common.fast_quantile)
    if ways["open"].sum() < settings.least_share * log.cases.height:
        return Proposal(left_out=1)
    feature = Feature(
        where=Where(),
        members=ways["fewer"].to_numpy(),
        scope=ways["open"].to_numpy(),
        levels=[same_way(log, level) for level in comparable(log)],
        text=OPENING,
        found=Text(de="laufen öfter zügig", en="more often run fast"),
        question=QUESTION,
    )
    good = ways["fast"].to_numpy()
    return Proposal(hypotheses=(feature_hypothesis(material, feature, good, kind=ID),))


def _changes(log: AnalysedLog) -> Ints | None:
    """Changes of person by case index, else of unit; None where the log names neither."""
    for column, change in (("person", "person_handover"), ("org_unit", "unit_handover")):
        if (
            column in log.events.collect().columns
            and log.events.collect()[column].drop_nulls().n_unique() > 1
        ):
            counts = log.events.collect().group_by("index").agg(pl.col(change).sum()).sort("index")
            return counts[change].cast(pl.Int64).to_numpy()
    return None


def _ways(log: AnalysedLog, changes: Ints, *, fast_quantile: float) -> pl.DataFrame:
    """By case index: `fewer` changes than the median of its way, `fast` for its way, and `open`,
    whether cases without repetition differ in their changes on this way at all."""
    repeated = log.events.collect(where=pl.col("is_repeat"))["index"].unique().implode()
    cases = log.cases.select(
        "variant", "seconds", clean=~pl.col("index").is_in(repeated), changes=pl.Series(changes)
    )
    fewer = pl.col("changes") < pl.col("changes").median().over("variant")
    limit = pl.col("seconds").quantile(fast_quantile, "linear").over("variant")
    return cases.with_columns(fewer=fewer, fast=pl.col("seconds") <= limit).select(
        "fewer", "fast", open=pl.col("clean") & pl.col("fewer").any().over("variant")
    )


QUESTION = Text(
    de="Lässt sich das öfter so halten, oder wechseln nur lange Fälle in andere Hände?",
    en="Can that be had more often, or do only long cases change hands?",
)
OPENING = Text(
    de="Fälle, die bei gleichen Schritten seltener in andere Hände kommen,",
    en="Cases that change hands less often on the same way",
)

FEW_HANDOVERS = StrengthKind(
    id=ID,
    name=Text(de="Wenige Wechsel", en="Few changes of hands"),
    definition=Text(
        de="Fälle mit genau denselben Schritten, die seltener als üblich in andere Hände kommen, "
        "sind öfter zügig als vergleichbare Fälle desselben Wegs.",
        en="Cases with exactly the same steps that change hands less often than usual are more "
        "often fast than comparable cases of the same way.",
    ),
    source="case manager, Reijers & Liman Mansar 2005; docs/methods.md",
    settings=FewHandoversSettings,
    propose=propose,
)
