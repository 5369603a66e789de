"""The time columns of a table, whatever their type, as start and completion of events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.eventlog.row_reasons import AsideReason
from verwaltung_mining.importers.columns.roles import Roles
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.lifecycle import UNFINISHED
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.stamps.date_order import check_field_orders
from verwaltung_mining.importers.stamps.evidence import StampEvidence, StampWay, merged_evidence
from verwaltung_mining.importers.stamps.precision import ClockFacts, clock_facts
from verwaltung_mining.importers.stamps.reading import Stamps, read_instants, read_part

MISSING: AsideReason = "timestamp_missing"
"""A start without completion: work in progress (the code that lifecycle.py uses)."""
FLAGS = {
    "gap_shifted": "gap_shifted",
    "ambiguous": "ambiguous_time",
    "two_digit_year": "two_digit_year",
}
"""Column of the stamps → code of the quality finding."""


@dataclass(slots=True)
class EventStamps:
    """The stamps of a table, read block by block; what was seen on the way is kept."""

    roles: Roles
    options: ReadOptions
    ways: Mapping[str, StampWay] = field(default_factory=dict)
    """Column → the way its stamps are written; that of the first block where it is not known."""
    clocks: ClockFacts = field(default_factory=ClockFacts)
    """Of the completions."""
    quality_counts: Counter[str] = field(default_factory=Counter)
    evidence: dict[str, list[StampEvidence]] = field(default_factory=dict)

    @classmethod
    def together(cls, several: Sequence["EventStamps"]) -> "EventStamps":
        """What was seen of tables that follow each other, all written as the first."""
        evidence: dict[str, list[StampEvidence]] = {}
        for each in several:
            for name, parts in each.evidence.items():
                evidence.setdefault(name, []).extend(parts)
        return cls(
            roles=several[0].roles,
            options=several[0].options,
            ways=several[0].ways,
            clocks=sum((each.clocks for each in several), ClockFacts()),
            quality_counts=sum((each.quality_counts for each in several), Counter[str]()),
            evidence=evidence,
        )

    def read(self, cells: pl.DataFrame) -> pl.DataFrame:
        """`start`, `timestamp`, `clock`, `local_date` and `problem` (null where good) of a block.

        A start after its completion, or unreadable, is null and counted.
        """
        ends = self._column(cells, "timestamp", self.roles.columns.get("time_of_day"))
        self.clocks += clock_facts(ends.frame["wall"], ends.frame["clock"])
        missing = pl.when(pl.col("instant").is_null()).then(pl.lit(MISSING))
        frame = ends.frame.select(
            "clock",
            timestamp="instant",
            local_date=pl.col("wall").dt.date(),
            problem=pl.col("problem").fill_null(missing),
        )
        if "start" not in self.roles.columns:
            return frame.with_columns(start=pl.lit(None, dtype=pl.Datetime("us", "UTC")))
        return self._with_start(frame, self._column(cells, "start", None))

    def settled(self) -> Mapping[str, StampWay]:
        """The way each column is written, by the evidence of all blocks.

        Raises AmbiguousError where day and month cannot be told apart.
        """
        found = {}
        for name, parts in self.evidence.items():
            evidence = merged_evidence(parts)
            check_field_orders(evidence.heads, self.options.date_order, name)
            found[name] = evidence.way(self.options.date_order)
        return found

    def formats(self) -> dict[str, int]:
        """Pattern → stamps read with it."""
        columns = (self.roles.columns[r] for r in ("start", "timestamp") if r in self.roles.columns)
        used = (merged_evidence(self.evidence[name]).used(self.ways[name]) for name in columns)
        return {pattern: stamps for column in used for pattern, stamps in column.items()}

    def _with_start(self, frame: pl.DataFrame, starts: Stamps) -> pl.DataFrame:
        opened = starts.frame["instant"]
        late = (opened > frame["timestamp"]).fill_null(False)
        running = (frame["problem"] == MISSING) & opened.is_not_null()
        unread = starts.frame["problem"].count()
        self.quality_counts.update(end_before_start=int(late.sum()), start_unreadable=unread)
        return frame.with_columns(
            start=opened.set(late, None),
            problem=pl.when(running).then(pl.lit(UNFINISHED)).otherwise(pl.col("problem")),
        )

    def _column(self, cells: pl.DataFrame, role: Role, time_name: str | None) -> Stamps:
        name = self.roles.columns[role]
        stamps = self._read(cells, name, time_name)
        self.ways = {name: stamps.way} | dict(self.ways)
        self.evidence.setdefault(name, []).append(stamps.evidence)
        self.quality_counts.update(
            {code: int(stamps.frame[flag].sum()) for flag, code in FLAGS.items()}
        )
        return stamps

    def _read(self, cells: pl.DataFrame, name: str, time_name: str | None) -> Stamps:
        values, options = cells[name], self.options
        if values.dtype.is_temporal() and time_name is None:
            return read_instants(values, zone=options.zone)
        if time_name is not None:
            values = _with_time(values, cells[time_name])
        return read_part(
            values,
            self.ways.get(name),
            zone=options.zone,
            date_order=options.date_order,
            formats=options.time_formats,
        )


def _with_time(dates: pl.Series, times: pl.Series) -> pl.Series:
    pair = pl.DataFrame({"date": dates.cast(pl.String), "time": times.cast(pl.String)})
    together = pl.concat_str("date", "time", separator=" ", ignore_nulls=True)
    return pair.select(
        pl.when(pl.col("date").is_not_null()).then(together).alias(dates.name)
    ).to_series()
