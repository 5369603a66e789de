"""The rows of a table, read block by block: labels coded, stamps read, bad rows set aside.

Text is there for one block at a time; what is kept of a row are codes and numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

from verwaltung_mining.importers.columns.profile import SAMPLE_ROWS
from verwaltung_mining.importers.columns.roles import Roles, find_roles
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.row_order import as_ranks
from verwaltung_mining.importers.stamps.event_stamps import EventStamps
from verwaltung_mining.importers.stamps.evidence import StampWay
from verwaltung_mining.importers.text.clean_cells import clean_cells, clean_labels
from verwaltung_mining.importers.text.table import Block, Table

TOTAL = r"(?i)^(?:(?:zwischen|gesamt)?summen?|(?:grand )?totals?|gesamt|insgesamt)\b"
"""First cell of the line that a report prints below its rows."""
CASE_MISSING, ACTIVITY_MISSING, TOTAL_ROW = "case_missing", "activity_missing", "total_row"
LABELS: tuple[Role, ...] = ("case_id", "activity", "person", "org_unit", "lifecycle")
"""Roles whose columns hold labels."""
CLEANED = ("case_id", "activity", "org_unit")
"""Of these, labels that are shown or compared with those of other exports."""
CODED = pl.Categorical()
RANK, CONTENT = "rank", "content"
"""Columns beside the roles: the number that orders ties, and a hash of all cells of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of a whole table, coded."""

    rows: pl.DataFrame
    """Rows with all that an event needs: a Categorical per role in LABELS, `start`, `timestamp`,
    `clock`, `local_date`, `row`, `content`, and `rank` where a column orders ties."""
    free: pl.DataFrame
    """The columns without a role (Categorical), row by row as in `rows`."""
    set_aside: pl.DataFrame
    """`row` and `reason` of the others."""
    rows_read: int
    roles: Roles
    stamps: EventStamps
    quality_counts: Counter[str]


def gather(table: Table, options: ReadOptions) -> Gathered:
    """The rows of a table. Raises ColumnMissingError or AmbiguousError.

    How stamps are written is taken from the first block; where all of them together say
    otherwise, the table is read once more.
    """
    first, others = _sample(table.blocks())
    sample = pl.concat(block.cells for block in first).head(SAMPLE_ROWS)
    roles = find_roles(clean_cells(sample), options)
    read = _Reading(roles=roles, stamps=EventStamps(roles=roles, options=options))
    read.blocks(chain(first, others))
    ways: Mapping[str, StampWay] = read.stamps.settled()
    if ways != read.stamps.ways:
        read = _Reading(roles=roles, stamps=EventStamps(roles=roles, options=options, ways=ways))
        read.blocks(table.blocks())
    return read.gathered()


def _sample(blocks: Iterator[Block]) -> tuple[list[Block], Iterator[Block]]:
    """As many blocks as roles are guessed from, and the others."""
    first = [next(blocks)]
    while sum(block.cells.height for block in first) < SAMPLE_ROWS:
        block = next(blocks, None)
        if block is None:
            break
        first.append(block)
    return first, blocks


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    roles: Roles
    stamps: EventStamps
    rows: list[pl.DataFrame] = field(default_factory=list)
    free: list[pl.DataFrame] = field(default_factory=list)
    set_aside: list[pl.DataFrame] = field(default_factory=list)
    rows_read: int = 0
    quality_counts: Counter[str] = field(default_factory=Counter)

    def blocks(self, blocks: Iterator[Block]) -> None:
        for block in blocks:
            self._add(block, clean_cells(block.cells))

    def gathered(self) -> Gathered:
        return Gathered(
            rows=pl.concat(self.rows),
            free=pl.concat(self.free),
            set_aside=pl.concat(self.set_aside).sort("row"),
            rows_read=self.rows_read,
            roles=self.roles,
            stamps=self.stamps,
            quality_counts=self.quality_counts + self.stamps.quality_counts,
        )

    def _add(self, block: Block, cells: pl.DataFrame) -> None:
        judged = _judged(self._rows(block, cells), cells.to_series(0))
        good = judged["reason"].is_null()
        free = cells.select(pl.col(n).cast(CODED) for n in cells.columns if n not in self.roles)
        kept = judged.filter(good).drop("reason", "problem")
        self.rows.append(kept.with_columns(pl.col(LABELS).cast(CODED)))
        self.free.append(free.filter(good) if free.width else free)
        self.set_aside += [block.set_aside, judged.filter(~good).select("row", "reason")]
        self.rows_read += block.cells.height + block.set_aside.height
        self.quality_counts.update(block.quality_counts)

    def _rows(self, block: Block, cells: pl.DataFrame) -> pl.DataFrame:
        """A column per role and the stamps, one row per row of the block."""
        roles = self.roles.columns
        labels = {role: _labels(cells, roles, role) for role in LABELS}
        ranks = [as_ranks(cells[roles["order"]]).alias(RANK)] if "order" in roles else []
        return self.stamps.read(cells).with_columns(
            *(labels[role].alias(role) for role in LABELS),
            *ranks,
            block.rows.alias("row"),
            cells.hash_rows().alias(CONTENT),
        )


def _labels(cells: pl.DataFrame, roles: Mapping[Role, str], role: Role) -> pl.Series:
    if role not in roles:
        return pl.Series([None], dtype=pl.String).new_from_index(0, cells.height)
    labels = cells[roles[role]].cast(pl.String)
    return clean_labels(labels) if role in CLEANED else labels


def _judged(rows: pl.DataFrame, first_cells: pl.Series) -> pl.DataFrame:
    """The rows with the `reason` why they are no event, null where they are."""
    return rows.with_columns(
        reason=pl.when(_totals(rows, first_cells))
        .then(pl.lit(TOTAL_ROW))
        .when(pl.col("case_id").is_null())
        .then(pl.lit(CASE_MISSING))
        .when(pl.col("activity").is_null())
        .then(pl.lit(ACTIVITY_MISSING))
        .otherwise(pl.col("problem"))
    )


def _totals(rows: pl.DataFrame, first_cells: pl.Series) -> pl.Series:
    """Which rows are the line below a report, among those that are no event."""
    doubtful = rows["activity"].is_null() | rows["problem"].is_not_null()
    if not doubtful.any():
        return doubtful
    named = (cells.cast(pl.String).str.contains(TOTAL) for cells in (first_cells, rows["case_id"]))
    first, case = (hits.fill_null(value=False) for hits in named)
    return (first | case) & doubtful
