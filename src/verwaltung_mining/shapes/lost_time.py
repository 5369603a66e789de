"""Between which steps a group of cases loses the time that it takes longer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.transitions import transitions
from verwaltung_mining.statistics import NOT_COMPARED, stratified_excess

Bools = npt.NDArray[np.bool_]

MOST = 0.5
"""Share of the longer case time from which one transition is named as where it is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTime:
    """The transition at which most of the time is lost."""

    source: int
    target: int
    seconds: float
    """Per affected case."""


def lost_time(log: AnalysedLog, *, index: Ints, affected: Bools, cell: Ints) -> LostTime | None:
    """Where cases of a group lose most of the time that they take longer than their peers.

    `index` are the compared cases, each with the cell in which it is compared. None where they do
    not take longer, or no single transition holds half of it.
    """
    cells = np.full(log.cases.height, NOT_COMPARED, np.int64)
    cells[index] = np.unique(cell, return_inverse=True)[1]
    inside = np.zeros(log.cases.height, bool)
    inside[index] = affected
    longer = _excess(log.cases["seconds"].to_numpy()[index], inside[index], cells[index])
    observed, _ = transitions(log, log.events.collect(where=pl.col("source").is_not_null()))
    by_place = {
        place: _excess_at(observed.seconds, observed.claims.index, here, inside, cells)
        for code, place in enumerate(observed.places)
        if (here := observed.place == code).any()
    }
    if longer <= 0 or not by_place:
        return None
    place = max(by_place, key=lambda p: by_place[p])
    if by_place[place] < MOST * longer or place.source is None or place.target is None:
        return None
    return LostTime(
        source=place.source,
        target=place.target,
        seconds=by_place[place] / max(int(affected.sum()), 1),
    )


def _excess_at(
    seconds: npt.NDArray[np.float64], index: Ints, here: Bools, inside: Bools, cells: Ints
) -> float:
    kept = here & (cells[index] != NOT_COMPARED)
    return _excess(seconds[kept], inside[index[kept]], cells[index[kept]])


def _excess(seconds: npt.NDArray[np.float64], affected: Bools, cell: Ints) -> float:
    if not len(seconds):
        return 0.0
    nowhen = np.zeros(len(seconds), np.int64)
    return float(stratified_excess(seconds, affected=affected, cell=cell, week=nowhen)[0])
