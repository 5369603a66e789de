"""Policy saves what lies beyond the normal wait."""

import numpy as np
import pytest
from tests.procedures import DAY, Floats, arrivals, measured, procedure

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Place, Waits, policy
from verwaltung_mining.shapes.policy import estimate


def waiting(days: Floats) -> tuple[AnalysedLog, Claims]:
    """Cases of two steps with these days between, and the time between."""
    come = arrivals(len(days))
    log = measured(
        procedure(*([(0, c), (1, c + DAY * d)] for c, d in zip(come, days, strict=True)))
    )
    stamps = log.events.column("timestamp").dt.epoch("ms").to_numpy()
    return log, Claims(index=np.arange(len(days)), begin=stamps[::2], finish=stamps[1::2])


def waits(
    claims: Claims,
    ruled: np.ndarray,
    normal: float,
    *,
    slack: float = 0.0,
    only_beyond: bool = False,
    measured: bool = True,
) -> Waits:
    """Normal wait and slack in days."""
    return Waits(
        claims=claims,
        ruled=ruled,
        normal=normal * SECONDS_PER_DAY,
        normal_low=(normal - slack) * SECONDS_PER_DAY,
        normal_high=(normal + slack) * SECONDS_PER_DAY,
        only_beyond=only_beyond,
        measured=measured,
    )


RULED = np.arange(90) % 3 != 0


def test_total_is_the_wait_under_the_rule_beyond_the_normal_one() -> None:
    log, claims = waiting(np.where(RULED, 7.0, 2.0))
    found = estimate(log, waits(claims, RULED, 2.0))
    assert found.total == 60 * 5 * SECONDS_PER_DAY
    assert found.weight == pytest.approx(5 / 7)
    assert found.typical == 5 * SECONDS_PER_DAY
    assert (found.peer_mean, found.peer_median) == (2 * SECONDS_PER_DAY, 2 * SECONDS_PER_DAY)
    assert found.bound == "point"


def test_short_waits_under_a_rule_count_against_the_long_ones() -> None:
    days = np.where(np.arange(90) % 2 == 0, 1.0, 9.0)
    log, claims = waiting(days)
    everything = np.ones(90, bool)
    both = estimate(log, waits(claims, everything, 3.0, measured=False))
    assert both.total == (45 * 6 - 45 * 2) * SECONDS_PER_DAY


def test_gaps_beyond_the_normal_one_count_each_for_itself() -> None:
    days = np.where(np.arange(90) % 2 == 0, 1.0, 9.0)
    log, claims = waiting(days)
    found = estimate(log, waits(claims, np.ones(90, bool), 3.0, only_beyond=True, measured=False))
    assert found.total == 45 * 6 * SECONDS_PER_DAY
    assert found.bound == "lower"


def test_doubt_about_the_normal_wait_widens_the_interval() -> None:
    log, claims = waiting(np.where(RULED, 7.0, 2.0))
    sure = estimate(log, waits(claims, RULED, 2.0))
    unsure = estimate(log, waits(claims, RULED, 2.0, slack=1.0))
    assert unsure.total == sure.total
    assert unsure.low == pytest.approx(sure.low * 4 / 5)
    assert unsure.high == pytest.approx(sure.high * 6 / 5)


def test_peers_are_those_who_escape_the_rule_only_where_they_show_the_normal_wait() -> None:
    log, claims = waiting(np.where(RULED, 7.0, 2.0))
    place = Place(activity=1)
    shown = policy(log, waits(claims, RULED, 2.0), place=place, p_value=0.0, effect_size=0.5)
    assert (shown.cases, shown.peers) == (60, 30)
    assumed = policy(
        log, waits(claims, RULED, 2.0, measured=False), place=place, p_value=0.0, effect_size=0.5
    )
    assert assumed.peers is None
    assert assumed.compared_cases == 60
    assert assumed.estimate().peer_mean is None


def test_fewer_than_fifty_cases_under_the_rule_pass_all_on() -> None:
    ruled = np.arange(90) % 2 == 0
    log, claims = waiting(np.where(ruled, 7.0, 2.0))
    found = estimate(log, waits(claims, ruled, 2.0))
    assert (found.pass_through, found.pass_through_estimated) == (1.0, False)


def test_waits_shorter_than_normal_save_nothing() -> None:
    log, claims = waiting(np.full(60, 1.0))
    found = estimate(log, waits(claims, np.ones(60, bool), 2.0, measured=False))
    assert found.total < 0
    assert (found.weight, found.typical) == (0.0, 0.0)
