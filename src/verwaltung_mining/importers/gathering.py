"""The rows of a table, read block by block: labels coded, stamps read, bad rows set aside.

Text is there for one block at a time; what is kept of a row are codes and numbers.
"""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.spool import KEY, Spool
from verwaltung_mining.importers.columns.case_values import case_values
from verwaltung_mining.importers.columns.profile import SAMPLE_ROWS
from verwaltung_mining.importers.columns.roles import Roles, find_roles
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.row_order import Steps, as_ranks, steps
from verwaltung_mining.importers.stamps.event_stamps import EventStamps
from verwaltung_mining.importers.stamps.evidence import StampWay
from verwaltung_mining.importers.stamps.isolation import Believed, believed, spread
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
FREE = "free:"
"""Before the name of a column without a role."""
MANY_VALUES = 1_000
"""Different values in a block from which a column without a role is asked, once, whether it varies
within cases: what is said of each event anew, such as remarks, would fill the memory."""
RANK, CONTENT = "rank", "content"
"""Columns beside the roles: the number that orders ties, and a hash of all cells of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of a whole table, coded."""

    rows: Parts
    """Whole cases in each part, in the order of the file. Rows with all that an event needs: a
    Categorical per role in LABELS, `start`, `timestamp`, `clock`, `local_date`, `row`, `content`,
    `rank` where a column orders ties, and one Categorical per column without a role (FREE)."""
    varying: tuple[str, ...]
    """Columns without a role that are not coded to their end: they change within a case."""
    free: tuple[str, ...]
    """The columns without a role, in the order of the file."""
    set_aside: pl.DataFrame
    """`row` and `reason` of the others."""
    rows_read: int
    roles: Roles
    stamps: EventStamps
    believed: Believed
    """The time in which the log's stamps lie, outliers left out."""
    steps: Steps
    quality_counts: Counter[str]


def gather(table: Table, options: ReadOptions) -> Gathered:
    """The rows of a table. Raises ColumnMissingError or AmbiguousError.

    How stamps are written is taken from the first block; where all of them together say
    otherwise, the table is read once more.
    """
    first, others = _sample(table.blocks())
    sample = pl.concat(block.cells for block in first).head(SAMPLE_ROWS)
    roles = find_roles(clean_cells(sample), options)
    read = _Reading(EventStamps(roles=roles, options=options), options.room)
    read.blocks(chain(first, others))
    ways: Mapping[str, StampWay] = read.stamps.settled()
    if ways != read.stamps.ways:
        read = _Reading(EventStamps(roles=roles, options=options, ways=ways), options.room)
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


class _Reading:
    """What was read so far."""

    def __init__(self, stamps: EventStamps, room: Room) -> None:
        self.stamps = stamps
        self._roles = stamps.roles
        self._spool = Spool(room)
        self._seed = secrets.randbits(64)  # what lies on the disk tells nobody what a row said
        self._free: tuple[str, ...] = ()
        self._asked: set[str] = set()
        self._varying: set[str] = set()
        self._set_aside: list[pl.DataFrame] = []
        self._spreads: list[pl.DataFrame] = []
        self._steps = Steps()
        self._last: pl.DataFrame | None = None
        self._rows_read = 0
        self._quality_counts: Counter[str] = Counter()

    def blocks(self, blocks: Iterator[Block]) -> None:
        for block in blocks:
            self._add(block, clean_cells(block.cells))

    def gathered(self) -> Gathered:
        return Gathered(
            rows=self._spool.parts(),
            varying=tuple(name for name in self._free if name in self._varying),
            free=self._free,
            set_aside=pl.concat(self._set_aside).sort("row"),
            rows_read=self._rows_read,
            roles=self._roles,
            stamps=self.stamps,
            believed=believed(self._spreads),
            steps=self._steps,
            quality_counts=self._quality_counts + self.stamps.quality_counts,
        )

    def _add(self, block: Block, cells: pl.DataFrame) -> None:
        judged = _judged(self._rows(block, cells), cells.to_series(0))
        good = judged["reason"].is_null()
        kept = (
            judged.filter(good).drop("reason", "problem").with_columns(pl.col(LABELS).cast(CODED))
        )
        self._free = tuple(name for name in cells.columns if name not in self._roles)
        free = cells.select(self._free).filter(good) if self._free else cells.clear().select()
        self._follow(kept)
        self._spool.add(
            kept.with_columns(
                pl.col("case_id").to_physical().alias(KEY), *self._coded(kept["case_id"], free)
            )
        )
        self._set_aside += [block.set_aside, judged.filter(~good).select("row", "reason")]
        self._rows_read += block.cells.height + block.set_aside.height
        self._quality_counts.update(block.quality_counts)

    def _follow(self, kept: pl.DataFrame) -> None:
        """What rows that follow each other tell: their stamps, and steps from one to the next."""
        self._spreads += [spread(kept["timestamp"]), spread(kept["start"])]
        rows = kept.select("case_id", "timestamp")
        self._steps += steps(rows if self._last is None else pl.concat([self._last, rows]))
        self._last = rows.tail(1) if rows.height else self._last

    def _coded(self, case_id: pl.Series, free: pl.DataFrame) -> list[pl.Series]:
        """Columns without a role; of one that is seen to vary within a case no text is kept."""
        unknown = [c for c in free if c.name not in self._asked]
        many = [c for c in unknown if c.n_unique() > MANY_VALUES]
        self._asked.update(c.name for c in many)
        self._varying.update(case_values(case_id, pl.DataFrame(many))[1])
        empty = pl.repeat(None, free.height, dtype=pl.String, eager=True)
        texts = (empty if c.name in self._varying else c for c in free)
        return [t.cast(CODED).alias(FREE + n) for t, n in zip(texts, free.columns, strict=True)]

    def _rows(self, block: Block, cells: pl.DataFrame) -> pl.DataFrame:
        """A column per role and the stamps, one row per row of the block."""
        roles = self._roles.columns
        labels = {role: _labels(cells, roles, role) for role in LABELS}
        ranks = [as_ranks(cells[roles["order"]]).alias(RANK)] if "order" in roles else []
        return self.stamps.read(cells).with_columns(
            *(labels[role].alias(role) for role in LABELS),
            *ranks,
            block.rows.alias("row"),
            cells.hash_rows(self._seed).alias(CONTENT),
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
