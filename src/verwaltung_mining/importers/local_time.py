"""Clock times of a zone as instants, where the zone skips an hour or has one twice."""

import polars as pl

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
    frame = (
        wall.alias("wall")
        .to_frame()
        .with_columns(
            earliest=clock.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null"),
            latest=clock.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null"),
        )
    )
    gap = clock.is_not_null() & pl.col("earliest").is_null()
    if frame.select(gap.any()).item():
        shifted = (clock + GAP_SHIFT).dt.replace_time_zone(
            zone, ambiguous="earliest", non_existent="null"
        )
        frame = frame.with_columns(instant=pl.coalesce("earliest", shifted))
    else:
        frame = frame.with_columns(instant=pl.col("earliest"))
    return frame.select(
        pl.col("instant").dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC")),
        gap_shifted=gap,
        ambiguous=(pl.col("earliest") != pl.col("latest")).fill_null(False),
    )
