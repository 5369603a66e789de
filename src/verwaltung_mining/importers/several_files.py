"""Exports of one kind that follow each other, such as one file a month, as one export."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.importers.text.table import Block, Table, TableFacts
from verwaltung_mining.texts import Text

SHOWN = 3
"""Columns that a message names."""


def fitting(table: Table, columns: tuple[str, ...]) -> Table:
    """The table with its columns in this order.

    Raises FileUnreadableError where it has others.
    """
    if table.columns == columns:
        return table
    if set(table.columns) != set(columns):
        raise _others(table, columns)

    def blocks() -> Iterator[Block]:
        for block in table.blocks():
            yield replace(block, cells=block.cells.select(columns))

    return replace(table, columns=columns, blocks=blocks)


def one_of(tables: Sequence[TableFacts]) -> TableFacts:
    """What is known of several exports as one; that of a single one is as it was."""
    if len(tables) == 1:
        return tables[0]
    readings = {name: dict.fromkeys(each.reading.get(name, "") for each in tables)
                for name in tables[0].reading}  # fmt: skip
    counts: Counter[str] = Counter()
    for each in tables:
        counts.update(each.quality_counts)
    checksums = "".join(f"{each.sha256}\n" for each in tables)
    return TableFacts(
        file_name=f"{tables[0].file_name} … {tables[-1].file_name}",
        sha256=hashlib.sha256(checksums.encode()).hexdigest(),
        importer=tables[0].importer,
        columns=tables[0].columns,
        reading={"files": str(len(tables))}
        | {name: ", ".join(said) for name, said in readings.items()},
        quality_counts=dict(counts),
    )


def _others(table: Table, columns: tuple[str, ...]) -> FileUnreadableError:
    missing = [name for name in columns if name not in table.columns]
    new = [name for name in table.columns if name not in columns]
    named = ", ".join((missing or new)[:SHOWN])
    found = (
        Text(de=f"es fehlt: {named}", en=f"missing: {named}")
        if missing
        else Text(de=f"neu ist: {named}", en=f"new: {named}")
    )
    return FileUnreadableError(
        Text(
            de=f"{table.file_name} hat andere Spalten als die erste Datei ({found.de}).",
            en=f"{table.file_name} has other columns than the first file ({found.en}).",
        ),
        hint=Text(
            de="Legen Sie nur Exporte derselben Art in einen Ordner; andere lesen Sie einzeln ein.",
            en="put only exports of one kind in a folder; import others one by one.",
        ),
    )
