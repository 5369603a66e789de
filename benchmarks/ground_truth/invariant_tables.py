"""The third layer's tables, as Markdown and as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from benchmarks.ground_truth.invariants import ROUNDING, InvariantRecord
from benchmarks.ground_truth.tables import NO_TARGET, share_of, table


def markdown(records: Sequence[InvariantRecord]) -> str:
    """How often each invariant holds, the largest deviations, and what came or went."""
    return "\n".join((_held(records), _moved(records)))


def as_json(records: Sequence[InvariantRecord]) -> list[object]:
    """Every record."""
    return [msgspec.to_builtins(record) for record in records]


def _held(records: Sequence[InvariantRecord]) -> str:
    rows = []
    for invariant in dict.fromkeys(record.invariant for record in records):
        mine = [record for record in records if record.invariant == invariant]
        held = [r for r in mine if r.same == r.candidates and not r.more]
        exact = [r for r in mine if r.deviation is not None]
        close = [r for r in exact if (r.deviation or 0.0) <= ROUNDING]
        rows.append(
            f"| {invariant} | {share_of(len(held), len(mine))} "
            f"| {share_of(sum(r.same for r in mine), sum(r.candidates for r in mine))} "
            f"| {sum(len(r.more) for r in mine)} "
            f"| {share_of(len(close), len(exact))} | {_most(r.deviation for r in mine)} "
            f"| {_worst(mine)} | {_most(r.time_deviation for r in mine)} |"
        )
    head = (
        "| change | logs where it holds for all candidates | candidates it holds for | more after "
        "| logs with the same total benefit | largest deviation of the total "
        "| of one candidate, where it was the largest of its log | of all case time |"
    )
    return table(head, "|---|---:|---:|---:|---:|---:|---|---:|", rows)


def _most(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{max(known):.2g}" if known else NO_TARGET


def _worst(records: Sequence[InvariantRecord]) -> str:
    """By detector, the largest deviation of one of its candidates beyond rounding."""
    worst: dict[str, float] = {}
    for record in records:
        if record.of is not None and (record.largest or 0.0) > ROUNDING:
            worst[record.of] = max(worst.get(record.of, 0.0), record.largest or 0.0)
    named = sorted(worst.items(), key=lambda item: -item[1])
    return ", ".join(f"`{detector}` {off:.2g}" for detector, off in named) or NO_TARGET


def _moved(records: Sequence[InvariantRecord]) -> str:
    counts = Counter(
        (record.invariant, what, detector)
        for record in records
        for what, detectors in (("after only", record.more), ("before only", record.fewer))
        for detector in detectors
    )
    rows = (f"| {i} | `{d}` | {what} | {n} |" for (i, what, d), n in counts.most_common())
    return table("| change | detector | reported | times |", "|---|---|---|---:|", rows)
