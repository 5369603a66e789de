"""Events of an XES log as they stream by: columns of roles, candidates for attributes."""

import re
from array import array
from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.importers.xes_parts.row_block import row_block

ROLE_KEYS = {
    "activity": "concept:name",
    "timestamp": "time:timestamp",
    "start": "start_timestamp",
    "lifecycle": "lifecycle:transition",
    "instance": "concept:instance",
    "person": "org:resource",
    "org_unit": "org:group",
    "role": "org:role",
}
"""Role of an event attribute → its key in the XES standard extensions (`start` is pm4py's)."""
MOST_REFUSED_KEYS = 1000
CASE_MISSING, ACTIVITY_MISSING = "case_missing", "activity_missing"
TIMESTAMP_MISSING = "timestamp_missing"
CASE_NAME = "concept:name"
LIFECYCLE = ROLE_KEYS["lifecycle"]
READABLE_NAME = re.compile(r"(?i)^(activity|task|step)[ _:-]?name")
"""Keys whose values name an activity for people where `concept:name` holds a code."""
CLASSIFIER_KEY = re.compile(r"'([^']*)'|(\S+)")
NAME_JOINER = "+"
"""Joins the values of a classifier, as OpenXES does."""
ROWS_OF_A_BLOCK = 50_000
"""Rows whose text is held before they are coded (some 30 MB)."""


@dataclass(slots=True)
class EventCollector:
    """What one pass over an XES log gathers."""

    role_keys: dict[str, str] = field(default_factory=lambda: dict(ROLE_KEYS))
    case_name: str = CASE_NAME
    rows_read: int = 0
    blocks: list[pl.DataFrame] = field(default_factory=list)
    """The kept rows up to the last full block, columns as in `row_block`; all after `end_log`."""
    filled: set[str] = field(default_factory=set)
    """Roles that a row of the blocks fills."""
    rows: "array[int]" = field(default_factory=lambda: array("L"))
    """Number in the file, from 1, of every kept row."""
    row_traces: "array[int]" = field(default_factory=lambda: array("L"))
    """Trace of every kept row."""
    traces: list[dict[str, str]] = field(default_factory=list)
    """Attributes of each trace, its name included."""
    first_values: list[dict[str, str]] = field(default_factory=list)
    """Per trace: the first value of each event attribute without a role."""
    varying: Counter[str] = field(default_factory=Counter)
    """Event attribute → number of traces in which it takes more than one value."""
    readable_names: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """Key of a readable name → (activity, name) → rows."""
    set_aside: "dict[str, array[int]]" = field(default_factory=dict)
    """Reason → numbers of the rows that lack what every event needs."""
    refused_keys: set[str] = field(default_factory=set)
    """Keys of rows that were set aside, at most MOST_REFUSED_KEYS."""
    classifier_keys: tuple[str, ...] = ()
    _open: dict[str, list[str | None]] = field(init=False)
    """Role → one value per kept row since the last block."""
    _taken: frozenset[str] = field(init=False)
    _varied: set[str] = field(default_factory=set)
    _first: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._open = {role: [] for role in self.role_keys}
        self._taken = frozenset(self.role_keys.values())

    def classifier(self, keys: str) -> None:
        """Remember the first declared classifier; it names events that have no name."""
        declared = [quoted or plain for quoted, plain in CLASSIFIER_KEY.findall(keys)]
        if not self.classifier_keys:
            self.classifier_keys = tuple(key for key in declared if key != LIFECYCLE)

    def start_trace(self) -> None:
        """A new case begins."""
        self._first = {}
        self._varied = set()

    def end_trace(self, attributes: dict[str, str]) -> None:
        """The case is complete; its attributes may stand before or after its events."""
        self.traces.append(attributes)
        self.first_values.append(self._first)
        self.varying.update(self._varied)

    def event(self, attributes: dict[str, str], *, in_trace: bool) -> None:
        """One row: kept, or set aside with the reason."""
        self.rows_read += 1
        values = {role: attributes.get(key) for role, key in self.role_keys.items()}
        values["activity"] = self._name(values, attributes)
        if not in_trace:
            self._put_aside(CASE_MISSING, attributes)
        elif not values["activity"]:
            self._put_aside(ACTIVITY_MISSING, attributes)
        elif not values["timestamp"]:
            self._put_aside(TIMESTAMP_MISSING, attributes)
        else:
            for role, value in values.items():
                self._open[role].append(value)
            self.rows.append(self.rows_read)
            self.row_traces.append(len(self.traces))
            self._other_attributes(values["activity"], attributes)
            if len(self._open["activity"]) == ROWS_OF_A_BLOCK:
                self._end_block()

    def end_log(self) -> None:
        """No more rows follow."""
        self._end_block()

    def _end_block(self) -> None:
        self.filled.update(role for role, values in self._open.items() if any(values))
        self.blocks.append(row_block(self._open))
        self._open = {role: [] for role in self.role_keys}

    def event_keys(self) -> list[str]:
        """Every key that an event carries, sorted."""
        filled = (key for role, key in self.role_keys.items() if role in self.filled)
        return sorted(self.refused_keys.union(*self.first_values, filled))

    def trace_keys(self) -> list[str]:
        """Every key that a trace carries, sorted."""
        return sorted(set[str]().union(*self.traces))

    def _put_aside(self, reason: str, attributes: dict[str, str]) -> None:
        self.set_aside.setdefault(reason, array("L")).append(self.rows_read)
        if len(self.refused_keys) < MOST_REFUSED_KEYS:
            self.refused_keys.update(attributes)

    def _name(self, values: dict[str, str | None], attributes: dict[str, str]) -> str:
        """The activity; where an event has none, the values of the log's classifier."""
        if name := (values["activity"] or "").strip():
            return name
        parts = (attributes.get(key) for key in self.classifier_keys)
        return NAME_JOINER.join(part for part in parts if part).strip()

    def _other_attributes(self, activity: str, attributes: dict[str, str]) -> None:
        first = self._first
        for key, value in attributes.items():
            if key in self._taken:
                continue
            known = first.get(key)
            if known is None:
                first[key] = value
                if READABLE_NAME.match(key):
                    self.readable_names.setdefault(key, Counter())
            elif known != value:
                self._varied.add(key)
        for key, names in self.readable_names.items():
            if name := attributes.get(key):
                names[activity, name] += 1
