"""What is to be reached, as one table; the source is the project's plan for large logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

Command = Literal[
    "kernels", "analyze", "questions", "ingest", "memory", "startup", "growth", "spark"
]  # fmt: skip
Unit = Literal["x", "s", "GB"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A figure that a command measures and where it should lie."""

    id: str
    command: Command
    what: str
    bound: float
    unit: Unit
    at: Literal["least", "most"]


def _faster(kernel: str, peer: str, bound: float, *, events: str = "10M") -> Target:
    return Target(
        id=f"{kernel}/{peer}/{events}",
        command="kernels",
        what=f"{kernel}, {events} events: times faster than {peer}",
        bound=bound,
        unit="x",
        at="least",
    )


def _at_most(id: str, command: Command, what: str, bound: float, unit: Unit) -> Target:  # noqa: A002
    return Target(id=id, command=command, what=what, bound=bound, unit=unit, at="most")


TARGETS: tuple[Target, ...] = (
    _faster("directly-follows graph", "pm4py", 100),
    _faster("directly-follows graph", "DuckDB", 4),
    _faster("variants", "pm4py", 50),
    _faster("variants", "DuckDB", 10),
    _faster("median and p90 of transitions", "pm4py", 50, events="1M"),
    _faster("median and p90 of transitions", "DuckDB", 3),
    _faster("rework", "pm4py", 10),
    _faster("rework", "DuckDB", 1),
    _faster("case table", "pm4py", 10),
    _faster("case table", "DuckDB", 1),
    _at_most("analyze/1M", "analyze", "`analyze` from the store, 1M events", 8, "s"),
    _at_most("analyze/10M", "analyze", "`analyze` from the store, 10M events", 30, "s"),
    _at_most("analyze/100M", "analyze", "`analyze` from the store, 100M events", 300, "s"),
    _at_most("growth/10M", "growth", "`analyze`: time at 10M over that at 1M", 11, "x"),
    _at_most("growth/100M", "growth", "`analyze`: time at 100M over that at 10M", 11, "x"),
    _at_most("memory/100M", "memory", "`analyze`: peak RSS at 100M events", 2, "GB"),
    _at_most("memory/ratio", "memory", "`analyze`: peak RSS at 100M over that at 10M", 1.5, "x"),
    _at_most("ingest/ratio", "ingest", "import of 10M CSV events over Polars' own copy", 8, "x"),
    _at_most("ingest/memory", "ingest", "import of 10M CSV events: peak RSS over setting", 1, "x"),
    _at_most("discovery/100M", "analyze", "discovery at 100M events", 5, "s"),
    _at_most("spark/1M", "spark", "Spark in file mode, warm, over local, 1M events", 2, "x"),
    _at_most("spark/10M", "spark", "Spark in file mode, warm, over local, 10M events", 2, "x"),
    _at_most(
        "spark/driver", "spark", "Spark: the driver's peak RSS over 100M events in memory", 1, "x"
    ),
    _at_most("help", "startup", "`--help`", 0.3, "s"),
    _at_most("analyze/10k", "startup", "`analyze` of a stored log of 10,000 events", 1.5, "s"),
    _at_most("export/10k", "startup", "`analyze` of an export of 10,000 events", 1.5, "s"),
    _at_most("stored/real", "startup", "`analyze` of a stored real log of 52,217 events", 3, "s"),
    _at_most("export/real", "startup", "`analyze` of an export of 52,217 events", 10, "s"),
)


@dataclass(frozen=True, slots=True)
class NotRun:
    """Why a figure could not be measured."""

    reason: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A target and what was measured against it."""

    id: str
    what: str
    measured: float | None
    bound: float
    unit: str
    at: str
    reached: bool | None
    not_run: str | None


def not_asked(command: Command) -> dict[str, float | NotRun]:
    """Every target of a command, before anything was measured."""
    return {t.id: NotRun("this size was not asked for") for t in TARGETS if t.command == command}


def rows(command: Command, outcomes: Mapping[str, float | NotRun]) -> list[Row]:
    """One row per target of a command, each with its figure or with the reason why there is none.

    Raises KeyError where a target has no outcome: nothing is dropped.
    """
    return [_row(target, outcomes[target.id]) for target in TARGETS if target.command == command]


def _row(target: Target, outcome: float | NotRun) -> Row:
    measured = None if isinstance(outcome, NotRun) else outcome
    reached = None
    if measured is not None:
        reached = measured >= target.bound if target.at == "least" else measured <= target.bound
    return Row(
        id=target.id,
        what=target.what,
        measured=measured,
        bound=target.bound,
        unit=target.unit,
        at=target.at,
        reached=reached,
        not_run=outcome.reason if isinstance(outcome, NotRun) else None,
    )
