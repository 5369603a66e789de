"""The days on which a step rests, in words."""

from datetime import date

import numpy as np
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.shapes import Claims
from verwaltung_mining.shapes.absence import Absences
from verwaltung_mining.shapes.rest_days import MOST_NAMED, RestDays, rest_days, rests_told

HOUR = 3_600_000
CLOCK = measured(procedure(*([(0, c), (1, c + DAY)] for c in arrivals(50)))).clock


def rest(first: int, last: int, *, cases: int = 20) -> RestDays:
    return RestDays(first=date(2024, 3, first), last=date(2024, 3, last), cases=cases)


def waits(cases: int) -> Claims:
    """So many cases that wait from the tenth day to the twentieth, each twice."""
    index = np.repeat(np.arange(cases), 2)
    begin, finish = (np.full(len(index), day * 24 * HOUR) for day in (10, 20))
    return Claims(index=index, begin=begin, finish=finish)


def found(cases: int) -> tuple[RestDays, ...]:
    """The last work is at noon of the eleventh day since the epoch, the next on the seventeenth."""
    begin, finish = (np.array([day * 24 * HOUR + 12 * HOUR]) for day in (11, 17))
    absence = Absences(begin=begin, finish=finish, days=np.array([5]), p_value=0.0)
    return rest_days(CLOCK, absence, waits(cases))


def test_days_lie_between_the_last_work_and_the_next() -> None:
    assert found(10) == (RestDays(first=date(1970, 1, 13), last=date(1970, 1, 17), cases=10),)


def test_days_that_fewer_than_ten_cases_wait_across_are_not_named() -> None:
    assert found(9) == ()


def test_single_rest_is_told_with_its_days() -> None:
    text = rests_told([5], [rest(4, 8)])
    assert text.de == "einmal, 5 Arbeitstage lang (4. März 2024 bis 8. März 2024)"
    assert text.en == "once, for 5 working days (4 March 2024 to 8 March 2024)"


def test_rests_that_are_not_named_are_said_to_be_more() -> None:
    text = rests_told([5, 9], [rest(4, 8)])
    assert text.de.endswith(" (unter anderem 4. März 2024 bis 8. März 2024)")
    assert text.en.endswith(" (among others 4 March 2024 to 8 March 2024)")
    assert rests_told([5, 9], []).de == "2-mal, typischerweise 7 Arbeitstage lang"


def test_rests_of_two_units_on_the_same_days_are_named_once() -> None:
    text = rests_told([5, 5], [rest(4, 8), rest(4, 8, cases=30)])
    assert text.en == "2 times, typically for 5 working days (4 March 2024 to 8 March 2024)"


def test_of_many_rests_those_are_named_that_most_cases_wait_across() -> None:
    named = [rest(k, k + 1, cases=20 + k) for k in range(1, 8)]
    text = rests_told([4] * len(named), named)
    assert text.en.count(" to ") == MOST_NAMED
    assert text.en.index("among others 3 March") < text.en.index("7 March 2024 to 8 March")
    assert "1 March" not in text.en
