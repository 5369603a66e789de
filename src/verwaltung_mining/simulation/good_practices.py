"""Random ground truth for strengths: a procedure with one good practice, or one that only looks so.

A practice that some cases follow hangs on a case attribute that is taken out of the log again, so
that nothing tells who followed it but the steps themselves.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.simulation.delays import FastLane
from verwaltung_mining.simulation.detours import ExtraStep, SelfLoop
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.labels import ACTIVITIES
from verwaltung_mining.simulation.planters.planter import SHORT
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Segment, Step
from verwaltung_mining.simulation.random_process import random_process, staffed
from verwaltung_mining.simulation.raw_log import to_raw_log
from verwaltung_mining.simulation.simulate import simulate
from verwaltung_mining.simulation.surroundings import Surroundings

HIDDEN = "Praxis"
FOLLOWS, OTHERWISE = "ja", "nein"
WITH = Segment(attribute=HIDDEN, values=(FOLLOWS,))
WITHOUT = Segment(attribute=HIDDEN, values=(OTHERWISE,))
SHARE = 0.35
"""Cases that follow the practice."""
REMAINS = 0.6
"""Share of the usual transit that remains where a practice helps."""
QUARTERS, QUARTERS_A_YEAR, WEEKS_OF_A_QUARTER, WORKING_DAYS_A_WEEK = 9, 4, 13, 5
CHANCE = 0.1
"""Standard deviation of the logarithm of what a quarter's ways take, where no season is planted."""
TURN = 10_000
"""Seeds of logs that follow one another lie so far apart."""
REPEATED = 0.15
"""Cases in which a step is done again, where most steps are."""
DEADLINE = "Frist"
KEPT, NOT_KEPT = 0.97, 0.8
"""Shares of the cases done by a deadline that is kept, and by one that is not."""
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """A log, and the strength that is planted in it in labels of the log."""

    log: RawLog
    kind: str
    labels: frozenset[str]
    """Activities, value or attribute that the strength names; empty for the whole procedure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a practice is planted into."""

    process: Process
    rng: np.random.Generator
    spare: tuple[str, str]
    """Labels that no step has."""
    seed: int
    cases: int
    helps: bool
    """Whether the practice has an effect; without it is a decoy."""
    remains: float
    """Share of the usual transit that remains where it helps, 1 for a decoy."""

    @property
    def always(self) -> list[int]:
        """Numbers of the inner steps that every case takes, in order."""
        numbers = range(1, len(self.process.steps) - 1)
        return [n for n in numbers if self.process.steps[n].only_for is None]

    def lanes(self, after: int, segment: Segment) -> tuple[Plant, ...]:
        """Every transition behind a step is faster for the segment, where the practice helps."""
        steps = self.process.steps
        return tuple(
            FastLane(
                key=f"lane{n}",
                source=steps[n].key,
                target=steps[n + 1].key,
                segment=segment,
                factor=self.remains,
            )
            for n in range(after, len(steps) - 1 if self.helps else 0)
        )

    def log(self, plants: tuple[Plant, ...], process: Process | None = None) -> RawLog:
        """The log of the procedure with these plants; the hidden attribute is not in it."""
        chosen = self.process if process is None else process
        hidden = CaseAttribute(
            name=HIDDEN, role="other", shares=((FOLLOWS, SHARE), (OTHERWISE, 1 - SHARE))
        )
        whole = replace(chosen, attributes=(*chosen.attributes, hidden))
        ready = staffed(whole, plants, seed=self.seed, cases=self.cases)
        frame = simulate(ready, plants, seed=self.seed, cases=self.cases)
        return to_raw_log(frame.drop(HIDDEN), chosen)


def practised(
    kind: str,
    seed: int,
    *,
    cases: int = 2000,
    remains: float | None = REMAINS,
    surroundings: Surroundings | None = None,
) -> Practised:
    """The log of a seed with one good practice of a kind; None: it looks like one, without effect.

    `remains` is the share of the usual ways that is left where the practice helps.
    """
    rng = np.random.default_rng([seed, len(PRACTICES)])
    labels = [ACTIVITIES[i] for i in rng.permutation(len(ACTIVITIES))]
    process = random_process(rng, labels, surroundings or Surroundings())
    spare = labels[len(process.steps)], labels[len(process.steps) + 1]
    office = Office(
        process=process,
        rng=rng,
        spare=spare,
        seed=seed,
        cases=cases,
        helps=remains is not None,
        remains=1.0 if remains is None else remains,
    )
    log, found = PRACTICES[kind](office)
    return Practised(log=log, kind=kind, labels=frozenset(found))


