"""Steps of too few people: hidden, their time kept."""

from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eventlog.raw_logs import Row, raw_log, raw_logs, steps

from verwaltung_mining import importers
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.sections import VisibleSteps, visible_steps
from verwaltung_mining.texts import SECTION

LEAST_ANALYSABLE = 0.9
"""Share of BPIC15_1's case time that must stay analysable (issue 2)."""
CREW = [f"person {number}" for number in range(6)]


def seen_bridged(seen: VisibleSteps) -> pl.Series:
    """Per visible event whether hidden steps lie before it."""
    events = seen.log.events.collect()
    if "bridged" in events.columns:
        return events["bridged"]
    return pl.Series("bridged", [False] * events.height)


def _six_cases(course: str, *, few: str) -> RawLog:
    """Six cases of one course; the steps in `few` are all done by one person."""
    rows = [
        row._replace(person="anna" if row.activity in few else CREW[number])
        for number in range(6)
        for row in steps(f"{number}", course, begin=number * 100)
    ]
    return raw_log(rows)


def _course(seen: VisibleSteps) -> list[str]:
    first = seen.log.events.collect(where=pl.col("case") == 0)
    return [seen.log.activities[code] for code in first["activity"]]


def _by_hand(log: EventLog) -> tuple[list[tuple[Any, ...]], float, float]:
    """Kept events (case, activity or None, stamp, bridged), analysable and total seconds."""
    few = log.k_table.filter((pl.col("scope") == "activity") & (pl.col("k_class") == "<5"))
    hidden = set(few["activity"])
    kept, analysable, total = [], 0.0, 0.0
    rows = log.events.collect().select("case", "activity", "timestamp").rows()
    for case, group in groupby(rows, itemgetter(0)):
        course = list(group)
        places = [
            place
            for place, (_, activity, _) in enumerate(course)
            if activity not in hidden or place in (0, len(course) - 1)
        ]
        shown = [None if course[p][1] in hidden else course[p][1] for p in places]
        before = [places[0], *places]
        for number, place in enumerate(places):
            bridged = number > 0 and place - before[number] > 1
            kept.append((case, shown[number], course[place][2], bridged))
        for (one, left), (two, right) in pairwise(zip(places, shown, strict=True)):
            seconds = (course[two][2] - course[one][2]).total_seconds()
            total += seconds
            analysable += seconds if left is not None and right is not None else 0.0
    return kept, analysable, total


@given(raw_logs(max_rows=30), st.integers(0, 2))
def test_sections_are_those_of_a_naive_loop(raw: RawLog, crowded: int) -> None:
    crew = [Row("crew", "abc"[crowded], n * 3.0, person) for n, person in enumerate("pqrstu")]
    more = raw_log(crew, orders=range(100, 106)).labelled()
    cases = pl.concat([raw.case_attributes, pl.DataFrame({"case_id": ["crew"]})], how="diagonal")
    log = canonicalise(
        raw.with_labelled(
            pl.concat([raw.labelled(), more]),
            case_attributes=cases,
            attribute_list=raw.attribute_list,
            rows_read=raw.labelled().height + 6,
        )
    )
    seen = visible_steps(log)
    kept, analysable, total = _by_hand(log)
    shown = seen.log.events.collect().with_columns(
        activity=pl.when(pl.col("activity") != (seen.section if seen.section else 999)).then(
            "activity"
        )
    )
    got = shown.select("case", "activity", "timestamp").with_columns(seen_bridged(seen))
    assert got.rows() == kept
    assert seen.analysable_share == pytest.approx(analysable / total if total else 1.0)


@given(raw_logs())
def test_no_case_loses_time_or_its_ends(raw: RawLog) -> None:
    log = canonicalise(raw)
    seen = visible_steps(log).log
    ends = [pl.col("timestamp").first().alias("first"), pl.col("timestamp").last().alias("last")]
    before, after = (
        each.events.collect().group_by("case", maintain_order=True).agg(ends)
        for each in (log, seen)
    )
    assert before.equals(after)
    assert seen.cases["completed"].equals(log.cases["completed"])
    assert (
        seen.cases["events"].to_list() == seen.events.column("case").rle().struct["len"].to_list()
    )
    assert (
        seen.cases["first_row"].to_list()
        == (seen.cases["events"].cum_sum() - seen.cases["events"]).to_list()
    )


def test_a_hidden_step_inside_joins_its_neighbours() -> None:
    seen = visible_steps(canonicalise(_six_cases("ahb", few="h")))
    assert _course(seen) == ["a", "b"]
    assert seen_bridged(seen).to_list() == [False, True] * 6
    assert (seen.hidden_events, seen.analysable_share) == (6, 1.0)


def test_hidden_first_and_last_steps_become_a_section() -> None:
    seen = visible_steps(canonicalise(_six_cases("haabh", few="h")))
    assert _course(seen) == [SECTION, "a", "a", "b", SECTION]
    assert seen.analysable_share == pytest.approx(0.5)
    edges = seen.log.events.collect(where=pl.col("activity") == seen.section)
    assert edges["person"].null_count() == edges.height == 12
    assert seen.section in seen.log.end_activities


def test_a_return_over_a_hidden_step_is_marked() -> None:
    seen = visible_steps(canonicalise(_six_cases("aha", few="h")))
    assert _course(seen) == ["a", "a"]
    assert seen_bridged(seen).to_list() == [False, True] * 6


def test_a_case_of_hidden_steps_only_keeps_its_ends() -> None:
    seen = visible_steps(canonicalise(_six_cases("hihi", few="hi")))
    assert _course(seen) == [SECTION, SECTION]
    assert seen.analysable_share == 0.0


def test_figures_on_the_section_stay_closed() -> None:
    seen = visible_steps(canonicalise(_six_cases("hab", few="h")))
    row = seen.log.k_table.filter(pl.col("activity") == seen.section)
    assert row["k_class"].to_list() == ["<5"]


def test_a_log_without_hidden_steps_stays_as_it_is() -> None:
    log = canonicalise(_six_cases("abc", few=""))
    seen = visible_steps(log)
    assert seen.log is log
    assert (seen.hidden, seen.section, seen.analysable_share) == ((), None, 1.0)
    assert not seen_bridged(seen).any()


def test_unknown_numbers_of_people_hide_nothing() -> None:
    assert visible_steps(canonicalise(raw_log(steps("1", "abc")))).hidden == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["BPIC15_1", "receipt"])
def test_nine_tenths_of_case_time_stay_analysable(shared_logs: Path, name: str) -> None:
    log = canonicalise(importers.read(shared_logs / f"{name}.xes.gz"))
    seen = visible_steps(log)
    assert seen.hidden
    assert LEAST_ANALYSABLE <= seen.analysable_share < 1
