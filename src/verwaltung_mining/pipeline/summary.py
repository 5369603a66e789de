"""What `inspect` shows of a log."""

from typing import Any

import msgspec
import polars as pl

from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.nameable import nameable_activities
from verwaltung_mining.eventlog.profile import profile
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.pipeline.analysis import prepare
from verwaltung_mining.pipeline.excluded import excluded_part
from verwaltung_mining.pipeline.log_part import log_part, quality_part, shown_ends
from verwaltung_mining.pipeline.recognised import intake_quality
from verwaltung_mining.release import Released, ReleasedTable, release_table
from verwaltung_mining.release.log_summary import LogSummary, PossibleAnalysis, release_log
from verwaltung_mining.settings import Settings


def log_summary(log: EventLog, settings: Settings) -> Released[LogSummary]:
    """The log without its cases.

    Raises SettingsError for unknown sections, keys or wrong values of the settings.
    """
    prepared = prepare(log, settings)
    measured, counted = prepared.analysed, prepared.profile
    declared = settings.section("analysis", AnalysisSettings)
    provenance: dict[str, Any] = msgspec.to_builtins(log.provenance)
    return release_log(
        LogSummary(
            log=log_part(log, counted, analysed=None, left_out={}),
            reading=log.provenance.reading,
            columns=log.provenance.columns,
            set_aside=log.provenance.set_aside,
            activities=nameable_activities(counted.steps, log.activities, log.k_table),
            attributes={a.name: a.role for a in log.attribute_list},
            excluded=excluded_part(log, measured),
            end_activities=shown_ends(log),
            end_declared=log.end_declared,
            quality=(*quality_part(log), *intake_quality(log, counted, declared)),
            analyses=tuple(
                PossibleAnalysis(
                    detector=d.id,
                    name=d.name,
                    missing=d.untestable(
                        measured, settings.section(f"detectors.{d.id}", d.settings)
                    ),
                )
                for d in DETECTORS
            ),
            provenance=provenance,
        )
    )


def steps_of(log: EventLog) -> Released[ReleasedTable]:
    """One row per activity that may be shown: activity, events, cases."""
    classes = log.k_table.filter(pl.col("scope") == "activity").select("activity", "k_class")
    labels = pl.Series(log.activities, dtype=pl.String)
    steps = (
        profile(log)
        .steps.join(classes, on="activity", how="left")
        .sort("activity")
        .with_columns(activity=pl.lit(labels).gather(pl.col("activity")))
    )
    return release_table(steps, cases="cases", k_class="k_class", totals=[()])
