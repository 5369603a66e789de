"""Events of an XES log as they stream by: columns of roles, candidates for attributes."""

import re
from collections import Counter
from dataclasses import dataclass, field

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
CASE_NAME = "concept:name"
LIFECYCLE = ROLE_KEYS["lifecycle"]
READABLE_NAME = re.compile(r"(?i)^(activity|task|step)[ _:-]?name")
"""Keys whose values name an activity for people where `concept:name` holds a code."""
CLASSIFIER_KEY = re.compile(r"'([^']*)'|(\S+)")
NAME_JOINER = "+"
"""Joins the values of a classifier, as OpenXES does."""


@dataclass(slots=True)
class EventCollector:
    """What one pass over an XES log gathers."""

    role_keys: dict[str, str] = field(default_factory=lambda: dict(ROLE_KEYS))
    case_name: str = CASE_NAME
    rows_read: int = 0
    columns: dict[str, list[str | None]] = field(init=False)
    """Role → one value per kept row."""
    rows: list[int] = field(default_factory=list)
    """Number in the file of every kept row."""
    row_traces: list[int] = field(default_factory=list)
    """Trace of every kept row."""
    traces: list[dict[str, str]] = field(default_factory=list)
    """Attributes of each trace, its name included."""
    first_values: list[dict[str, str]] = field(default_factory=list)
    """Per trace: the first value of each event attribute without a role."""
    varying: Counter[str] = field(default_factory=Counter)
    """Event attribute → number of traces in which it takes more than one value."""
    readable_names: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """Key of a readable name → (activity, name) → rows."""
    quarantined: Counter[str] = field(default_factory=Counter)
    classifier_keys: tuple[str, ...] = ()
    _varied: set[str] = field(default_factory=set)
    _first: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = {role: [] for role in self.role_keys}

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
        if not in_trace:
            self.quarantined["case_missing"] += 1
            return
        if not attributes:
            self.quarantined["activity_missing"] += 1
            return
        take = attributes.pop
        values = {role: take(key, None) for role, key in self.role_keys.items()}
        activity = (values["activity"] or "").strip() or self._classified(values, attributes)
        values["activity"] = activity
        if not activity:
            self.quarantined["activity_missing"] += 1
        elif not values["timestamp"]:
            self.quarantined["timestamp_missing"] += 1
        else:
            for role, value in values.items():
                self.columns[role].append(value)
            self.rows.append(self.rows_read - 1)
            self.row_traces.append(len(self.traces))
            self._other_attributes(activity, attributes)

    def _classified(self, values: dict[str, str | None], others: dict[str, str]) -> str:
        by_key = {self.role_keys[role]: value for role, value in values.items()} | others
        parts = [by_key.get(key) for key in self.classifier_keys]
        return NAME_JOINER.join(part for part in parts if part).strip()

    def _other_attributes(self, activity: str, attributes: dict[str, str]) -> None:
        first = self._first
        for key, value in attributes.items():
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
