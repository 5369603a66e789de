"""Public logs of other organisations, beside the project; their known numbers are the oracle."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes import read_xes
from verwaltung_mining.importers.xes_parts.events import EventCollector
from verwaltung_mining.importers.xes_parts.row_block import row_block
from verwaltung_mining.importers.xes_parts.stream import stream_xes

Read = Callable[[str], RawLog]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a log; `events` are activity instances where starts are paired."""

    name: str
    cases: int
    rows: int
    activities: int
    events: int | None = None
    variants: int | None = None
    resources: int | None = None


KNOWN = (
    Known(name="receipt", cases=1434, rows=8577, activities=27, variants=116, resources=48),
    Known(name="BPIC15_1", cases=1199, rows=52217, activities=398, variants=1170, resources=23),
    Known(name="BPIC15_3", cases=1409, rows=59681, activities=383, variants=1349, resources=14),
    Known(name="DomesticDeclarations", cases=10500, rows=56437, activities=17, variants=99),
    Known(name="InternationalDeclarations", cases=6449, rows=72151, activities=34, variants=753),
    Known(name="RequestForPayment", cases=6886, rows=36796, activities=19, variants=89),
    Known(name="BPIC13_incidents", cases=7554, rows=65533, activities=4),
    Known(name="helpdesk", cases=4580, rows=21348, activities=14, variants=226, resources=22),
    Known(name="Production", cases=225, rows=9906, activities=26, events=4953),
    Known(name="PurchasingExample", cases=608, rows=18238, activities=21, events=9119),
)
EXPENSES = ("DomesticDeclarations", "InternationalDeclarations", "RequestForPayment")


@cache
def _read(path: Path) -> RawLog:
    return read_xes(path, ReadOptions())


@pytest.fixture
def read(shared_logs: Path) -> Read:
    return lambda name: _read(shared_logs / f"{name}.xes.gz")


def variants(raw: RawLog) -> int:
    paths = raw.labelled().sort("order").group_by("case_id", maintain_order=True).agg("activity")
    return paths["activity"].n_unique()


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_log_is_read_with_its_known_numbers(known: Known, read: Read) -> None:
    raw = read(known.name)
    assert raw.rows_read == known.rows
    assert not raw.quarantined
    assert raw.labelled().height == known.rows - sum(raw.merged.values())
    assert raw.labelled().height == (known.events or known.rows)
    assert raw.labelled()["case_id"].n_unique() == known.cases
    assert raw.labelled()["activity"].n_unique() == known.activities
    assert raw.events.collect().schema == RAW_EVENT_SCHEMA
    assert raw.case_attributes["case_id"].n_unique() == known.cases
    if known.variants is not None:
        assert variants(raw) == known.variants
    if known.resources is not None:
        assert raw.labelled()["person"].drop_nulls().n_unique() == known.resources


def test_all_starts_of_the_production_and_purchasing_logs_are_paired(read: Read) -> None:
    for name, pairs in (("Production", 4953), ("PurchasingExample", 9119)):
        raw = read(name)
        assert raw.merged == {"start_of_event": pairs}
        assert raw.labelled()["start"].null_count() == 0
        assert (raw.labelled()["start"] <= raw.labelled()["timestamp"]).all()


def test_the_receipt_log_lasts_from_october_2010_to_january_2012(read: Read) -> None:
    dates = read("receipt").labelled()["local_date"]
    assert (str(dates.min()), str(dates.max())) == ("2010-10-02", "2012-01-23")


def test_the_receipt_log_has_nine_groups_and_events_without_one(read: Read) -> None:
    units = read("receipt").labelled()["org_unit"]
    assert units.n_unique() == 10
    assert units.null_count() == 1936


def test_the_responsible_persons_of_a_case_are_no_case_attribute(read: Read) -> None:
    for name, column in (("receipt", "responsible"), ("BPIC15_1", "Responsible_actor")):
        raw = read(name)
        assert column not in raw.case_attributes.columns
        (decision,) = [d for d in raw.provenance.columns if d.column == column]
        assert decision.role == "dropped"
        assert "person" in decision.reason or "resource" in decision.reason


@pytest.mark.parametrize(("name", "share"), [("BPIC15_1", 0.46), ("BPIC15_3", 0.43)])
def test_stamps_at_midnight_are_dates(name: str, share: float, read: Read) -> None:
    precision = read(name).labelled()["time_precision"].cast(pl.String)
    assert (precision == "day").mean() == pytest.approx(share, abs=0.005)
    assert set(precision) == {"day", "second"}


def test_coded_activities_have_a_readable_name(read: Read) -> None:
    raw = read("BPIC15_1")
    assert set(raw.activity_names) == set(raw.labelled()["activity"])
    assert raw.activity_names["01_HOOFD_010"] == "register submission date request"
    assert raw.activity_names["01_HOOFD_020"] == "send confirmation receipt / reception through OLO"


@pytest.mark.parametrize("name", EXPENSES)
def test_expense_logs_name_roles_as_resources_and_as_units(name: str, read: Read) -> None:
    raw = read(name)
    assert raw.quality_counts == {"resource_is_role": raw.labelled().height}
    assert set(raw.labelled()["person"]) == {"STAFF MEMBER", "SYSTEM"}
    assert {"EMPLOYEE", "SUPERVISOR"} < set(raw.labelled()["org_unit"])


def test_incident_states_are_not_start_and_complete(read: Read) -> None:
    raw = read("BPIC13_incidents")
    assert raw.merged == {}
    assert raw.labelled()["start"].null_count() == raw.labelled().height
    assert raw.labelled()["org_unit"].n_unique() == 649


def test_zones_follow_the_offsets_of_the_file(read: Read) -> None:
    zones = {name: read(name).zone for name in ("receipt", "helpdesk", "Production")}
    assert zones == {
        "receipt": "Europe/Berlin",
        "helpdesk": "Europe/Berlin",
        "Production": "Etc/GMT+5",
    }


@pytest.mark.slow
def test_the_loan_log_is_streamed_with_its_known_rows(shared_logs: Path) -> None:
    collector = EventCollector()
    blocks = list(stream_xes(shared_logs / "BPI_Challenge_2012.xes.gz", collector))
    traces = np.arange(13_087).repeat([events for block in blocks for events in block.events])
    rows = pl.concat(row_block(block.columns) for block in blocks).with_columns(case=traces)
    assert dict(rows["lifecycle"].value_counts().iter_rows()) == {
        "SCHEDULE": 26318,
        "START": 71376,
        "COMPLETE": 164506,
    }
    assert rows["activity"].n_unique() == 24
    assert rows["person"].drop_nulls().n_unique() == 68
    assert rows["person"].null_count() / rows.height == pytest.approx(0.07, abs=0.005)
    paths = rows.group_by("case", maintain_order=True).agg("activity")
    assert paths.height == 13087
    assert paths["activity"].n_unique() == 4366


@pytest.mark.slow
def test_the_loan_log_is_read_with_its_upper_case_lifecycle(read: Read) -> None:
    raw = read("BPI_Challenge_2012")
    assert raw.rows_read == 262200
    assert raw.merged["start_of_event"] + raw.quarantined["unpaired_start"] == 71376
    merged, alone = raw.merged["step_of_event"], raw.quarantined["never_performed"]
    scheduled_only = 26318 - merged - alone
    assert raw.labelled().height == 164506 + scheduled_only
    assert scheduled_only == 12
    assert raw.labelled()["case_id"].n_unique() == 13087
    assert raw.labelled()["activity"].n_unique() == 24
    assert raw.labelled()["person"].drop_nulls().n_unique() == 68
