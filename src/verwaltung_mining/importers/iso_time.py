"""ISO 8601 stamps, with or without offset, as instants and as the clock on the wall showed them."""

import polars as pl

from verwaltung_mining.importers.local_time import localise

ISO_STAMP = (
    r"^\s*(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<fraction>[.,]\d+)?"
    r"\s*(?P<offset>Z|z|[+-]\d{2}(?::?\d{2})?)?)?\s*$"
)


def read_iso_stamps(stamps: pl.Series, zone: str) -> pl.DataFrame:
    """Instants of ISO stamps; those without an offset are local times of `zone`.

    One row per stamp: `instant` (Datetime[us, UTC], null where unreadable), `wall` (Datetime[us],
    as written), `offset` (Int32, minutes, null where none is written), `date_only`, and
    `gap_shifted` or `ambiguous` where a local time exists never or twice (the earlier is taken).

    >>> stamps = pl.Series(["2024-01-31T23:30:00+01:00", "2024-07-01", "soon"])
    >>> read_iso_stamps(stamps, "Europe/Berlin")["instant"].dt.strftime("%d.%m. %H:%M").to_list()
    ['31.01. 22:30', '30.06. 22:00', None]
    """
    parts = stamps.to_frame("stamp").select(
        pl.col("stamp").str.extract_groups(ISO_STAMP).struct.unnest()
    )
    walls = parts.select(
        wall=_wall(),
        offset=_offset(),
        date_only=pl.col("date").is_not_null() & pl.col("time").is_null(),
    )
    local = localise(walls["wall"], zone)
    with_offset = pl.col("offset").is_not_null()
    written = (pl.col("wall") - pl.duration(minutes="offset")).dt.replace_time_zone("UTC")
    return walls.hstack(local).select(
        pl.when(with_offset).then(written).otherwise("instant").alias("instant"),
        "wall",
        "offset",
        "date_only",
        pl.col("gap_shifted") & ~with_offset,
        pl.col("ambiguous") & ~with_offset,
    )


def _wall() -> pl.Expr:
    time = pl.col("time").fill_null("00:00")
    seconds = pl.when(time.str.len_bytes() == len("00:00")).then(time + ":00").otherwise(time)
    fraction = pl.col("fraction").str.replace(",", ".", literal=True).fill_null("")
    text = pl.concat_str(pl.col("date"), pl.lit("T"), seconds, fraction)
    return text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)


def _offset() -> pl.Expr:
    digits = pl.col("offset").str.replace_all(r"[^\d]", "").str.pad_end(len("0000"), "0")
    hours, minutes = digits.str.slice(0, 2), digits.str.slice(2, 2)
    total = hours.cast(pl.Int32) * 60 + minutes.cast(pl.Int32)
    return pl.when(pl.col("offset").str.starts_with("-")).then(-total).otherwise(total)
