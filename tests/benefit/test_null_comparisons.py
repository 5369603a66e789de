"""Logs with starts, units, case types and deadlines in which no group differs from another."""

from collections.abc import Iterator

import numpy as np
import pytest
from tests.null_logs import MEAN_DAYS, SPREAD, WEEKS_PER_YEAR, found_in
from tests.procedures import DAY, WEEK, measured, procedure
from tests.strategies import BEGIN

from verwaltung_mining.measures.analysed import AnalysedLog

CASES = 1500
WEEKS = 130
UNITS = 5
WORKED = 0.3
"""Share of each step's time that is work."""
STAYS = 0.8
"""Share of the steps done by the unit that the case began in."""
ALLOWED = (20, 30, 40)
COMPARING = {"slow_transition", "slow_step", "unit_gap", "deadline_driver"}


def null_log(seed: int) -> AnalysedLog:
    """Heavy-tailed waits and work that swing with the season; all else is dice."""
    rng = np.random.default_rng([seed, 99])
    come = np.sort(rng.uniform(0, WEEKS, CASES))
    level = 1 + 0.25 * np.sin(2 * np.pi * come / WEEKS_PER_YEAR + rng.uniform(0, 2 * np.pi))
    home = rng.integers(0, UNITS, CASES)
    clock, steps, units = come * WEEK, [], []
    for mean in MEAN_DAYS:
        drawn = rng.lognormal(-(SPREAD**2) / 2, SPREAD, (2, CASES)) * mean * DAY * level
        start = clock + (1 - WORKED) * drawn[0]
        clock = start + WORKED * drawn[1]
        steps.append((start, clock))
        stays = rng.random(CASES) < STAYS
        units.append(np.where(stays, home, rng.integers(0, UNITS, CASES)))
    rows = [
        [(0, c * WEEK, c * WEEK)]
        + [(n, float(done[k]), float(begun[k])) for n, (begun, done) in enumerate(steps, start=1)]
        for k, c in enumerate(come)
    ]
    per_event = [u for k in range(CASES) for u in (None, *(int(step[k]) for step in units))]
    attributes = dict(_attributes(rng, come))
    log = procedure(*rows, units=per_event, attributes=attributes)  # type: ignore[arg-type]
    return measured(log, compared_units=range(UNITS))


def _attributes(rng: np.random.Generator, come: np.ndarray) -> Iterator[tuple[str, object]]:
    for k in range(5):
        yield f"dice {k}", ("other", [f"v{v}" for v in rng.integers(0, 4, CASES)])
    yield "kind", ("case_type", [f"k{v}" for v in rng.integers(0, 3, CASES)])
    days = BEGIN.toordinal() - 719_163 + np.floor((come * WEEK + BEGIN.hour) / DAY)
    yield "Frist", ("deadline", (days + rng.choice(ALLOWED, CASES)).tolist())


@pytest.mark.parametrize("seed", range(3))
def test_equal_groups_are_compared_and_none_is_reported(seed: int) -> None:
    found = found_in(null_log(seed))
    tested = {d.id: len(p.hypotheses) for d, p in found.proposals if d.id in COMPARING}
    assert min(tested.values()) > 0
    assert set(tested) == COMPARING
    assert [f.detector.id for f in found.ranked if f.detector.id in COMPARING] == []


@pytest.mark.slow
def test_one_of_forty_logs_at_most_reports_a_group() -> None:
    reported = [
        seed
        for seed in range(100, 140)
        if any(f.detector.id in COMPARING for f in found_in(null_log(seed)).ranked)
    ]
    assert len(reported) <= 1
