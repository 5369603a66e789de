"""Stamps written as one number: days of a spreadsheet, or Unix time."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialStamps:
    """Numbers read as stamps; `local` ones are clock times, the others instants in UTC."""

    name: str
    values: pl.Series
    local: bool
    written: str


def serial_instants(texts: pl.Series) -> SerialStamps | None:
    """The numbers as stamps where nearly all lie in the range of one way to count, else None.

    >>> serial_instants(pl.Series(["45293.34375"])).values.dt.strftime("%d.%m.%Y %H:%M").to_list()
    ['02.01.2024 08:15']
    """
    numbers = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    if _share(numbers, *SPREADSHEET_DAYS) >= NUMERIC_SHARE:
        seconds = ((numbers - SPREADSHEET_ORIGIN) * SECONDS_PER_DAY).round()
        whole = bool((seconds % SECONDS_PER_DAY == 0).all())
        return SerialStamps(
            name="spreadsheet days",
            values=_datetimes(seconds).dt.replace_time_zone(None),
            local=True,
            written="day" if whole else "second",
        )
    for name, per_second in (("unix seconds", 1.0), ("unix milliseconds", 1e3)):
        if _share(numbers / per_second, *UNIX_SECONDS) >= NUMERIC_SHARE:
            instants = _datetimes(numbers / per_second)
            return SerialStamps(name=name, values=instants, local=False, written="second")
    return None


def _share(numbers: pl.Series, low: float, high: float) -> float:
    share = numbers.is_between(low, high).fill_null(False).mean()
    return share if isinstance(share, float) else 0.0


def _datetimes(seconds: pl.Series) -> pl.Series:
    micros = (seconds * 1e6).round().cast(pl.Int64, strict=False)
    return micros.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
