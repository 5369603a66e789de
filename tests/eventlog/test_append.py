"""A newer export in a log: as if all had been exported at once, with the smaller classes."""

import dataclasses
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.engine.parted import in_parts
from tests.eventlog.raw_logs import Row, assert_same_log, frame_of, raw_log, raw_logs, steps

from verwaltung_mining.errors import DataError, RefusedError
from verwaltung_mining.eventlog.append import append
from verwaltung_mining.eventlog.appendable import check_appendable
from verwaltung_mining.eventlog.canonical import with_references
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import REPLACED, EventLog
from verwaltung_mining.eventlog.store import write_log
from verwaltung_mining.identity.case_keys import CaseKeys, case_keys
from verwaltung_mining.outputs.words import QUARANTINED

KEY = b"k" * 32


def keyed(raw: RawLog, key: bytes = KEY, **options: Any) -> tuple[EventLog, CaseKeys]:
    log, references = with_references(raw, **options)
    return log, case_keys(references, key)


@given(raw=raw_logs())
def test_two_exports_give_the_log_of_one(raw: RawLog) -> None:
    """The older export knows the first half; the newer one lacks a case that was over by then."""
    apart = raw.case_attributes.with_columns(pages=pl.int_range(pl.len()).cast(pl.Float64))
    raw = dataclasses.replace(raw, case_attributes=apart)
    exports = two_exports(raw)
    both = append(*exports[0], *exports[1])
    whole, keys = keyed(raw)
    for name in ("events", "cases", "attributes"):
        assert frame_of(getattr(both.log, name)).equals(frame_of(getattr(whole, name))), name
    for name in ("activities", "org_units", "end_activities", "timing"):
        assert getattr(both.log, name) == getattr(whole, name), name
    logs = (whole, *(log for log, _ in exports))
    for position, attribute in enumerate(both.log.attribute_list):
        roles = {log.attribute_list[position].role for log in logs}
        assert attribute.role == ("unit" if "unit" in roles else "other"), "the strictest counts"
    assert both.keys.hashes.to_list() == keys.hashes.to_list()


