"""Known problems put into a real log: where, how large, and the log with them in it.

Whatever a case waits longer, everything after it in the case comes later by the same time. So the
true effect is exact: the total case time with the spike less the total without. Waits are whole
days, so that the hours of an office stay what they are; its weekends do not. Nothing downstream
absorbs a wait: what a real office would catch up on the way is not imitated.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from benchmarks.ground_truth.ground import Ground
from benchmarks.ground_truth.later_events import later, repeated

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY
from verwaltung_mining.measures.segments import Segment, segments
from verwaltung_mining.simulation.place import Place

LEAST_CASES = 50
"""Cases on either side of a comparison, and in a batch."""
LEAST_SHARE, MOST_SHARE = 0.05, 0.5
"""Share of the cases that a slow group makes up at its transition."""
THE_SAME = 0.8
"""Two groups of different attributes that share this part of their cases are one group."""
LOOPS = 0.15
"""Share of the cases that go back, at most; never more than half of those that could."""
SPREAD = 2.0
"""Shape of the gamma distribution that waits are drawn from."""
HOUR, OPEN_HOURS = 9, 2
"""A weekly date begins at this local hour, and its work takes this long."""
WEEK_DAYS = 3.5
"""Mean days until a weekly date."""
FINE = 0.9
"""Share of a step's stamps that must be finer than a day, for a date to have an hour."""
NEAREST = 3
"""A batch stands at one of so many steps that come nearest to the size asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spiked:
    """A log with a known problem in it."""

    log: EventLog
    place: Place
    cases: frozenset[int]
    """Cases that it concerns; some of them may be lucky and not wait at all."""


Spike = Callable[[Ground, np.random.Generator, float], Spiked | None]
"""Puts a problem of about this share of all case time somewhere; None where there is no place."""


def slow_transition(ground: Ground, rng: np.random.Generator, size: float) -> Spiked | None:
    """One group of cases waits longer between two steps."""
    steps, places = ground.steps, []
    taken = ground.taken("slow_transition")
    for segment in _told_once(segments(ground.analysed)):
        members = ground.analysed.cases.filter(segment.members)["case"]
        inside = pl.col("case").is_in(members.implode())
        counts = (
            steps.group_by("source", "activity")
            .agg(
                mine=pl.col("case").filter(inside).n_unique(),
                others=pl.col("case").filter(~inside).n_unique(),
            )
            .filter(
                (pl.col("mine") / ground.analysed.cases.height).is_between(LEAST_SHARE, MOST_SHARE)
                & (pl.min_horizontal("mine", "others") >= LEAST_CASES)
            )
        )
        places += [
            (source, target, segment, inside)
            for source, target in counts.select("source", "activity").sort(pl.all()).iter_rows()
            if (None, source, target) not in taken
        ]
    if not places:
        return None
    source, target, segment, inside = places[int(rng.integers(len(places)))]
    here = (pl.col("source") == source) & (pl.col("activity") == target)
    place = ground.place(source=source, target=target)
    named = replace(place, attribute=segment.attribute, value=segment.value)
    return _delayed(ground, steps.filter(here & inside), rng, size, named)


def handover(ground: Ground, rng: np.random.Generator, size: float) -> Spiked | None:
    """Cases that change the unit between two steps wait longer there."""
    taken = ground.taken("handover")
    steps = ground.steps
    counts = (
        steps.group_by("source", "activity")
        .agg(
            changed=pl.col("case").filter("handover").n_unique(),
            stayed=pl.col("case").filter(~pl.col("handover")).n_unique(),
        )
        .filter(pl.min_horizontal("changed", "stayed") >= LEAST_CASES)
    )
    pairs = counts.select("source", "activity").sort(pl.all()).rows()
    places = [pair for pair in pairs if (None, *pair) not in taken]
    if not places:
        return None
    source, target = places[int(rng.integers(len(places)))]
    here = (pl.col("source") == source) & (pl.col("activity") == target) & pl.col("handover")
    return _delayed(
        ground, steps.filter(here), rng, size, ground.place(source=source, target=target)
    )


def weekly_batch(ground: Ground, rng: np.random.Generator, size: float) -> Spiked | None:
    """A step is done on one weekday only; its size follows from the week, so the step is chosen."""
    taken = ground.taken("batch_release")
    fine = pl.col("time_precision").is_in(["second", "minute"]).mean()
    counts = (
        ground.steps.group_by("activity")
        .agg(cases=pl.col("case").n_unique(), times=pl.len(), fine=fine)
        .filter((pl.col("cases") >= LEAST_CASES) & (pl.col("fine") >= FINE))
        .with_columns(off=(pl.col("times") * WEEK_DAYS / ground.days(size)).log().abs())
        .sort("off", "activity")
    )
    places = [step for step in counts["activity"].to_list() if (step, None, None) not in taken]
    if not places:
        return None
    step = places[int(rng.integers(min(NEAREST, len(places))))]
    weekday = int(rng.integers(5))
    log, cases = ground.log, set[int]()
    count = pl.col("activity").cum_count().over("case", "activity")
    follows = pl.int_range(pl.len()).over("case") > 0
    numbers = (
        log.events.collect()
        .select(pl.when((pl.col("activity") == step) & follows).then(count).otherwise(0))
        .to_series()
    )
    for number in range(1, 1 + int(numbers.to_numpy().max())):
        rows = (numbers == number).arg_true()
        waits = _until_date(log.events.collect()[rows], weekday, rng, log.zone)
        cases.update(log.events.column("case")[rows].filter(pl.Series(waits > 0)).to_list())
        log = later(log, rows, waits)
    return Spiked(log=log, place=ground.place(activity=step), cases=frozenset(cases))


def return_loop(ground: Ground, rng: np.random.Generator, size: float) -> Spiked | None:
    """After two steps some cases wait and go through both again.

    The second passage takes as long as that of another case, drawn by lot. Where a loop is found
    already, another one would add to it or belong to a more specific detector: not there.
    """
    taken = ground.looped
    able = _passed_once(ground)
    counts = _loops(ground, able, size)
    places = [row for row in counts.iter_rows(named=True) if row["source"] not in taken]
    if not places:
        return None
    at = places[int(rng.integers(len(places)))]
    here = able.filter(
        (pl.col("source") == at["source"]) & (pl.col("activity") == at["activity"])
    ).sort("row")
    number = at["number"]
    lot = np.sort(rng.choice(here.height, number, replace=False))
    chosen = here[lot]
    passage = here["gap"][rng.integers(here.height, size=number)].dt.total_microseconds()
    pause = np.maximum(_whole_days(rng, at["each"] - at["days"], number), 1) * _DAY
    log = repeated(ground.log, chosen["row"], pause, passage.to_numpy())
    place = ground.place(activity=at["source"])
    return Spiked(log=log, place=place, cases=frozenset(chosen["case"].to_list()))


def _passed_once(ground: Ground) -> pl.DataFrame:
    """The transitions of cases that do both of its steps a single time."""
    once = ground.log.events.collect().group_by("case", "activity").len().filter(pl.col("len") == 1)
    single = once.select("case", "activity")
    return ground.steps.join(single, on=["case", "activity"], how="semi").join(
        single, left_on=["case", "source"], right_on=["case", "activity"], how="semi"
    )


def _loops(ground: Ground, able: pl.DataFrame, size: float) -> pl.DataFrame:
    """Transitions that leave room for a loop of this size: number of cases, days of each."""
    most = int(LOOPS * ground.analysed.cases.height)
    return (
        able.group_by("source", "activity")
        .agg(
            number=pl.min_horizontal(pl.len() // 2, most),
            days=pl.col("gap").dt.total_seconds().mean() / SECONDS_PER_DAY,
        )
        .with_columns(each=ground.days(size) / pl.col("number"))
        .filter((pl.col("number") >= LEAST_CASES) & (pl.col("days") <= pl.col("each") / 2))
        .sort("source", "activity")
    )


SPIKES: dict[str, Spike] = {
    "slow_transition": slow_transition,
    "return_loop": return_loop,
    "batch_release": weekly_batch,
    "handover": handover,
}
"""By the detector that shall find it."""

_DAY = 86_400_000_000
"""Microseconds."""


def _told_once(parts: list[Segment]) -> list[Segment]:
    """The groups that no value of another attribute tells as well."""

    def alike(one: Segment, other: Segment) -> bool:
        both = (one.members & other.members).sum()
        return bool(both >= THE_SAME * (one.members | other.members).sum())

    return [
        part
        for part in parts
        if not any(alike(part, o) for o in parts if o.attribute != part.attribute)
    ]


def _whole_days(rng: np.random.Generator, mean: float, number: int) -> np.ndarray:
    """Whole days with this mean."""
    days = rng.gamma(SPREAD, mean / SPREAD, number)
    return np.floor(days + rng.random(number)).astype(np.int64)


def _delayed(
    ground: Ground, at: pl.DataFrame, rng: np.random.Generator, size: float, place: Place
) -> Spiked:
    """The events `at` come later by a draw, and all after them."""
    waits = _whole_days(rng, ground.days(size) / at.height, at.height) * _DAY
    log = later(ground.log, at["row"], waits)
    return Spiked(log=log, place=place, cases=frozenset(at["case"].to_list()))


def _until_date(
    held: pl.DataFrame, weekday: int, rng: np.random.Generator, zone: str
) -> np.ndarray:
    """Microseconds until each event's next date; 0 for what is done on one anyway."""
    local = held["timestamp"].dt.convert_time_zone(zone).dt.replace_time_zone(None)
    frame = held.select("timestamp", local=local)
    ahead = (weekday + 1 - pl.col("local").dt.weekday().cast(pl.Int64)) % 7
    date = pl.col("local").dt.truncate("1d") + pl.duration(days=ahead, hours=HOUR)
    over = pl.col("local") > date + pl.duration(hours=OPEN_HOURS)
    following = pl.when(over).then(date + pl.duration(days=7)).otherwise(date)
    until = following.dt.replace_time_zone(zone).dt.convert_time_zone("UTC") - pl.col("timestamp")
    wait = frame.select(until.dt.total_microseconds()).to_series().to_numpy()
    work = rng.uniform(0, OPEN_HOURS * _DAY / 24, len(wait)).astype(np.int64)
    return np.where(wait > 0, wait + work, 0)
