"""Deadlines that are kept: nearly every case is done by the day that its deadline names."""

from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.requirements import NO_DEADLINES
from verwaltung_mining.eventlog.schema import Attribute, EventLog
from verwaltung_mining.statistics import exact_interval, exact_p_value
from verwaltung_mining.strengths.kind import Hypothesis, Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Strength, Where
from verwaltung_mining.texts import Text, percent

ID = "deadline_kept"
MEASURE = "share_done_by_the_deadline"


class DeadlineKeptSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.deadline_kept]`."""

    kept: float = 0.9
    """Share of the cases that must surely be done in time."""
    written_at_the_end: float = 0.5
    """Where the deadline is the very day of the last step in this share of the cases, it was
    written afterwards or set by the step itself."""
    far_away: float = 5.0
    """A deadline this many times the median throughput time away binds nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Cases whose deadline has come or which are done, and how they fared."""

    in_time: int
    cases: int
    on_the_day: int
    slack: float
    """Median of the time from first step to deadline, as a multiple of the median throughput."""


def propose(material: Material, settings: DeadlineKeptSettings) -> Proposal:
    """One hypothesis per deadline; open cases whose deadline has passed count as not kept."""
    names = [a for a in material.with_open.attribute_list if a.role == "deadline"]
    if not names:
        return Proposal(skipped=NO_DEADLINES)
    counted = [(name, _kept(material.with_open, name)) for name in names]
    binding = [
        (attribute, kept)
        for attribute, kept in counted
        if kept.cases >= material.common.minimum_cases
        and kept.on_the_day < settings.written_at_the_end * kept.cases
        and kept.slack <= settings.far_away
    ]
    return Proposal(
        hypotheses=tuple(_hypothesis(attribute, kept, settings) for attribute, kept in binding),
        left_out=len(counted) - len(binding),
    )


def _kept(log: EventLog, attribute: Attribute) -> Kept:
    day = pl.col("local_date").cast(pl.Int32).cast(pl.Int64)
    cases = (
        log.events.collect("case", "local_date")
        .group_by("case")
        .agg(first=day.min(), last=day.max())
        .sort("case")
        .join(log.cases.select("case", "completed"), on="case", how="left", maintain_order="left")
        .with_columns(due=log.attributes[attribute.name].cast(pl.Float64).floor())
    )
    today = cases["last"].max()
    due = cases.filter(
        pl.col("due").is_not_null()
        & (pl.col("due") >= pl.col("first"))
        & (pl.col("completed") | (pl.col("due") < today))
    )
    done = due.filter("completed")
    length = float(np.median(done["last"] - done["first"])) if done.height else 0.0
    slack = float(np.median(due["due"] - due["first"])) if due.height else 0.0
    return Kept(
        in_time=done.filter(pl.col("last") <= pl.col("due")).height,
        cases=due.height,
        on_the_day=done.filter(pl.col("last") == pl.col("due")).height,
        slack=slack / max(length, 1.0),
    )


def _hypothesis(attribute: Attribute, kept: Kept, settings: DeadlineKeptSettings) -> Hypothesis:
    return Hypothesis(
        p_value=exact_p_value(kept.in_time, kept.cases, settings.kept),
        cases=kept.cases,
        peer_cases=None,
        strength=partial(_strength, attribute, kept, settings),
    )


def _strength(attribute: Attribute, kept: Kept, settings: DeadlineKeptSettings) -> Strength | None:
    low, high = exact_interval(kept.in_time, kept.cases)
    if low <= settings.kept:
        return None
    return Strength(
        kind=ID,
        where=Where(attribute=attribute.name),
        cases=kept.cases,
        peer_cases=None,
        measure=MEASURE,
        value=kept.in_time / kept.cases,
        peers=settings.kept,
        low=low - settings.kept,
        high=high - settings.kept,
        text=_text(attribute.name, kept.in_time / kept.cases, low),
    )


def _text(attribute: str, value: float, low: float) -> Text:
    name = attribute.replace("{", "{{").replace("}", "}}")
    return Text(
        de=f"Die Frist „{name}“ wird gehalten: {percent(value, 'de')} der Fälle sind rechtzeitig "
        f"fertig (sicher mindestens {percent(low, 'de')}); offene Fälle nach Ablauf zählen als "
        "nicht gehalten. Wodurch behält das Team die Fristen im Blick?",
        en=f"The deadline “{name}” is kept: {percent(value, 'en')} of the cases are done in time "
        f"(surely at least {percent(low, 'en')}); open cases past it count as not kept. "
        "How does the team keep its deadlines in sight?",
    )


DEADLINE_KEPT = StrengthKind(
    id=ID,
    name=Text(de="Frist, die gehalten wird", en="Deadline that is kept"),
    definition=Text(
        de="Der letzte Schritt liegt spätestens am Tag der Frist, sicher in mehr als neun von zehn "
        "Fällen. Offene Fälle, deren Frist abgelaufen ist, zählen als nicht gehalten. Fristen, die "
        "erst am Ende eingetragen werden oder weit hinter der üblichen Dauer liegen, zählen nicht.",
        en="The last step lies on the day of the deadline at the latest, surely in more than nine "
        "of ten cases. Open cases whose deadline has passed count as not kept. Deadlines that are "
        "written at the end, or lie far beyond the usual time, do not count.",
    ),
    source="Clopper & Pearson 1934 (interval)",
    settings=DeadlineKeptSettings,
    propose=propose,
)
