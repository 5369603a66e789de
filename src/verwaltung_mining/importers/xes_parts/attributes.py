"""Case attributes and readable activity names, from what an XES log says beside its roles."""

import re
from collections import Counter

import polars as pl

from verwaltung_mining.importers.xes_parts.events import EventCollector
from verwaltung_mining.provenance import ColumnDecision

VARYING_SHARE = 0.01
"""Share of cases in which an event attribute may change and still count as one of the case.

Its first value counts. Hand-kept fields are corrected now and then (helpdesk: product in 2 of
4,580 cases).
"""
TOOL_KEYS = frozenset({"variant", "variant-index", "creator"})
"""Trace attributes that exporters such as Disco write; a variant repeats the order of events."""
SECOND_NAME_SHARE = 0.1
"""Share of an activity's rows from which a second name is shown beside the most frequent one."""
MOST_NAMES = 2
NAME_SEPARATOR = " / "
LANGUAGE_OF_KEY = re.compile(r"(?i)(de|en|nl|fr)$")
LANGUAGE_ORDER = ("de", "en", "", "nl", "fr")


def case_references(collector: EventCollector) -> list[str]:
    """The name of each trace; `#` and its number where it has none.

    >>> collector = EventCollector(traces=[{"concept:name": "A"}, {}])
    >>> case_references(collector)
    ['A', '#2']
    """
    names = [trace.get(collector.case_name, "").strip() for trace in collector.traces]
    taken = set(names)
    for index in range(len(names)):
        if not has_name(collector, index):
            number = f"#{index + 1}"
            while number in taken:
                number = f"#{number}"
            names[index] = number
    return names


def has_name(collector: EventCollector, trace: int) -> bool:
    """Whether the trace says which case it is."""
    return bool(collector.traces[trace].get(collector.case_name, "").strip())


def case_values(
    collector: EventCollector, references: list[str]
) -> tuple[pl.DataFrame, tuple[ColumnDecision, ...]]:
    """What the log says about its cases, and why other attributes were left out.

    `case_id` and, as String, every attribute of the traces or of the events that is (nearly)
    constant within a case; one row per case that has an event. Of two traces with one name the
    first counts.
    """
    with_events = sorted(set(collector.row_traces))
    sources = _sources(collector)
    rejected = {
        key: reason
        for key, values in sources.items()
        if (reason := _objection(key, values, collector, len(with_events)))
    }
    columns: dict[str, list[str | None]] = {
        key: [values[i].get(key) for i in with_events]
        for key, values in sources.items()
        if key not in rejected
    }
    columns["case_id"] = [references[i] for i in with_events]
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return frame.unique("case_id", keep="first", maintain_order=True), tuple(
        ColumnDecision(column=key, role="dropped", reason=reason)
        for key, reason in rejected.items()
    )


def _sources(collector: EventCollector) -> dict[str, list[dict[str, str]]]:
    """Key → where its values stand: in the traces or, if no trace has it, in their events."""
    of_traces = {key: collector.traces for trace in collector.traces for key in trace}
    of_events = {key: collector.first_values for first in collector.first_values for key in first}
    reserved = {collector.case_name, "case_id"}
    return {key: of for key, of in (of_events | of_traces).items() if key not in reserved}


def _objection(
    key: str, values: list[dict[str, str]], collector: EventCollector, cases: int
) -> str | None:
    if key in TOOL_KEYS:
        return "written by the exporting tool"
    if values is collector.first_values and collector.varying[key] > VARYING_SHARE * cases:
        return "changes within the case"
    return None


def readable_names(collector: EventCollector) -> dict[str, str]:
    """Activity → what it is called for people, where the log tells it in an attribute of its own.

    German before English; two names where an activity was renamed or its step asks two things.
    Empty where no attribute does, or where it only repeats the activity.

    >>> collector = EventCollector()
    >>> collector.readable_names = {"activityNameEN": Counter({("A_1", "register"): 3})}
    >>> readable_names(collector)
    {'A_1': 'register'}
    """
    if not collector.readable_names:
        return {}
    key = min(sorted(collector.readable_names), key=_language_rank)
    by_activity: dict[str, Counter[str]] = {}
    for (activity, name), rows in collector.readable_names[key].items():
        by_activity.setdefault(activity, Counter())[name] += rows
    names = {activity: _joined(counts) for activity, counts in sorted(by_activity.items())}
    return {} if all(activity == name for activity, name in names.items()) else names


def _language_rank(key: str) -> int:
    found = LANGUAGE_OF_KEY.search(key)
    return LANGUAGE_ORDER.index(found.group(1).lower() if found else "")


def _joined(names: Counter[str]) -> str:
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    shown = [name for name, rows in ranked if rows >= SECOND_NAME_SHARE * names.total()]
    return NAME_SEPARATOR.join(shown[:MOST_NAMES])
