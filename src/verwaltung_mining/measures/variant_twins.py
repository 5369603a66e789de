"""Variants that are the same but for one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.operating_time import Ints
from verwaltung_mining.statistics import rows_by

WITH_STEP, WITHOUT_STEP = 2, 1
"""Steps from a step's left neighbour to its right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A variant with the step, its twin without, and where the step stands."""

    activity: int
    longer: int
    shorter: int
    position: int


def variant_twins(log: AnalysedLog, *, minimum_cases: int, minimum_length: int) -> Iterator[Twin]:
    """Variants of at least `minimum_cases` that equal another one but for one step.

    The step stands between two others, does not occur in the shorter variant, and that one has at
    least `minimum_length` steps.
    """
    routes = _routes(log, minimum_cases)
    for route, code in sorted(routes.items(), key=lambda item: item[1]):
        if len(route) <= minimum_length:
            continue
        for position in range(1, len(route) - 1):
            twin = route[:position] + route[position + 1 :]
            if twin in routes and route[position] not in twin:
                yield Twin(
                    activity=route[position], longer=code, shorter=routes[twin], position=position
                )


def _routes(log: AnalysedLog, minimum_cases: int) -> dict[tuple[int, ...], int]:
    """Sequence of activities → variant, of those with so many cases."""
    often = log.variants.filter(pl.col("cases") >= minimum_cases)
    return {
        tuple(route): variant
        for variant, route in often.select("variant", "activities").iter_rows()
    }


def _first_rows(log: AnalysedLog) -> Ints:
    """The row of each case's first event, and one after the last event of all."""
    sizes = np.bincount(log.events.column("index").to_numpy(), minlength=log.cases.height)
    rows: Ints = np.r_[0, np.cumsum(sizes)]
    return rows


def twin_spans(log: AnalysedLog, twins: Sequence[Twin]) -> pl.DataFrame:
    """Time between a step's neighbours: activity, context (the neighbours), index, extra, seconds.

    One row per twin and case; `extra` says whether the case passes the step.
    """
    when, begin = log.events.column("timestamp").dt.epoch("us").to_numpy(), _first_rows(log)
    cases = rows_by(log.cases["variant"].to_numpy())
    places = _places(log, twins, cases)
    contexts, members = zip(*((p[:3], cases[p[3]]) for p in places), strict=True)
    number = {context: code for code, context in enumerate(sorted(set(contexts)))}
    sizes, index = [len(m) for m in members], np.concatenate(members)
    step, context, before, span = (
        np.repeat(np.array(values), sizes)
        for values in (
            [c[0] for c in contexts],
            [number[c] for c in contexts],
            [p[4] for p in places],
            [p[5] for p in places],
        )
    )
    here = begin[index] + before
    microseconds = when[here + span] - when[here]
    order = np.lexsort((microseconds, span, index, context))
    rows = np.c_[context, index, span, microseconds][order]
    kept = order[np.r_[True, (rows[1:] != rows[:-1]).any(axis=1)]]
    return pl.DataFrame(
        {
            "activity": step[kept],
            "context": context[kept],
            "index": index[kept],
            "extra": span[kept] == WITH_STEP,
            "seconds": microseconds[kept] / 1e6,
        }
    )


def _places(
    log: AnalysedLog, twins: Sequence[Twin], cases: dict[int, Ints]
) -> list[tuple[int, int, int, int, int, int]]:
    """Where neighbours stand: step, left, right, variant, position of the left one, span."""
    activity, begin = log.events.column("activity").to_numpy(), _first_rows(log)
    found = set()
    for twin in twins:
        before = twin.position - 1
        at = begin[cases[twin.longer][0]] + before
        context = (twin.activity, int(activity[at]), int(activity[at + WITH_STEP]))
        found.add((*context, twin.longer, before, WITH_STEP))
        found.add((*context, twin.shorter, before, WITHOUT_STEP))
    return sorted(found)
