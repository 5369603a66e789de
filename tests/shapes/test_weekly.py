"""Weekly levels: which weeks show fast and slow cases alike."""

import numpy as np
from tests.procedures import DAY, WEEK, arrivals, measured, procedure
from tests.strategies import BEGIN

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Claims
from verwaltung_mining.shapes.weekly import monday_of, season_of, week_of, weekly

WEEKS = 30


def log_of(*days: float, cases: int = 300, weeks: int = WEEKS) -> AnalysedLog:
    """Cases of several steps with these days between."""
    ends = np.cumsum([0.0, *days]) * DAY
    return measured(
        procedure(*([(k, c + e) for k, e in enumerate(ends)] for c in arrivals(cases, weeks=weeks)))
    )


def transition(log: AnalysedLog, target: int) -> Claims:
    events = log.events.collect().filter(activity=target)
    return Claims.from_frame(events.rename({"previous": "begin", "timestamp": "finish"}))


def test_weeks_begin_on_monday() -> None:
    log = log_of(1)
    days = [np.datetime64(BEGIN.date()) + np.timedelta64(k, "D") for k in range(28)]
    moments = np.array([d.astype("datetime64[ms]").astype(np.int64) for d in days])
    for day, week in zip(days, week_of(log, moments), strict=True):
        monday = monday_of(int(week))
        assert monday.astype(object).weekday() == 0
        assert 0 <= (day - monday).astype(int) < 7


def test_first_weeks_that_only_fast_cases_reach_are_not_used() -> None:
    """Three weeks of way to the second transition: its first four weeks are left out."""
    log = log_of(21, 2)
    seen = weekly(log, transition(log, 2))
    first = week_of(log, np.array([int(BEGIN.timestamp()) * 1000]))[0]
    assert seen.week[seen.usable].min() == first + 4


def test_last_weeks_whose_slow_cases_are_still_open_are_not_used() -> None:
    log = log_of(2, 21)
    seen = weekly(log, transition(log, 1))
    end = log.cases["last"].dt.epoch("ms").to_numpy().max()
    assert seen.week[seen.usable].max() < week_of(log, np.array([end]))[0] - 3


def test_weeks_after_the_last_arrival_are_not_used() -> None:
    """One slow case: what follows the arrivals shows slow cases alone."""
    cases = [[(0, c), (1, c + 24), (2, c + 48)] for c in arrivals(300, weeks=WEEKS)]
    cases.append([(0, WEEK), (1, 60 * WEEK), (2, 90 * WEEK)])
    log = measured(procedure(*cases))
    seen = weekly(log, transition(log, 2))
    last_arrival = log.cases["first"].dt.epoch("ms").to_numpy().max()
    assert seen.week[seen.usable].max() < week_of(log, np.array([last_arrival]))[0]
    assert seen.week.max() > seen.week[seen.usable].max() + 20


def test_levels_are_weekly_means_of_what_is_usable() -> None:
    log = log_of(2, 3)
    levels, weeks = weekly(log, transition(log, 2)).levels(log, seasons=False)
    assert len(levels.level) == len(weeks) > 20
    assert np.allclose(levels.level, 3 * 86_400)
    assert np.allclose(levels.weight, 10, atol=1)
    assert set(levels.season) == {0}


def test_season_is_the_same_every_year() -> None:
    weeks = np.arange(2700, 2752)
    later = season_of(weeks + 52)
    assert season_of(weeks).min() == 0
    assert season_of(weeks).max() == 12
    assert (np.abs(season_of(weeks) - later) <= 1).all()


def test_nothing_has_no_weeks() -> None:
    assert weekly(log_of(1), Claims.none()).weeks == 0
