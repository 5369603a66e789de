"""Ping-pong: a case goes back and forth between two units without the work moving on."""

import msgspec
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import org_units
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, Proposal, excisions, untaken
from verwaltung_mining.texts import Text


class PingPongSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `ping_pong`."""

    minimum_changes: int = 3
    """Changes of unit in an alternating run from which it counts (methods 2.4)."""


def propose(log: AnalysedLog, settings: PingPongSettings, taken: Cover) -> Proposal:
    """One hypothesis per set of activities performed in the first bounce.

    Consecutive events of one unit form a stay. A maximal alternating run of stays a, b, a, b … is
    a ping-pong when at least one activity of its inner stays is performed on both sides: where
    each side does its own work again, it is a return loop. It takes the time from the end of the
    first stay to the end of the last but one.
    """
    if log.events["org_unit"].null_count() == log.events.height:
        return Proposal(skipped="no column names organisational units")
    bounces = _bounces(_stays(log.events), settings.minimum_changes)
    if bounces.is_empty():
        return Proposal()
    keys = bounces["activities"].unique().sort().to_list()
    code = {tuple(key): number for number, key in enumerate(keys)}
    excursions = Excursions(
        place=pl.Series([code[tuple(key)] for key in bounces["activities"].to_list()]).to_numpy(),
        claims=Claims.from_frame(bounces),
        places=tuple(Place(activities=tuple(key)) for key in keys),
    )
    return Proposal(hypotheses=tuple(excisions(log, untaken(excursions, taken))))


def _stays(events: pl.DataFrame) -> pl.DataFrame:
    known = events.filter(pl.col("org_unit").is_not_null())
    fresh = (pl.col("index") != pl.col("index").shift(1)) | (
        pl.col("org_unit") != pl.col("org_unit").shift(1)
    )
    return (
        known.with_columns(stay=fresh.fill_null(True).cum_sum())
        .group_by("stay", maintain_order=True)
        .agg(
            pl.col("index", "org_unit").first(),
            end=pl.col("timestamp").last(),
            performed=pl.col("activity").unique().sort(),
        )
    )


def _bounces(stays: pl.DataFrame, minimum_changes: int) -> pl.DataFrame:
    """One row per alternating run: index, begin, finish, activities."""
    continues = (pl.col("index") == pl.col("index").shift(2)) & (
        pl.col("org_unit") == pl.col("org_unit").shift(2)
    )
    runs = (
        stays.with_row_index("at")
        .with_columns(continues=continues.fill_null(False))
        .with_columns(run=(~pl.col("continues")).cum_sum())
        .filter("continues")
        .group_by("run", maintain_order=True)
        .agg(first=pl.col("at").first().cast(pl.Int64) - 2, last=pl.col("at").last().cast(pl.Int64))
        .filter(pl.col("last") - pl.col("first") >= minimum_changes)
    )
    at = pl.DataFrame({"end": stays["end"], "performed": stays["performed"]})
    return (
        runs.select(
            index=stays["index"].gather(runs["first"]),
            begin=at["end"].gather(runs["first"]),
            finish=at["end"].gather(runs["last"] - 1),
            there=at["performed"].gather(runs["first"] + 1),
            back=at["performed"].gather(runs["first"] + 2),
        )
        .with_columns(activities=pl.col("there").list.set_intersection("back").list.sort())
        .filter(pl.col("activities").list.len() > 0)
        .select("index", "begin", "finish", "activities")
    )


PING_PONG = Detector(
    id="ping_pong",
    prefix="PP",
    name=Text(de="Ping-Pong", en="ping-pong"),
    definition=Text(
        de="Ein Fall wechselt mindestens dreimal hin und her zwischen zwei Organisationseinheiten, und auf beiden Seiten geschieht dasselbe.",
        en="A case changes at least three times back and forth between two units, and the same is done on both sides.",
    ),
    why=Text(
        de="Solange unklar ist, wer zuständig ist, wartet der Fall auf beiden Seiten.",
        en="As long as it is unclear who is responsible, the case waits on both sides.",
    ),
    source="ServiceNow: ping-pong; methods 2.4",
    settings=PingPongSettings,
    propose=propose,
    waste="transport",
    category="responsibilities and interfaces",
    specific=True,
    missing=org_units,
    wording=Wording(
        title=Text(de="Hin und Her bei {activities}", en="Back and forth at {activities}"),
        observation=Text(
            de="{cases} Fälle ({share}) wandern mit {activities} zwischen zwei Organisationseinheiten hin und her und brauchen dafür typischerweise {typical}.",
            en="{cases} cases ({share}) go back and forth between two units with {activities} and typically spend {typical} on it.",
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
