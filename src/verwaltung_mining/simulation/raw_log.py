"""A simulated log in the form in which importers hand logs over."""

from hashlib import sha256

import polars as pl

from verwaltung_mining.eventlog.raw import RawLog, raw_events
from verwaltung_mining.eventlog.schema import Attribute, Timing
from verwaltung_mining.provenance import Provenance
from verwaltung_mining.simulation.process import Process

NAME = "simulation"


def to_raw_log(frame: pl.DataFrame, process: Process, *, timing: Timing = "interval") -> RawLog:
    """The frame of `simulate` as a RawLog; "completion_only" leaves the starts out."""
    zone = process.calendar.zone
    events, labels = raw_events(
        frame.select(
            "case_id",
            "activity",
            pl.col("start") if timing == "interval" else pl.lit(None).alias("start"),
            "timestamp",
            pl.lit("second").alias("time_precision"),
            pl.col("timestamp").dt.convert_time_zone(zone).dt.date().alias("local_date"),
            "person",
            "org_unit",
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("order"),
        )
    )
    names = [attribute.name for attribute in process.attributes]
    return RawLog(
        name=NAME,
        events=events,
        labels=labels,
        case_attributes=frame.select("case_id", *names).unique("case_id", maintain_order=True),
        attribute_list=attribute_list(process),
        zone=zone,
        rows_read=frame.height,
        provenance=Provenance(
            source=NAME, sha256=sha256(frame.write_csv().encode()).hexdigest(), importer=NAME
        ),
    )


def attribute_list(process: Process) -> tuple[Attribute, ...]:
    """The case attributes with their roles."""
    return tuple(Attribute(name=a.name, kind=a.kind, role=a.role) for a in process.attributes)
