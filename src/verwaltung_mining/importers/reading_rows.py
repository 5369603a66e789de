"""The rows of tables that follow each other: labels coded, stamps read, bad rows set aside.

Text is there for one block at a time; what is kept of a row are codes and numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from verwaltung_mining.eventlog.labels import Labels
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.row_reasons import AsideReason
from verwaltung_mining.eventlog.shelf import Shelf
from verwaltung_mining.eventlog.spool import KEY, Spool, Spooled
from verwaltung_mining.importers.columns.case_values import case_values
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.row_order import Steps, as_ranks, steps
from verwaltung_mining.importers.several_files import nested
from verwaltung_mining.importers.stamps.event_stamps import EventStamps
from verwaltung_mining.importers.stamps.isolation import spread
from verwaltung_mining.importers.text.clean_cells import clean_cells, clean_labels
from verwaltung_mining.importers.text.table import Block, Table, TableFacts

TOTAL = r"(?i)^(?:(?:zwischen|gesamt)?summen?|(?:grand )?totals?|gesamt|insgesamt)\b"
"""First cell of the line that a report prints below its rows."""
CASE_MISSING: AsideReason = "case_missing"
ACTIVITY_MISSING: AsideReason = "activity_missing"
TOTAL_ROW: AsideReason = "total_row"
LABELS: tuple[Role, ...] = ("case_id", "activity", "person", "org_unit", "lifecycle")
"""Roles whose columns hold labels."""
CLEANED = ("case_id", "activity", "org_unit")
"""Of these, labels that are shown or compared with those of other exports."""
FREE = "free:"
"""Before the name of a column without a role."""
MANY_VALUES = 1_000
"""Different values in a block from which a column without a role is asked, once, whether it varies
within cases: what is said of each event anew, such as remarks, would fill the memory."""
RANK, CONTENT = "rank", "content"
"""Columns beside the roles: the number that orders ties, and a hash of all cells of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRows:
    """The rows of tables that follow each other, coded."""

    tables: tuple[TableFacts, ...]
    rows: Spooled
    """By the code of their case. Rows with all that an event needs: a code for each role in LABELS,
    `start`, `timestamp`, `clock`, `local_date`, `row`, `content`, `rank` where a column orders
    ties, and a code for each column without a role (FREE)."""
    labels: Mapping[str, pl.Series]
    """Column of codes → its labels (String), each in the place of its code."""
    varying: frozenset[str]
    """Columns without a role that are not coded to their end: they change within a case."""
    free: tuple[str, ...]
    """The columns without a role, in the order of the file."""
    set_aside: pl.DataFrame
    """`row` and `reason` of the others."""
    rows_read: int
    last_rows: tuple[int, ...]
    """Number of the last row of each table, counted on through all of them."""
    stamps: EventStamps
    spread: pl.DataFrame
    """As `isolation.spread` of all stamps; a day may have several rows."""
    steps: Steps
    ends: tuple[pl.DataFrame, pl.DataFrame]
    """First and last row, if any: `case_id` and `timestamp`."""
    quality_counts: Counter[str]


