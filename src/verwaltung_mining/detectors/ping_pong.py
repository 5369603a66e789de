"""Ping-pong: a case goes back and forth between two units without the work moving on."""

import msgspec
import polars as pl
import polars.selectors as cs

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import named_units
from verwaltung_mining.measures.alternation import alternation
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import (
    Claims,
    Cover,
    Excursions,
    Place,
    Proposal,
    exceptional,
    excisions,
    untaken,
)
from verwaltung_mining.texts import Text


class PingPongSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `ping_pong`."""

    minimum_changes: int = 3
    """Changes of unit in an alternating run from which it counts (docs/methods.md)."""
    minimum_runs: int = 20
    """Such runs needed before single returns with the same activities count as well."""
    usual_share: float = 0.95
    """What is passed to and fro in this share of the cases is the way as it is laid out."""
    pair_share: float = 0.5
    """Share of the runs that one pair of units must have to be named (under an agreement)."""


COLUMNS = ("index", "activity", "org_unit", "previous", "timestamp")


def propose(log: AnalysedLog, settings: PingPongSettings, taken: Cover) -> Proposal:
    """One hypothesis per set of activities performed on both sides.

    Consecutive events of one unit form a stay. A maximal alternating run of stays a, b, a, b … is
    a ping-pong when at least one activity is performed on both sides: where each side does its own
    work again, it is a return loop. Once enough runs show it, a single return a, b, a with the
    same activity on both sides counts too. It takes the time from the completion before the first
    of those activities to the last of them.
    """
    reason = named_units(log)
    if reason is not None:
        return Proposal(skipped=reason)
    bounces = _established(log.events.each(_bounces, columns=COLUMNS), settings)
    if bounces.is_empty():
        return Proposal()
    places = bounces.select("place", "activities").unique("place").sort("place")
    units = _usual_units(bounces, settings)
    excursions = Excursions(
        place=bounces["place"].cast(pl.Int64).to_numpy(),
        claims=Claims.from_frame(bounces),
        places=tuple(
            Place(activities=tuple(activities), org_units=units.get(place))
            for place, activities in places.iter_rows()
        ),
    )
    unusual = exceptional(excursions, cases=log.cases.height, usual_share=settings.usual_share)
    return Proposal(hypotheses=tuple(excisions(log, untaken(unusual, taken))))


def _bounces(events: pl.DataFrame) -> pl.DataFrame:
    """One row per alternating run: index, begin, finish, activities (of both sides), low and high
    (the two units), changes."""
    found = alternation(events.select("index", "activity", "org_unit"))
    rows = events.select("index", "activity", "org_unit", "previous", "timestamp")[found["row"]]
    return (
        pl.concat([found, rows], how="horizontal")
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("index", "changes").first(),
            begin=pl.coalesce("previous", "timestamp").first(),
            finish=pl.col("timestamp").last(),
            activities=pl.col("activity").unique().sort(),
            low=pl.col("org_unit").min(),
            high=pl.col("org_unit").max(),
        )
        .drop("run")
    )


def _established(bounces: pl.DataFrame, settings: PingPongSettings) -> pl.DataFrame:
    """Long runs, and single returns with activities that enough long runs show.

    Adds place, the number of their activities among those that are left.
    """
    long = pl.col("changes") >= settings.minimum_changes
    return (
        bounces.with_row_index("bounce")
        .group_by("activities")
        .agg(pl.exclude("activities"), often=long.sum() >= settings.minimum_runs)
        .sort("activities")
        .with_row_index("place")
        .explode(cs.exclude("place", "activities", "often"))
        .filter(long | pl.col("often"))
        .sort("bounce")
        .with_columns(pl.col("place").rank("dense") - 1)
    )


def _usual_units(bounces: pl.DataFrame, settings: PingPongSettings) -> dict[int, tuple[int, int]]:
    """By place the two units between which most of its runs go, where there is such a pair."""
    usual = (
        bounces.group_by("place", "low", "high")
        .len()
        .sort(["len", "low", "high"], descending=[True, False, False])
        .group_by("place", maintain_order=True)
        .agg(pl.col("low", "high").first(), often=pl.col("len").first(), runs=pl.col("len").sum())
        .filter(pl.col("often") >= settings.pair_share * pl.col("runs"))
    )
    return {p: (low, high) for p, low, high in usual.select("place", "low", "high").iter_rows()}


PING_PONG = Detector(
    id="ping_pong",
    prefix="PP",
    name=Text(de="Ping-Pong", en="ping-pong"),
    definition=Text(
        de="Ein Fall wechselt hin und her zwischen zwei Organisationseinheiten, und auf beiden Seiten geschieht dasselbe; belegt durch Fälle mit mindestens drei Wechseln. Was fast alle Fälle tun, ist der vorgesehene Weg und zählt nicht.",
        en="A case goes back and forth between two units, and the same is done on both sides; shown by cases with at least three changes. What nearly all cases do is the way as laid out and does not count.",
    ),
    why=Text(
        de="Solange unklar ist, wer zuständig ist, wartet der Fall auf beiden Seiten.",
        en="As long as it is unclear who is responsible, the case waits on both sides.",
    ),
    source="ServiceNow: ping-pong",
    settings=PingPongSettings,
    propose=propose,
    waste="transport",
    category="responsibilities and interfaces",
    specific=True,
    untestable=named_units,
    wording=Wording(
        title=Text(de="Hin und Her bei {activities}", en="Back and forth at {activities}"),
        observation=Text(
            de="{cases} Fälle ({share}) wandern mit {activities} zwischen zwei Organisationseinheiten hin und her und brauchen dafür {typical}.",
            en="{cases} cases ({share}) go back and forth between two units with {activities} and spend {typical} on it.",
        ),
        questions=(
            Text(
                de="In welchen Fällen ist nicht sofort klar, welche Einheit zuständig ist?",
                en="In which cases is it not clear at once which unit is responsible?",
            ),
            Text(
                de="Welche Angabe fehlt der annehmenden Einheit, wenn sie zurückgibt?",
                en="Which information does the receiving unit lack when it returns a case?",
            ),
        ),
        experiment=Text(
            de="Vereinbaren Sie für vier Wochen eine gemeinsame Übergabe-Checkliste und einen kurzen Anruf vor jeder Rückgabe.",
            en="For four weeks, agree on one handover checklist and a short call before every return.",
        ),
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom ersten Weiterreichen bis zum Abschluss der letzten Rückgabe",
            en="sum over {cases} cases of the time from the first passing on to the completion of the last return",
        ),
        compared_with=Text(
            de="Kein Vergleich: Die Zeit des Hin und Her selbst ist gemessen.",
            en="No comparison: the time of the back and forth itself is measured.",
        ),
        disproof=Text(
            de="Wenn beide Einheiten in dieser Zeit abwechselnd notwendige Arbeit am Fall leisten.",
            en="If both units do necessary work on the case in turn during that time.",
        ),
    ),
)
