"""Quality findings: each counted, weighed and explained."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from tests.eventlog.raw_logs import Row, raw_log, raw_logs, steps

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.filters import narrow
from verwaltung_mining.eventlog.quality import DEFINITIONS
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.eventlog.schema import QualityFinding

YEAR = 365 * 24


def _findings(raw: RawLog, **options: tuple[str, ...]) -> dict[str, QualityFinding]:
    return {finding.code: finding for finding in canonicalise(raw, **options).quality}


def _long_log(cases: int = 120) -> list[Row]:
    """Clean cases over more than a year, with starts, one person each."""
    return [
        Row(f"{number:03}", label, number * 100 + place * 5 + 1, "anna", None, number * 100 + place)
        for number in range(cases)
        for place, label in enumerate("abz")
    ]


def test_a_clean_log_has_only_the_guess_of_its_ends() -> None:
    assert set(_findings(raw_log(_long_log()))) == {"end_guessed"}
    assert _findings(raw_log(_long_log()), end=("z",)) == {}


def _with_late(*, finished: int, still_open: int) -> list[Row]:
    """Cases of a year, and more in its last ten hours, some of them still open."""
    rows = _long_log()
    for number in range(finished):
        rows += steps(f"late{number}", "abz", begin=11_905)
    for number in range(still_open):
        rows += steps(f"open{number}", "ab", begin=11_905)
    return rows


def _replaced(place: int, **changes: object) -> list[Row]:
    rows = _long_log()
    rows[place] = rows[place]._replace(**changes)  # type: ignore[arg-type]
    return rows


@pytest.mark.parametrize(
    ("code", "raw", "count"),
    [
        ("few_cases", raw_log(_long_log(99)), 99),
        ("short_window", raw_log(_long_log(30)), 30),
        ("open_cases", raw_log([*_long_log(), *steps("open", "ab", begin=12_000)]), 1),
        ("late_cases_open", raw_log(_with_late(finished=40, still_open=12)), 12),
        ("one_event_cases", raw_log([*_long_log(), Row("one", "z", 1000)]), 1),
        ("starts_before_log", raw_log([*_long_log(), *steps("cut", "bz", begin=0)]), 1),
        ("completion_only", raw_log([row._replace(start=None) for row in _long_log()]), 360),
        ("day_precision", raw_log(_long_log(), precision="day"), 360),
        ("same_stamp", raw_log(_replaced(4, hours=101)), 1),
        ("duplicate_rows", raw_log([*_long_log(), _long_log()[7]]), 1),
        ("end_before_start", raw_log(_replaced(5, start=115)), 1),
        ("outlying_dates", raw_log(_replaced(359, hours=80 * YEAR)), 1),
        ("missing_resource", raw_log(_replaced(3, person=None)), 1),
        ("persons_unknown", raw_log([row._replace(person=None) for row in _long_log()]), 360),
        ("quarantined", raw_log(_long_log(), quarantined={"activity_missing": 2}), 2),
        ("sentinel_dates", raw_log(_long_log(), quarantined={"timestamp_sentinel": 4}), 4),
        ("future_dates", raw_log(_long_log(), quality_counts={"future_dates": 5}), 5),
        ("gap_shifted", raw_log(_long_log(), quality_counts={"gap_shifted": 6}), 6),
        ("unpaired_start", raw_log(_long_log(), quality_counts={"unpaired_start": 7}), 7),
    ],
)
def test_a_planted_fault_is_counted(code: str, raw: RawLog, count: int) -> None:
    assert _findings(raw)[code].count == count


@pytest.mark.parametrize(("finished", "still_open"), [(40, 9), (150, 12), (40, 0)])
def test_few_open_cases_among_the_last_arrivals_are_no_bias(finished: int, still_open: int) -> None:
    rows = _with_late(finished=finished, still_open=still_open)
    assert "late_cases_open" not in _findings(raw_log(rows))


def test_open_cases_of_long_ago_do_not_make_the_last_weeks_look_fast() -> None:
    rows = _long_log()
    for number in range(20):
        rows += steps(f"open{number}", "ab", begin=100 * number)
    found = _findings(raw_log(rows), end=("z",))
    assert found["open_cases"].count == 20
    assert "late_cases_open" not in found


def test_stamps_with_and_without_a_time_are_mixed_precision() -> None:
    raw = raw_log(_long_log())
    dated = pl.when(pl.col("order") < 36).then(pl.lit("day")).otherwise(pl.lit("second"))
    column = dated.cast(RAW_EVENT_SCHEMA["time_precision"]).alias("time_precision")
    mixed = raw.with_labelled(raw.labelled().with_columns(column))
    finding = _findings(mixed)["mixed_precision"]
    assert (finding.count, finding.share) == (36, 0.1)
    assert "day_precision" not in _findings(mixed)


def test_many_quarantined_rows_are_critical_and_come_first() -> None:
    log = canonicalise(raw_log(_long_log(99), quarantined={"activity_missing": 40}))
    assert [finding.severity for finding in log.quality[:2]] == ["critical", "warning"]
    assert log.quality[0].code == "quarantined"
    assert log.quality[0].share == pytest.approx(40 / 337)


def test_a_count_without_definition_is_shown_all_the_same() -> None:
    finding = _findings(raw_log(_long_log(), quality_counts={"seen_on_import": 3}))
    assert finding["seen_on_import"].count == 3
    assert "seen_on_import" in finding["seen_on_import"].consequence.en


def test_a_narrowed_log_is_measured_anew() -> None:
    log = canonicalise(raw_log(_long_log(), quality_counts={"gap_shifted": 6}))
    narrowed = narrow(log, end=date(2024, 6, 30)).log
    codes = {finding.code: finding.count for finding in narrowed.quality}
    assert codes["short_window"] == narrowed.cases.height
    assert codes["gap_shifted"] == 6
    assert "short_window" not in {finding.code for finding in log.quality}


@given(raw_logs())
def test_no_share_exceeds_one(raw: RawLog) -> None:
    findings = _findings(raw).values()
    assert all(0 < finding.share <= 1 and finding.count > 0 for finding in findings)


def test_every_definition_is_written_in_both_languages_and_named_once() -> None:
    codes = [definition.code for definition in DEFINITIONS]
    assert len(codes) == len(set(codes))
    for definition in DEFINITIONS:
        for text in (definition.consequence, definition.remedy):
            assert text.de.endswith("."), definition.code
            assert text.en.endswith("."), definition.code
            assert text.de != text.en
