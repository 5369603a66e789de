"""Where a case changes hands."""

import polars as pl

from verwaltung_mining.measures.previous_event import of_previous_event


def handover(events: pl.LazyFrame) -> pl.LazyFrame:
    """Whether unit and person differ from the previous event of the case.

    Adds per event: unit_handover and person_handover (Boolean; null for a case's first event and
    where one of the two is unknown). Persons are pseudonyms that hold inside one case only.
    Source: van der Aalst, Reijers & Song 2005 (handover of work).

    >>> events = pl.LazyFrame({"case": [0, 0, 0], "org_unit": [1, 2, None], "person": [0, 0, 1]})
    >>> handover(events).select("unit_handover", "person_handover").collect().rows()
    [(None, None), (True, False), (None, True)]
    """
    return events.with_columns(
        (pl.col("org_unit") != of_previous_event("org_unit")).alias("unit_handover"),
        (pl.col("person") != of_previous_event("person")).alias("person_handover"),
    )
