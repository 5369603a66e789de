"""How much of a delay reaches the end of the case: gates, no gates, queues, weekends."""

import numpy as np
import pytest
from tests.procedures import DAY, WEEK, Floats, arrivals, measured, procedure

from verwaltung_mining.shapes import Claims
from verwaltung_mining.shapes.pass_through import (
    PassThrough,
    envelope,
    not_estimated,
    pass_through,
    pass_through_of_cases,
    winsorised,
)
from verwaltung_mining.statistics import week_draws

CASES = 400
WEEKS = 30


def through(come: Floats, done: Floats, ended: Floats, *, cases: int | None = None) -> PassThrough:
    """Pass-through of the time from the first to the second of three steps."""
    log = measured(
        procedure(*([(0, a), (1, b), (2, c)] for a, b, c in zip(come, done, ended, strict=True)))
    )
    stamps = log.events.column("timestamp").dt.epoch("ms").to_numpy().reshape(-1, 3)
    claims = Claims(index=np.arange(len(stamps)), begin=stamps[:, 0], finish=stamps[:, 1])
    draws = week_draws(int(log.week_of_case.max()) + 1)
    return pass_through_of_cases(log, claims, cases=cases or len(stamps), draws=draws)


def local_times(seed: int, count: int = CASES) -> Floats:
    return np.random.default_rng(seed).gamma(2.0, 2.0 * DAY, count)


def test_statutory_period_absorbs_every_delay() -> None:
    come, local = arrivals(CASES, weeks=WEEKS), local_times(1)
    ended = np.maximum(come + 60 * DAY, come + local)
    result = through(come, come + local, ended)
    assert result.estimated
    assert result.share == pytest.approx(0.0, abs=0.05)


def test_monthly_meeting_absorbs_every_delay_that_does_not_miss_it() -> None:
    """A meeting every four weeks: a delay is lost in the wait, or costs a whole round."""
    come, local = np.floor(arrivals(CASES, weeks=WEEKS) / (4 * WEEK)) * 4 * WEEK, local_times(2) / 2
    ended = np.ceil((come + local) / (4 * WEEK)) * 4 * WEEK
    assert through(come, come + local, ended).share < 0.1


def test_without_a_gate_every_delay_reaches_the_case() -> None:
    come, local = arrivals(CASES, weeks=WEEKS), local_times(0)
    rest = np.random.default_rng(4).gamma(2.0, 3.0 * DAY, CASES)
    result = through(come, come + local, come + local + rest)
    assert result.estimated
    assert result.share == 1.0


def test_noise_is_taken_for_a_gate_in_few_runs_only() -> None:
    runs, below = 200, 0
    week, zero = np.arange(CASES) * WEEKS // CASES, np.zeros(CASES, np.int64)
    for seed in range(runs):
        later = np.random.default_rng([seed, 4]).gamma(2.0, 3.0 * DAY, CASES)
        result = pass_through(
            local_times(seed), later, cell=zero, week=week, draws=week_draws(WEEKS)
        )
        below += result.share < 1.0
    assert below / runs <= 0.05


@pytest.mark.parametrize("seed", range(5))
def test_ordinary_queue_is_no_gate(seed: int) -> None:
    """First come, first served behind the place: whoever comes later waits on others instead."""
    rng = np.random.default_rng([seed, 5])
    come, local = arrivals(CASES, weeks=WEEKS), local_times(seed + 10)
    done, ended = come + local, np.zeros(CASES)
    free = 0.0
    for case in np.argsort(done):
        free = max(free, done[case]) + rng.exponential(0.6 * WEEKS * WEEK / CASES)
        ended[case] = free
    assert through(come, done, ended).share == 1.0


