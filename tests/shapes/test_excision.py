"""Excision saves the union of its intervals, exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, excisions, untaken
from verwaltung_mining.shapes.excision import estimate

SECOND = 1000


def plain(cases: int) -> AnalysedLog:
    """Cases of two steps a day apart."""
    return measured(procedure(*([(0, c), (1, c + DAY)] for c in arrivals(cases))))


LOG = plain(4)
intervals = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=12
)


def claims_of(rows: list[tuple[int, int, int]]) -> Claims:
    """Case, begin and length in seconds."""
    index, begin, length = (np.array([r[k] for r in rows], np.int64) for k in range(3))
    begin = LOG.events.column("timestamp").dt.epoch("ms").to_numpy()[2 * index] + SECOND * begin
    return Claims(index=index, begin=begin, finish=begin + SECOND * length)


@given(intervals)
def test_total_is_the_length_of_the_union_of_the_intervals(
    rows: list[tuple[int, int, int]],
) -> None:
    claims = claims_of(rows)
    excursions = Excursions(
        place=np.zeros(len(rows), np.int64), claims=claims, places=(Place(activity=0),)
    )
    (hypothesis,) = excisions(LOG, excursions)
    covered = {(i, at) for i, begin, length in rows for at in range(begin, begin + length)}
    found = hypothesis.estimate()
    assert found.total == len(covered)
    assert hypothesis.cases == len({row[0] for row in rows})
    by_case = [sum(1 for i, _ in covered if i == case) for case in {row[0] for row in rows}]
    assert found.mean == pytest.approx(np.mean(by_case))
    assert found.typical == pytest.approx(np.median(by_case))
    assert found.weight == 1.0


def test_places_keep_their_own_intervals() -> None:
    claims = claims_of([(0, 0, 5), (1, 0, 7), (0, 3, 5)])
    excursions = Excursions(
        place=np.array([0, 1, 0]), claims=claims, places=(Place(activity=0), Place(activity=1))
    )
    totals = [h.estimate().total for h in excisions(LOG, excursions)]
    assert totals == [8.0, 7.0]


def test_without_peers_there_is_no_test() -> None:
    excursions = Excursions(
        place=np.zeros(1, np.int64), claims=claims_of([(0, 0, 5)]), places=(Place(activity=0),)
    )
    (alone,) = excisions(LOG, excursions)
    assert (alone.p_value, alone.effect_size, alone.peers) == (None, None, None)
    assert alone.compared_cases == alone.cases
    (tested,) = excisions(LOG, excursions, test=lambda code: (0.01, 0.4, 70))
    assert (tested.p_value, tested.effect_size, tested.peers) == (0.01, 0.4, 70)
    assert tested.compared_cases == 70


def test_interval_of_many_like_cases_holds_the_total() -> None:
    log = plain(300)
    stamps = log.events.column("timestamp").dt.epoch("ms").to_numpy()
    claims = Claims(index=np.arange(300), begin=stamps[::2], finish=stamps[1::2])
    found = estimate(log, claims)
    assert found.total == 300 * SECONDS_PER_DAY
    assert found.low < found.total < found.high
    assert (found.high - found.low) / 2 < 0.2 * found.total
    assert found.halves_agree


def test_excursion_claimed_to_one_half_by_a_more_specific_detector_is_not_offered_again() -> None:
    excursions = Excursions(
        place=np.array([0, 1, 2]),
        claims=claims_of([(0, 0, 10), (1, 0, 10), (2, 0, 10)]),
        places=(Place(activity=0), Place(activity=1), Place(activity=2)),
    )
    left = untaken(excursions, Cover.of(claims_of([(0, 0, 5), (1, 0, 4)])))
    assert left.claims.index.tolist() == [1, 2]
    assert left.places == (Place(activity=1), Place(activity=2))
    assert left.place.tolist() == [0, 1]
