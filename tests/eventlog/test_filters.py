"""Narrowing a log: what the user asked for, as far as the privacy rules let it."""

from datetime import date

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.eventlog.raw_logs import Row, raw_log

from verwaltung_mining.errors import ColumnMissingError, DataError, RefusedError
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.filters import narrow
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.where import Condition, parse_condition

DAY = 24
KINDS = ("house", "shed", "garage")


def _log(
    cases: int = 120, *, people: int | None = None, kinds: list[str] | None = None
) -> EventLog:
    """One case a day with two steps; kinds in turn, people in turn within a kind."""
    given_kinds = kinds or [KINDS[number % 3] for number in range(cases)]
    rows = [
        Row(
            f"{number:03}",
            label,
            number * DAY + place,
            None if people is None else f"{given_kinds[number]} {number // 3 % people}",
        )
        for number in range(cases)
        for place, label in enumerate("az")
    ]
    kind = {f"{number:03}": given_kinds[number] for number in range(cases)}
    pages = {f"{number:03}": float(number % 2) for number in range(cases)}
    return canonicalise(raw_log(rows, attributes={"kind": kind, "pages": pages}))


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("kind=house", 40),
        ("kind!=house", 80),
        ("kind = house | shed", 80),
        ("kind!=house|shed", 40),
        ("pages=1", 60),
        ("pages!=1,0", 60),
    ],
)
def test_a_condition_keeps_the_cases_that_fulfil_it(text: str, cases: int) -> None:
    narrowed = narrow(_log(), where=[parse_condition(text)])
    assert narrowed.log.cases.height == cases
    assert sum(narrowed.left_out.values()) == 120 - cases


def test_the_narrowed_log_is_whole() -> None:
    log = _log(360)
    small = narrow(log, where=[parse_condition("kind=shed")], begin=date(2024, 5, 1)).log
    assert small.ordinals is not None
    ordinals = small.ordinals.to_list()
    assert ordinals == [number for number in range(360) if number % 3 == 1 and number >= 119]
    assert small.cases["case"].to_list() == list(range(len(ordinals)))
    assert small.attributes["kind"].unique().to_list() == ["shed"]
    assert small.events.column("case").unique().sort().to_list() == small.cases["case"].to_list()
    first = small.events.column("timestamp").gather(small.cases["first_row"])
    assert first.equals(
        log.events.column("timestamp").gather(log.cases["first_row"].gather(ordinals))
    )


def test_narrowing_twice_keeps_the_first_ordinals() -> None:
    log = _log(240)
    once = narrow(log, begin=date(2024, 2, 10)).log
    twice = narrow(once, where=[parse_condition("kind=shed|house")]).log
    assert twice.ordinals is not None
    assert set(log.attributes["kind"].gather(twice.ordinals)) == {"house", "shed"}
    assert min(twice.ordinals) >= 38


def test_reasons_are_counted_once_per_case() -> None:
    log = _log(240)
    first, last = date(2024, 2, 22), date(2024, 7, 9)
    narrowed = narrow(log, where=[parse_condition("kind=house|shed")], begin=first, end=last)
    started = log.events.column("local_date").gather(log.cases["first_row"])
    before, after = int((started < first).sum()), int((started > last).sum())
    assert narrowed.left_out["before_from"] == before
    assert narrowed.left_out["after_to"] == after
    assert sum(narrowed.left_out.values()) + narrowed.log.cases.height == 240


def test_a_condition_that_tells_a_few_cases_by_difference_is_refused() -> None:
    with pytest.raises(RefusedError, match="alone leaves out only"):
        narrow(_log(), where=[parse_condition("kind=shed")], begin=date(2024, 1, 5))


def test_a_pair_of_values_of_one_person_is_refused() -> None:
    """Each value has many people behind it, the two together one."""
    people = [f"P{n % 40:02}" for n in range(240)]
    both = [n % 4 == 0 for n in range(240)]
    rows = [Row(f"{n:03}", "check", n * DAY, "P00" if both[n] else people[n]) for n in range(240)]
    channel = {f"{n:03}": "x" if both[n] or n % 4 == 1 else "y" for n in range(240)}
    kind = {f"{n:03}": "u" if both[n] or n % 4 == 2 else "v" for n in range(240)}
    log = canonicalise(raw_log(rows, attributes={"channel": channel, "kind": kind}))
    narrow(log, where=[parse_condition("channel=x")])
    with pytest.raises(RefusedError, match="fewer than five persons"):
        narrow(log, where=[parse_condition("channel=x"), parse_condition("kind=u")])


