"""Why cases wait before each step, as a table by transition."""

from collections.abc import Collection
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.information_request import (
    InformationRequestSettings,
    asking_steps,
)
from verwaltung_mining.detectors.requirements import units_and_starts
from verwaltung_mining.eventlog.case_parts import of_cases
from verwaltung_mining.eventlog.sampling import scattered
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.batch_by_date import batch_by_date
from verwaltung_mining.measures.enabled_by import enabled_by
from verwaltung_mining.measures.unit_timeline import WorkingTime
from verwaltung_mining.measures.waiting_causes import CAUSES, waiting_causes
from verwaltung_mining.release.document import UnitSample, WaitingCauses, WaitingRow
from verwaltung_mining.release.waiting_causes import waiting_row
from verwaltung_mining.texts import Text

Ints = npt.NDArray[np.int64]

MILLISECONDS_PER_DAY = 86_400_000
FEWEST_UNITS = 5
"""Units drawn: a table of fewer would tell about them, which needs an agreement."""
COARSE = ("day", "interval")
"""Precisions that do not tell the order within a day."""


def waiting_causes_part(
    analysed: AnalysedLog, exchange: InformationRequestSettings
) -> WaitingCauses:
    """The table before the gate, most waiting first; empty with the reason where there is none.

    What lies between a request to the applicant and the next step is the applicant's time, and is
    left out, like steps whose moment is set from outside.
    """
    missing = units_and_starts(analysed)
    if missing is not None:
        return WaitingCauses(skipped=missing)
    units = _looked_at(analysed)
    if units.is_empty():
        return WaitingCauses(skipped=UNITS_TOO_LARGE)
    works = _works(analysed, units)
    if works.is_empty():
        return WaitingCauses(skipped=NOT_KNOWN)
    names = analysed.activities
    table = _table(analysed, works, asking_steps(names, exchange))
    return WaitingCauses(
        transitions=tuple(_row(row, names) for row in table.iter_rows(named=True)),
        units=None if analysed.scale == 1.0 else _share(analysed, units),
    )


def _table(log: AnalysedLog, works: pl.DataFrame, asking: Collection[int]) -> pl.DataFrame:
    """Per transition its cases, occurrences, and milliseconds of wait, of causes and of work."""
    causes = waiting_causes(works, working=_office_time(log))
    waits = pl.concat([works, causes], how="horizontal").filter(
        pl.col("source").is_not_null() & ~pl.col("outside") & ~pl.col("source").is_in(list(asking))
    )
    return (
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


NOT_KNOWN = Text(
    de="kein ausgewerteter Schritt hat Beginn, Ende mit Uhrzeit und Organisationseinheit",
    en="no analysed step has a start, an end with a time of day and an organisational unit",
)


UNITS_TOO_LARGE = Text(
    de="die Organisationseinheiten sind so groß, dass die gesamte Arbeit von fünf mehr ist, als "
    "sich die Auswertung einzeln ansieht; `sample_events` unter [analysis] erlaubt ihr mehr",
    en="the units are so large that all the work of five is more than the analysis looks at piece "
    "by piece; `sample_events` under [analysis] lets it look at more",
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


def _works(log: AnalysedLog, units: pl.Series) -> pl.DataFrame:
    """Every piece of work of these units with exact stamps, since when it could begin, its batch.

    A case's first step could begin when it began.
    """
    outside = log.events.collect("activity", where=pl.col("outside"))["activity"].unique()
    works = pl.concat(log.whole.work.map(partial(_works_of_part, outside, units)))
    return pl.concat([works, batch_by_date(works, log.clock)], how="horizontal")


def _works_of_part(outside: pl.Series, units: pl.Series, work: pl.DataFrame) -> pl.DataFrame:
    theirs = work.filter(pl.col("org_unit").is_in(units.implode()))["case"].unique()
    events = of_cases(theirs.sort(), work).rename({"case": "index"})
    return (
        pl.concat([events, enabled_by(events)], how="horizontal")
        .filter(
            pl.col("org_unit").is_in(units.implode())
            & pl.col("start").is_not_null()
            & ~pl.col("time_precision").is_in(COARSE)
            & (pl.col("start") <= pl.col("timestamp"))
        )
        .with_columns(
            enabled=pl.coalesce("enabled", "start"),
            outside=pl.col("activity").is_in(outside.implode()),
        )
    )


def _share(log: AnalysedLog, drawn: pl.Series) -> UnitSample:
    known = log.whole.events_by_unit["org_unit"].drop_nulls()
    return UnitSample(looked_at=len(drawn), all_units=len(known))


def _looked_at(log: AnalysedLog) -> pl.Series:
    """The units all of whose work is looked at: all; where cases are a sample, units too.

    As many as have no more events together than the sample of cases; which, hangs on their codes
    alone. None where these are so few that the table would be about single units.
    """
    units = log.whole.events_by_unit.drop_nulls("org_unit")
    if log.scale == 1.0:
        return units["org_unit"]
    order = pl.Series(scattered(units["org_unit"].to_numpy().astype(np.uint64)))
    most = len(log.events.column("index"))
    drawn = units.sort(order).filter(pl.col("events").cum_sum() <= most)["org_unit"]
    return drawn.sort() if len(drawn) >= FEWEST_UNITS else drawn.clear()


def _office_time(log: AnalysedLog) -> WorkingTime:
    """The office's clock in whole milliseconds, the same for every unit."""

    def working(_unit: Ints, moment: Ints) -> Ints:
        return np.rint(log.clock.seconds(moment) * 1000).astype(np.int64)

    return working
