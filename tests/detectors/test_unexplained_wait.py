"""Unexplained wait: what the others leave, as a hint."""

from dataclasses import replace

import numpy as np
import polars as pl
from tests.detectors.proposing import only, proposed
from tests.procedures import arrivals, measured, procedure

from verwaltung_mining.detectors.unexplained_wait import UNEXPLAINED_WAIT
from verwaltung_mining.engine import Parts
from verwaltung_mining.measures.analysed import AnalysedLog, analysed
from verwaltung_mining.shapes import Claims, Cover, Place
from verwaltung_mining.texts.numbers import NARROW_SPACE

HOUR = 3600


def log_of(*waits: float, outside: tuple[int, ...] = ()) -> AnalysedLog:
    """One case per wait: a day of work, then the wait."""
    cases = [
        [(0, c), (1, c + 24), (2, c + 24 + w)]
        for c, w in zip(arrivals(len(waits)), waits, strict=True)
    ]
    return measured(procedure(*cases), outside=outside)


def test_hint_tells_all_unexplained_time_as_an_upper_bound() -> None:
    """Waits of 10, 20 and 90 hours."""
    proposal = proposed(UNEXPLAINED_WAIT, log_of(10, 20, 90), minimum_share=0.5)
    hypothesis = only(proposal)
    assert hypothesis.place == Place(source=1, target=2)
    assert (hypothesis.p_value, hypothesis.effect_size, hypothesis.peers) == (None, None, None)
    estimate = hypothesis.estimate()
    assert (estimate.total, estimate.low, estimate.high) == (120 * HOUR, 0.0, 120 * HOUR)
    assert (estimate.bound, estimate.pass_through_estimated) == ("upper", False)
    assert (estimate.typical, estimate.mean) == (20 * HOUR, 40 * HOUR)
    assert proposal.left_out == 1


def test_time_that_candidates_claim_is_explained() -> None:
    log = log_of(10, 20, 90)
    stamps = log.events.column("timestamp").dt.epoch("ms").to_numpy()
    longest = Claims(index=np.array([2]), begin=stamps[[7]], finish=stamps[[8]])
    to_one_half = proposed(UNEXPLAINED_WAIT, log, taken=half(longest), minimum_share=0.385)
    assert only(to_one_half).estimate().total == (10 + 20 + 45) * HOUR
    all_of_it = proposed(UNEXPLAINED_WAIT, log, taken=Cover.of(longest), minimum_share=0.385)
    assert all_of_it.hypotheses == ()


def half(claims: Claims) -> Cover:
    """Half of this time is claimed."""
    return Cover(intervals=claims, share=np.full(len(claims.index), 0.5))


def test_withheld_steps_in_between_are_told() -> None:
    """Between the second and the third step lie steps that too few people do."""
    cases = [[(0, c), (1, c + 24), (2, c + 114)] for c in arrivals(3)]
    log = procedure(*cases)
    behind = pl.Series("bridged", [False, False, True] * 2 + [False] * 3)
    withheld = replace(log, events=Parts.of(log.events.collect().with_columns(behind)))
    told, untold = (
        only(proposed(UNEXPLAINED_WAIT, analysed(each), minimum_share=0.5))
        for each in (withheld, log)
    )
    assert told.remark is not None
    assert "are recorded and not named here" in told.remark.en
    assert untold.remark is None


def test_transition_with_little_time_is_no_hint() -> None:
    assert proposed(UNEXPLAINED_WAIT, log_of(1, 1, 1)).hypotheses[0].place.target == 1
    assert len(proposed(UNEXPLAINED_WAIT, log_of(1, 1, 1)).hypotheses) == 1


def test_wait_for_a_step_set_from_outside_is_no_hint() -> None:
    places = [h.place for h in proposed(UNEXPLAINED_WAIT, log_of(9, 9, outside=(2,))).hypotheses]
    assert places == [Place(source=0, target=1)]


def test_the_longest_are_put_first() -> None:
    cases = [list(enumerate(np.cumsum([c, *range(10, 80, 10)]))) for c in arrivals(30)]
    proposal = proposed(UNEXPLAINED_WAIT, measured(procedure(*cases)), minimum_share=0.0)
    assert [h.place.target for h in proposal.hypotheses] == [7, 6, 5, 4, 3, 2, 1]
    assert proposal.left_out == 0


def test_case_of_one_event_is_silent() -> None:
    assert proposed(UNEXPLAINED_WAIT, measured(procedure([(0, 0)]))).hypotheses == ()


def test_lengths_that_many_waits_last_to_the_hour_are_named() -> None:
    """A third each of 15 and 30 days, the rest in between: a term, and no work."""
    waits = [(360.0, 720.0, 400.0 + 7 * k)[k % 3] for k in range(42)]
    fixed = only(proposed(UNEXPLAINED_WAIT, log_of(*waits)))
    assert fixed.remark is not None
    german = fixed.remark.de.replace(NARROW_SPACE, " ")
    assert german == "; 67 % warten genau 15 Tage oder 30 Tage, wie unter einer Frist"
    assert fixed.remark.en == "; 67% wait exactly 15 days or 30 days, as under a term"


def test_waits_of_any_length_name_none() -> None:
    free = proposed(UNEXPLAINED_WAIT, log_of(*(240 + 48 * k for k in range(40))))
    assert free.hypotheses[0].remark is None


def test_few_short_lengths_are_no_term() -> None:
    short = proposed(UNEXPLAINED_WAIT, log_of(*[30.0] * 20)).hypotheses
    assert [h.remark for h in short if h.place.target == 2] == [None]
