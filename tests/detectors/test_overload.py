"""Overload: waits that grow with what lies there, told from slow ways, seasons and fixed dates."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.detectors.proposing import only, proposed
from tests.null_logs import found_in
from tests.procedures import DAY, WEEK, Floats, measured, procedure
from tests.queues import busy, oldest, served

from verwaltung_mining.detectors.overload import OVERLOAD
from verwaltung_mining.detectors.requirements import units_and_starts
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Place

CASES = 1500
WEEKS = 104
COUNTER, DESK = 0, 1


def log_of(
    come: Floats, begin: Floats, end: Floats, *, starts: bool = True, units: bool = True
) -> AnalysedLog:
    """Cases that come over the counter to a desk and lie with the counter for eight days more."""
    cases = [
        [
            (0, c, c if starts else None),
            (1, e, b if starts else None),
            (2, e + 8 * DAY, e if starts else None),
        ]
        for c, b, e in zip(come, begin, end, strict=True)
    ]
    of_events: Sequence[int | None] | None = (
        [COUNTER, DESK, COUNTER] * len(cases) if units else None
    )
    return measured(procedure(*cases, units=of_events))


def at_desk(seed: int, *, load: float) -> tuple[Floats, Floats, Floats]:
    come, work = busy(seed, CASES, load=load, weeks=WEEKS)
    return come, *served(come, work, oldest)


def slow(seed: int, *, season: float = 0.0) -> tuple[Floats, Floats, Floats]:
    """Long ways to a desk that has time: nobody waits for anybody; both may swing with the year."""
    rng = np.random.default_rng([seed, 5])
    offered = np.sort(rng.uniform(0, WEEKS, 2 * CASES))
    wave = np.sin(2 * np.pi * offered / 52.18 + rng.uniform(0, 2 * np.pi))
    kept = rng.random(2 * CASES) < (1 + 2 * season * wave) / (1 + 2 * season)
    come, level = offered[kept] * WEEK, 1 + season * wave[kept]
    begin = come + rng.lognormal(0, 0.8, len(come)) * 8 * DAY * level
    return come, begin, begin + rng.gamma(2.0, 1.0, len(come))


def found(log: AnalysedLog) -> list[str]:
    """Findings of overload that an analysis reports, by confidence."""
    return [f.confidence for f in found_in(log).ranked if f.detector.id == "overload"]


@pytest.mark.parametrize("seed", range(3))
def test_busy_desk_is_found_with_a_part_of_what_it_costs(seed: int) -> None:
    """With a free desk nobody would wait: all waits are the truth, the finding a lower bound."""
    come, begin, end = at_desk(seed, load=0.9)
    hypothesis = only(proposed(OVERLOAD, log_of(come, begin, end)))
    assert hypothesis.place == Place(activity=1)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 1e-6
    estimate = hypothesis.estimate()
    truth = float((begin - come).sum()) / DAY
    assert estimate.bound == "lower"
    assert 0.2 * truth < estimate.total / SECONDS_PER_DAY < truth
    assert found(log_of(come, begin, end))[0] in ("high", "medium")


@pytest.mark.parametrize("weeks", [1, 5, 53])
def test_weeks_later_the_same_is_told(weeks: int) -> None:
    """Blocks of 13 weeks begin with the log and not with the calendar."""
    come, begin, end = at_desk(1, load=0.9)
    later = weeks * WEEK
    now, then = (
        only(proposed(OVERLOAD, log)).estimate()
        for log in (log_of(come, begin, end), log_of(come + later, begin + later, end + later))
    )
    assert then.total == pytest.approx(now.total, rel=1e-9)


def test_load_is_told_in_pieces_of_work() -> None:
    remark = only(proposed(OVERLOAD, log_of(*at_desk(1, load=0.9)))).remark
    assert remark is not None
    assert remark.de.startswith("bei hoher Last liegen dort im Mittel")


@pytest.mark.parametrize("seed", range(8))
def test_slow_desk_without_load_is_silent(seed: int) -> None:
    assert found(log_of(*slow(seed))) == []


@pytest.mark.parametrize("seed", range(8))
def test_season_in_arrivals_and_ways_is_no_overload(seed: int) -> None:
    """Arrivals swing by half, ways by a quarter."""
    assert found(log_of(*slow(seed, season=0.25))) == []


@pytest.mark.parametrize("seed", range(3))
def test_weekly_date_is_no_overload(seed: int) -> None:
    """The fuller the box, the nearer the date."""
    come = slow(seed)[0]
    begin = np.ceil(come / WEEK) * WEEK + np.random.default_rng(seed).uniform(0, 6, len(come))
    assert found(log_of(come, begin, begin + 0.1)) == []


def test_desk_with_time_is_silent() -> None:
    assert found(log_of(*at_desk(1, load=0.3))) == []


def test_steps_of_one_unit_are_one_finding() -> None:
    """The desk does two steps; both wait for the same people."""
    come, work = busy(2, CASES, load=0.9, weeks=WEEKS)
    begin, end = served(come, work, oldest)
    cases = [
        [(0, c, c), (1, e, b), (3, f + 1, f)] if k % 3 else [(0, c, c), (2, e, b), (3, f + 1, f)]
        for k, (c, b, e, f) in enumerate(zip(come, begin, end, end, strict=True))
    ]
    log = measured(procedure(*cases, units=[COUNTER, DESK, COUNTER] * CASES))
    assert only(proposed(OVERLOAD, log)).place == Place(activity=1, activities=(2,))


def test_without_starts_or_units_it_says_what_is_missing() -> None:
    come, begin, end = at_desk(1, load=0.9)
    for log in (log_of(come, begin, end, starts=False), log_of(come, begin, end, units=False)):
        proposal = proposed(OVERLOAD, log)
        assert proposal.hypotheses == ()
        assert proposal.skipped
    missing = units_and_starts(measured(replace(procedure([(0, 1.0)]), org_units=())))
    assert missing is not None
    assert "--org-unit" in missing.en


def test_few_cases_are_not_tested() -> None:
    come, begin, end = (part[:25] for part in at_desk(1, load=0.9))
    assert proposed(OVERLOAD, log_of(come, begin, end)).hypotheses == ()


def test_single_event_is_silent() -> None:
    log = measured(procedure([(0, 1.0, 0.5)], units=[0]))
    assert proposed(OVERLOAD, log).hypotheses == ()
