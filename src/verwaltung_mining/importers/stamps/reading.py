"""Columns of text as instants, with how precise each stamp is and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.eventlog.row_reasons import AsideReason
from verwaltung_mining.importers.options import DateOrder
from verwaltung_mining.importers.stamps.date_order import (
    check_field_orders,
    date_heads,
    likely_field_orders,
)
from verwaltung_mining.importers.stamps.evidence import StampEvidence, StampWay
from verwaltung_mining.importers.stamps.local_time import localise
from verwaltung_mining.importers.stamps.precision import clocks
from verwaltung_mining.importers.stamps.serial_stamps import (
    SerialKind,
    serial_counts,
    serial_stamps,
)
from verwaltung_mining.importers.stamps.stamp_formats import FORMATS, StampFormat, declared_format
from verwaltung_mining.importers.stamps.stamp_text import tidy

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years a stamp of a case may lie in; %Y alone would read 02.01.24 as the year 24."""
SENTINEL_DATES = (
    "0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01",
    "2999-12-31", "9999-01-01", "9999-12-31",
)  # fmt: skip
"""Dates that systems write for "none" (importers.md 1.4, and the origin of Unix time)."""
ZERO_DATE = r"^0{1,4}[.\-/]0{1,2}[.\-/]0{1,4}|^0{8}"
SAMPLE_VALUES = 1000
FRACTION = r":\d{2}\.\d"
"""Of a second; a pattern that allows for one takes four times as long to read."""

UNREADABLE: AsideReason = "timestamp_unreadable"
SWAPPED: AsideReason = "timestamp_day_month_swapped"
SENTINEL: AsideReason = "timestamp_sentinel"
OUT_OF_RANGE: AsideReason = "timestamp_out_of_range"