def test_from_and_to_include_their_days() -> None:
    narrowed = narrow(_log(), begin=date(2024, 2, 2), end=date(2024, 3, 12))
    dates = narrowed.log.events.column("local_date")
    assert (dates.min(), dates.max()) == (date(2024, 2, 2), date(2024, 3, 12))


@given(st.integers(1, 119))
def test_thirty_cases_inside_and_outside_are_needed(inside: int) -> None:
    last = date.fromordinal(date(2024, 1, 3).toordinal() + inside - 1)
    if 30 <= inside <= 90:
        assert narrow(_log(), end=last).log.cases.height == inside
    else:
        with pytest.raises(RefusedError, match="must be at least 30"):
            narrow(_log(), end=last)


def test_a_filter_that_leaves_nothing_out_is_no_filter() -> None:
    log = _log(12)
    narrowed = narrow(log, begin=date(2024, 1, 1))
    assert narrowed.log is log
    assert narrowed.left_out == {}


def test_the_people_of_the_value_limit_every_cell() -> None:
    log = _log(people=5)
    small = narrow(log, where=[parse_condition("kind=house")]).log
    assert ">=10" in set(log.k_table["k_class"])
    assert set(small.k_table["k_class"]) == {"5-9"}


@pytest.mark.parametrize("text", ["kind=house", "kind!=shed|garage", "kind=house|house"])
def test_a_value_of_four_people_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="fewer than five persons"):
        narrow(_log(people=4), where=[parse_condition(text)])


def test_no_case_is_an_error() -> None:
    with pytest.raises(DataError, match="no case fulfils"):
        narrow(_log(), begin=date(2030, 1, 1))


def test_what_tells_the_unit_is_no_filter() -> None:
    rows = [Row(f"{n:03}", "check", n * DAY, None, "xy"[n % 2]) for n in range(80)]
    district = {f"{n:03}": ["north", "south"][n % 2] for n in range(80)}
    log = canonicalise(raw_log(rows, attributes={"district": district}))
    north = [parse_condition("district=north")]
    with pytest.raises(RefusedError, match="tells the organisational unit"):
        narrow(log, where=north)


def test_an_unknown_attribute_is_named_with_a_suggestion() -> None:
    with pytest.raises(ColumnMissingError, match="did you mean: kind"):
        narrow(_log(), where=[parse_condition("kinds=house")])


@pytest.mark.parametrize("text", ["kind=barn", "pages=7", "pages=many"])
def test_an_unknown_value_is_an_error(text: str) -> None:
    with pytest.raises(DataError):
        narrow(_log(), where=[parse_condition(text)])


@pytest.mark.parametrize("text", ["", "kind", "=house", "kind=", "kind=house|", "!=x"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="cannot read the filter"):
        parse_condition(text)


@given(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1), st.booleans())
def test_conditions_are_read_as_written(name: str, values: list[str], negated: bool) -> None:
    name, values = name.strip(), sorted({value.strip() for value in values})
    assume(name and "=" not in name and "!" not in name)
    assume(all(value and "|" not in value and value[0] != "=" for value in values))
    text = f"{name}{'!=' if negated else '='}{'|'.join(values)}"
    expected = Condition(attribute=name, values=tuple(values), negated=negated)
    assert parse_condition(text) == expected


def test_quality_and_reconciliation_of_the_whole_log_stay_known() -> None:
    log = _log()
    small = narrow(log, where=[parse_condition("kind=house")]).log
    assert small.reconciliation == log.reconciliation
    assert {finding.code for finding in small.quality} >= {"few_cases", "short_window"}
    assert small.events.collect().schema == log.events.collect().schema
    assert small.cases.select(pl.col("events").sum()).item() == small.events.collect().height
