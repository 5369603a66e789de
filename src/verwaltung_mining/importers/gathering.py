"""The rows of exports that follow each other as one: read side by side, codes agreed."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, pairwise

import polars as pl

from verwaltung_mining.engine import Executor, Parts
from verwaltung_mining.eventlog.labels import Labels
from verwaltung_mining.eventlog.shelf import Shelf
from verwaltung_mining.eventlog.spool import KEY, ROW, Run, Spooled, run_of, together
from verwaltung_mining.importers.columns.profile import SAMPLE_ROWS
from verwaltung_mining.importers.columns.roles import Roles, find_roles
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.reading_rows import Reading, ReadRows
from verwaltung_mining.importers.row_order import Steps, steps
from verwaltung_mining.importers.several_files import fitting, one_of
from verwaltung_mining.importers.stamps.event_stamps import EventStamps
from verwaltung_mining.importers.stamps.evidence import StampWay
from verwaltung_mining.importers.stamps.isolation import Believed, believed
from verwaltung_mining.importers.text.clean_cells import clean_cells
from verwaltung_mining.importers.text.table import Block, Export, Table, TableFacts

Ways = Mapping[str, StampWay]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of all exports, coded."""

    table: TableFacts
    """The exports as one."""
    rows: Parts
    """Whole cases in each part, in the order of the files; columns as in `ReadRows`."""
    labels: Mapping[str, pl.Series]
    varying: tuple[str, ...]
    free: tuple[str, ...]
    set_aside: pl.DataFrame
    rows_read: int
    roles: Roles
    stamps: EventStamps
    believed: Believed
    """The time in which the log's stamps lie, outliers left out."""
    steps: Steps
    quality_counts: Counter[str]

    def called(self, name: str) -> "Gathered":
        """The same under the name of all exports together."""
        return replace(self, table=replace(self.table, file_name=name))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """How exports are read."""

    roles: Roles
    columns: tuple[str, ...]
    options: ReadOptions
    seed: int
    """Drawn anew for each import: what lies on the disk tells nobody what a row said."""
    shelf: Shelf | None
    ways: Ways | None = None
    """How stamps are written; None: as the first block tells."""

    def reading(self) -> Reading:
        stamps = EventStamps(roles=self.roles, options=self.options, ways=self.ways or {})
        return Reading(stamps, self.options.room, seed=self.seed, shelf=self.shelf)

    def read(self, export: Export) -> ReadRows:
        """One export by itself."""
        reading = self.reading()
        reading.table(fitting(export(), self.columns))
        return reading.read()


def gather(
    exports: Sequence[Export], options: ReadOptions, executor: Executor, *, name: str | None = None
) -> Gathered:
    """The rows of exports that follow each other. Raises ColumnMissingError or AmbiguousError.

    How stamps are written is taken from the first block; where all of them together say
    otherwise, the exports are read once more. In this process they are read one after the other
    as one; elsewhere each is a task, and their codes are agreed afterwards.
    """
    opened = [export() for export in (exports if executor.here else exports[:1])]
    begun, sample = _begun(opened[0])
    task = _Task(
        roles=find_roles(clean_cells(sample), options),
        columns=opened[0].columns,
        options=options,
        seed=secrets.randbits(64),
        shelf=None if executor.here else Shelf.of(options.room),
    )
    read = _read(task, exports, opened, executor, begun)
    ways = EventStamps.together([each.stamps for each in read]).settled()
    if any(ways != each.stamps.ways for each in read):
        del read
        task = replace(task, ways=ways)
        read = _read(task, exports, opened, executor, opened[0].blocks())
    gathered = _gathered(_agreed(read, executor, task.shelf), options, executor)
    return gathered if name is None else gathered.called(name)


def _begun(table: Table) -> tuple[Iterator[Block], pl.DataFrame]:
    """The blocks of a table, of which some were read, and the rows that roles are guessed from."""
    blocks = table.blocks()
    first = [next(blocks)]
    while sum(block.cells.height for block in first) < SAMPLE_ROWS:
        block = next(blocks, None)
        if block is None:
            break
        first.append(block)
    sample = pl.concat(block.cells for block in first).head(SAMPLE_ROWS)
    return chain(first, blocks), sample


