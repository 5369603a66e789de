"""What the gate knows about the persons and cases behind the labels of a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.eventlog.schema import Attribute, EventLog, KClass
from verwaltung_mining.release.document import SegmentValue
from verwaltung_mining.release.policy import PrivacySettings
from verwaltung_mining.release.unit_words import names_units

SegmentKey = tuple[tuple[str, str], ...]
"""Sorted pairs of attribute and value."""

LEAST_PERSONS: Mapping[KClass, int] = {">=10": 10, "5-9": 5, "<5": 1}
"""The fewest persons a class can stand for; `unknown` has no entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseContext:
    """Classes of person counts by label; a label without an entry is unknown."""

    policy: PrivacySettings = field(default_factory=PrivacySettings)
    activity_k: Mapping[str, KClass] = field(default_factory=dict)
    unit_k: Mapping[str, KClass] = field(default_factory=dict)
    segment_k: Mapping[SegmentKey, KClass] = field(default_factory=dict)
    segment_cases: Mapping[SegmentKey, int] = field(default_factory=dict)
    """Cases that a segment covers."""
    unit_attributes: frozenset[str] = frozenset()
    """Attributes that name the performing unit or determine it."""

    def step_may_show(self, activity: str) -> bool:
        """Enough persons perform the step, or nobody can tell how many."""
        return self._enough(self.activity_k.get(activity), self.policy.show_persons, unknown=True)

    def unit_may_show(self, unit: str, k_class: KClass | None = None) -> bool:
        """An agreement is cited and the unit is large enough, as counted or as declared."""
        agreement = self.policy.agreement
        if agreement is None:
            return False
        least = self.policy.compare_persons
        if agreement.team_sizes.get(unit, 0) >= least:
            return True
        return self._enough(k_class or self.unit_k.get(unit), least, unknown=False)

    def segment_class(self, segment: Iterable[SegmentValue]) -> KClass:
        """The class of a segment; unknown where the log does not tell."""
        return self.segment_k.get(segment_key(segment), "unknown")

    def segment_covers(self, segment: Iterable[SegmentValue], at_least: int) -> int:
        """Cases in the segment; `at_least` where the log does not tell."""
        return self.segment_cases.get(segment_key(segment), at_least)

    def persons_enough(self, k_class: KClass) -> bool:
        """The class reaches the threshold for steps and segments."""
        return self._enough(k_class, self.policy.show_persons, unknown=True)

    @staticmethod
    def _enough(k_class: KClass | None, least: int, *, unknown: bool) -> bool:
        if k_class is None or k_class == "unknown":
            return unknown
        return LEAST_PERSONS[k_class] >= least


def segment_key(segment: Iterable[SegmentValue]) -> SegmentKey:
    """The same key for the same conditions in any order."""
    return tuple(sorted((part.attribute, part.value) for part in segment))


def context_of(log: EventLog, policy: PrivacySettings) -> ReleaseContext:
    """The context of everything that is computed from `log`."""
    categories = [a.name for a in log.attribute_list if a.kind == "category"]
    return ReleaseContext(
        policy=policy,
        activity_k=_by_label(log.k_table, "activity", log.activities),
        unit_k=_by_label(log.k_table, "org_unit", log.org_units),
        segment_k=_segments(log.k_table),
        segment_cases=_covered(log.attributes, categories),
        unit_attributes=frozenset(
            a.name for a in log.attribute_list if a.role == "unit" or _names_units(a, log)
        ),
    )


def _names_units(attribute: Attribute, log: EventLog) -> bool:
    if attribute.kind != "category":
        return False
    values = log.attributes[attribute.name].cast(pl.String).unique().drop_nulls()
    return names_units(attribute.name, values.to_list())


def _by_label(k_table: pl.DataFrame, scope: str, labels: tuple[str, ...]) -> dict[str, KClass]:
    rows = k_table.filter(pl.col("scope") == scope).select(scope, "k_class")
    return {labels[code]: k_class for code, k_class in rows.sort(scope).iter_rows()}


def _segments(k_table: pl.DataFrame) -> dict[SegmentKey, KClass]:
    columns = ["attribute", "value", "attribute_2", "value_2", "k_class"]
    rows = k_table.filter(pl.col("scope").is_in(["attribute", "attribute_pair"])).select(columns)
    classes: dict[SegmentKey, KClass] = {}
    for attribute, value, attribute_2, value_2, k_class in rows.sort(columns).iter_rows():
        pairs = [(attribute, value)]
        if attribute_2 is not None:
            pairs.append((attribute_2, value_2))
        classes[tuple(sorted(pairs))] = k_class
    return classes


def _covered(attributes: pl.DataFrame, categories: list[str]) -> dict[SegmentKey, int]:
    covered: dict[SegmentKey, int] = {}
    for name in sorted(categories):
        values = attributes.select(pl.col(name).cast(pl.String)).drop_nulls()
        for value, cases in values.group_by(name).len().sort(name).iter_rows():
            covered[((name, value),)] = cases
    return covered
