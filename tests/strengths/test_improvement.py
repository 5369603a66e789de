"""What became faster between the halves of the period."""

import numpy as np
import pytest
from tests.procedures import DAY, arrivals, procedure
from tests.strengths.named import CASES, CHECK, DECIDE, log_of, named, pen, skipped, usual

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.improvement import IMPROVEMENT

LATE = np.arange(CASES) >= CASES // 2
YEAR = 52


def log_at(arrived: np.ndarray, days: np.ndarray) -> EventLog:
    return procedure(
        *([(CHECK, DAY * a), (DECIDE, DAY * (a + d))] for a, d in zip(arrived, days, strict=True))
    )


def test_cases_that_became_faster_are_found_whole_and_in_part() -> None:
    log = log_of(np.where(LATE, usual(1) / 2, usual(1)))
    whole, part = sorted(named(log, IMPROVEMENT), key=lambda s: s.where.sort_key)
    assert (whole.where.source, whole.where.target) == (None, None)
    assert (part.where.source, part.where.target) == (CHECK, DECIDE)
    for strength in (whole, part):
        assert strength.value == pytest.approx(5, rel=0.25)
        assert strength.peers == pytest.approx(10, rel=0.25)
        assert strength.raw is not None
        assert strength.raw.median == pytest.approx(np.median(usual(1)[LATE]) / 2, rel=0.1)
        assert strength.raw.peer_median == pytest.approx(np.median(usual(1)[~LATE]), rel=0.1)
        assert 0 < strength.low < strength.peers - strength.value < strength.high
    assert "cannot be told apart" in whole.text.en
    assert "mix of cases" not in whole.text.en


def test_case_that_takes_a_way_more_than_once_is_one_case() -> None:
    """Every case is checked and decided twice."""
    days = np.where(LATE, usual(1) / 2, usual(1))
    log = procedure(
        *(
            [
                (CHECK, a),
                (DECIDE, a + DAY * d),
                (CHECK, a + DAY * (d + 1)),
                (DECIDE, a + DAY * (2 * d + 1)),
            ]
            for a, d in zip(arrivals(CASES, weeks=30), days, strict=True)
        )
    )
    parts = [s for s in named(log, IMPROVEMENT) if s.where.source == CHECK]
    assert [s.cases + (s.peer_cases or 0) <= CASES for s in parts] == [True]


@pytest.mark.parametrize("seed", range(8))
def test_office_that_stays_as_it_is_shows_none(seed: int) -> None:
    assert named(log_of(usual(seed)), IMPROVEMENT) == ()


def test_easier_cases_are_no_improvement() -> None:
    small = np.random.default_rng(2).random(CASES) < np.where(LATE, 0.8, 0.3)
    days = np.where(small, usual(1) / 4, usual(1))
    kind = ["small" if one else "large" for one in small]
    assert named(log_of(days, kind=("case_type", kind))) == ()
    assert len(named(log_of(days), IMPROVEMENT)) == 2


def test_mix_is_named_where_the_log_tells_it() -> None:
    kind = ["small", "large"] * (CASES // 2)
    better = log_of(np.where(LATE, usual(1) / 2, usual(1)), kind=("case_type", kind))
    (whole, *_) = named(better, IMPROVEMENT)
    assert "with the same mix of cases; the season cannot be told apart" in whole.text.en


def test_season_is_no_improvement_where_the_log_tells() -> None:
    """Summers are quick; the second half of two and a half years has more of them."""
    weeks = 130
    week = np.arange(3 * CASES) * weeks / (3 * CASES)
    quick = (week % YEAR >= 13) & (week % YEAR < 26)
    days = usual(1, 3 * CASES) / np.where(quick, 3, 1)
    assert named(log_of(days, weeks=weeks), IMPROVEMENT) == ()
    better = np.where(week > weeks / 2, days / 2, days)
    (whole, *_) = named(log_of(better, weeks=weeks), IMPROVEMENT)
    assert "the same season" in whole.text.en


def test_late_arrivals_are_not_fast_because_only_the_fast_are_done() -> None:
    """Half of the cases take 80 days; the log ends 30 days after the last arrival."""
    rng = np.random.default_rng(3)
    days = np.where(rng.random(CASES) < 0.5, 80.0, 10.0)
    arrived = np.arange(CASES) * 210 / CASES
    done = arrived + days < 240
    assert named(log_at(arrived[done], days[done]), IMPROVEMENT) == ()


def test_short_period_is_not_halved() -> None:
    log = log_of(usual(1, 60), weeks=8)
    assert skipped(log, IMPROVEMENT) == "the period is too short to compare its halves"
    assert pen(log, IMPROVEMENT).named == ()
