"""Transitions as places: one step directly followed by another, with the time between."""

from dataclasses import replace

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Ints
from verwaltung_mining.shapes.hypothesis import Place
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.observations import Observations

ELSEWHERE = -1
"""Place of a transition that is none of those looked at."""


def transitions(
    log: AnalysedLog, events: pl.DataFrame, *, maximum: int | None = None
) -> tuple[Observations, int]:
    """Occurrences of the transitions that hold enough time to matter, and how many do not.

    A transition whose time is below the material share of all case time cannot save that share.
    Transitions to steps whose moment is set from outside are no wait of the office and count as
    such. With `maximum` only that many are kept, those with the most time first.
    """
    sums = (
        events.group_by("source", "activity")
        .agg(pl.col("outside").first(), seconds=pl.col("seconds").sum())
        .sort(["seconds", "source", "activity"], descending=[True, False, False])
    )
    enough = pl.col("seconds") >= MATERIAL_SHARE * log.total_seconds
    material = sums.filter(enough & ~pl.col("outside"))
    kept = material.head(maximum) if maximum else material
    place = _place_of(events, kept, steps=len(log.activities))
    rows = np.flatnonzero(place != ELSEWHERE)
    observations = Observations(
        place=place[rows],
        claims=Claims.from_frame(
            events.select("index", begin="previous", finish="timestamp")[rows]
        ),
        places=tuple(
            Place(source=source, target=target)
            for source, target in kept.select("source", "activity").iter_rows()
        ),
        rows=rows,
    )
    return observations, sums.height - kept.height


def _place_of(events: pl.DataFrame, places: pl.DataFrame, *, steps: int) -> Ints:
    """The position of each event's transition among these, ELSEWHERE for all others."""
    place = np.full(steps**2, ELSEWHERE)
    place[_code(places, steps)] = np.arange(places.height)
    return place[_code(events, steps)]


def _code(transitions: pl.DataFrame, steps: int) -> Ints:
    source, target = (transitions[c].cast(pl.Int64).to_numpy() for c in ("source", "activity"))
    code: Ints = source * steps + target
    return code


def until_begun(observations: Observations, events: pl.DataFrame) -> Observations:
    """The same transitions, each only up to the moment when work on its target begins.

    `events` are those the observations were taken from. Where no start of a step is known, the time
    runs to its completion; where some are, occurrences without one are left out, since they would
    be longer for that reason alone.
    """
    rows = events[observations.rows]
    known = rows.select(known=pl.col("start").is_not_null().any().over("activity"))["known"]
    measured = (rows["start"].is_not_null() | ~known).to_numpy()
    claims = observations.claims
    begun = rows["start"].fill_null(rows["timestamp"]).dt.epoch("ms").to_numpy()
    waiting = replace(claims, finish=np.clip(begun, claims.begin, claims.finish))
    return replace(
        observations,
        place=observations.place[measured],
        claims=waiting.select(measured),
        rows=observations.rows[measured],
        done=claims.finish[measured],
    )