def two_exports(raw: RawLog) -> tuple[tuple[EventLog, CaseKeys], tuple[EventLog, CaseKeys]]:
    """The first half of a log, and all of it but for a case that was over by then."""
    stamps = raw.labelled()["timestamp"].sort()
    until = stamps[len(stamps) // 2]
    last = raw.labelled().group_by("case_id").agg(pl.col("timestamp").max())
    over = last.filter(pl.col("timestamp") <= until)["case_id"].sort()[:1]
    older = raw.labelled().filter(pl.col("timestamp") <= until)
    newer = raw.labelled().filter(~pl.col("case_id").is_in(over.implode()))
    assume(newer.height and newer["timestamp"].max() >= until)
    return keyed(_with(raw, older)), keyed(_with(raw, newer))


def _with(raw: RawLog, events: pl.DataFrame) -> RawLog:
    return raw.with_labelled(events, rows_read=events.height)


@given(raw=raw_logs(), number=st.integers(1, 4), rows=st.integers(1, 8))
def test_logs_in_parts_give_the_same_with_any_room(
    tmp_path_factory: pytest.TempPathFactory, raw: RawLog, number: int, rows: int
) -> None:
    (log, keys), (newer, newer_keys) = two_exports(raw)
    folder = tmp_path_factory.mktemp("scratch")
    whole = append(log, keys, newer, newer_keys)
    room = Room(rows=rows, folder=folder)
    cut = append(in_parts(log, number), keys, in_parts(newer, number), newer_keys, room)
    assert_same_log(cut.log, whole.log)
    assert cut.keys.hashes.equals(whole.keys.hashes)
    counts = ("added", "continued", "unchanged")
    assert [getattr(cut, name) for name in counts] == [getattr(whole, name) for name in counts]
    assert whole.unchanged == _alike(log, keys, newer, newer_keys)
    for name, made in (("whole", whole), ("cut", cut)):
        write_log(made.log, folder / name, events_per_part=4, keys=made.keys)
    for file in sorted(each for each in (folder / "whole").rglob("*") if each.is_file()):
        other = folder / "cut" / file.relative_to(folder / "whole")
        assert file.read_bytes() == other.read_bytes(), file.name


def _alike(log: EventLog, keys: CaseKeys, newer: EventLog, newer_keys: CaseKeys) -> int:
    """Cases of both exports with the same events, one by one."""
    one, two = _courses(log, keys), _courses(newer, newer_keys)
    return sum(one[case] == two[case] for case in one.keys() & two.keys())


def _courses(log: EventLog, keys: CaseKeys) -> dict[bytes, list[tuple[object, ...]]]:
    courses: dict[bytes, list[tuple[object, ...]]] = {}
    units = {None: None} | dict(enumerate(log.org_units))
    for event in log.events.collect().iter_rows(named=True):
        course = courses.setdefault(keys.hashes[event["case"]], [])
        step = (log.activities[event["activity"]], units[event["org_unit"]])
        course.append((event["timestamp"], event["start"], *step))
    return courses


def test_what_there_is_no_room_for_lies_on_the_disk_meanwhile(tmp_path: Path) -> None:
    rows = [row for n in range(9) for row in steps(f"{n}", "abc", begin=n * 10)]
    log, keys = keyed(raw_log(rows))
    both = append(log, keys, log, keys, Room(rows=5, folder=tmp_path))
    assert len(both.log.events.tables) > 1
    assert list(tmp_path.iterdir())
    del both
    assert list(tmp_path.iterdir()) == []


def test_the_same_export_twice_changes_nothing_but_the_balance_of_rows() -> None:
    rows = [row for n in range(4) for row in steps(f"{n}", "abc", begin=n * 10, person="anna")]
    log, keys = keyed(raw_log(rows, attributes={"kind": {"1": "house"}}))
    both = append(log, keys, log, keys)
    assert (both.added, both.continued, both.unchanged) == (0, 4, 4)
    for name in ("events", "cases", "attributes", "k_table"):
        assert frame_of(getattr(both.log, name)).equals(frame_of(getattr(log, name))), name
    balance = both.log.reconciliation
    assert balance.quarantined == {REPLACED: 12}
    assert REPLACED in QUARANTINED
    assert balance.rows_read == balance.rows_kept + sum(balance.quarantined.values())
    assert balance.rows_kept == both.log.events.collect().height


def test_replaced_rows_are_noted_and_not_rated_as_missing_however_often() -> None:
    log, keys = keyed(raw_log(steps("1", "abc"), quarantined={"activity_missing": 1}))
    newer = keyed(raw_log(steps("1", "abc")))
    for times in (1, 2, 3):
        both = append(log, keys, *newer)
        log, keys = both.log, both.keys
        found = {finding.code: finding for finding in log.quality}
        assert found["quarantined"].count == 1
        assert found["replaced_rows"].count == 3 * times
        assert found["replaced_rows"].severity == "info"


def test_continued_case_is_replaced_whole_and_a_finished_one_stays() -> None:
    log, keys = keyed(raw_log([*steps("done", "ab"), *steps("open", "ax", begin=1)]))
    later = [*steps("open", "abc", begin=1), *steps("new", "a", begin=9)]
    both = append(log, keys, *keyed(raw_log(later)))
    assert (both.added, both.continued, both.unchanged) == (1, 1, 0)
    labels = pl.Series(both.log.activities).gather(both.log.events.column("activity"))
    assert labels.to_list() == [*"ab", *"abc", "a"]
    assert both.log.activities == ("a", "b", "c"), "x was in the outdated course only"
    assert set(both.log.k_table["activity"].drop_nulls()) == {0, 1, 2}


def test_of_two_classes_of_persons_the_smaller_stands() -> None:
    def by(people: int, name: str, begin: float) -> list[Row]:
        return [Row(f"{name}{n}", "check", begin + n, f"{name}{n}") for n in range(people)]

    for one, two, expected in ((12, 6, "5-9"), (6, 12, "5-9"), (12, 3, "<5"), (12, 11, ">=10")):
        log, keys = keyed(raw_log(by(one, "a", 0)))
        both = append(log, keys, *keyed(raw_log(by(two, "b", 50))))
        table = both.log.k_table.filter(pl.col("scope") == "activity")
        assert table["k_class"].to_list() == [expected]


def test_ends_that_were_declared_stay() -> None:
    log, keys = keyed(raw_log(steps("1", "ab")), end=("b",))
    both = append(log, keys, *keyed(raw_log(steps("2", "abc", begin=5))))
    assert both.log.end_declared
    assert both.log.cases["completed"].to_list() == [True, False]


def test_appended_export_names_what_it_was_appended_to() -> None:
    log, keys = keyed(raw_log(steps("1", "ab")))
    both = append(log, keys, *keyed(raw_log(steps("2", "ab", begin=5))))
    third = append(both.log, both.keys, *keyed(raw_log(steps("3", "ab", begin=9))))
    assert third.log.provenance.reading["appended_to"].count("by hand (SHA-256 ") == 2


def test_other_key_is_refused() -> None:
    raw = raw_log(steps("1", "ab"))
    with pytest.raises(RefusedError, match="another key"):
        check_appendable(*keyed(raw), *keyed(raw, key=b"q" * 32))


@pytest.mark.parametrize(
    ("rows", "fields", "told"),
    [
        (steps("2", "a", begin=-1), {}, "not the newer one"),
        (steps("2", "abcdefgh", begin=-900), {}, "not the newer one"),
        (steps("1", "bc", begin=1), {}, "1 cases begin later"),
        (steps("2", "a", begin=9), {"zone": "Europe/Berlin"}, "time zone UTC"),
        (steps("2", "a", begin=9), {"attributes": {"kind": {}}}, "same attributes: kind"),
    ],
)
def test_export_that_does_not_continue_the_log_is_refused(
    rows: list[Row], fields: dict[str, Any], told: str
) -> None:
    log, keys = keyed(raw_log(steps("1", "abc")))
    with pytest.raises(DataError, match=told):
        append(log, keys, *keyed(raw_log(rows, **fields)))