class Reading:
    """What was read so far."""

    def __init__(
        self,
        stamps: EventStamps,
        columns: tuple[str, ...],
        room: Room,
        *,
        seed: int,
        shelf: Shelf | None,
    ) -> None:
        """Nothing yet. Of each table these `columns` are read, none of them nested.

        `seed` is that of the hashes of rows; `shelf` as a spool takes it.
        """
        self.stamps = stamps
        self._roles = stamps.roles
        self._spool = Spool(room, shelf)
        self._seed = seed
        self._tables: list[TableFacts] = []
        self._labels: dict[str, Labels] = {}
        self._columns = columns
        self._free = tuple(name for name in columns if name not in self._roles)
        self._asked: set[str] = set()
        self._varying: set[str] = set()
        self._set_aside: list[pl.DataFrame] = []
        self._spreads: list[pl.DataFrame] = []
        self._steps = Steps()
        self._first: pl.DataFrame | None = None
        self._last: pl.DataFrame | None = None
        self._rows_read = 0
        self._last_rows = [0]
        self._quality_counts: Counter[str] = Counter()

    def table(self, table: Table, blocks: Iterable[Block] | None = None) -> None:
        """Read a table that follows those before; `blocks` are its own, where some were read.

        Raises FileUnreadableError where one of the columns is nested in this table.
        """
        self._tables.append(table.facts())
        before = self._last_rows[-1]
        self._last_rows.append(before)
        for block in table.blocks() if blocks is None else blocks:
            cells = clean_cells(block.cells)
            if not set(self._columns) <= set(cells.columns):
                raise nested(table, [name for name in self._columns if name not in cells.columns])
            self._add(block, cells.select(self._columns), before)

    def read(self) -> ReadRows:
        """All of it."""
        if self._first is None or self._last is None:
            raise ValueError("a table has at least one block")
        return ReadRows(
            tables=tuple(self._tables),
            rows=self._spool.spooled(),
            labels={name: labels.known() for name, labels in self._labels.items()},
            varying=frozenset(self._varying),
            free=self._free,
            set_aside=pl.concat(self._set_aside),
            rows_read=self._rows_read,
            last_rows=tuple(self._last_rows[1:]),
            stamps=self.stamps,
            spread=pl.concat(self._spreads),
            steps=self._steps,
            ends=(self._first, self._last),
            quality_counts=self._quality_counts + self.stamps.quality_counts,
        )

    def _add(self, block: Block, cells: pl.DataFrame, before: int) -> None:
        rows = block.rows + before
        judged = _judged(self._rows(rows, cells), cells.to_series(0))
        good = judged["reason"].is_null()
        labelled = judged.filter(good).drop("reason", "problem")
        kept = labelled.with_columns(self._codes(name, labelled[name]) for name in LABELS)
        free = cells.select(self._free).filter(good) if self._free else cells.clear().select()
        self._follow(kept)
        self._spool.add(kept.with_columns(kept["case_id"].alias(KEY), *self._coded(kept, free)))
        aside = block.set_aside.with_columns(pl.col("row") + before)
        self._set_aside += [aside, judged.filter(~good).select("row", "reason")]
        self._rows_read += block.cells.height + block.set_aside.height
        self._last_rows[-1] = _last_row(rows, aside["row"], self._last_rows[-1])
        self._quality_counts.update(block.quality_counts)

    def _codes(self, name: str, labels: pl.Series) -> pl.Series:
        return self._labels.setdefault(name, Labels()).codes(labels).alias(name)

    def _follow(self, kept: pl.DataFrame) -> None:
        """What rows that follow each other tell: their stamps, and steps from one to the next."""
        self._spreads += [spread(kept["timestamp"]), spread(kept["start"])]
        rows = kept.select("case_id", "timestamp")
        self._steps += steps(rows if self._last is None else pl.concat([self._last, rows]))
        if self._first is None or self._first.is_empty():
            self._first = rows.head(1)
        self._last = rows.tail(1) if rows.height or self._last is None else self._last

    def _coded(self, kept: pl.DataFrame, free: pl.DataFrame) -> list[pl.Series]:
        """Columns without a role; of one that is seen to vary within a case no text is kept."""
        unknown = [c for c in free if c.name not in self._asked]
        many = [c for c in unknown if c.n_unique() > MANY_VALUES]
        self._asked.update(c.name for c in many)
        self._varying.update(case_values(kept["case_id"], pl.DataFrame(many))[1])
        empty = pl.repeat(None, free.height, dtype=pl.String, eager=True)
        texts = (empty if c.name in self._varying else c.cast(pl.String) for c in free)
        return [self._codes(FREE + n, t) for t, n in zip(texts, free.columns, strict=True)]

    def _rows(self, rows: pl.Series, cells: pl.DataFrame) -> pl.DataFrame:
        """A column per role and the stamps, one row per row of the block."""
        roles = self._roles.columns
        labels = {role: _labels(cells, roles, role) for role in LABELS}
        ranks = [as_ranks(cells[roles["order"]]).alias(RANK)] if "order" in roles else []
        return self.stamps.read(cells).with_columns(
            *(labels[role].alias(role) for role in LABELS),
            *ranks,
            rows.alias("row"),
            cells.hash_rows(self._seed).alias(CONTENT),
        )


def _last_row(rows: pl.Series, aside: pl.Series, before: int) -> int:
    numbers = pl.concat([rows, aside]).sort()
    return before if numbers.is_empty() else int(numbers[-1])


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
