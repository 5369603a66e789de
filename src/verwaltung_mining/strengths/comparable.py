"""Strata of strengths: cases of different types, far-off times or different ends never meet."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.strata import STRATUM_ROLES, codes

Ints = npt.NDArray[np.int64]

COARSE_BLOCKS = 2
"""Blocks of 13 weeks in the coarsest stratum of time: a rule that changed within the period would
otherwise set what was done before against what was done after."""


def comparable(log: AnalysedLog, *, without: str | None = None) -> list[Ints]:
    """Codes per case index, fine to coarse: type, channel, block and last step; then half a year.

    `without` names an attribute that makes the groups and cannot be held equal.
    """
    block = log.cases["block"].to_numpy().astype(np.int64)
    fine, coarse = _kinds(log, without)
    levels = [_with(fine, block), _with(coarse, block), _with(coarse, block // COARSE_BLOCKS)]
    return [same_end(log, level) for level in levels]


def comparable_in_kind(log: AnalysedLog, season: Ints | None = None) -> list[Ints]:
    """The same where time makes the groups: type, channel, last step and the season if given."""
    levels = list(_kinds(log, None))
    if season is not None:
        levels = [_with(level, season) for level in levels]
    return [same_end(log, level) for level in levels]


def same_end(log: AnalysedLog, level: Ints) -> Ints:
    """A stratum split by the last step: a quick refusal is not a quick grant."""
    return _with(level, log.cases["end"].cast(pl.Int64).to_numpy())


def same_way(log: AnalysedLog, level: Ints) -> Ints:
    """A stratum split by the sequence of steps."""
    return _with(level, log.cases["variant"].rank("dense").cast(pl.Int64).to_numpy())


def _kinds(log: AnalysedLog, without: str | None) -> tuple[Ints, Ints]:
    """Type and channel; type alone."""
    types, channels = (
        tuple(a.name for a in log.attribute_list if a.role == role and a.name != without)[:1]
        for role in STRATUM_ROLES
    )
    return codes(log, (*types, *channels)), codes(log, types)


def _with(level: Ints, part: Ints) -> Ints:
    split: Ints = level * (int(part.max(initial=0)) + 1) + part
    return split
