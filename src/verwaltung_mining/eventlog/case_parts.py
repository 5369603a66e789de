"""Which cases lie in which part of a log's events, and the log with only some of its cases."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.schema import EventLog


def by_part(log: EventLog, table: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows of a table that belong to each part of the events; its column `case` ascends."""
    last = np.maximum.accumulate(log.events.map(_last_case, columns=["case"]))
    ends = np.searchsorted(table["case"].to_numpy(), last, side="right").tolist()
    return [table[begin:end] for begin, end in pairwise([0, *ends])]


def of_cases(cases: pl.Series, events: pl.DataFrame) -> pl.DataFrame:
    """The events of these cases."""
    wanted = cases.rename("case").to_frame().lazy()
    kept = events.lazy().join(wanted, on="case", how="semi", maintain_order="left")
    return kept.with_columns(pl.col("case").set_sorted()).collect()


def only(log: EventLog, kept: pl.Series) -> EventLog:
    """The log with the cases for which `kept` holds, numbered anew.

    `ordinals` keeps their ordinals in the imported log; activity codes stay. The events are seen
    through the choice, part by part. Persons are not counted anew.
    """
    cases = log.cases.filter(kept)
    number = cases.select(old="case").with_row_index("case")
    parts = by_part(log, number.rename({"case": "new", "old": "case"}))
    ordinals = log.ordinals if log.ordinals is not None else log.cases["case"]
    return replace(
        log,
        events=log.events.seen_through([partial(_renumbered, part) for part in parts]),
        cases=cases.with_columns(
            case=number["case"],
            first_row=(pl.col("events").cum_sum() - pl.col("events")).cast(pl.UInt32),
        ),
        attributes=log.attributes.filter(kept) if log.attributes.width else log.attributes,
        ordinals=ordinals.filter(kept).alias("ordinal"),
    )


def _renumbered(numbers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """The events of the cases of `numbers` (case, new), with their new numbers."""
    kept = events.lazy().join(numbers.lazy(), on="case", how="inner", maintain_order="left")
    columns: Sequence[str] = events.columns
    return kept.with_columns(case=pl.col("new").set_sorted()).select(columns).collect()


def _last_case(events: pl.DataFrame) -> int:
    """The last case of a part; of one without events that before the first."""
    return int(events["case"][-1]) if events.height else -1
