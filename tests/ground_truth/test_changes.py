"""Changes of a raw log reach everything that they must reach, and nothing else."""

import polars as pl
import pytest
from benchmarks.ground_truth.changes import (
    doubled,
    in_utc,
    labels,
    relabelled,
    stretched,
    without,
)

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.planters.deadline_driver import DEADLINE_DRIVER

WEEKS = 53


@pytest.fixture(scope="module")
def raw() -> RawLog:
    """A log with a deadline for every case."""
    return in_utc(scenario(1, cases=60, plants=1, kinds=(DEADLINE_DRIVER,)).raw_log())


def allowed(raw: RawLog) -> pl.Series:
    """Days from the first moment of each case to its deadline, in the order of the cases."""
    (deadline,) = [a.name for a in raw.attribute_list if a.role == "deadline"]
    case_id = pl.col("case_id").cast(pl.String)
    first = raw.labelled().group_by(case_id).agg(pl.col("timestamp").min().dt.epoch("d"))
    cases = raw.case_attributes.join(first, on="case_id", maintain_order="left")
    return cases.select(pl.col(deadline).cast(pl.Float64) - pl.col("timestamp")).to_series()


def test_deadlines_move_with_the_stamps(raw: RawLog) -> None:
    later = in_utc(raw, weeks=WEEKS)
    moved = (later.events.column("timestamp") - raw.events.column("timestamp")).dt.total_days()
    assert set(moved) == {7 * WEEKS}
    assert allowed(later).equals(allowed(raw))


def test_deadlines_stretch_with_the_stamps(raw: RawLog) -> None:
    slower = stretched(raw, 2)
    assert (allowed(slower) - 2 * allowed(raw)).abs().max() <= 1
    lasts = raw.labelled()["timestamp"] - raw.labelled()["start"]
    assert (slower.events.column("timestamp") - slower.events.column("start")).equals(lasts * 2)


def test_other_labels_leave_numbers_and_cases(raw: RawLog) -> None:
    names = {label: f"Teil {number}" for number, label in enumerate(labels(raw))}
    other = relabelled(raw, names)
    assert set(other.labelled()["activity"]).isdisjoint(raw.labelled()["activity"])
    assert other.labelled()["case_id"].equals(raw.labelled()["case_id"])
    assert allowed(other).equals(allowed(raw))
    back = relabelled(other, {new: old for old, new in names.items()})
    assert back.case_attributes.equals(raw.case_attributes)
    assert back.labelled().equals(raw.labelled())


def test_every_case_twice_and_without_the_second_is_the_log(raw: RawLog) -> None:
    twice = doubled(raw)
    assert twice.labelled().height == 2 * raw.labelled().height
    again = set(twice.labelled()["case_id"]) - set(raw.labelled()["case_id"])
    once = without(twice, again)
    assert once.labelled().equals(raw.labelled())
    assert once.case_attributes.equals(raw.case_attributes)
    assert once.rows_read == raw.rows_read
