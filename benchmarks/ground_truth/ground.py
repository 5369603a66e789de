"""A real log before anything is put into it: its steps, and what is found in it already."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.benefit import Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation.place import Place

LOOPING = ("return_loop", "ping_pong", "information_request", "repeating_pattern")
"""Detectors that tell of cases going back; the more specific ones claim loops first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A real log as it is, and what is found in it."""

    log: EventLog
    analysed: AnalysedLog
    found: Findings

    @classmethod
    def of(cls, log: EventLog) -> "Ground":
        """The log, analysed as the product does it without settings."""
        settings = Settings(tables={})
        measured = prepare(log, settings).analysed
        found = findings(measured, DETECTORS, settings, flagged=False)
        return cls(log=log, analysed=measured, found=found)

    @property
    def steps(self) -> pl.DataFrame:
        """The log's events with row, source (code of the step before) and handover; visible steps.

        Only completed cases; a transition counts where both its steps may be shown.
        """
        shown = self.analysed.events.column("activity").unique().to_list()
        before = pl.col("activity").shift(1).over("case")
        completed = self.log.cases.filter("completed")["case"].to_list()
        return (
            self.log.events.collect()
            .with_row_index("row")
            .with_columns(
                source=before,
                gap=pl.col("timestamp") - pl.col("timestamp").shift(1).over("case"),
                handover=pl.col("org_unit") != pl.col("org_unit").shift(1).over("case"),
            )
            .filter(
                pl.col("source").is_in(shown)
                & pl.col("activity").is_in(shown)
                & (pl.col("source") != pl.col("activity"))
                & pl.col("case").is_in(completed)
            )
        )

    def days(self, size: float) -> float:
        """So much of all case time, in days."""
        return size * self.analysed.total_seconds / SECONDS_PER_DAY

    def taken(self, detector: str) -> set[tuple[int | None, ...]]:
        """Activity, source and target of what a detector finds here without any spike."""
        places = [f.hypothesis.place for f in self.found.ranked if f.detector.id == detector]
        return {(place.activity, place.source, place.target) for place in places}

    @property
    def looped(self) -> set[int | None]:
        """Every step that some finding about cases going back names here without any spike."""
        places = [f.hypothesis.place for f in self.found.ranked if f.detector.id in LOOPING]
        return {code for at in places for code in (at.activity, *(at.activities or ()))}

    def place(
        self, *, activity: int | None = None, source: int | None = None, target: int | None = None
    ) -> Place:
        """A place by its codes."""
        names = [None if c is None else self.log.activities[c] for c in (activity, source, target)]
        return Place(activity=names[0], source=names[1], target=names[2])
