"""What a sample log is: a simulated procedure cut off at an export day, and the truth about it."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

import polars as pl

from verwaltung_mining.eventlog.schema import INSTANT, Timing
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.office_time import instants
from verwaltung_mining.simulation.process import Duration, Process, Segment, Step
from verwaltung_mining.simulation.simulate import (
    SECONDS_PER_DAY,
    Effect,
    saved_case_days,
    simulate,
    true_effects,
)

SEED = 1
DAYS_PER_YEAR = 365.25


def step(
    key: str, activity: str, unit: str, hours: float, days: float, only_for: Segment | None = None
) -> Step:
    """A step with mean working hours and mean days of post and shelf before it."""
    return Step(
        key=key,
        activity=activity,
        unit=unit,
        service=Duration(hours=hours, shape=4.0),
        transit=Duration(hours=days * 24),
        only_for=only_for,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A planted problem and how the README words it."""

    plant: Plant
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What goes well for a segment, and the plants as they would be if it did not."""

    text: str
    segment: Segment
    instead: tuple[Plant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample log before it is written to a file."""

    name: str
    title: str
    process: Process
    planted: tuple[Planted, ...]
    helpful: tuple[Plant, ...]
    """Plants that shorten the way; in place together with the problems."""
    strength: Strength
    cases: int
    """Simulated cases; those that arrive after the export day are not in the log."""
    export_day: dt.date
    timing: Timing
    """Without starts case time runs from a case's first completion."""
    case_prefix: str
    person_prefix: str

    @property
    def plants(self) -> tuple[Plant, ...]:
        """Everything that differs from the plain procedure."""
        return (*(planted.plant for planted in self.planted), *self.helpful)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is known about a sample log because it was made; over its completed cases."""

    cases: int
    completed: int
    events: int
    window_days: float
    """First start to last completion of completed cases."""
    case_days: float
    problems: tuple[Effect, ...]
    """In the order of `Sample.planted`."""
    strength: Effect

    def per_year(self, case_days: float) -> float:
        """Case-days of the whole log as case-days per year."""
        return case_days * DAYS_PER_YEAR / self.window_days


def sample_events(sample: Sample) -> pl.DataFrame:
    """The events completed before the export, with case references and persons' short signs.

    Columns as in `simulate`, sorted by case and order in the case.
    """
    year = pl.col("start").min().over("case_id").dt.strftime("%y")
    number = pl.col("case_id").str.slice(-4)
    return _exported(sample, _simulated(sample)).with_columns(
        pl.format("{}{}-{}", pl.lit(sample.case_prefix), year, number).alias("case_id"),
        pl.col("person").str.replace("P0", sample.person_prefix, literal=True),
    )


@cache
def sample_truth(sample: Sample) -> Truth:
    """Recompute what each plant costs the completed cases of the sample log."""
    full = _simulated(sample)
    exported = _exported(sample, full)
    finished = _finished(full, exported)
    first = pl.col("start" if sample.timing == "interval" else "timestamp").min()
    spans = finished.group_by("case_id").agg((pl.col("timestamp").max() - first).alias("span"))
    window = finished.select((pl.col("timestamp").max() - first).alias("span"))
    problems, strength = _effects(sample, finished)
    return Truth(
        cases=exported["case_id"].n_unique(),
        completed=spans.height,
        events=exported.height,
        window_days=_days(window["span"]),
        case_days=_days(spans["span"]),
        problems=problems,
        strength=strength,
    )


def _effects(sample: Sample, finished: pl.DataFrame) -> tuple[tuple[Effect, ...], Effect]:
    counted = frozenset(int(case) - 1 for case in finished["case_id"].unique())
    process, plants, strength = sample.process, sample.plants, sample.strength
    effects = true_effects(process, plants, seed=SEED, cases=sample.cases, counted=counted)
    saved = saved_case_days(
        process, strength.instead, plants, seed=SEED, cases=sample.cases, counted=counted
    )
    inside = finished.filter(pl.col(strength.segment.attribute).is_in(strength.segment.values))
    return (
        tuple(effects[planted.plant] for planted in sample.planted),
        Effect(saved_case_days=saved, affected_cases=inside["case_id"].n_unique()),
    )


def _simulated(sample: Sample) -> pl.DataFrame:
    return simulate(sample.process, sample.plants, seed=SEED, cases=sample.cases)


def _exported(sample: Sample, full: pl.DataFrame) -> pl.DataFrame:
    """What was finished when the export day began."""
    (export,) = instants([(sample.export_day, 0)], zone=sample.process.calendar.zone)
    return full.filter(pl.col("timestamp") < pl.from_epoch(pl.lit(export)).cast(INSTANT))


def _finished(full: pl.DataFrame, exported: pl.DataFrame) -> pl.DataFrame:
    """The events of the cases that are in the export as a whole."""
    lengths = full.group_by("case_id").len()
    whole = exported.group_by("case_id").len().join(lengths, on=["case_id", "len"])
    return exported.join(whole, on="case_id", how="semi", maintain_order="left")


def _days(spans: pl.Series) -> float:
    return float(spans.dt.total_seconds().sum()) / SECONDS_PER_DAY
