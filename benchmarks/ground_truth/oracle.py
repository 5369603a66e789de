"""Which planted problems can be told at all at a number of cases.

The oracle knows the place and which cases are affected. Where a detector must tell two groups
apart, it resamples the cases and tests once, at the level that a run over many hypotheses asks
for; what it sees in fewer than nine of ten resamples no honest method can be asked to find. What
grows from the first case on affects all: its later half is told from its earlier one. Where time
is measured directly (loops, batches), enough cases are all it takes.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.simulation import Effect, Scenario
from verwaltung_mining.simulation.deadlines import DeadlineDriver
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.over_time import Slowing

COMPARED = frozenset({"slow_transition", "slow_step", "unit_gap", "handover", "slowdown"})
"""Detectors that tell one group from another."""
LEVEL = 0.001
"""About what one Benjamini-Hochberg run over some hundred hypotheses asks of a single true one."""
POWER = 0.9
RESAMPLES = 40
MOST = 0.5


def can_be_told(drawn: Scenario, effects: Mapping[Plant, Effect]) -> dict[Plant, bool]:
    """For each plant whether the oracle's power is at least POWER."""
    frame = _with_local_times(drawn.frame())
    return {p: bool(_told(drawn, frame, p, effect)) for p, effect in effects.items()}


def _with_local_times(frame: pl.DataFrame) -> pl.DataFrame:
    ends = pl.col("timestamp")
    return frame.with_columns(
        number=pl.col("case_id").cast(pl.Int64) - 1,
        source=pl.col("activity").shift(1).over("case_id"),
        sojourn=(ends - ends.shift(1).over("case_id")).dt.total_seconds(),
        service=(ends - pl.col("start")).dt.total_seconds(),
    )


def _told(drawn: Scenario, frame: pl.DataFrame, plant: Plant, effect: Effect) -> bool:
    detector = drawn.planters[plant.key].detector
    if isinstance(plant, DeadlineDriver):
        return power(*_missed(frame, plant, effect), seed=drawn.seed) >= POWER
    if detector not in COMPARED or not effect.touched:
        return True
    place = plant.place(drawn.process)
    here = frame.filter(pl.col("activity") == (place.target or place.activity))
    if place.source is not None:
        here = here.filter(pl.col("source") == place.source)
    seconds = here["service" if detector == "slow_step" else "sojourn"].fill_null(0).to_numpy()
    affected = here["number"].is_in(list(effect.touched)).to_numpy()
    if place.units:
        affected = here["org_unit"].is_in(place.units[-1:]).to_numpy()
    if isinstance(plant, Slowing):
        first = drawn.cases // 2 if plant.gradual else min(effect.touched)
        return power(*_by_week(here, seconds, first), seed=drawn.seed) >= POWER
    return power(seconds.astype(float), affected, seed=drawn.seed) >= POWER


def _by_week(
    here: pl.DataFrame, seconds: npt.NDArray[np.float64], first: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Mean time by week in which it began, and whether most of its cases are `first` or later."""
    began = pl.col("timestamp") - pl.duration(seconds=pl.col("sojourn").fill_null(0))
    weeks = (
        here.select(week=began.dt.truncate("1w"), late=pl.col("number") >= first)
        .with_columns(seconds=pl.Series(seconds, dtype=pl.Float64))
        .group_by("week", maintain_order=True)
        .agg(pl.col("seconds").mean(), pl.col("late").mean())
    )
    return weeks["seconds"].to_numpy(), (weeks["late"] > MOST).to_numpy()


def _missed(
    frame: pl.DataFrame, plant: DeadlineDriver, effect: Effect
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Whether each case ends after the day of its deadline, and whether it is affected."""
    ends = frame.group_by("number", maintain_order=True).agg(
        day=pl.col("timestamp").max().dt.epoch("d"),
        deadline=pl.col(plant.attribute).first().cast(pl.Float64),
    )
    late = (ends["day"] > ends["deadline"]).to_numpy().astype(float)
    return late, ends["number"].is_in(list(effect.touched)).to_numpy()


def power(seconds: npt.NDArray[np.float64], affected: npt.NDArray[np.bool_], *, seed: int) -> float:
    """Share of resamples in which a Mann-Whitney test tells the affected from the others."""
    from scipy.stats import mannwhitneyu

    rng = np.random.default_rng(seed)
    told = 0
    for _ in range(RESAMPLES):
        drawn = rng.integers(len(seconds), size=len(seconds))
        x, z = seconds[drawn], affected[drawn]
        if 0 < z.sum() < len(z):
            told += mannwhitneyu(x[z], x[~z]).pvalue < LEVEL
    return told / RESAMPLES
