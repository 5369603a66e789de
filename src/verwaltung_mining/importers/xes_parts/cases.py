"""The cases of an XES log: their references, and what traces and events say of them."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.labels import CODE, Labels
from verwaltung_mining.importers.text.clean_cells import clean_labels
from verwaltung_mining.importers.xes_parts.events import TraceBlock
from verwaltung_mining.provenance import ColumnDecision

VARYING_SHARE = 0.01
"""Share of cases in which an event attribute may change and still count as one of the case.

Its first value counts. Hand-kept fields are corrected now and then (helpdesk: product in 2 of
4,580 cases).
"""
TOOL_KEYS = frozenset({"variant", "variant-index", "creator"})
"""Trace attributes that exporters such as Disco write; a variant repeats the order of events."""
NUMBER_SIGN = "#"
"""Before the number of a trace without a name."""
LIKE_A_NUMBER = re.compile(rf"{NUMBER_SIGN}+\d+$")


class XesCases:
    """What is kept of each trace that has an event, labels coded."""

    def __init__(self, case_name: str, taken: frozenset[str] = frozenset()) -> None:
        """No trace yet. `case_name`: attribute that names a trace; `taken`: names that no number
        of a trace without a name may be."""
        self.without_event = 0
        self.without_name = 0
        self.case_name = case_name
        self.traces = 0
        self._taken = taken
        self._numbers: set[str] = set()
        self._like_numbers: set[str] = set()
        self._names = Labels()
        self._of_traces = _Values()
        self._of_events = _Values()

    def add(self, block: TraceBlock) -> pl.Series:
        """The code of the case of every row of a block that follows those before."""
        for keys, values in (
            (self._of_traces, block.traces),
            (self._of_events, block.first_values),
        ):
            keys.meet(values)
        used = [index for index, rows in enumerate(block.events) if rows]
        cases = self._references(block.traces, used)
        self._of_traces.add(cases, [block.traces[index] for index in used])
        self._of_events.add(cases, [block.first_values[index] for index in used])
        self.without_event += len(block.traces) - len(used)
        self.traces += len(block.traces)
        return cases.gather(np.arange(len(used)).repeat([block.events[i] for i in used]))

    def taken(self) -> frozenset[str]:
        """Names of traces, if one of them is also the number of another trace."""
        clash = not self._numbers.isdisjoint(self._like_numbers)
        return frozenset(self._like_numbers if clash else ())

    def count(self) -> int:
        """Traces that have an event."""
        return self._of_traces.rows

    def repeated(self) -> int:
        """Traces whose name another one before them has."""
        return self.count() - self._of_traces.first_rows().height

    def trace_keys(self) -> list[str]:
        """Every key that a trace carries, sorted."""
        return sorted(self._of_traces.keys)

    def event_keys(self) -> list[str]:
        """Every key without a role that an event carries, sorted."""
        return sorted(self._of_events.keys)

    def references(self) -> pl.Series:
        """The name of each case (String), in the place of its code."""
        return self._names.known()

    def values(
        self, used: pl.Series, varying: Mapping[str, int]
    ) -> tuple[pl.DataFrame, tuple[ColumnDecision, ...]]:
        """What the log says about its cases, and why other attributes were left out.

        `case_id` and, as String, every attribute of the traces or of the events that is (nearly)
        constant within a case; one row per case. Of two traces with one name the first counts.
        `used`: codes of the cases that are asked for. `varying`: event attribute → traces in which
        it takes more than one value.
        """
        reserved = {self.case_name, "case_id"}
        order = [k for k in {**self._of_events.keys, **self._of_traces.keys} if k not in reserved]
        reasons = {key: reason for key in order if (reason := self._objection(key, varying))}
        first = self._of_traces.first_rows().filter(pl.col("case_id").is_in(used.implode()))
        columns = (
            (self._of_traces if key in self._of_traces.keys else self._of_events).texts(key)
            for key in order
            if key not in reasons
        )
        references = self.references().gather(first["case_id"]).alias("case_id")
        cases = pl.DataFrame([*(column.gather(first["row"]) for column in columns), references])
        return cases, tuple(
            ColumnDecision(column=key, role="dropped", reason=reason)
            for key, reason in reasons.items()
        )

    def _objection(self, key: str, varying: Mapping[str, int]) -> str | None:
        if key in TOOL_KEYS:
            return "written by the exporting tool"
        of_events = key not in self._of_traces.keys
        if of_events and varying.get(key, 0) > VARYING_SHARE * self.count():
            return "changes within the case"
        return None

    def _references(self, traces: Sequence[Mapping[str, str]], used: list[int]) -> pl.Series:
        """The name of each of these traces; NUMBER_SIGN and its number where it has none."""
        said = (trace.get(self.case_name, "") for trace in traces)
        named = clean_labels(pl.Series("case_id", [name.strip() for name in said], dtype=pl.String))
        names = named.to_list()
        self._like_numbers.update(filter(LIKE_A_NUMBER.match, names))
        for index in used:
            if not names[index]:
                names[index] = self._number(self.traces + index + 1)
                self.without_name += 1
        return self._names.codes(pl.Series("case_id", names, dtype=pl.String).gather(used))

    def _number(self, number: int) -> str:
        name = f"{NUMBER_SIGN}{number}"
        while name in self._taken:
            name = NUMBER_SIGN + name
        self._numbers.add(name)
        return name


class _Values:
    """Attributes of cases, coded block by block."""

    def __init__(self) -> None:
        self.keys: dict[str, None] = {}
        """In the order in which they turned up."""
        self.rows = 0
        self._labels: dict[str, Labels] = {}
        self._frames: list[pl.DataFrame] = []

    def meet(self, values: Sequence[Mapping[str, str]]) -> None:
        """Take note of keys."""
        for each in values:
            self.keys.update(dict.fromkeys(each))

    def add(self, cases: pl.Series, values: Sequence[Mapping[str, str]]) -> None:
        """One row per case."""
        keys = dict.fromkeys(key for each in values for key in each if key != cases.name)
        texts = (pl.Series(key, [each.get(key) for each in values], pl.String) for key in keys)
        coded = [self._labels.setdefault(t.name, Labels()).codes(t) for t in texts]
        self._frames.append(pl.DataFrame([cases, *coded]))
        self.rows += cases.len()

    def first_rows(self) -> pl.DataFrame:
        """`case_id` and the first `row` of each case."""
        cases = pl.concat(frame["case_id"] for frame in self._frames)
        numbered = cases.to_frame().with_row_index("row")
        return numbered.unique("case_id", keep="first", maintain_order=True)

    def texts(self, key: str) -> pl.Series:
        """The values of a key, one per row, null where a case does not have it."""
        codes = (
            frame[key]
            if key in frame.columns
            else pl.repeat(None, len(frame), dtype=CODE, eager=True)
            for frame in self._frames
        )
        known = self._labels[key].known() if key in self._labels else pl.Series(dtype=pl.String)
        return known.gather(pl.concat(codes)).alias(key)
