"""Rows of whole cases made events: starts paired with completions, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from verwaltung_mining.engine import Executor, Parts
from verwaltung_mining.engine.parts import as_it_is
from verwaltung_mining.eventlog.labels import CODE
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.shelf import Shelf, shelf_for
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool, Spooled, together
from verwaltung_mining.importers.columns.case_values import case_values
from verwaltung_mining.importers.gathering import Gathered
from verwaltung_mining.importers.lifecycle import (
    LifecycleModel,
    PairedEvents,
    lifecycle_counts,
    pair_lifecycle,
)
from verwaltung_mining.importers.reading_rows import CONTENT, FREE, RANK
from verwaltung_mining.importers.row_order import row_order
from verwaltung_mining.importers.stamps.isolation import ISOLATED, Believed
from verwaltung_mining.importers.stamps.precision import ClockFacts, time_precision

PAIRED = (
    "case_id", "activity", "start", "timestamp", "time_precision", "local_date", "person",
    "org_unit", "lifecycle", "instance",
)  # fmt: skip
"""What an event is made of; tables name no instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """What became of some cases of the table; parts add up."""

    good: int
    """Rows that are events or parts of events."""
    model: LifecycleModel
    order_source: str
    set_aside: pl.DataFrame
    merged: dict[str, int]
    quality_counts: dict[str, int]
    cases: pl.DataFrame
    """One row per case: codes of `case_id` and of the first filled cells of the columns without a
    role."""
    varying: tuple[str, ...]
    persons: pl.Series
    """The code of each person once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What only the whole table tells, and where events are put."""

    believed: Believed
    clocks: ClockFacts
    order_column: str | None
    newest_first: bool
    lifecycle: pl.Series
    """Labels by code."""
    free: tuple[str, ...]
    counts: pl.DataFrame
    """`lifecycle_counts` of all rows."""
    room: Room
    shelf: Shelf | None

    def events(self, rows: pl.DataFrame) -> tuple[Spooled, PartFacts]:
        """The events of some cases by first stamps, and what became of their rows."""
        judged = _judged(self.believed, rows)
        good = judged.filter(pl.col("reason").is_null())
        precise = good.with_columns(time_precision(good["clock"], self.clocks))
        order, source = self._order(precise)
        free = precise.select(FREE + name for name in self.free)
        cases, varying = case_values(precise["case_id"], free)
        paired = pair_lifecycle(_to_pair(precise, order, self.lifecycle), self.counts)
        spool = Spool(self.room, self.shelf)
        spool.add(_by_first_stamp(paired))
        late = judged.filter(pl.col("reason").is_not_null()).select("row", "reason")
        return spool.spooled(), PartFacts(
            good=precise.height,
            model=paired.model,
            order_source=source,
            set_aside=pl.concat([late, paired.set_aside]),
            merged=paired.merged,
            quality_counts={
                **paired.quality_counts,
                "start_isolated": int(judged["start_isolated"].sum()),
                "duplicate_rows": _duplicates(precise),
            },
            cases=cases,
            varying=varying,
            persons=precise["person"].unique(),
        )

    def _order(self, rows: pl.DataFrame) -> tuple[pl.Series, str]:
        ranks = None if self.order_column is None else rows[RANK].alias(self.order_column)
        return row_order(rows.height, ranks, newest_first=self.newest_first)


def events_of(
    gathered: Gathered, room: Room, executor: Executor
) -> tuple[Parts, Sequence[PartFacts]]:
    """The events by the first stamps of their cases, and what became of all rows."""
    whole = _Whole(
        believed=gathered.believed,
        clocks=gathered.stamps.clocks,
        order_column=gathered.roles.columns.get("order"),
        newest_first=gathered.steps.newest_first,
        lifecycle=gathered.labels["lifecycle"],
        free=gathered.free,
        counts=_lifecycle_counts(gathered),
        room=room,
        shelf=shelf_for(gathered.rows, room),
    )
    found = list(gathered.rows.one_by_one(whole.events))
    events = together((spooled for spooled, _ in found), whole.shelf).parts(room, executor)
    views = [as_it_is] * len(events.tables)
    facts = [part for _, part in found]
    return events.seen_through(views, needs=RAW_EVENT_SCHEMA.names()), facts


def _duplicates(rows: pl.DataFrame) -> int:
    """Rows that repeat another, where the format tells."""
    return rows.height - rows[CONTENT].n_unique() if CONTENT in rows.columns else 0


def _judged(within: Believed, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the reason why their stamp is not believed; such starts become null, marked."""
    late = within.isolates(rows["timestamp"])
    opened = within.isolates(rows["start"])
    return rows.with_columns(
        reason=pl.when(late).then(pl.lit(ISOLATED)),
        start=rows["start"].set(opened, None),
        start_isolated=opened,
    )


def _lifecycle_counts(gathered: Gathered) -> pl.DataFrame:
    """The `lifecycle_counts` of all rows that are believed."""
    columns = ["activity", "lifecycle", "timestamp", "start"]
    parts = gathered.rows.map(partial(_counts_of_part, gathered.believed), columns=columns)
    counts = pl.concat(parts).group_by("activity", "lifecycle").agg(pl.col("rows").sum())
    return _with_lifecycle(counts, gathered.labels["lifecycle"])


def _counts_of_part(within: Believed, rows: pl.DataFrame) -> pl.DataFrame:
    return lifecycle_counts(_judged(within, rows).filter(pl.col("reason").is_null()))


def _with_lifecycle(rows: pl.DataFrame, labels: pl.Series) -> pl.DataFrame:
    """The rows with the lifecycle as text."""
    return rows.with_columns(labels.gather(rows["lifecycle"]).alias("lifecycle"))


def _to_pair(rows: pl.DataFrame, order: pl.Series, lifecycle: pl.Series) -> pl.DataFrame:
    needed = [name for name in (*PAIRED, ROW) if name in rows.columns]
    nameless = [] if "instance" in needed else [pl.lit(None, dtype=CODE).alias("instance")]
    paired = rows.select(needed).with_columns(*nameless, order=order)
    return _with_lifecycle(paired, lifecycle)


def _by_first_stamp(paired: PairedEvents) -> pl.DataFrame:
    """Columns as in RAW_EVENT_SCHEMA, ROW, and as KEY the first stamp of the case."""
    first = pl.col("timestamp").min().over("case_id").dt.epoch("us")
    return paired.events.select(
        *(pl.col(name).cast(dtype) for name, dtype in RAW_EVENT_SCHEMA.items()),
        ROW,
        first.alias(KEY),
    )