def test_weekends_are_no_gate() -> None:
    """A step that spans a weekend is long and the next one short: no catching up."""
    rng = np.random.default_rng(6)
    days = np.arange(CASES) * WEEKS * 5 // CASES
    work = np.cumsum(np.c_[days * 8.0 + rng.random(CASES) * 8, rng.gamma(2, 8, (CASES, 2))], axis=1)
    day, hour = np.divmod(work, 8.0)
    monday = 4 * DAY  # the logs begin on a Thursday
    clock = monday + (day + day // 5 * 2) * DAY + hour
    assert through(*clock.T).share == 1.0


def test_fewer_than_fifty_affected_cases_are_not_asked() -> None:
    come, local = arrivals(CASES, weeks=WEEKS), local_times(7)
    gate = come + 60 * DAY
    few = through(come, come + local, gate, cases=49)
    assert (few.share, few.estimated) == (1.0, False)
    assert np.all(few.draws == 1.0)
    assert through(come, come + local, gate, cases=50).estimated


def test_local_time_without_spread_tells_nothing() -> None:
    come = arrivals(CASES, weeks=WEEKS)
    result = through(come, come + DAY, come + 60 * DAY)
    assert (result.share, result.estimated) == (1.0, False)


def test_half_absorbed_delay_is_half_passed_on() -> None:
    rng, count = np.random.default_rng(8), 2000
    local, zero = rng.gamma(2.0, 1.0, count), np.zeros(count, np.int64)
    later = -0.5 * local + rng.normal(0, 0.5, count)
    week = np.arange(count) % WEEKS
    result = pass_through(local, later, cell=zero, week=week, draws=week_draws(WEEKS))
    assert result.share == pytest.approx(0.5, abs=0.05)


def test_slope_is_taken_within_cells() -> None:
    """Heavy cases are slow here and quick later: across kinds that looks like a gate."""
    rng, count = np.random.default_rng(9), 2000
    cell = np.arange(count) % 2
    local = 10.0 * cell + rng.gamma(2.0, 1.0, count)
    later = -10.0 * cell + rng.normal(0, 1, count)
    week, draws = np.arange(count) // 2 % WEEKS, week_draws(WEEKS)
    across = pass_through(local, later, cell=np.zeros_like(cell), week=week, draws=draws)
    assert across.share < 0.2
    assert pass_through(local, later, cell=cell, week=week, draws=draws).share == 1.0


def test_slope_above_one_is_cut_to_one() -> None:
    rng, count = np.random.default_rng(10), 2000
    local, zero = rng.gamma(2.0, 1.0, count), np.zeros(count, np.int64)
    week = np.arange(count) % WEEKS
    result = pass_through(local, local * 2, cell=zero, week=week, draws=week_draws(WEEKS))
    assert result.share == 1.0


def test_envelope_holds_the_local_interval_where_everything_passes() -> None:
    total = np.linspace(90.0, 110.0, 201)
    free = PassThrough(share=1.0, draws=np.full(201, 0.9), estimated=True)
    assert envelope(total, free) == pytest.approx((81.45, 109.5))


def test_envelope_leaves_the_local_interval_where_a_part_is_absorbed() -> None:
    total = np.linspace(90.0, 110.0, 201)
    gate = PassThrough(share=0.1, draws=np.full(201, 0.2), estimated=True)
    assert envelope(total, gate) == pytest.approx((9.05, 21.9))


def test_single_files_beyond_the_last_percent_are_cut() -> None:
    values = np.r_[np.ones(999), 1e9]
    assert winsorised(values).max() == 1.0
    assert len(winsorised(np.zeros(0))) == 0


def test_interval_lies_inside_zero_to_one_and_holds_the_share() -> None:
    come, local = arrivals(CASES, weeks=WEEKS), local_times(11)
    rest = np.random.default_rng(12).gamma(2.0, 3.0 * DAY, CASES)
    free = through(come, come + local, come + local + rest)
    gate = through(come, come + local, np.maximum(come + 60 * DAY, come + local))
    for result in (free, gate):
        assert result.low is not None
        assert result.high is not None
        assert 0.0 <= result.low <= result.share <= result.high <= 1.0
    assert (free.share, free.high) == (1.0, 1.0)
    assert gate.high is not None
    assert gate.high <= 0.1


def test_what_was_not_estimated_has_no_interval() -> None:
    nothing = not_estimated(week_draws(WEEKS))
    assert (nothing.low, nothing.high) == (None, None)
