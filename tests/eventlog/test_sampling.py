"""The random sample of a long log's cases."""

from dataclasses import replace

import numpy as np
import polars as pl
from tests.engine.parted import in_parts, log_of
from tests.strategies import event_log, frame

from verwaltung_mining.eventlog.case_parts import only
from verwaltung_mining.eventlog.sampling import sampled, scattered
from verwaltung_mining.eventlog.schema import EventLog


def of_many(cases: int) -> EventLog:
    return event_log(frame(*[[(0, k), (1, k + 1)] for k in range(cases)]))


def test_a_short_log_stays_as_it_is() -> None:
    log = log_of("wohngeld")
    same = sampled(log, most_events=log.event_count)
    assert same.cases.equals(log.cases)
    assert same.events.collect().equals(log.events.collect())


def test_about_as_many_events_are_drawn_as_are_wanted_in_whole_cases() -> None:
    log = of_many(20_000)
    drawn = sampled(log, most_events=4_000)
    assert abs(drawn.event_count - 4_000) < 5 * np.sqrt(2 * 4_000)
    assert drawn.events.collect()["case"].n_unique() == drawn.cases.height
    assert (drawn.cases["events"] == 2).all()
    assert drawn.ordinals is not None
    assert drawn.ordinals.is_sorted()


def test_cases_keep_their_events_attributes_and_order() -> None:
    log = log_of("bauantrag")
    drawn = sampled(log, most_events=log.event_count // 5)
    assert drawn.ordinals is not None
    first = log.events.collect().filter(pl.col("case").is_in(drawn.ordinals.implode()))
    assert drawn.events.collect().drop("case").equals(first.drop("case"))
    assert drawn.attributes.equals(log.attributes[drawn.ordinals.to_numpy()])
    ends = drawn.cases["first_row"] + drawn.cases["events"]
    assert ends.to_list()[:-1] == drawn.cases["first_row"].to_list()[1:]


def test_the_same_cases_are_drawn_of_any_parts_and_of_a_narrowed_log() -> None:
    log = log_of("bauantrag")
    most = log.event_count // 4
    drawn = sampled(log, most_events=most)
    assert (
        sampled(in_parts(log, 7), most_events=most).events.collect().equals(drawn.events.collect())
    )
    late = pl.Series(np.arange(log.cases.height) >= log.cases.height // 2)
    half = only(log, late)
    share = half.event_count / log.event_count
    of_half = sampled(half, most_events=round(most * share))
    assert of_half.ordinals is not None
    assert drawn.ordinals is not None
    expected = drawn.ordinals.filter(drawn.ordinals >= log.cases.height // 2)
    assert set(of_half.ordinals) ^ set(expected) <= set(log.cases["case"][-1:])


def test_neighbouring_numbers_are_scattered_evenly() -> None:
    """Shares of 1,000 neighbours in ten equal ranges differ as chance lets them."""
    words = scattered(np.arange(1_000, dtype=np.uint64))
    counts = np.bincount((words // np.uint64(2**64 // 10)).astype(int).clip(0, 9))
    assert len(counts) == 10
    assert ((counts - 100) ** 2 / 100).sum() < 30  # chi-square, 9 degrees of freedom: p = 0.0004


def test_open_cases_are_drawn_like_completed_ones() -> None:
    log = of_many(20_000)
    open_ = replace(log, cases=log.cases.with_columns(completed=pl.col("case") % 4 > 0))
    drawn = sampled(open_, most_events=10_000)
    assert abs(float(drawn.cases["completed"].mean() or 0) - 0.75) < 0.03  # type: ignore[arg-type]