def _read(
    task: _Task,
    exports: Sequence[Export],
    opened: Sequence[Table],
    executor: Executor,
    begun: Iterator[Block],
) -> list[ReadRows]:
    """What was read of all exports; here as one, else of each. `begun`: the blocks of the first."""
    if not executor.here:
        return list(executor.map(task.read, exports))
    reading = task.reading()
    reading.table(opened[0], begun)
    for table in opened[1:]:
        reading.table(fitting(table, task.columns))
    return [reading.read()]


def _agreed(read: list[ReadRows], executor: Executor, shelf: Shelf | None) -> ReadRows:
    """What was read of several exports as if it had been read as one."""
    if len(read) == 1:
        return replace(read[0], rows=together([read[0].rows], shelf))
    books = {name: Labels() for name in read[0].labels}
    codes = [{n: books[n].codes(known) for n, known in each.labels.items()} for each in read]
    before = [0, *accumulate(each.last_row for each in read)][: len(read)]
    shifts = list(zip(read, codes, before, strict=True))
    runs = [(run, meant, rows) for each, meant, rows in shifts for run in each.rows.runs]
    agreed = tuple(executor.map(partial(_recoded, shelf), runs))
    ends = [_recoded_ends(each, meant) for each, meant, _ in shifts]
    asides = (each.set_aside.with_columns(pl.col("row") + rows) for each, _, rows in shifts)
    return ReadRows(
        tables=tuple(table for each in read for table in each.tables),
        rows=Spooled(held=None, runs=agreed, shelf=shelf),
        labels={name: book.known() for name, book in books.items()},
        varying=frozenset().union(*(each.varying for each in read)),
        free=read[0].free,
        set_aside=pl.concat(asides),
        rows_read=sum(each.rows_read for each in read),
        last_row=before[-1] + read[-1].last_row,
        stamps=EventStamps.together([each.stamps for each in read]),
        spread=pl.concat(each.spread for each in read),
        steps=sum((each.steps for each in read), _between(ends)),
        ends=(ends[0][0], ends[-1][1]),
        quality_counts=sum((each.quality_counts for each in read), Counter[str]()),
    )


def _recoded(shelf: Shelf | None, item: tuple[Run, dict[str, pl.Series], int]) -> Run:
    """A run of one export with the codes and the numbers of rows of all of them."""
    run, codes, before = item
    if shelf is None:
        raise ValueError("runs of several exports lie on a shelf")
    rows = run.file.load()
    agreed = [codes[name].gather(rows[name]).alias(name) for name in codes]
    numbered = rows.with_columns(*agreed, pl.col(ROW) + before)
    return run_of(numbered.with_columns(pl.col("case_id").alias(KEY)), shelf)


def _recoded_ends(read: ReadRows, codes: dict[str, pl.Series]) -> tuple[pl.DataFrame, pl.DataFrame]:
    first, last = (
        row.with_columns(codes["case_id"].gather(row["case_id"]).alias("case_id"))
        for row in read.ends
    )
    return first, last


def _between(ends: Sequence[tuple[pl.DataFrame, pl.DataFrame]]) -> Steps:
    """The steps from the last row of each export to the first of the next that has any."""
    filled = [each for each in ends if each[0].height]
    found = [steps(pl.concat([one[1], two[0]])) for one, two in pairwise(filled)]
    return sum(found, Steps())


def _gathered(read: ReadRows, options: ReadOptions, executor: Executor) -> Gathered:
    return Gathered(
        table=one_of(read.tables),
        rows=read.rows.parts(options.room, executor),
        labels=read.labels,
        varying=tuple(name for name in read.free if name in read.varying),
        free=read.free,
        set_aside=read.set_aside.sort("row"),
        rows_read=read.rows_read,
        roles=read.stamps.roles,
        stamps=read.stamps,
        believed=believed([read.spread]),
        steps=read.steps,
        quality_counts=read.quality_counts,
    )
