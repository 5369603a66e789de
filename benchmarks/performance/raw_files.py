"""A generated log as exports come: delimited text, Parquet or XES, with people still in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr

import polars as pl
from benchmarks.performance.draw import AMOUNT, CATEGORIES, Chunk, chunks
from benchmarks.performance.open_hours import ZONE
from benchmarks.performance.procedure import ACTIVITIES, UNITS

PERSON_DIGITS, CASE_DIGITS = 3, 9
XES_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n'
XES_ATTRIBUTE = {"Betrag": "float"}


def raw_file(file: Path, *, events: int, seed: int) -> Path:
    """The file, written if it is not there, as its suffix says (.csv, .parquet, .xes)."""
    if file.exists():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.part")
    with half.open("wb") as stream:
        WRITERS[file.suffix](stream, chunks(events, seed=seed))
    half.rename(file)
    return file


def in_files(file: Path, folder: Path, number: int) -> None:
    """Cut delimited text into a folder of so many files of about the same size."""
    half = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    size = file.stat().st_size // number + 1
    with file.open("rb") as whole:
        header = whole.readline()
        for n in range(number):
            with (half / f"{n:03d}.csv").open("wb") as part:
                part.write(header)
                part.writelines(whole.readlines(size))
    half.rename(folder)


def _rows(chunk: Chunk) -> pl.DataFrame:
    """One row per event, cases in order; stamps in UTC."""
    case = chunk.events["case"]
    attributes = chunk.attributes[(case - case[0]).to_numpy()]
    rows = chunk.events.select(
        "start",
        "timestamp",
        ("AZ-" + pl.col("case").cast(pl.String).str.zfill(CASE_DIGITS)).alias("Aktenzeichen"),
        pl.lit(pl.Series(ACTIVITIES)).gather(pl.col("activity")).alias("Aktivität"),
        ("sb" + pl.col("person").cast(pl.String).str.zfill(PERSON_DIGITS)).alias("Bearbeiter"),
        pl.lit(pl.Series(UNITS)).gather(pl.col("org_unit")).alias("Organisationseinheit"),
    )
    return pl.concat([rows, attributes.with_columns(pl.col(*CATEGORIES).cast(pl.String))],
                     how="horizontal")  # fmt: skip


def _by_time(chunk: Chunk) -> pl.DataFrame:
    """As most systems write it: sorted by completion, ties in the order of the work; local."""
    local = pl.col("start", "timestamp").dt.convert_time_zone(ZONE).dt.replace_time_zone(None)
    rows = _rows(chunk).sort("timestamp", maintain_order=True).with_columns(local)
    named = rows.rename({"start": "Beginn", "timestamp": "Ende"})
    first = ["Aktenzeichen", "Aktivität", "Beginn", "Ende"]
    return named.select(*first, pl.exclude(first))


def _delimited(stream: IO[bytes], parts: Iterator[Chunk]) -> None:
    for number, chunk in enumerate(parts):
        _by_time(chunk).write_csv(
            stream,
            include_header=number == 0,
            separator=";",
            decimal_comma=True,
            datetime_format="%d.%m.%Y %H:%M:%S",
        )


def _parquet(stream: IO[bytes], parts: Iterator[Chunk]) -> None:
    pl.concat(_by_time(chunk) for chunk in parts).write_parquet(stream)


def _xes(stream: IO[bytes], parts: Iterator[Chunk]) -> None:
    """A start and a completion per step, side by side."""
    stream.write(XES_HEAD.encode())
    for chunk in parts:
        rows = _rows(chunk)
        events = rows.select("Aktenzeichen", *CATEGORIES, AMOUNT, text=_xes_event())
        keys = ["Aktenzeichen", *CATEGORIES, AMOUNT]
        traces = events.group_by(keys, maintain_order=True).agg(pl.col("text").str.join(""))
        text = traces.select(_xes_trace(keys) + pl.col("text") + "</trace>\n").to_series()
        stream.write("".join(text).encode())
    stream.write(b"</log>\n")


def _xes_event() -> pl.Expr:
    shared = pl.concat_str(
        _xes_value("string", "concept:name", pl.col("Aktivität")),
        _xes_value("string", "org:resource", pl.col("Bearbeiter")),
        _xes_value("string", "org:group", pl.col("Organisationseinheit")),
    )
    return pl.concat_str(
        part
        for transition, stamp in (("start", "start"), ("complete", "timestamp"))
        for part in (
            pl.lit("<event>"),
            shared,
            _xes_value("string", "lifecycle:transition", pl.lit(transition)),
            _xes_value("date", "time:timestamp", pl.col(stamp).dt.strftime("%FT%T+00:00")),
            pl.lit("</event>\n"),
        )
    )


def _xes_trace(keys: list[str]) -> pl.Expr:
    names = {"Aktenzeichen": "concept:name"}
    return pl.concat_str(
        pl.lit("<trace>"),
        *(
            _xes_value(XES_ATTRIBUTE.get(key, "string"), names.get(key, key), pl.col(key))
            for key in keys
        ),
    )


def _xes_value(kind: str, key: str, value: pl.Expr) -> pl.Expr:
    """No label of the generated log holds a character that XML would escape."""
    return pl.concat_str(pl.lit(f'<{kind} key={quoteattr(key)} value="'), value, pl.lit('"/>'))


WRITERS: dict[str, Callable[[IO[bytes], Iterator[Chunk]], None]] = {
    ".csv": _delimited,
    ".parquet": _parquet,
    ".xes": _xes,
}