def fast_lane(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """Cases of one channel go faster in the second half of their way."""
    channel = next(a for a in office.process.attributes if a.role == "channel")
    value = channel.shares[int(office.rng.integers(len(channel.shares)))][0]
    middle = len(office.process.steps) // 2
    segment = Segment(attribute=channel.name, values=(value,))
    return office.log(office.lanes(middle, segment)), (f"{channel.name} = {value}",)


def helpful_step(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """A part of the cases takes one short step more early on, and goes faster from then on."""
    early = office.always[0]
    extra = _short_step(office, early)
    plant = ExtraStep(
        key="talk", after=office.process.steps[early].key, step=extra, share=1.0, segment=WITH
    )
    return office.log((plant, *office.lanes(early + 1, WITH))), (extra.activity,)


def helpful_order(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """A short step comes before another for a part of the cases, after it for the rest."""
    steps = office.process.steps
    before, between = next((a, b) for a, b in _neighbours(office))
    extra = _short_step(office, before)
    sooner = ExtraStep(key="sooner", after=steps[before].key, step=extra, share=1.0, segment=WITH)
    later = ExtraStep(key="later", after=steps[between].key, step=extra, share=1.0, segment=WITHOUT)
    plants = (sooner, later, *office.lanes(between + 1, WITH))
    return office.log(plants), (extra.activity, steps[between].activity)


def spared_step(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """A usual step that a part of the cases skips, after which these go faster."""
    early = office.always[0]
    extra = _short_step(office, early)
    plant = ExtraStep(
        key="usual", after=office.process.steps[early].key, step=extra, share=1.0, segment=WITHOUT
    )
    return office.log((plant, *office.lanes(early + 1, WITH))), (extra.activity,)


def clean_step(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """All inner steps but one are done again in a part of the cases; as a decoy all are."""
    steps = office.process.steps
    clean = office.always[int(office.rng.integers(len(office.always)))]
    plants = tuple(
        SelfLoop(key=f"again{n}", after=step.key, share=REPEATED, gap=Duration(hours=24.0))
        for n, step in enumerate(steps)
        if n != clean or not office.helps
    )
    return office.log(plants), (steps[clean].activity,)


def improvement(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """The second half of the cases comes when the ways have become shorter."""
    return _in_turn(office, (1.0, office.remains), weeks=None), ()


def good_season(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """Every year one quarter has shorter ways; as a decoy quarters differ by chance."""
    best = int(office.rng.integers(QUARTERS_A_YEAR))
    start = office.process.first_day.replace(month=1, day=1)
    fixed = replace(office, process=replace(office.process, first_day=start))
    if office.helps:
        factors = [office.remains if n % QUARTERS_A_YEAR == best else 1.0 for n in range(QUARTERS)]
    else:
        factors = np.exp(office.rng.normal(0, CHANCE, QUARTERS)).tolist()
    return _in_turn(fixed, tuple(factors), weeks=WEEKS_OF_A_QUARTER), (f"Q{best + 1}",)


def deadline_kept(office: Office) -> tuple[RawLog, tuple[str, ...]]:
    """A deadline that nearly all cases meet; as a decoy a fifth of them does not."""
    log = office.log(())
    day = pl.col("local_date").cast(pl.Int32)
    cases = log.labelled().group_by("case_id").agg(first=day.min(), last=day.max())
    share = KEPT if office.helps else NOT_KEPT
    term = float((cases["last"] - cases["first"]).quantile(share, "higher") or 0.0)
    due = cases.select("case_id", (pl.col("first") + term).cast(pl.Float64).alias(DEADLINE))
    given = log.case_attributes.join(due, on="case_id", how="left", maintain_order="left")
    attribute = Attribute(name=DEADLINE, kind="number", role="deadline")
    return replace(log, case_attributes=given, attribute_list=(*log.attribute_list, attribute)), (
        DEADLINE,
    )


PRACTICES: Mapping[str, Callable[[Office], tuple[RawLog, tuple[str, ...]]]] = {
    "fast_and_clean": fast_lane,
    "helpful_step": helpful_step,
    "helpful_order": helpful_order,
    "spared_step": spared_step,
    "clean_step": clean_step,
    "improvement": improvement,
    "good_season": good_season,
    "deadline_kept": deadline_kept,
}
"""Kind of strength → how it is planted."""


def _short_step(office: Office, after: int) -> Step:
    """A short act of the unit that has the file anyway."""
    return Step(
        key="short",
        activity=office.spare[0],
        unit=office.process.steps[after].unit,
        service=SHORT,
        transit=Duration(hours=8.0),
    )


def _neighbours(office: Office) -> list[tuple[int, int]]:
    """Inner steps that follow one another in every case, the earliest first."""
    always = set(office.always)
    return [(n, n + 1) for n in office.always if n + 1 in always]


def _shorter(step: Step, factor: float) -> Step:
    return replace(step, transit=replace(step.transit, hours=step.transit.hours * factor))


def _in_turn(office: Office, factors: tuple[float, ...], *, weeks: int | None) -> RawLog:
    """Logs of the same procedure one after the other, each with its ways so much shorter.

    With `weeks` each spans as many; else the arrivals say how long it lasts.
    """
    part = replace(office, cases=office.cases // len(factors))
    process = office.process
    if weeks is not None:
        daily = part.cases / (weeks * WORKING_DAYS_A_WEEK)
        process = replace(process, arrivals_per_working_day=daily)
    span = part.cases / process.arrivals_per_working_day / WORKING_DAYS_A_WEEK
    logs = []
    for number, factor in enumerate(factors):
        first_day = process.first_day + dt.timedelta(weeks=round(number * span))
        steps = tuple(_shorter(step, factor) for step in process.steps)
        turn = replace(part, seed=office.seed + TURN * number)
        logs.append(turn.log((), replace(process, first_day=first_day, steps=steps)))
    return _joined(logs)


def _joined(logs: list[RawLog]) -> RawLog:
    """The logs as one; the cases of each get numbers of their own."""
    numbered = [pl.lit(f"{k}-") + pl.col("case_id") for k in range(len(logs))]
    events = pl.concat(
        [
            log.labelled().with_columns(case_id=name)
            for log, name in zip(logs, numbered, strict=True)
        ]
    )
    cases = pl.concat(
        [
            log.case_attributes.with_columns(case_id=name)
            for log, name in zip(logs, numbered, strict=True)
        ]
    )
    order = pl.int_range(pl.len(), dtype=pl.UInt32)
    return logs[0].with_labelled(
        events.with_columns(order=order),
        case_attributes=cases,
        rows_read=events.height,
    )
