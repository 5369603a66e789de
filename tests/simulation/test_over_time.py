"""Plants that change in the course of the log, and what only looks like them."""

from dataclasses import replace

import numpy as np
from tests.simulation.small_process import PROCESS

from verwaltung_mining.simulation.hooks import Delay, Plant, Valuing
from verwaltung_mining.simulation.over_time import (
    SECONDS_PER_WEEK,
    ForgottenFiles,
    MixShift,
    SeasonalPeak,
    Slowing,
)
from verwaltung_mining.simulation.process import Duration, Segment
from verwaltung_mining.simulation.visits import Visit, World, open_world

CASES = 400
EXTRA = Duration(hours=100.0)
GROWING = Segment(attribute="Verfahrensart", values=("Widerspruch",))
ENDS = {"key": "plant", "source": PROCESS.steps[0].key, "target": PROCESS.steps[1].key}


def world() -> World:
    return open_world(PROCESS, seed=5, cases=CASES)


def extra_hours(plant: Delay, at: World) -> np.ndarray:
    """What each case waits longer."""
    plain: list[Visit] = [at.visit(PROCESS.steps[1], case=case) for case in range(CASES)]
    return np.array(
        [
            (plant.change(at, case, plain[case]).delay - plain[case].delay) / 3600
            for case in range(CASES)
        ]
    )


def position(at: World) -> np.ndarray:
    arrivals = np.array(at.arrivals, float)
    share: np.ndarray = (arrivals - arrivals[0]) / (arrivals[-1] - arrivals[0])
    return share


def test_sudden_slowing_concerns_all_cases_after_the_beginning_and_none_before() -> None:
    at = world()
    extra = extra_hours(Slowing(**ENDS, extra=EXTRA, begin=0.6), at)
    late = position(at) > 0.6
    assert (extra[~late] == 0).all()
    assert (extra[late] > 0).all()
    assert abs(extra[late].mean() - 100) < 20


def test_gradual_slowing_grows_to_twice_its_mean() -> None:
    at = world()
    extra = extra_hours(Slowing(**ENDS, extra=EXTRA, begin=0.0, gradual=True), at)
    thirds = np.array_split(extra, 3)
    assert thirds[0].mean() < thirds[1].mean() < thirds[2].mean()
    assert abs(extra.mean() - 100) < 20


def test_seasonal_peak_comes_back_after_a_year() -> None:
    at = replace(world(), arrivals=[week * SECONDS_PER_WEEK for week in range(CASES)])
    extra = extra_hours(SeasonalPeak(**ENDS, extra=EXTRA, week=20.0), at)
    peak = np.flatnonzero(extra)
    assert set(peak[peak < 60]) == set(range(20, 33))
    assert {72 + 1, 125, 177} <= set(peak)
    assert 60 not in peak


def test_mix_shifts_and_each_kind_stays_as_it_was() -> None:
    plant = MixShift(**ENDS, segment=GROWING, extra=EXTRA, others=("Anzeige", "Antrag"))
    at = world()
    shifted = replace(at, values={**at.values, **plant.values(at)})
    grows = np.array([value == "Widerspruch" for value in shifted.values[GROWING.attribute]])
    assert grows[: CASES // 4].mean() < 0.45 < 0.55 < grows[-CASES // 4 :].mean()
    extra = extra_hours(plant, shifted)
    assert (extra[~grows] == 0).all()
    early, late = (extra[grows & half] for half in (position(at) < 0.5, position(at) >= 0.5))
    assert abs(early.mean() - late.mean()) < 30


def test_forgotten_files_are_few() -> None:
    at = world()
    extra = extra_hours(ForgottenFiles(**ENDS, share=0.05, extra=EXTRA), at)
    assert 0.02 < (extra > 0).mean() < 0.09


def test_all_stand_on_their_transition() -> None:
    segment = Segment(attribute="a", values=("v",))
    plants: list[Plant] = [
        Slowing(**ENDS, extra=EXTRA, begin=0.5),
        SeasonalPeak(**ENDS, extra=EXTRA, week=1.0),
        MixShift(**ENDS, segment=segment, extra=EXTRA, others=("w",)),
        ForgottenFiles(**ENDS, share=0.1, extra=EXTRA),
    ]
    for plant in plants:
        place = plant.place(PROCESS)
        assert (place.source, place.target) == tuple(s.activity for s in PROCESS.steps[:2])
    assert [isinstance(plant, Valuing) for plant in plants] == [False, False, True, False]
