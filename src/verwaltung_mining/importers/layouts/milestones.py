"""One row per case and one column of dates per milestone, told as rows of events."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.eventlog.row_reasons import AsideReason
from verwaltung_mining.importers.columns.attribute_names import attribute_role
from verwaltung_mining.importers.columns.profile import ColumnProfile, profile_columns
from verwaltung_mining.importers.columns.role_errors import unknown_column
from verwaltung_mining.importers.columns.roles import one_row_per_case
from verwaltung_mining.importers.options import Milestone, ReadOptions
from verwaltung_mining.importers.several_files import fitting
from verwaltung_mining.importers.text.clean_cells import clean_cells
from verwaltung_mining.importers.text.table import Block, Export, Table

ACTIVITY, COMPLETE, START, RANK = (
    "milestone", "milestone completed", "milestone started", "milestone rank",
)  # fmt: skip
"""Columns that stand for the milestones; RANK is their order in the file, which breaks ties."""
NO_MILESTONE: AsideReason = "no_milestone"
DATES = 0.5
"""Share of dates among the values of a column from which it is a milestone."""
LEAST_COLUMNS = 3
"""Columns of dates from which a table is taken for one of milestones."""
LAYOUT = "one row per case; each of its dates counts as a row"
ROW, PLACE = "milestone row", "milestone place"
PAIR = re.compile(
    r"(?i)^(?P<stem>.+?)[\s_:–-]+(?:(?P<begin>beginn|start|von|begin|from)|(?:ende|bis|end|to))$"
)
"""A header that says which side of a milestone it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """Which columns are milestones, in the order of the file."""

    steps: tuple[Milestone, ...]
    columns: tuple[str, ...]
    """All columns of the table."""

    def opened(self, export: Export) -> Table:
        """One of several exports of this kind."""
        return self.table(fitting(export(), self.columns))

    def table(self, table: Table) -> Table:
        """The table with a row for each milestone that a case has reached."""

        def blocks() -> Iterator[Block]:
            return map(self.block, table.blocks())

        dates = {step.complete for step in self.steps} | {step.start for step in self.steps}
        return replace(
            table,
            blocks=blocks,
            reading=table.reading | {"layout": LAYOUT},
            milestones=tuple(name for name in table.columns if name in dates),
            records_per_row=len(self.steps),
        )

    def block(self, block: Block) -> Block:
        """The milestones of the rows; the number of a row can be told from theirs."""
        numbers = block.rows * len(self.steps)
        reached = self.cells(clean_cells(block.cells).with_columns(numbers.alias(ROW)))
        lost = numbers.filter(~numbers.is_in(reached[ROW].implode()))
        aside = pl.concat(
            [
                block.set_aside.with_columns(pl.col("row") * len(self.steps)),
                pl.DataFrame({"row": lost}).with_columns(reason=pl.lit(NO_MILESTONE)),
            ]
        )
        return replace(
            block,
            cells=reached.drop(ROW),
            rows=reached[ROW] + reached[RANK].cast(pl.UInt32),
            set_aside=aside,
        )

    def cells(self, cells: pl.DataFrame) -> pl.DataFrame:
        """A row for each milestone that is reached, row by row."""
        dates = {name for step in self.steps for name in (step.complete, step.start)}
        kept = [name for name in cells.columns if name not in dates]
        texts = [name for name in cells.columns if name in dates]
        if len({cells.schema[name] for name in texts}) > 1:
            cells = cells.with_columns(pl.col(texts).cast(pl.String))
        placed = cells.with_row_index(PLACE)
        parts = (_reached(placed, kept, step, rank) for rank, step in enumerate(self.steps))
        return pl.concat(parts).sort(PLACE, maintain_order=True).drop(PLACE)

    def options(self, options: ReadOptions) -> ReadOptions:
        """With what is known now of the columns."""
        start = START if any(step.start for step in self.steps) else None
        return replace(options, activity=ACTIVITY, timestamp=COMPLETE, start=start, order=RANK)


def milestones_of(cells: pl.DataFrame, options: ReadOptions) -> Milestones | None:
    """The milestones of a table: those that the user says, else guessed; None where there are none.

    A table has some where each row is another case and three columns or more hold dates that are
    no deadlines, unless the user names the activity or the time.

    >>> cells = pl.DataFrame({"Az": ["1", "2"], "Eingang": ["2.1.24", "3.1.24"],
    ...     "Prüfung Beginn": ["4.1.24", None], "Prüfung Ende": ["5.1.24", None]})
    >>> [step.activity for step in milestones_of(cells, ReadOptions()).steps]
    ['Eingang', 'Prüfung']
    """
    if options.milestones:
        named = {n for step in options.milestones for n in (step.complete, step.start) if n}
        for column in sorted(named - set(cells.columns)):
            raise unknown_column(column, "milestone", cells.columns)
        return Milestones(steps=options.milestones, columns=tuple(cells.columns))
    said = options.activity is not None or options.timestamp is not None
    if said or not one_row_per_case(cells, options):
        return None
    dates = [name for name, found in profile_columns(cells).items() if _is_milestone(found)]
    if len(dates) < LEAST_COLUMNS:
        return None
    return Milestones(steps=_paired(dates), columns=tuple(cells.columns))


def _is_milestone(column: ColumnProfile) -> bool:
    return column.dates >= DATES and attribute_role(column.name) != "deadline"


def _paired(dates: Sequence[str]) -> tuple[Milestone, ...]:
    """A milestone for each column; one for two that are its begin and its end."""
    sides = {name: PAIR.match(name) for name in dates}
    begins = {s["stem"]: name for name, s in sides.items() if s is not None and s["begin"]}
    steps = []
    for name, side in sides.items():
        stem = side["stem"] if side is not None else name
        if side is not None and side["begin"]:
            continue
        start = begins.pop(stem, None) if side is not None else None
        steps.append(Milestone(activity=stem if start else name, complete=name, start=start))
    alone = [Milestone(activity=name, complete=name) for name in begins.values()]
    return tuple(sorted([*steps, *alone], key=lambda step: dates.index(step.complete)))


def _reached(cells: pl.DataFrame, kept: Sequence[str], step: Milestone, rank: int) -> pl.DataFrame:
    """The rows that have this milestone."""
    nothing = pl.lit(None, dtype=cells.schema[step.complete])
    start = nothing if step.start is None else pl.col(step.start)
    return cells.select(
        PLACE,
        *kept,
        pl.lit(step.activity).alias(ACTIVITY),
        pl.col(step.complete).alias(COMPLETE),
        start.alias(START),
        pl.lit(str(rank)).alias(RANK),
    ).filter(pl.col(COMPLETE).is_not_null() | pl.col(START).is_not_null())
