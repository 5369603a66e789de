"""A spike adds exactly the time that it says, and is found where it was put."""

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.ground_truth.ground import Ground
from benchmarks.ground_truth.judgement import SURE
from benchmarks.ground_truth.spiked import LOGS, SpikeSpec, design, judged_spike
from benchmarks.ground_truth.spikes import SPIKES, Spiked
from tests.end_to_end.test_real_logs import QUICK, SLOW

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.planters import HANDOVER_DELAY

SIZE = 0.05
DAY = 86_400
FEW = ("receipt-return_loop-0.05-0", "receipt-return_loop-0.1-1", "receipt-batch_release-0.1-0")
VALUED = ("return_loop",)
"""Of a batch in a real log the place is told, its size not closely enough for a test."""

each = pytest.mark.parametrize("kind", SPIKES)


@cache
def plain() -> Ground:
    """A procedure in which some cases change the unit on one way; the delay is found there."""
    drawn = scenario(3, plants=1, kinds=(HANDOVER_DELAY,), timing="completion_only")
    return Ground.of(canonicalise(drawn.raw_log()))


@cache
def spiked(kind: str) -> Spiked:
    found = SPIKES[kind](plain(), np.random.default_rng(1), SIZE)
    assert found is not None
    return found


def added(kind: str) -> pl.Series:
    """Seconds that each case takes longer."""
    after = Ground.of(spiked(kind).log).analysed
    return after.cases["seconds"] - plain().analysed.cases["seconds"]


@pytest.mark.parametrize("kind", ["slow_transition", "return_loop"])
def test_a_spike_adds_about_the_share_that_was_asked_for(kind: str) -> None:
    total = plain().analysed.total_seconds
    assert added(kind).sum() == pytest.approx(SIZE * total, rel=0.2)


@pytest.mark.parametrize("kind", ["slow_transition", "return_loop", "batch_release"])
def test_only_the_cases_it_concerns_take_longer(kind: str) -> None:
    longer = plain().analysed.cases["case"].filter(added(kind) > 0)
    assert (added(kind) >= 0).all()
    assert set(longer.to_list()) <= spiked(kind).cases


def test_a_delay_moves_one_step_of_a_case_and_all_after_it() -> None:
    before, after = plain().log.events.collect(), spiked("slow_transition").log.events.collect()
    assert before.drop("timestamp", "local_date").equals(after.drop("timestamp", "local_date"))
    moved = after["timestamp"] - before["timestamp"]
    frame = pl.DataFrame({"case": before["case"], "moved": moved, "activity": before["activity"]})
    grows = frame.filter(
        pl.col("moved") > pl.col("moved").shift(1, fill_value=pl.duration()).over("case")
    )
    place = spiked("slow_transition").place
    assert {plain().log.activities[code] for code in grows["activity"]} == {place.target}
    assert (moved.dt.total_seconds() % DAY == 0).all()


def test_a_batch_is_done_on_one_weekday_in_its_hours() -> None:
    log, name = spiked("batch_release").log, spiked("batch_release").place.activity
    done = log.events.collect(where=pl.col("activity") == log.activities.index(name or ""))
    local = done["timestamp"].dt.convert_time_zone(log.zone)
    assert local.dt.weekday().n_unique() == 1
    assert local.dt.hour().is_in([9, 10]).all()
    assert local.dt.date().equals(done["local_date"])


def test_a_loop_repeats_two_steps_and_keeps_the_account_of_cases() -> None:
    before, after = plain().log, spiked("return_loop").log
    assert after.events.collect().height == before.events.collect().height + 2 * len(
        spiked("return_loop").cases
    )
    counts = after.events.collect().group_by("case", maintain_order=True).len()
    assert after.cases["events"].to_list() == counts["len"].to_list()
    starts = after.events.column("case")[after.cases["first_row"].to_numpy()]
    assert starts.to_list() == after.cases["case"].to_list()
    stamps = (
        after.events.collect()
        .select(pl.col("timestamp").diff().over("case"))
        .to_series()
        .drop_nulls()
    )
    assert (stamps.dt.total_microseconds() >= 0).all()


@each
def test_nothing_is_put_where_the_same_is_found_already(kind: str) -> None:
    at = spiked(kind).place
    codes = plain().log.activities
    names = {tuple(None if c is None else codes[c] for c in place) for place in plain().taken(kind)}
    assert (at.activity, at.source, at.target) not in names


def test_the_design_has_names_of_its_own_and_takes_real_logs() -> None:
    specs = design(1)
    assert len({s.name for s in specs}) == len({s.seed for s in specs}) == len(specs)
    assert {s.kind for s in specs} == set(SPIKES)
    assert set(LOGS) <= {*QUICK, *SLOW}


@pytest.mark.parametrize("name", FEW)
def test_spikes_in_a_real_log_are_found_with_their_size(name: str, shared_logs: Path) -> None:
    (spec,) = (s for s in design(1_000_000) if s.name == name)
    assert isinstance(spec, SpikeSpec)
    assert (shared_logs / spec.log).exists()
    (verdict,) = judged_spike(spec).judgement.verdicts
    assert verdict.carried
    assert verdict.confidence in SURE
    assert verdict.inside or verdict.detector not in VALUED


def test_a_log_that_closes_cases_so_many_days_after_they_came_absorbs_what_a_spike_does_not(
    shared_logs: Path,
) -> None:
    """The helpdesk closes tickets some forty days after they came, whenever they were resolved."""
    (spec,) = (s for s in design(1_000_000) if s.name == "helpdesk-batch_release-0.1-1")
    assert (shared_logs / spec.log).exists()
    record = judged_spike(spec)
    (verdict,) = record.judgement.verdicts
    assert record.passed_before is not None
    assert record.passed_before < 0.5
    assert verdict.ratio < 0.5
    assert record.at_place == pytest.approx(verdict.true_days, rel=0.2)
