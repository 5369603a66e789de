"""Draws depend on the seed, a name and the case, and on nothing else."""

import numpy as np

from verwaltung_mining.simulation.draws import Draws
from verwaltung_mining.simulation.process import Duration

LONG = Duration(hours=10.0, shape=2.0)


def test_draws_do_not_depend_on_the_order_in_which_they_are_asked_for() -> None:
    one, other = Draws(seed=3, cases=5), Draws(seed=3, cases=5)
    one.uniform("a")
    first = one.seconds("b", LONG)
    assert other.seconds("b", LONG) == first


def test_more_cases_leave_the_draws_of_the_first_ones_alone() -> None:
    few, many = Draws(seed=3, cases=5), Draws(seed=3, cases=50)
    assert many.uniform("a")[:5] == few.uniform("a")
    assert many.seconds("a", LONG)[:5] == few.seconds("a", LONG)


def test_draws_have_the_mean_that_is_asked_for() -> None:
    drawn = np.array(Draws(seed=1, cases=20_000).seconds("a", LONG)) / 3600
    assert abs(drawn.mean() - LONG.hours) < 0.2


def test_complexity_lengthens_the_work_of_a_case_at_every_step_and_nothing_else() -> None:
    draws = Draws(seed=1, cases=5000, complexity_spread=0.5)
    work, other_work = draws.work_seconds("a", LONG), draws.work_seconds("b", LONG)
    assert np.corrcoef(work, other_work)[0, 1] > 0.2
    assert abs(np.corrcoef(work, draws.seconds("c", LONG))[0, 1]) < 0.05


def test_draws_of_different_names_are_unrelated() -> None:
    draws = Draws(seed=1, cases=5000)
    assert abs(np.corrcoef(draws.uniform("a"), draws.uniform("b"))[0, 1]) < 0.05
