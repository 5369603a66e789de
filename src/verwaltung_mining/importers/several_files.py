"""Exports of one kind that follow each other, such as one file a month, as one export."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.manifest import is_stored_log
from verwaltung_mining.importers.format import Format
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.text.table import Block, Table, TableFacts
from verwaltung_mining.texts import Text

SHOWN = 3
"""Columns that a message names."""
_ONE_KIND = Text(
    de="Nehmen Sie Dateien anderer Art aus dem Ordner, oder beginnen Sie ihren Namen mit „_“.",
    en='take files of another kind out of the folder, or begin their names with "_".',
)


def exports_in(folder: Path) -> list[Path]:
    """The files of a folder in the order of their names; hidden ones and notes (_…) are none.

    Raises FileUnreadableError where there is none, and where further folders may hold some; stored
    logs beside them are passed over.
    """
    found = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    inner = [path.name for path in found if path.is_dir() and not is_stored_log(path)]
    if inner:
        raise _folders_within(folder, inner)
    files = [path for path in found if path.is_file()]
    if not files:
        raise _no_export(folder)
    return files


def told_of(folder: Path, error: FileUnreadableError) -> FileUnreadableError:
    """The error for a file of a folder, with what can be done about it there."""
    return FileUnreadableError(
        error.message,
        hint=Text(de=f"{error.hint.de} {_ONE_KIND.de}", en=f"{error.hint.en} {_ONE_KIND.en}"),
    )


def table_of(
    folder: Path, files: Sequence[Path], formats: Sequence[Format]
) -> Callable[[Path, ReadOptions], Table]:
    """How all files of a folder are opened.

    Raises FileUnreadableError where they are of several formats, or of one that is read file by
    file.
    """
    table = formats[0].table
    for file, found in zip(files, formats, strict=True):
        if found.name != formats[0].name:
            raise _several_formats(folder, file, found)
    if table is None:
        raise _one_by_one(folder, formats[0])
    return table


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


def nested(table: TableFacts, columns: Sequence[str]) -> FileUnreadableError:
    """The error for a file with nested values in columns that hold single ones in the others."""
    named = ", ".join(columns[:SHOWN])
    return FileUnreadableError(
        Text(
            de=f"{table.file_name} enthält Listen oder verschachtelte Werte in Spalten, die in den "
            f"anderen Dateien einfache enthalten ({named}).",
            en=f"{table.file_name} holds lists or nested values in columns that hold single ones "
            f"in the other files ({named}).",
        ),
        hint=_ONE_KIND,
    )


def one_of(tables: Sequence[TableFacts]) -> TableFacts:
    """What is known of several exports as one, called as the first; of a single one as it was."""
    if len(tables) == 1:
        return tables[0]
    readings = {name: dict.fromkeys(each.reading.get(name, "") for each in tables)
                for name in tables[0].reading}  # fmt: skip
    counts: Counter[str] = Counter()
    for each in tables:
        counts.update(each.quality_counts)
    checksums = "".join(f"{each.sha256}\n" for each in tables)
    return TableFacts(
        file_name=tables[0].file_name,
        sha256=hashlib.sha256(checksums.encode()).hexdigest(),
        importer=tables[0].importer,
        columns=tables[0].columns,
        reading={"files": str(len(tables))}
        | {name: ", ".join(said) for name, said in readings.items()},
        quality_counts=dict(counts),
        milestones=tables[0].milestones,
        records_per_row=tables[0].records_per_row,
    )


def _no_export(folder: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{folder} enthält keine Dateien.", en=f"{folder} holds no files."),
        hint=Text(
            de="Nennen Sie einen Export, einen Ordner mit Exporten oder ein eingelesenes "
            "Protokoll.",
            en="name an export, a folder of exports, or an imported log.",
        ),
    )


def _folders_within(folder: Path, names: Sequence[str]) -> FileUnreadableError:
    named = ", ".join(names[:SHOWN])
    return FileUnreadableError(
        Text(
            de=f"{folder} enthält weitere Ordner ({named}); gelesen wird nur, was direkt darin "
            "liegt.",
            en=f"{folder} holds further folders ({named}); only what lies directly in it is read.",
        ),
        hint=Text(
            de="Legen Sie alle Exporte nebeneinander, oder beginnen Sie die Namen anderer Ordner "
            "mit „_“.",
            en='put all exports side by side, or begin names of other folders with "_".',
        ),
    )


def _several_formats(folder: Path, file: Path, found: Format) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{folder} enthält Dateien verschiedener Formate ({file.name}: {found.title.de}).",
            en=f"{folder} holds files of several formats ({file.name}: {found.title.en}).",
        ),
        hint=_ONE_KIND,
    )


def _one_by_one(folder: Path, found: Format) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{folder} enthält {found.title.de}; davon wird eine Datei zurzeit gelesen.",
            en=f"{folder} holds {found.title.en}, of which one file is read at a time.",
        ),
        hint=Text(
            de="Nennen Sie eine der Dateien, und fügen Sie weitere mit --append an.",
            en="name one of the files, and add others with --append.",
        ),
    )


def _others(table: Table, columns: tuple[str, ...]) -> FileUnreadableError:
    missing = [name for name in columns if name not in table.columns]
    new = [name for name in table.columns if name not in columns]
    lacking, more = (", ".join(names[:SHOWN]) or "–" for names in (missing, new))
    return FileUnreadableError(
        Text(
            de=f"{table.file_name} hat andere Spalten als die erste Datei "
            f"(fehlend: {lacking}; neu: {more}).",
            en=f"{table.file_name} has other columns than the first file "
            f"(missing: {lacking}; new: {more}).",
        ),
        hint=_ONE_KIND,
    )
