"""Which transitions are looked at."""

import polars as pl
from tests.procedures import arrivals, measured, procedure

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Place, transitions


def log_of(*gaps: float, outside: tuple[int, ...] = ()) -> AnalysedLog:
    """Ten cases that pass steps 0, 1, 2 … with these hours between."""
    cases = []
    for begin in arrivals(10):
        stamps = [begin + sum(gaps[:k]) for k in range(len(gaps) + 1)]
        cases.append(list(enumerate(stamps)))
    return measured(procedure(*cases), outside=outside)


def places(log: AnalysedLog, *, maximum: int | None = None) -> tuple[list[tuple[int, ...]], int]:
    known = log.events.collect(where=pl.col("source").is_not_null())
    observations, left_out = transitions(log, known, maximum=maximum)
    assert len(observations.seconds) == 10 * len(observations.places)
    return [(p.source or 0, p.target or 0) for p in observations.places], left_out


def test_transitions_come_with_the_most_time_first() -> None:
    assert places(log_of(10, 50, 40)) == ([(1, 2), (2, 3), (0, 1)], 0)


def test_transition_with_less_than_a_hundredth_of_all_time_is_left_out_and_counted() -> None:
    assert places(log_of(10, 989, 1)) == ([(1, 2), (0, 1)], 1)


def test_only_so_many_are_kept() -> None:
    assert places(log_of(10, 50, 40), maximum=1) == ([(1, 2)], 2)


def test_wait_for_a_step_set_from_outside_is_no_wait_of_the_office() -> None:
    assert places(log_of(10, 50, 40, outside=(2,))) == ([(2, 3), (0, 1)], 1)


def test_observations_know_their_rows_and_their_time() -> None:
    log = log_of(10, 50)
    known = log.events.collect(where=pl.col("source").is_not_null())
    observations, _ = transitions(log, known)
    for position, place, seconds in zip(
        observations.rows, observations.place, observations.seconds, strict=True
    ):
        row = known.row(int(position), named=True)
        assert observations.places[place] == Place(source=row["source"], target=row["activity"])
        assert row["seconds"] == seconds
