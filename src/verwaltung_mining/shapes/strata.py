"""Which cases are comparable: same case type, same channel, same quarter."""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.strata import Ints

STRATUM_ROLES = ("case_type", "channel")
MINIMUM_PER_CELL = 10
"""Affected and peers needed in a cell before it is merged with coarser ones (docs/methods.md)."""


def strata(
    log: AnalysedLog, *, without: Collection[str] = (), keep_type: bool = False
) -> tuple[tuple[str, ...], list[Ints]]:
    """Names of the strata and codes per case index, from fine to coarse.

    `without` names attributes that are being compared and cannot be held equal. With `keep_type`
    cases of different types are never compared.
    """
    by_role = {
        role: [a.name for a in log.attribute_list if a.role == role and a.name not in without][:1]
        for role in STRATUM_ROLES
    }
    types, channels = by_role["case_type"], by_role["channel"]
    names = (*types, *channels, "block")
    levels = [(*types, *channels, "block"), (*types, "block"), tuple(types), ("block",), ()]
    if keep_type and types:
        levels = levels[:3]
    unique = list(dict.fromkeys(levels))
    return names, [codes(log, level) for level in unique]


def kinds_of_cases(log: AnalysedLog) -> Ints:
    """One code per case index for each combination of case type and channel."""
    return codes(log, kinds_named(log))


def kinds_named(log: AnalysedLog) -> tuple[str, ...]:
    """Names of the attributes that say which kind of case it is."""
    return strata(log)[0][:-1]


def codes(log: AnalysedLog, columns: Sequence[str]) -> Ints:
    """One code per case index for each combination of the columns; not to be changed."""
    kept = log.once(_codes_so_far)
    key = tuple(columns)
    if key not in kept:
        kept[key] = _combinations(log, key)
        kept[key].setflags(write=False)
    return kept[key]


def _codes_so_far(_log: AnalysedLog) -> dict[tuple[str, ...], Ints]:
    return {}


def _combinations(log: AnalysedLog, columns: tuple[str, ...]) -> Ints:
    if not columns:
        return np.zeros(log.cases.height, np.int64)
    names = [c if c == "block" else attribute_column(c) for c in columns]
    cases = log.cases.select(names)
    ranked = cases.unique().with_columns(
        code=pl.struct(names).rank("dense").cast(pl.Int64).fill_null(1) - 1
    )
    joined = cases.join(ranked, on=names, how="left", nulls_equal=True, maintain_order="left")
    return joined["code"].to_numpy()


def cells_of(levels: Sequence[Ints], index: Ints) -> Ints:
    """The finest stratum of each case that holds enough of them; the rest share one cell."""
    cells = np.zeros(len(index), np.int64)
    open_ = np.arange(len(index))
    offset = 1
    for level in levels:
        if not len(open_):
            break
        _, code = dense_codes(level[index[open_]])
        fits = np.bincount(code)[code] >= MINIMUM_PER_CELL
        cells[open_[fits]] = offset + code[fits]
        offset += int(code.max()) + 1
        open_ = open_[~fits]
    return dense_codes(cells)[1]