STAMP_SCHEMA = pl.Schema(
    {
        "row": pl.UInt32(),
        "instant": pl.Datetime("us", "UTC"),
        "wall": pl.Datetime("us"),
        "written": pl.String(),
        "problem": pl.String(),
        "gap_shifted": pl.Boolean(),
        "ambiguous": pl.Boolean(),
        "two_digit_year": pl.Boolean(),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """A column, or a part of it, read as stamps."""

    frame: pl.DataFrame
    """One row per value: `instant`, `wall` (on the clock of the zone), `clock` (as in `clocks`),
    `problem` (null where the stamp is good or empty), `gap_shifted`, `ambiguous`,
    `two_digit_year`."""
    evidence: StampEvidence
    way: StampWay
    """How it was read."""

    @property
    def formats(self) -> dict[str, int]:
        """Pattern → stamps read with it, the most frequent first."""
        return self.evidence.used(self.way)


def read_stamps(
    values: pl.Series,
    *,
    zone: str,
    date_order: DateOrder | None = None,
    formats: tuple[str, ...] = (),
) -> Stamps:
    """A whole column of text as stamps; `formats` are tried before the built-in ones.

    Stamps without offset are clock times of `zone`. Raises AmbiguousError where day and month
    cannot be told apart.

    >>> read = read_stamps(pl.Series(["02.01.2024 08:15", "31.12.9999"]), zone="Europe/Berlin")
    >>> read.frame["instant"].dt.strftime("%H:%M").to_list(), read.frame["problem"].to_list()
    (['07:15', None], [None, 'timestamp_sentinel'])
    """
    read = read_part(values, None, zone=zone, date_order=date_order, formats=formats)
    check_field_orders(read.evidence.heads, date_order, values.name)
    return read


def read_part(
    values: pl.Series,
    way: StampWay | None,
    *,
    zone: str,
    date_order: DateOrder | None = None,
    formats: tuple[str, ...] = (),
) -> Stamps:
    """A part of a column of text as stamps written in a known way, or in its own where None."""
    rest = pl.DataFrame({"text": tidy(values)}).with_row_index("row")
    parts = [rest.filter(pl.col("text").is_null()).select("row")]
    rest = rest.drop_nulls("text")
    used = Counter[str]()
    rest = _read_with([declared_format(f) for f in formats], rest, zone, parts, used)
    heads = date_heads(rest["text"])
    orders = way.orders if way else likely_field_orders(heads, date_order)
    rest = _read_with(_by_frequency(rest["text"], orders), rest, zone, parts, used)
    evidence = StampEvidence(heads=heads, formats=used, numbers=serial_counts(rest["text"]))
    found = way or evidence.way(date_order)
    if rest.height and found.serial is not None:
        parts.append(_read_numbers(rest, zone, found.serial))
        evidence = replace(evidence, serials=parts[-1]["instant"].count())
    elif rest.height:
        parts.append(rest.select("row", problem=_unreadable(rest["text"], None)))
    return Stamps(frame=_assembled(parts), evidence=evidence, way=found)


def read_instants(values: pl.Series, *, zone: str) -> Stamps:
    """A typed column (Date or Datetime, with or without zone) as stamps."""
    rows = pl.DataFrame({"row": pl.int_range(len(values), dtype=pl.UInt32, eager=True)})
    written = "day" if values.dtype == pl.Date else "second"
    if isinstance(values.dtype, pl.Datetime) and values.dtype.time_zone is not None:
        part = _from_instants(rows, values.dt.convert_time_zone("UTC"), zone, written)
    else:
        part = _from_walls(rows, values.cast(pl.Datetime("us")), zone, written)
    typed = StampEvidence(
        heads=date_heads(pl.Series(dtype=pl.String)),
        formats=Counter({str(values.dtype): values.count()}),
    )
    return Stamps(frame=_assembled([part]), evidence=typed, way=typed.way(None))


def _read_with(
    entries: list[StampFormat],
    rest: pl.DataFrame,
    zone: str,
    parts: list[pl.DataFrame],
    used: Counter[str],
) -> pl.DataFrame:
    """Read what has the shape of one of the formats into `parts`; gives back the others."""
    for entry in entries:
        if rest.is_empty():
            break
        hits = rest["text"].str.contains(entry.shape)
        if hits.any():
            parts.append(_read(rest.filter(hits), entry, zone))
            rest = rest.filter(~hits)
            used[entry.pattern] += parts[-1]["instant"].count()
    return rest


def _by_frequency(texts: pl.Series, orders: Mapping[str, DateOrder]) -> list[StampFormat]:
    sample = texts.gather_every(max(1, len(texts) // SAMPLE_VALUES))
    outlines = sample.str.replace_all(r"\d", "0").value_counts(name="values").rows()
    usable = [f for f in FORMATS if f.fields in ("ymd", orders.get(f.separator))]
    hits = {f: sum(n for outline, n in outlines if re.search(f.shape, outline)) for f in usable}
    return sorted(usable, key=lambda f: -hits[f])


def _read(rest: pl.DataFrame, entry: StampFormat, zone: str) -> pl.DataFrame:
    text = rest["text"]
    if entry.with_offset:
        instants = text.str.strptime(pl.Datetime("us", "UTC"), entry.pattern, strict=False)
        part = _from_instants(rest, instants, zone, entry.precision)
    else:
        pattern = entry.pattern if text.str.contains(FRACTION).any() else entry.whole_seconds
        walls = text.str.strptime(pl.Datetime("us"), pattern, strict=False)
        part = _from_walls(rest, walls, zone, entry.precision)
    part = part.with_columns(two_digit_year=pl.lit(entry.two_digit_year))
    unread = part["problem"].is_null() & part["instant"].is_null()
    if not unread.any():
        return part
    return part.with_columns(
        problem=pl.when(unread).then(_unreadable(text, entry)).otherwise(pl.col("problem"))
    )


def _from_walls(rest: pl.DataFrame, walls: pl.Series, zone: str, written: str) -> pl.DataFrame:
    problems, good = _guarded(walls)
    return rest.select("row").with_columns(
        *localise(good, zone), wall=good, written=pl.lit(written), problem=problems
    )


def _from_instants(
    rest: pl.DataFrame, instants: pl.Series, zone: str, written: str
) -> pl.DataFrame:
    instants = instants.cast(pl.Datetime("us", "UTC"))
    problems, walls = _guarded(instants.dt.convert_time_zone(zone).dt.replace_time_zone(None))
    return rest.select("row").with_columns(
        instant=instants.set(walls.is_null(), None),
        wall=walls,
        written=pl.lit(written),
        problem=problems,
    )


def _guarded(walls: pl.Series) -> tuple[pl.Series, pl.Series]:
    wall = pl.col("wall")
    sentinels = pl.Series(list(SENTINEL_DATES)).str.to_date("%Y-%m-%d").implode()
    frame = (
        walls.alias("wall")
        .to_frame()
        .with_columns(
            problem=pl.when(wall.dt.date().is_in(sentinels))
            .then(pl.lit(SENTINEL))
            .when(~wall.dt.year().is_between(FIRST_YEAR, LAST_YEAR))
            .then(pl.lit(OUT_OF_RANGE))
        )
    )
    good = pl.when(pl.col("problem").is_null()).then(wall)
    return frame["problem"], frame.select(good.alias("wall")).to_series()


def _unreadable(text: pl.Series, entry: StampFormat | None) -> pl.Series:
    frame = text.alias("text").to_frame()
    swapped = pl.lit(False)
    if entry is not None and entry.fields != "ymd":
        other = entry.pattern.replace("%d", "%?").replace("%m", "%d").replace("%?", "%m")
        swapped = pl.col("text").str.strptime(pl.Datetime("us"), other, strict=False).is_not_null()
    return frame.select(
        pl.when(pl.col("text").str.contains(ZERO_DATE))
        .then(pl.lit(SENTINEL))
        .when(swapped)
        .then(pl.lit(SWAPPED))
        .otherwise(pl.lit(UNREADABLE))
    ).to_series()


def _read_numbers(rest: pl.DataFrame, zone: str, kind: SerialKind) -> pl.DataFrame:
    stamps = serial_stamps(rest["text"], kind)
    read = _from_walls if kind.local else _from_instants
    unread = pl.col("problem").is_null() & pl.col("instant").is_null()
    return read(rest, stamps, zone, "second").with_columns(
        problem=pl.when(unread).then(pl.lit(UNREADABLE)).otherwise(pl.col("problem"))
    )


def _assembled(parts: list[pl.DataFrame]) -> pl.DataFrame:
    flags = ("gap_shifted", "ambiguous", "two_digit_year")
    empty = pl.DataFrame(schema=STAMP_SCHEMA)
    filled = [part for part in parts if part.height]
    frame = pl.concat([empty, *filled], how="diagonal")
    if len(filled) > 1:
        frame = frame.sort("row")
    return frame.with_columns(
        pl.col(flags).fill_null(False), clock=clocks(frame["wall"], frame["written"])
    ).drop("row", "written")
