"""What must not change a result: the order of rows, names of cases, the year of the data."""

from functools import cache

import polars as pl
import pytest
from benchmarks.ground_truth.changes import CALENDAR_CYCLE, in_utc, renamed
from tests.end_to_end.conftest import SHARED_LOGS
from tests.end_to_end.documents import (
    Document,
    document_of,
    shuffled,
    without_names_and_dates,
    without_rank,
)

import verwaltung_mining as vm
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers import read
from verwaltung_mining.simulation import scenario

FEW = 600
LOGS = ("sample", "simulated", "receipt")
WEEKS = (53, -520)


@cache
def raw_log(name: str) -> RawLog:
    if name == "sample":
        return read(vm.sample_log("bauantrag"))
    if name == "simulated":
        return scenario(4, cases=FEW).raw_log()
    if not SHARED_LOGS.is_dir():
        pytest.skip("the folder shared/data/logs is not beside the project")
    return read(SHARED_LOGS / "receipt.xes.gz")


@cache
def original(name: str) -> Document:
    return document_of(raw_log(name))


@cache
def original_in_utc(name: str) -> Document:
    return document_of(in_utc(raw_log(name)))


@pytest.mark.parametrize("name", LOGS)
def test_rows_may_stand_in_any_order_where_a_rank_decides(name: str) -> None:
    assert original(name)["candidates"]
    assert document_of(shuffled(raw_log(name), seed=1)) == original(name)


def test_rows_may_stand_in_any_order_where_stamps_decide() -> None:
    raw = raw_log("simulated")
    assert raw.labelled().select("case_id", "timestamp").is_unique().all()
    mixed = without_rank(shuffled(raw, seed=2))
    assert not mixed.labelled()["case_id"].equals(raw.labelled()["case_id"])
    assert document_of(mixed) == original("simulated")


@pytest.mark.parametrize("name", LOGS)
def test_names_of_cases_mean_nothing(name: str) -> None:
    other = renamed(raw_log(name))
    assert set(other.labelled()["case_id"]).isdisjoint(raw_log(name).labelled()["case_id"])
    assert without_names_and_dates(document_of(other)) == without_names_and_dates(original(name))


@pytest.mark.parametrize("weeks", [CALENDAR_CYCLE, -CALENDAR_CYCLE])
@pytest.mark.parametrize("name", LOGS)
def test_the_year_of_the_data_means_nothing(name: str, weeks: int) -> None:
    now, then = original_in_utc(name), document_of(in_utc(raw_log(name), weeks=weeks))
    assert now["log"]["first"] != then["log"]["first"]
    assert without_names_and_dates(now) == without_names_and_dates(then)


@pytest.mark.parametrize("weeks", WEEKS)
@pytest.mark.parametrize("name", LOGS)
def test_candidates_stay_when_weeks_pass_though_seasons_and_quarters_begin_elsewhere(
    name: str, weeks: int
) -> None:
    """What is compared by season or quarter may test other hypotheses, hence other q-values."""
    now, then = original_in_utc(name), document_of(in_utc(raw_log(name), weeks=weeks))
    assert found(now) == found(then)


def found(document: Document) -> list[tuple[object, ...]]:
    """Rank, identity and benefit of every candidate."""
    return [(c["rank"], c["id"], c["benefit"]) for c in document["candidates"]]


def test_a_day_more_for_every_other_event_does_change_the_result() -> None:
    raw = raw_log("simulated")
    odd = pl.int_range(pl.len()) % 2
    events = raw.labelled().with_columns(pl.col("timestamp") + pl.duration(days=odd))
    changed = document_of(raw.with_labelled(events))
    assert without_names_and_dates(changed) != without_names_and_dates(original("simulated"))
