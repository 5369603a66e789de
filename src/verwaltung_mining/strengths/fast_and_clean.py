"""What fast and clean cases have in common, compared with cases of the same type."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.measures.segments import segments
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, strata
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    RankTests,
    assign_cells,
    percentile_interval,
    q_values,
    rank_tests,
    stratified_excess,
    week_draws,
)
from verwaltung_mining.strengths.strength import Strength
from verwaltung_mining.texts import Text, percent

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

ALL_CASES = 0


class FastAndCleanSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths]`."""

    fast_quantile: float = 0.25
    """A case is fast when it is among this share of its case type."""
    least_difference: float = 0.10
    """Least difference of the shares of fast and clean cases."""
    minimum_cases: int = 30
    """Cases with and without the feature."""
    false_discovery: float = 0.05
    rare_step: float = 0.1
    """A step is a feature when at least this share of cases passes it, and as many do not."""
    maximum: int = 5
    """Strengths named, the largest differences first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something a case has or has not."""

    activity: int | None
    segment: tuple[str, str] | None
    members: Bools


def fast_and_clean(log: AnalysedLog, settings: FastAndCleanSettings) -> tuple[Strength, ...]:
    """Features with which clearly more cases are fast and without any repetition.

    Clean is a case without self-loop and return; fast is one within the fastest quarter of its
    case type. Compared within case type and quarter, with false-discovery control.
    """
    good = _good(log, settings)
    tested: list[tuple[Feature, Ints, RankTests]] = []
    for feature in _features(log, settings):
        without = feature.segment[0] if feature.segment else None
        place = np.zeros(log.cases.height, np.int64)
        cell = assign_cells(
            place,
            strata(log, without=without, keep_type=True)[1],
            feature.members,
            minimum=MINIMUM_PER_CELL,
        )
        test = rank_tests(
            good.astype(float),
            place=place,
            cell=cell,
            affected=feature.members,
            week=log.week_of_case,
            places=1,
        )
        tested.append((feature, cell, test))
    adjusted = q_values([float(test.p_value[ALL_CASES]) for _, _, test in tested])
    found = [
        _strength(log, feature, cell, good)
        for (feature, cell, test), q in zip(tested, adjusted, strict=True)
        if q <= settings.false_discovery
        and min(test.affected[ALL_CASES], test.peers[ALL_CASES]) >= settings.minimum_cases
    ]
    clear = [s for s in found if s.value - s.peers >= settings.least_difference and s.low > 0]
    clear.sort(key=lambda s: (-s.low, s.activity or 0, s.segment or ("", "")))
    return tuple(clear[: settings.maximum])


def _good(log: AnalysedLog, settings: FastAndCleanSettings) -> Bools:
    repeated = log.events.filter(pl.col("is_self_loop") | pl.col("is_return"))["index"].unique()
    types = [attribute_column(a.name) for a in log.attribute_list if a.role == "case_type"][:1]
    limit = pl.col("seconds").quantile(settings.fast_quantile, "linear")
    fast = pl.col("seconds") <= (limit.over(types) if types else limit)
    good: Bools = (
        log.cases.select(fast & ~pl.col("index").is_in(repeated.implode())).to_series().to_numpy()
    )
    return good


def _features(log: AnalysedLog, settings: FastAndCleanSettings) -> Iterator[Feature]:
    for part in segments(log):
        yield Feature(activity=None, segment=(part.attribute, part.value), members=part.members)
    passed = log.events.group_by("activity").agg(cases=pl.col("index").unique()).sort("activity")
    count = log.cases.height
    for activity, cases in passed.iter_rows():
        if settings.rare_step * count <= len(cases) <= (1 - settings.rare_step) * count:
            members = np.zeros(count, bool)
            members[cases] = True
            yield Feature(activity=activity, segment=None, members=members)


def _strength(log: AnalysedLog, feature: Feature, cell: Ints, good: Bools) -> Strength:
    compared = np.flatnonzero(cell != NOT_COMPARED)
    z, x, week = feature.members[compared], good[compared].astype(float), log.week_of_case[compared]
    _, cells = np.unique(cell[compared], return_inverse=True)
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    drawn = stratified_excess(x, affected=z, cell=cells, week=week, draws=draws)
    counts = draws.sums(z.astype(float), column=np.zeros_like(week), week=week, columns=1)[:, 0]
    low, high = percentile_interval(drawn / np.maximum(counts, 1.0))
    value = float(x[z].mean())
    difference = float(stratified_excess(x, affected=z, cell=cells, week=week)[0]) / int(z.sum())
    return Strength(
        kind="fast_and_clean",
        activity=feature.activity,
        segment=feature.segment,
        cases=int(feature.members.sum()),
        measure="share_fast_and_clean",
        value=value,
        peers=value - difference,
        low=low,
        high=high,
        text=_text(feature, value, value - difference),
    )


def _text(feature: Feature, value: float, peers: float) -> Text:
    if feature.segment is None:
        who = Text(de="Fälle mit dem Schritt „{activity}“", en="Cases with the step “{activity}”")
    else:
        name, label = (part.replace("{", "{{").replace("}", "}}") for part in feature.segment)
        who = Text(de=f"Fälle mit {name} = {label}", en=f"Cases with {name} = {label}")
    return Text(
        de=f"{who.de} laufen öfter zügig und ohne Wiederholung: "
        f"{percent(value, 'de', digits=0)} gegenüber {percent(peers, 'de', digits=0)} "
        "bei vergleichbaren Fällen. Was läuft hier anders, das sich übernehmen ließe?",
        en=f"{who.en} more often run fast and without repetition: "
        f"{percent(value, 'en', digits=0)} against {percent(peers, 'en', digits=0)} "
        "of comparable cases. What is different here that others could copy?",
    )
