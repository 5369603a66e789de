"""Events of an XES log as they stream by: columns of roles, candidates for attributes."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from verwaltung_mining.eventlog.row_reasons import AsideReason

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
CASE_MISSING: AsideReason = "case_missing"
ACTIVITY_MISSING: AsideReason = "activity_missing"
TIMESTAMP_MISSING: AsideReason = "timestamp_missing"
CASE_NAME = "concept:name"
LIFECYCLE = ROLE_KEYS["lifecycle"]
READABLE_NAME = re.compile(r"(?i)^(activity|task|step)[ _:-]?name")
"""Keys whose values name an activity for people where `concept:name` holds a code."""
CLASSIFIER_KEY = re.compile(r"'([^']*)'|(\S+)")
NAME_JOINER = "+"
"""Joins the values of a classifier, as OpenXES does."""
ROWS_OF_A_BLOCK = 50_000
"""Rows whose text is held before they are coded (some 30 MB); more where a case has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceBlock:
    """Whole traces that follow each other, and those of their rows that may be events."""

    columns: Mapping[str, Sequence[str | None]]
    """Role → one value per row."""
    rows: "array[int]"
    """Number in the file, from 1, of every row."""
    events: Sequence[int]
    """Rows of each trace."""
    traces: Sequence[Mapping[str, str]]
    """Attributes of each trace, its name included."""
    first_values: Sequence[Mapping[str, str]]
    """Per trace: the first value of each event attribute without a role."""


@dataclass(slots=True)
class EventCollector:
    """What one pass over an XES log gathers."""

    role_keys: dict[str, str] = field(default_factory=lambda: dict(ROLE_KEYS))
    rows_read: int = 0
    kept: int = 0
    """Rows that may be events."""
    filled: set[str] = field(default_factory=set)
    """Roles that such a row fills."""
    varying: Counter[str] = field(default_factory=Counter)
    """Event attribute → number of traces in which it takes more than one value."""
    readable_names: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """Key of a readable name → (activity, name) → rows."""
    set_aside: "dict[str, array[int]]" = field(default_factory=dict)
    """Reason → numbers of the rows that lack what every event needs."""
    refused_keys: set[str] = field(default_factory=set)
    """Keys of rows that were set aside, at most MOST_REFUSED_KEYS."""
    classifier_keys: tuple[str, ...] = ()
    _taken: frozenset[str] = field(init=False)
    _ready: list[TraceBlock] = field(default_factory=list)
    _columns: dict[str, list[str | None]] = field(init=False)
    _rows: "array[int]" = field(init=False)
    _events: list[int] = field(init=False)
    _traces: list[dict[str, str]] = field(init=False)
    _first_values: list[dict[str, str]] = field(init=False)
    _varied: set[str] = field(default_factory=set)
    _first: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._taken = frozenset(self.role_keys.values())
        self._begin_block()

    def classifier(self, keys: str) -> None:
        """Remember the first declared classifier; it names events that have no name."""
        declared = [quoted or plain for quoted, plain in CLASSIFIER_KEY.findall(keys)]
        if not self.classifier_keys:
            self.classifier_keys = tuple(key for key in declared if key != LIFECYCLE)

    def start_trace(self) -> None:
        """A new case begins."""
        self._events.append(0)
        self._first = {}
        self._varied = set()

    def end_trace(self, attributes: dict[str, str]) -> None:
        """The case is complete; its attributes may stand before or after its events."""
        self._traces.append(attributes)
        self._first_values.append(self._first)
        self.varying.update(self._varied)
        if max(len(self._rows), len(self._traces)) >= ROWS_OF_A_BLOCK:
            self._end_block()

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
                self._columns[role].append(value)
            self._rows.append(self.rows_read)
            self._events[-1] += 1
            self.kept += 1
            self._other_attributes(values["activity"], attributes)

    def end_log(self) -> None:
        """No more rows follow."""
        self._end_block()

    def ready(self) -> Iterator[TraceBlock]:
        """The blocks that are complete, each once."""
        while self._ready:
            yield self._ready.pop(0)

    def _begin_block(self) -> None:
        self._columns = {role: [] for role in self.role_keys}
        self._rows = array("L")
        self._events, self._traces, self._first_values = [], [], []

    def _end_block(self) -> None:
        self.filled.update(role for role, values in self._columns.items() if any(values))
        block = TraceBlock(
            columns=self._columns,
            rows=self._rows,
            events=self._events,
            traces=self._traces,
            first_values=self._first_values,
        )
        self._ready.append(block)
        self._begin_block()

    def _put_aside(self, reason: AsideReason, attributes: dict[str, str]) -> None:
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
