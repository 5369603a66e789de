"""Cases drawn at random, chunk by chunk, so that a log may be larger than memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import polars as pl
from benchmarks.performance.open_hours import HOUR, ZONE, Ints, open_hours
from benchmarks.performance.procedure import (
    CODE_OF_STEP,
    LAST,
    NEXT_STEP,
    PERSONS_PER_UNIT,
    QUANTILES,
    SENT,
    UNITS,
    WAIT,
    WORK,
    mean_events,
)

CASES_PER_CHUNK = 100_000
"""About a million events, as large as a part of a stored log."""
EXPORTED = int(datetime(2025, 1, 1, tzinfo=ZoneInfo(ZONE)).timestamp())
"""What happens later is not in the log; its cases are open."""
PORTAL = open_hours(6, 22, first="2020-01-02", last="2025-01-01", weekmask="1111111")
"""When applications come in."""
OFFICE = open_hours(8, 17, first="2020-01-02", last="2027-01-01", weekmask="Mon Tue Wed Thu Fri")
MOST_EVENTS = 200
"""Of a case."""
AT_ONCE = 1 / 16
"""Share of steps that are booked together with the one before: same stamp, no work."""
HELPED_OUT = 0.1
"""Share of steps done by another unit, so that the district does not tell the unit."""
URGENT_SHARE = 0.1
CASE_TYPES = ("Bauantrag", "Gewerbeanmeldung", "Wohngeld")
DISTRICTS = tuple(f"Bezirk {number:02}" for number in range(1, 13))
URGENT = ("ja", "nein")
CATEGORIES = {"Antragsart": CASE_TYPES, "Bezirk": DISTRICTS, "Eilt": URGENT}
AMOUNT = "Betrag"
MEDIAN_AMOUNT = 800.0

Codes = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some cases, numbered by arrival."""

    events: pl.DataFrame
    """Sorted by case and order: case (UInt32), activity, org_unit, person (UInt16, of the whole
    office), start, timestamp (UTC), local_date."""
    attributes: pl.DataFrame
    """One row per case: the CATEGORIES as Enum, AMOUNT as Float64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """The same step number of all cases that are still under way."""

    case: Ints
    activity: Codes
    org_unit: Codes
    person: Codes
    start: Ints
    timestamp: Ints


def chunks(events: int, *, seed: int) -> Iterator[Chunk]:
    """A log of about so many events; the same seed gives the same cases."""
    cases = max(1, round(events / mean_events()))
    for number, first in enumerate(range(0, cases, CASES_PER_CHUNK)):
        count = min(CASES_PER_CHUNK, cases - first)
        begin, end = (PORTAL.seconds * case // cases for case in (first, first + count))
        random = np.random.default_rng([seed, number])
        arrival = PORTAL.moment(begin + _distinct(count, end - begin, random))
        yield _chunk(arrival, random, first_case=first)


def _distinct(count: int, below: int, random: np.random.Generator) -> Ints:
    """Different numbers in ascending order: no two cases come in the same second."""
    drawn = np.sort(random.integers(0, below - count + 1, count))
    return np.asarray(drawn + np.arange(count), dtype=np.int64)


def _chunk(arrival: Ints, random: np.random.Generator, *, first_case: int) -> Chunk:
    count = len(arrival)
    drawn = {name: random.integers(0, len(values), count) for name, values in CATEGORIES.items()}
    drawn["Eilt"] = np.where(random.random(count) < URGENT_SHARE, 0, 1)
    attributes = pl.DataFrame(
        [
            pl.Series(name, CATEGORIES[name], dtype=pl.Enum(CATEGORIES[name])).gather(codes)
            for name, codes in drawn.items()
        ]
    ).with_columns(
        pl.Series(AMOUNT, np.round(MEDIAN_AMOUNT * random.lognormal(0.0, 1.0, count), 2))
    )
    urgent = drawn["Eilt"] == 0
    steps = list(_walk(arrival, drawn["Bezirk"], urgent, random))
    return Chunk(events=_events(steps, count, first_case), attributes=attributes)


def _walk(
    arrival: Ints, district: Ints, urgent: npt.NDArray[np.bool_], random: np.random.Generator
) -> Iterator[_Step]:
    """All first steps, then all second steps … of cases that go their way at random."""
    case, step = np.arange(len(arrival)), np.zeros(len(arrival), dtype=np.uint8)
    clock = OFFICE.open_seconds(arrival)
    yield _performed(case, step, district, random, start=arrival, timestamp=arrival)
    for _ in range(1, MOST_EVENTS):
        step = NEXT_STEP[step, random.integers(0, NEXT_STEP.shape[1], len(case))]
        wait = WAIT[step, random.integers(0, QUANTILES, len(case))] // np.where(urgent[case], 2, 1)
        work = WORK[step, random.integers(0, QUANTILES, len(case))]
        moves = random.random(len(case)) >= AT_ONCE
        begun = _sent_together(clock + wait * moves, step)
        clock = np.where(step == SENT, begun, begun + work * moves)
        start, timestamp = OFFICE.moment(begun), OFFICE.moment(clock)
        yield _performed(case, step, district, random, start=start, timestamp=timestamp)
        under_way = (step != LAST) & (timestamp <= EXPORTED)
        case, step, clock = case[under_way], step[under_way], clock[under_way]
        if not len(case):
            return


def _sent_together(begun: Ints, step: npt.NDArray[np.uint8]) -> Ints:
    """What is sent waits for the last minute of its day."""
    day = OFFICE.seconds_a_day
    last_minute = (begun // day + 1) * day - HOUR // 60
    return np.where(step == SENT, np.maximum(begun, last_minute), begun)


def _performed(
    case: Ints, step: npt.NDArray[np.uint8], district: Ints, random: np.random.Generator,
    *, start: Ints, timestamp: Ints,
) -> _Step:  # fmt: skip
    helped_out = random.random(len(case)) < HELPED_OUT
    unit = (district[case] + step % 3 + helped_out * (len(UNITS) // 2)) % len(UNITS)
    person = unit * PERSONS_PER_UNIT + random.integers(0, PERSONS_PER_UNIT, len(case))
    return _Step(
        case=case,
        activity=CODE_OF_STEP[step],
        org_unit=unit.astype(np.uint16),
        person=person.astype(np.uint16),
        start=start,
        timestamp=timestamp,
    )


def _events(steps: list[_Step], cases: int, first_case: int) -> pl.DataFrame:
    """The steps sorted into their cases; what happened after the export is left out."""
    lengths = np.bincount(np.concatenate([step.case for step in steps]), minlength=cases)
    first = np.r_[0, np.cumsum(lengths)[:-1]]
    rows = np.concatenate([first[step.case] + number for number, step in enumerate(steps)])
    order = np.empty(len(rows), dtype=np.int64)
    order[rows] = np.arange(len(rows))
    columns = {
        name: np.concatenate([getattr(step, name) for step in steps])[order]
        for name in ("case", "activity", "org_unit", "person", "start", "timestamp")
    }
    events = pl.DataFrame(columns).filter(pl.col("timestamp") <= EXPORTED)
    stamp = pl.col("start", "timestamp")
    return events.with_columns(
        (pl.col("case") + first_case).cast(pl.UInt32),
        (stamp * 1_000_000).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
    ).with_columns(local_date=pl.col("timestamp").dt.convert_time_zone(ZONE).dt.date())
