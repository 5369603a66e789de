"""From raw rows to the canonical log: order, codes, and what must not change a result."""

import dataclasses
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eventlog.raw_logs import Row, assert_same_log, raw_log, raw_logs, steps

from verwaltung_mining.engine import Parts
from verwaltung_mining.errors import DataError, FileUnreadableError, RefusedError
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import CASE_SCHEMA, EVENT_SCHEMA, K_SCHEMA


def _with_events(raw: RawLog, events: pl.DataFrame) -> RawLog:
    return raw.with_labelled(events)


@given(raw_logs(), st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_log(raw: RawLog, random: Any) -> None:
    rows = list(range(raw.labelled().height))
    random.shuffle(rows)
    cases = list(range(raw.case_attributes.height))
    random.shuffle(cases)
    shuffled = raw.with_labelled(raw.labelled()[rows], case_attributes=raw.case_attributes[cases])
    assert_same_log(canonicalise(shuffled), canonicalise(raw))


@given(raw_logs(), st.permutations(["7", "Ä/3", "AZ-1", "zz"]))
def test_renaming_cases_changes_nothing(raw: RawLog, names: list[str]) -> None:
    renamed = dict(zip(["AZ-1", "AZ-2", "AZ-3", "AZ-4"], names, strict=True))
    other = raw.with_labelled(
        raw.labelled().with_columns(pl.col("case_id").replace(renamed)),
        case_attributes=raw.case_attributes.with_columns(pl.col("case_id").replace(renamed)),
    )
    assert_same_log(canonicalise(other), canonicalise(raw))


@given(raw_logs(), st.integers(-100, 100))
def test_whole_weeks_shift_stamps_and_nothing_else(raw: RawLog, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    moved = canonicalise(
        _with_events(
            raw,
            raw.labelled().with_columns(
                pl.col("start", "timestamp") + shift, pl.col("local_date") + shift
            ),
        )
    )
    log = canonicalise(raw)
    back = moved.events.collect().with_columns(
        pl.col("start", "timestamp") - shift, pl.col("local_date") - shift
    )
    assert_same_log(dataclasses.replace(moved, events=Parts.of(back)), log)


@given(raw_logs(), st.permutations(["p", "q", "r", "s", "t", "u"]))
def test_exchanging_people_changes_nothing(raw: RawLog, people: list[str]) -> None:
    exchanged = dict(zip(["p", "q", "r", "s", "t", "u"], people, strict=True))
    events = raw.labelled().with_columns(pl.col("person").replace(exchanged))
    other = _with_events(raw, events)
    assert_same_log(canonicalise(other), canonicalise(raw))


@given(raw_logs())
def test_the_log_has_the_rows_of_a_naive_sort(raw: RawLog) -> None:
    log = canonicalise(raw)
    by_case: dict[str, list[Any]] = {}
    for row in raw.labelled().sort("timestamp", "order").iter_rows(named=True):
        by_case.setdefault(row["case_id"], []).append((row["timestamp"], row["activity"]))
    labels = dict(enumerate(log.activities))
    got = log.events.collect().select(
        "case", "timestamp", pl.col("activity").replace_strict(labels)
    )
    courses = [rows.select("timestamp", "activity").rows() for _, rows in got.group_by("case")]
    assert sorted(courses) == sorted(by_case.values())
    firsts = log.events.column("timestamp").gather(log.cases["first_row"])
    assert firsts.is_sorted()
    assert log.events.column("case").is_sorted()
    assert log.cases["events"].to_list() == log.events.column("case").rle().struct["len"].to_list()


@given(raw_logs())
def test_schemas_are_those_promised(raw: RawLog) -> None:
    log = canonicalise(raw)
    assert log.events.collect().schema == EVENT_SCHEMA
    assert log.cases.schema == CASE_SCHEMA
    assert log.k_table.schema == K_SCHEMA
    assert list(log.activities) == sorted(log.activities)
    assert log.attributes.columns == [a.name for a in log.attribute_list]
    assert log.attributes.height == log.cases.height
    assert log.reconciliation.rows_read == raw.labelled().height


def test_ties_follow_the_declared_rank() -> None:
    rows = [("1", "second", 0), ("1", "first", 0), ("1", "third", 0)]
    log = canonicalise(raw_log(rows, orders=[2, 1, 3]))
    assert [log.activities[code] for code in log.events.column("activity")] == [
        "first",
        "second",
        "third",
    ]


def test_stamps_are_ordered_below_the_second() -> None:
    raw = raw_log([("1", "later", 0), ("1", "earlier", 0)])
    micro = pl.Series([2, 1]).cast(pl.Duration("us"))
    raw = _with_events(raw, raw.labelled().with_columns(pl.col("timestamp") + micro))
    log = canonicalise(raw)
    assert [log.activities[code] for code in log.events.column("activity")] == [
        "earlier",
        "later",
    ]


def test_cases_are_numbered_by_their_first_stamp() -> None:
    log = canonicalise(raw_log([("late", "x", 5), ("early", "y", 1), ("middle", "z", 3)]))
    assert [log.activities[code] for code in log.events.column("activity")] == ["y", "z", "x"]


def test_attributes_follow_their_case() -> None:
    raw = raw_log(
        [("late", "x", 5), ("early", "y", 1)],
        attributes={"kind": {"late": "shed", "early": "house"}, "pages": {"late": 2.0}},
    )
    log = canonicalise(raw)
    assert log.attributes["kind"].to_list() == ["house", "shed"]
    assert log.attributes["kind"].dtype == pl.Enum(["house", "shed"])
    assert log.attributes["pages"].to_list() == [None, 2.0]


def test_a_single_case_with_one_event_is_a_log() -> None:
    log = canonicalise(raw_log([("1", "only", 0, "anna")]))
    assert log.cases.rows() == [(0, 0, 1, True)]
    assert log.events.column("person").to_list() == [0]


def test_a_case_may_have_100_000_events_and_300_people() -> None:
    rows = [Row("1", "ab"[n % 2], n / 60, f"person {n % 300}") for n in range(100_000)]
    log = canonicalise(raw_log(rows))
    assert log.events.collect().height == 100_000
    assert log.events.column("person").max() == 299


def test_labels_may_hold_markup_formulas_and_emoji() -> None:
    labels = ["<script>alert(1)</script>", "=HYPERLINK(1)", "line\nbreak", "🏠 fertig"]
    log = canonicalise(raw_log([("1", label, hour) for hour, label in enumerate(labels)]))
    assert log.activities == tuple(sorted(labels))


def test_names_beside_codes_become_the_labels() -> None:
    raw = raw_log(steps("1", "abc"), activity_names={"a": "check", "b": "check", "c": "decide"})
    assert canonicalise(raw).activities == ("check (a)", "check (b)", "decide")
    assert canonicalise(raw, end=("c",)).end_activities == (2,)


def test_persons_and_case_references_do_not_survive() -> None:
    rows = [Row(f"AZ-{n}", "check", n, f"Krause{n}", "office") for n in range(12)]
    log = canonicalise(raw_log(rows, attributes={"kind": {"AZ-1": "house"}}))
    frames = [log.events.collect(), log.cases, log.attributes, log.k_table]
    text = "".join(str(frame.to_dicts()) for frame in frames) + repr(
        (log.activities, log.org_units, log.provenance, log.quality, log.attribute_list)
    )
    assert "Krause" not in text
    assert "AZ-" not in text


def test_an_attribute_with_the_values_of_the_resource_column_is_dropped() -> None:
    rows = [Row(str(n), "check", n, f"u{n % 3}") for n in range(9)]
    clerk = {str(n): f"u{n % 3}" for n in range(9)}
    log = canonicalise(raw_log(rows, attributes={"clerk": clerk, "kind": {"1": "house"}}))
    assert [a.name for a in log.attribute_list] == ["kind"]
    assert log.attributes.columns == ["kind"]
    dropped = [column for column in log.provenance.columns if column.role == "dropped"]
    assert [column.column for column in dropped] == ["clerk"]


def test_an_attribute_that_tells_the_unit_gets_the_role_unit() -> None:
    rows = [Row(str(n), "check", n, None, "xy"[n % 2]) for n in range(40)]
    district = {str(n): ["north", "south"][n % 2] for n in range(40)}
    kind = {str(n): ["house", "shed"][n % 3 == 0] for n in range(40)}
    log = canonicalise(raw_log(rows, attributes={"district": district, "kind": kind}))
    assert [a.role for a in log.attribute_list] == ["unit", "other"]


def test_roles_are_no_persons() -> None:
    rows = [Row(str(n), "check", n, ["SYSTEM", "STAFF MEMBER"][n % 2]) for n in range(20)]
    log = canonicalise(raw_log(rows))
    assert log.events.column("person").null_count() == 20
    assert set(log.k_table["k_class"]) == {"unknown"}
    codes = {finding.code for finding in log.quality}
    assert "resource_is_role" in codes
    assert "persons_unknown" not in codes


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (raw_log([("1", "an Fr. Müller", 0)]), "the activity"),
        (raw_log([("1", "check", 0, None, "Team Lehmann")]), "the organisational unit"),
        (raw_log([("1", "check", 0)], attributes={"by": {"1": "gez. Mül"}}), "attribute 'by'"),
    ],
)
def test_names_of_people_stop_the_import(raw: RawLog, where: str) -> None:
    with pytest.raises(RefusedError, match=where):
        canonicalise(raw)


def test_a_log_without_events_is_refused() -> None:
    with pytest.raises(FileUnreadableError, match="no usable event"):
        canonicalise(raw_log([], quarantined={"timestamp_missing": 3}))


def test_rows_that_do_not_add_up_are_an_error() -> None:
    with pytest.raises(DataError, match="rows do not add up"):
        canonicalise(raw_log(steps("1", "ab"), rows_read=3))


def test_merged_and_quarantined_rows_are_accounted_for() -> None:
    raw = raw_log(steps("1", "ab"), rows_read=6, merged={"start": 1}, quarantined={"no stamp": 3})
    reconciliation = canonicalise(raw).reconciliation
    assert (reconciliation.rows_read, reconciliation.rows_kept) == (6, 3)


def test_more_labels_than_codes_are_refused() -> None:
    rows = [("1", str(number), number) for number in range(65_536)]
    with pytest.raises(DataError, match="65535"):
        canonicalise(raw_log(rows))


def test_starts_before_completions_make_an_interval_log() -> None:
    assert canonicalise(raw_log([("1", "a", 2, None, None, 1)])).timing == "interval"
    assert canonicalise(raw_log([("1", "a", 2, None, None, 2)])).timing == "completion_only"
