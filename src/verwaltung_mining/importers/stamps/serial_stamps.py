"""Stamps written as one number: days of a spreadsheet, or Unix time."""

from collections import Counter
from dataclasses import dataclass

import polars as pl

NUMERIC_SHARE = 0.9
"""Share of numbers from which a column without any date is read as serial numbers."""
SPREADSHEET_DAYS = (20_000.0, 80_000.0)
"""Serial days of the years 1954 to 2119."""
SPREADSHEET_ORIGIN = 25_569
"""Serial day of 1970-01-01; day 0 is 1899-12-30."""
UNIX_SECONDS = (5e8, 7e9)
"""Years 1985 to 2191; a thousand times that in milliseconds."""
SECONDS_PER_DAY = 24 * 60 * 60
TEXTS = "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialKind:
    """One way to write stamps as numbers; `local` ones are clock times, others instants."""

    name: str
    low: float
    high: float
    per_second: float
    origin: int = 0
    local: bool = False


KINDS = (
    SerialKind(
        name="spreadsheet days",
        low=SPREADSHEET_DAYS[0],
        high=SPREADSHEET_DAYS[1],
        per_second=1 / SECONDS_PER_DAY,
        origin=SPREADSHEET_ORIGIN,
        local=True,
    ),
    SerialKind(
        name="unix seconds", low=UNIX_SECONDS[0], high=UNIX_SECONDS[1], per_second=1.0
    ),
    SerialKind(
        name="unix milliseconds", low=1e3 * UNIX_SECONDS[0], high=1e3 * UNIX_SECONDS[1],
        per_second=1e3,
    ),
)  # fmt: skip
"""Asked in this order; their ranges do not overlap."""


def serial_counts(texts: pl.Series) -> Counter[str]:
    """How many texts there are, and how many are numbers of each kind; counts of parts add up."""
    numbers = _numbers(texts)
    found = {k.name: int(numbers.is_between(k.low, k.high).sum()) for k in KINDS}
    return Counter({TEXTS: texts.len(), **found})


def serial_kind(counts: Counter[str]) -> SerialKind | None:
    """The kind of which nearly all texts are, if any.

    >>> serial_kind(serial_counts(pl.Series(["45293.34375"]))).name
    'spreadsheet days'
    """
    wanted = max(1, NUMERIC_SHARE * counts[TEXTS])
    return next((kind for kind in KINDS if counts[kind.name] >= wanted), None)


def serial_stamps(texts: pl.Series, kind: SerialKind) -> pl.Series:
    """The numbers as stamps, without a zone where they are clock times, else in UTC.

    >>> serial_stamps(pl.Series(["45293.34375"]), KINDS[0]).dt.strftime("%d.%m.%Y %H:%M").to_list()
    ['02.01.2024 08:15']
    """
    since = _numbers(texts) - kind.origin
    seconds = (since * SECONDS_PER_DAY).round() if kind.local else since / kind.per_second
    stamps = (seconds * 1e6).round().cast(pl.Int64, strict=False).cast(pl.Datetime("us"))
    return stamps if kind.local else stamps.dt.replace_time_zone("UTC")


def _numbers(texts: pl.Series) -> pl.Series:
    return texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
