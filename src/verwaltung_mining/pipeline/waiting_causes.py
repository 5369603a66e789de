"""Why cases wait before each step, as a table by transition."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.information_request import (
    InformationRequestSettings,
    asking_steps,
)
from verwaltung_mining.detectors.requirements import units_and_starts
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.batch_by_date import batch_by_date
from verwaltung_mining.measures.enabled_by import enabled_by
from verwaltung_mining.measures.unit_timeline import WorkingTime
from verwaltung_mining.measures.waiting_causes import CAUSES, waiting_causes
from verwaltung_mining.release.document import WaitingCauses, WaitingRow
from verwaltung_mining.release.waiting_causes import waiting_row
from verwaltung_mining.texts import Text

Ints = npt.NDArray[np.int64]

MILLISECONDS_PER_DAY = 86_400_000
COARSE = ("day", "interval")
"""Precisions that do not tell the order within a day."""


def waiting_causes_part(
    log: EventLog, analysed: AnalysedLog, exchange: InformationRequestSettings
) -> WaitingCauses:
    """The table before the gate, most waiting first; empty with the reason where there is none.

    What lies between a request to the applicant and the next step is the applicant's time, and is
    left out, like steps whose moment is set from outside.
    """
    missing = units_and_starts(analysed)
    if missing is not None:
        return WaitingCauses(skipped=missing)
    works = _works(analysed)
    if works.is_empty():
        return WaitingCauses(skipped=NOT_KNOWN)
    causes = waiting_causes(works, working=_office_time(analysed))
    waits = pl.concat([works, causes], how="horizontal").filter(
        pl.col("source").is_not_null()
        & ~pl.col("outside")
        & ~pl.col("source").is_in(asking_steps(analysed.activities, exchange))
    )
    table = (
        waits.with_columns(
            processing=(pl.col("timestamp") - pl.col("start")).dt.total_milliseconds()
        )
        .group_by("source", "activity")
        .agg(
            pl.col("index").n_unique().alias("cases"),
            pl.len().alias("occurrences"),
            pl.col("wait", "processing", *CAUSES).sum(),
        )
        .sort(["wait", "source", "activity"], descending=[True, False, False])
    )
    names = analysed.activities
    return WaitingCauses(transitions=tuple(_row(row, names) for row in table.iter_rows(named=True)))


NOT_KNOWN = Text(
    de="kein ausgewerteter Schritt hat Beginn, Ende mit Uhrzeit und Organisationseinheit",
    en="no analysed step has a start, an end with a time of day and an organisational unit",
)


def _row(row: dict[str, int], names: tuple[str, ...]) -> WaitingRow:
    return waiting_row(
        {cause: row[cause] / MILLISECONDS_PER_DAY for cause in CAUSES},
        source=names[row["source"]],
        target=names[row["activity"]],
        cases=row["cases"],
        occurrences=row["occurrences"],
        processing_days=row["processing"] / MILLISECONDS_PER_DAY,
    )


def _works(log: AnalysedLog) -> pl.DataFrame:
    """Every piece of work with a unit and exact stamps, since when it could begin, its batch.

    A case's first step could begin when it began.
    """
    events = log.events.collect(
        "index", "activity", "org_unit", "start", "timestamp", "time_precision", "outside"
    )
    works = (
        pl.concat([events, enabled_by(events)], how="horizontal")
        .filter(
            pl.col("start").is_not_null()
            & pl.col("org_unit").is_not_null()
            & ~pl.col("time_precision").is_in(COARSE)
            & (pl.col("start") <= pl.col("timestamp"))
        )
        .with_columns(enabled=pl.coalesce("enabled", "start"))
    )
    return pl.concat([works, batch_by_date(works, log.clock)], how="horizontal")


def _office_time(log: AnalysedLog) -> WorkingTime:
    """The office's clock in whole milliseconds, the same for every unit."""

    def working(_unit: Ints, moment: Ints) -> Ints:
        return np.rint(log.clock.seconds(moment) * 1000).astype(np.int64)

    return working
