"""Clock times of a zone as instants, where the zone skips an hour or has one twice."""

from typing import Literal

import polars as pl
from polars.exceptions import ComputeError

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.importers.options import DEFAULT_ZONE
from verwaltung_mining.texts import Text

GAP_SHIFT = pl.duration(hours=1)
"""A time in the hour that the spring change skips is read one hour later."""


def localise(wall: pl.Series, zone: str) -> pl.DataFrame:
    """Instants of clock times in `zone`, one row per value.

    Columns: `instant` (Datetime[us, UTC]), `gap_shifted` (the clock never showed this time: read
    one hour later), `ambiguous` (it showed it twice: the earlier is taken).

    >>> from datetime import datetime
    >>> wall = pl.Series([datetime(2024, 3, 31, 2, 30), datetime(2024, 10, 27, 2, 30)])
    >>> localise(wall, "Europe/Berlin").rows()[0][1:], localise(wall, "Europe/Berlin").rows()[1][1:]
    ((True, False), (False, True))
    """
    clock = pl.col("wall")
    frame = wall.alias("wall").to_frame().with_columns(instant=_in_zone(clock, zone, "null"))
    odd = clock.is_not_null() & pl.col("instant").is_null()
    if frame.select(odd.any()).item():
        earliest = _in_zone(clock, zone, "earliest")
        shifted = _in_zone(clock + GAP_SHIFT, zone, "earliest")
        frame = frame.with_columns(
            instant=pl.coalesce("instant", earliest, shifted),
            gap_shifted=odd & earliest.is_null(),
            ambiguous=odd & earliest.is_not_null(),
        )
    else:
        frame = frame.with_columns(gap_shifted=pl.lit(False), ambiguous=pl.lit(False))
    return frame.select(
        pl.col("instant").dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC")),
        "gap_shifted",
        "ambiguous",
    )


def check_zone(zone: str) -> None:
    """Raise SettingsError where nobody knows the zone."""
    moment = pl.Series([0]).cast(pl.Datetime("us"))
    try:
        moment.dt.replace_time_zone(zone)
    except ComputeError as error:
        raise SettingsError(
            Text(de=f"Die Zeitzone „{zone}“ ist unbekannt.", en=f"unknown time zone '{zone}'."),
            hint=Text(
                de=f"Üblich ist {DEFAULT_ZONE}; gemeint sind Namen der IANA-Datenbank.",
                en=f"the usual one is {DEFAULT_ZONE}; names are those of the IANA database.",
            ),
        ) from error


def _in_zone(clock: pl.Expr, zone: str, ambiguous: Literal["null", "earliest"]) -> pl.Expr:
    return clock.dt.replace_time_zone(zone, ambiguous=ambiguous, non_existent="null")
