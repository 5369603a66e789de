"""Logs of many cases, made by rule: every time in them is known to the test that made it.

Times are hours since `strategies.BEGIN`; `arrivals` spreads cases over whole weeks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl
from tests.strategies import event_log, frame

from verwaltung_mining.eventlog.schema import Attribute, AttributeRole, EventLog
from verwaltung_mining.measures.analysed import AnalysedLog, analysed

DAY, WEEK = 24.0, 168.0
SECONDS_PER_HOUR = 3600.0

Event = tuple[int, float] | tuple[int, float, float | None]
Floats = npt.NDArray[np.float64]


def arrivals(count: int, *, weeks: int = 30) -> Floats:
    """Hours at which cases come, evenly over the weeks, at all hours."""
    return np.arange(count) * weeks * WEEK / count


def procedure(
    *cases: Sequence[Event],
    attributes: Mapping[str, tuple[AttributeRole, Sequence[str | float | None]]] | None = None,
    activities: Sequence[str] | None = None,
    units: Sequence[int | None] | None = None,
    precision: str = "minute",
) -> EventLog:
    """A log of completed cases: (activity, completion[, start]) in hours, units in the same order.

    `attributes`: name → role and one value per case; numbers make a numeric attribute.
    """
    events = frame(*cases, units=units).with_columns(
        time_precision=pl.lit(precision, dtype=pl.Enum(["second", "minute", "day", "interval"]))
    )
    log = event_log(events)
    given = attributes or {}
    columns = {name: _column(values) for name, (_, values) in given.items()}
    return replace(
        log,
        attributes=pl.DataFrame(columns),
        attribute_list=tuple(
            Attribute(
                name=name,
                kind="number" if columns[name].dtype == pl.Float64 else "category",
                role=role,
            )
            for name, (role, _) in given.items()
        ),
        activities=tuple(activities) if activities else log.activities,
    )


def measured(
    log: EventLog, *, outside: Sequence[int] = (), compared_units: Sequence[int] | None = None
) -> AnalysedLog:
    """The log with its measures, on a clock that shows what the stamps show."""
    permitted = None if compared_units is None else frozenset(compared_units)
    return analysed(log, outside=outside, compared_units=permitted)


def _column(values: Sequence[str | float | None]) -> pl.Series:
    if all(isinstance(value, float) or value is None for value in values):
        return pl.Series(values, dtype=pl.Float64)
    labels = sorted({str(value) for value in values if value is not None})
    return pl.Series(values, dtype=pl.Enum(labels))


def open_at_all_hours(log: AnalysedLog) -> AnalysedLog:
    """The log on a clock that never stops: equal waits are equally long by office hours too."""
    closes = np.full_like(log.clock.closes, 86_400_000)
    return replace(log, clock=replace(log.clock, opens=np.zeros_like(closes), closes=closes))
