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
Floats = npt.NDArray[np.float64]

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
    common_step: float = 0.5
    """A step is a feature when a share of cases between these passes it: what most do anyway is
    nothing to copy."""
    maximum: int = 5
    """Strengths named, the largest differences first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something a case has or has not; amounts make cases simple and are nothing to copy."""

    activity: int | None
    segment: tuple[str, str] | None
    members: Bools


def fast_and_clean(log: AnalysedLog, settings: FastAndCleanSettings) -> tuple[Strength, ...]:
    """Features with which clearly more cases are fast and without any repetition.

    Clean is a case without self-loop and return; fast is one within the fastest quarter of its
    case type. Compared within case type, last step and quarter, with false-discovery control.
    """
    good = _good(log, settings)
    tested = _tested(log, good, settings)
    adjusted = q_values([float(test.p_value[ALL_CASES]) for _, _, test in tested])
    strengths = []
    for (feature, cell, test), q in zip(tested, adjusted, strict=True):
        fewest = min(test.affected[ALL_CASES], test.peers[ALL_CASES])
        if q > settings.false_discovery or fewest < settings.minimum_cases:
            continue
        contrast = _contrast(log, feature, cell, good)
        if contrast.difference >= settings.least_difference:
            strengths.append(_strength(log, feature, contrast))
    sure = [s for s in strengths if s.low > 0]
    sure.sort(key=lambda s: (-s.low, s.activity or 0, s.segment or ("", "")))
    return tuple(sure[: settings.maximum])


def _tested(
    log: AnalysedLog, good: Bools, settings: FastAndCleanSettings
) -> list[tuple[Feature, Ints, RankTests]]:
    """Every feature with the cells it is compared in and its test."""
    tested: list[tuple[Feature, Ints, RankTests]] = []
    for feature in _features(log, settings):
        without = feature.segment[0] if feature.segment else None
        place = np.zeros(log.cases.height, np.int64)
        cell = assign_cells(
            place,
            [_same_end(log, level) for level in strata(log, without=without, keep_type=True)[1]],
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
    return tested


def _same_end(log: AnalysedLog, level: Ints) -> Ints:
    """The strata split by the last step: a quick refusal is not a quick grant."""
    ends = log.cases["end"].cast(pl.Int64).to_numpy()
    split: Ints = level * (int(ends.max(initial=0)) + 1) + ends
    return split


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
    numbers = {a.name for a in log.attribute_list if a.kind == "number"}
    for part in (p for p in segments(log) if p.attribute not in numbers):
        yield Feature(activity=None, segment=(part.attribute, part.value), members=part.members)
    passed = log.events.group_by("activity").agg(cases=pl.col("index").unique()).sort("activity")
    count = log.cases.height
    for activity, cases in passed.iter_rows():
        if settings.rare_step * count <= len(cases) <= settings.common_step * count:
            members = np.zeros(count, bool)
            members[cases] = True
            yield Feature(activity=activity, segment=None, members=members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Compared cases: with the feature or not, good or not."""

    affected: Bools
    good: Floats
    cell: Ints
    week: Ints

    @property
    def share(self) -> float:
        """Share of good cases among those with the feature."""
        return float(self.good[self.affected].mean())

    @property
    def difference(self) -> float:
        """How much larger that share is than among comparable others."""
        excess = stratified_excess(
            self.good, affected=self.affected, cell=self.cell, week=self.week
        )
        return float(excess[0]) / int(self.affected.sum())


def _contrast(log: AnalysedLog, feature: Feature, cell: Ints, good: Bools) -> Contrast:
    compared = np.flatnonzero(cell != NOT_COMPARED)
    return Contrast(
        affected=feature.members[compared],
        good=good[compared].astype(float),
        cell=np.unique(cell[compared], return_inverse=True)[1].astype(np.int64),
        week=log.week_of_case[compared],
    )


def _strength(log: AnalysedLog, feature: Feature, contrast: Contrast) -> Strength:
    week, z = contrast.week, contrast.affected
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    drawn = stratified_excess(contrast.good, affected=z, cell=contrast.cell, week=week, draws=draws)
    counts = draws.sums(z.astype(float), column=np.zeros_like(week), week=week, columns=1)[:, 0]
    low, high = percentile_interval(drawn / np.maximum(counts, 1.0))
    peers = contrast.share - contrast.difference
    return Strength(
        kind="fast_and_clean",
        activity=feature.activity,
        segment=feature.segment,
        cases=int(feature.members.sum()),
        measure="share_fast_and_clean",
        value=contrast.share,
        peers=peers,
        low=low,
        high=high,
        text=_text(feature, contrast.share, peers),
    )


def _text(feature: Feature, value: float, peers: float) -> Text:
    if feature.segment is None:
        who = Text(de="Fälle mit dem Schritt „{activity}“", en="Cases with the step “{activity}”")
    else:
        name, label = (part.replace("{", "{{").replace("}", "}}") for part in feature.segment)
        what = f"{name} {label}" if label.startswith(("<", "≥")) else f"{name} = {label}"
        who = Text(de=f"Fälle mit {what}", en=f"Cases with {what}")
    return Text(
        de=f"{who.de} laufen öfter zügig und ohne Wiederholung: "
        f"{percent(value, 'de', digits=0)} gegenüber {percent(peers, 'de', digits=0)} "
        "bei vergleichbaren Fällen. Was läuft hier anders, das sich übernehmen ließe?",
        en=f"{who.en} more often run fast and without repetition: "
        f"{percent(value, 'en', digits=0)} against {percent(peers, 'en', digits=0)} "
        "of comparable cases. What is different here that others could copy?",
    )
