"""The rows of exports that follow each other as one: read side by side, codes agreed."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

import polars as pl

from verwaltung_mining.engine import Executor, Parts
from verwaltung_mining.eventlog.labels import Labels
from verwaltung_mining.eventlog.shelf import Shelf
from verwaltung_mining.eventlog.spool import KEY, ROW, Run, Spooled, run_of, together
from verwaltung_mining.importers.columns.roles import Roles, find_roles
from verwaltung_mining.importers.first_rows import begun_with
from verwaltung_mining.importers.layouts.milestones import milestones_of
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.reading_rows import Reading, ReadRows
from verwaltung_mining.importers.row_order import Steps, steps
from verwaltung_mining.importers.set_aside import Files
from verwaltung_mining.importers.several_files import fitting, one_of
from verwaltung_mining.importers.stamps.event_stamps import EventStamps
from verwaltung_mining.importers.stamps.evidence import StampWay
from verwaltung_mining.importers.stamps.isolation import Believed, believed
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
    """`row`, counted on through all files, and `reason`."""
    files: Files
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
    flat: tuple[str, ...]
    """Those of the columns that hold no nested values."""
    options: ReadOptions
    seed: int
    """Drawn anew for each import: what lies on the disk tells nobody what a row said."""
    shelf: Shelf | None
    ways: Ways | None = None
    """How stamps are written; None: as the first block tells."""

    def reading(self) -> Reading:
        stamps = EventStamps(roles=self.roles, options=self.options, ways=self.ways or {})
        return Reading(stamps, self.flat, self.options.room, seed=self.seed, shelf=self.shelf)

    def opened(self, export: Export) -> Table:
        """One of the exports after the first."""
        return fitting(export(), self.columns)

    def read(self, export: Export) -> ReadRows:
        """One export by itself."""
        reading = self.reading()
        reading.table(self.opened(export))
        return reading.read()


def gather(
    exports: Sequence[Export], options: ReadOptions, executor: Executor, *, name: str | None = None
) -> Gathered:
    """The rows of exports that follow each other. Raises ColumnMissingError,
    AmbiguousError, or FileUnreadableError where there is none or the exports are not of one kind.

    Roles are guessed from the first rows, be they in one export or several; where these are cases
    with a column per milestone, each milestone is a row from here on. How stamps are written
    is taken from the first block; where all of them together say otherwise, the exports are read
    once more. In this process they are read one after the other as one; elsewhere each is a task,
    and their codes are agreed afterwards.
    """
    first = exports[0]()
    begun, sample = begun_with(first, exports[1:], name or first.file_name)
    if layout := milestones_of(sample, options):
        exports = [partial(layout.opened, export) for export in exports]
        first, begun, sample = layout.table(first), map(layout.block, begun), layout.cells(sample)
        options = layout.options(options)
    task = _Task(
        roles=find_roles(sample, options),
        columns=first.columns,
        flat=tuple(sample.columns),
        options=options,
        seed=secrets.randbits(64),
        shelf=_shelf(options, executor),
    )
    read = _read(task, exports, first, executor, begun)
    ways = EventStamps.together([each.stamps for each in read]).settled()
    if any(ways != each.stamps.ways for each in read):
        del read
        task = replace(task, ways=ways, shelf=_shelf(options, executor))
        read = _read(task, exports, first, executor, first.blocks())
    gathered = _gathered(_agreed(read, options, executor, task.shelf), options, executor)
    return gathered if name is None else gathered.called(name)


def _shelf(options: ReadOptions, executor: Executor) -> Shelf | None:
    """Where tasks elsewhere put what they read."""
    return None if executor.here else Shelf.of(options.room)


def _read(
    task: _Task,
    exports: Sequence[Export],
    first: Table,
    executor: Executor,
    begun: Iterator[Block],
) -> list[ReadRows]:
    """What was read of all exports; here as one, else of each. `begun`: the blocks of the first."""
    if not executor.here:
        return list(executor.map(task.read, exports))
    reading = task.reading()
    reading.table(first, begun)
    for export in exports[1:]:
        reading.table(task.opened(export))
    return [reading.read()]


def _agreed(
    read: list[ReadRows], options: ReadOptions, executor: Executor, shelf: Shelf | None
) -> ReadRows:
    """What was read of several exports as if it had been read as one.

    What tasks put on their shelf is not needed after that.
    """
    if len(read) == 1:
        return replace(read[0], rows=together([read[0].rows], shelf))
    books = {name: Labels() for name in read[0].labels}
    codes = [{n: books[n].codes(known) for n, known in each.labels.items()} for each in read]
    before = [0, *accumulate(each.last_rows[-1] for each in read)][: len(read)]
    shifts = list(zip(read, codes, before, strict=True))
    runs = [(run, meant, rows) for each, meant, rows in shifts for run in each.rows.runs]
    agreed_on = Shelf.of(options.room)
    agreed = tuple(executor.map(partial(_recoded, agreed_on), runs))
    ends = [_recoded_ends(each, meant) for each, meant, _ in shifts]
    asides = (each.set_aside.with_columns(pl.col("row") + rows) for each, _, rows in shifts)
    return ReadRows(
        tables=tuple(table for each in read for table in each.tables),
        rows=Spooled(held=None, runs=agreed, shelf=agreed_on),
        labels={name: book.known() for name, book in books.items()},
        varying=frozenset().union(*(each.varying for each in read)),
        free=read[0].free,
        set_aside=pl.concat(asides),
        rows_read=sum(each.rows_read for each in read),
        last_rows=tuple(rows + last for each, _, rows in shifts for last in each.last_rows),
        stamps=EventStamps.together([each.stamps for each in read]),
        spread=pl.concat(each.spread for each in read),
        steps=sum((each.steps for each in read), _between(ends)),
        ends=(ends[0][0], ends[-1][1]),
        quality_counts=sum((each.quality_counts for each in read), Counter[str]()),
    )


def _recoded(shelf: Shelf, item: tuple[Run, dict[str, pl.Series], int]) -> Run:
    """A run of one export with the codes and the numbers of rows of all of them."""
    run, codes, before = item
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
        files=tuple(zip((t.file_name for t in read.tables), read.last_rows, strict=True)),
        rows_read=read.rows_read,
        roles=read.stamps.roles,
        stamps=read.stamps,
        believed=believed([read.spread]),
        steps=read.steps,
        quality_counts=read.quality_counts,
    )
