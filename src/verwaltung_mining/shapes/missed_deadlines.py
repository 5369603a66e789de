"""Missed deadlines: does one segment miss more of them than comparable others, and how many?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.measures.deadline_kept import Deadlines
from verwaltung_mining.measures.segments import Segment
from verwaltung_mining.shapes.claims import Claims, Floats, Ints
from verwaltung_mining.shapes.difference import Difference
from verwaltung_mining.shapes.halves import similar
from verwaltung_mining.shapes.hypothesis import Estimate, Hypothesis, Place, Secondary
from verwaltung_mining.shapes.lost_time import lost_time
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, strata
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    assign_cells,
    percentile_interval,
    rank_tests,
    stratified_excess,
    week_draws,
)
from verwaltung_mining.texts import LANGUAGES, Text, days, percent

Bools = npt.NDArray[np.bool_]

SIMILAR_TIME = 1.1
"""Times to the deadline of one group differ by at most this factor: in wider groups a segment with
somewhat shorter deadlines would look late (measured on the decoys of `simulation.deadlines`)."""


def missed_deadlines(
    log: AnalysedLog, deadlines: Deadlines, parts: Sequence[Segment], *, minimum_cases: int
) -> list[Hypothesis]:
    """One hypothesis per segment: its share of missed deadlines against that of its peers.

    Only cases with about the same time to their deadline are compared: a group with shorter
    deadlines misses more of them without being slower. There is no effect size: Cliff's delta of
    shares is their difference, and twelve missed of a hundred instead of two are not small.
    """
    allowance = allowances(deadlines.allowed)
    width = int(allowance.max(initial=0)) + 1
    hypotheses = []
    for part in parts:
        names, levels = strata(log, without=(part.attribute,))
        codes = [level[deadlines.index] * width + allowance for level in levels]
        hypothesis = _hypothesis(
            log, deadlines, part, codes, ("allowed_time", *names), minimum_cases
        )
        if hypothesis is not None:
            hypotheses.append(hypothesis)
    return hypotheses


def allowances(allowed: Ints) -> Ints:
    """A code for the time to the deadline; equal ones hold about the same number of days.

    >>> allowances(np.array([30, 31, 20, 90, 30])).tolist()
    [1, 1, 0, 2, 1]
    """
    step = np.floor(np.log1p(allowed) / np.log(SIMILAR_TIME))
    codes: Ints = np.unique(step, return_inverse=True)[1].astype(np.int64)
    return codes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """The cases of a segment and their peers."""

    index: Ints
    late: Floats
    affected: Bools
    cell: Ints


def _hypothesis(
    log: AnalysedLog,
    deadlines: Deadlines,
    part: Segment,
    levels: Sequence[Ints],
    names: tuple[str, ...],
    minimum_cases: int,
) -> Hypothesis | None:
    affected = part.members[deadlines.index]
    nowhere = np.zeros(len(affected), np.int64)
    cell = assign_cells(nowhere, levels, affected, minimum=min(MINIMUM_PER_CELL, minimum_cases))
    kept = cell != NOT_COMPARED
    cases, peers = int((kept & affected).sum()), int((kept & ~affected).sum())
    if min(cases, peers) < minimum_cases:
        return None
    late = deadlines.late.astype(np.float64)
    week = log.week_of_case[deadlines.index]
    test = rank_tests(late, place=nowhere, cell=cell, affected=affected, week=week, places=1)
    compared = _Compared(
        index=deadlines.index[kept], late=late[kept], affected=affected[kept], cell=cell[kept]
    )
    return Hypothesis(
        place=Place(segment=((part.attribute, part.value),)),
        kind="comparison",
        p_value=float(test.p_value[0]),
        effect_size=None,
        cases=cases,
        peers=peers,
        strata=names,
        estimate=partial(_estimate, log, compared, deadlines.attribute),
    )


def _estimate(log: AnalysedLog, compared: _Compared, attribute: str) -> Estimate:
    """Σ over cells of n₁(share₁ − share₀): deadlines that would be kept; no time of its own."""
    z, late, week = compared.affected, compared.late, log.week_of_case[compared.index]
    cells = np.unique(compared.cell, return_inverse=True)[1]
    excess = partial(stratified_excess, late, affected=z, cell=cells, week=week)
    total = float(excess()[0])
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    low, high = percentile_interval(excess(draws=draws))
    seconds = log.cases["seconds"].to_numpy()[compared.index]
    mine, others = seconds[z], seconds[~z]
    difference = Difference(
        raw=float(late[z].mean() - late[~z].mean()), stratified=total / int(z.sum()), of="share"
    )
    return Estimate(
        total=total,
        low=low,
        high=high,
        pass_through=1.0,
        pass_through_estimated=False,
        claims=Claims.none(),
        weight=0.0,
        typical=max(float(np.median(mine) - np.median(others)), 0.0),
        median=float(np.median(mine)),
        mean=float(mine.mean()),
        peer_median=float(np.median(others)),
        peer_mean=float(others.mean()),
        halves_agree=_halves_agree(late, z, cells, week),
        saves_time=False,
        difference=difference,
        secondary=(Secondary(unit="breaches", value=total, low=low, high=high),),
        remark=_remark(float(late[z].mean()), difference, attribute, _where(log, compared)),
    )


def _halves_agree(late: Floats, z: Bools, cells: Ints, week: Ints) -> bool | None:
    middle = np.median(week[z])
    shares = []
    for half in (week <= middle, week > middle):
        if not (half & z).any() or not (half & ~z).any():
            return None
        total = stratified_excess(late[half], affected=z[half], cell=cells[half], week=week[half])
        shares.append(float(total[0]) / int((half & z).sum()))
    return similar(*shares)


def _where(log: AnalysedLog, compared: _Compared) -> Text:
    """Between which steps most of the time is lost, where one place stands out."""
    lost = lost_time(log, index=compared.index, affected=compared.affected, cell=compared.cell)
    if lost is None:
        return Text(de="", en="")
    source, target = log.activities[lost.source], log.activities[lost.target]
    de, en = (days(lost.seconds / SECONDS_PER_DAY, language) for language in LANGUAGES)
    return Text(
        de=f"; die meiste Zeit verlieren sie von „{source}“ bis „{target}“, im Mittel {de} mehr",
        en=f"; most of the time is lost from “{source}” to “{target}”, {en} more on average",
    )


def _remark(share: float, difference: Difference, attribute: str, where: Text) -> Text:
    """The share of missed deadlines, and what it would be among their like."""
    peers = min(max(share - difference.stratified, 0.0), 1.0)
    de, en = ([percent(s, lang, digits=0) for s in (share, peers)] for lang in LANGUAGES)
    return Text(
        de=f"{de[0]} überschreiten die Frist „{attribute}“, unter gleichartigen Fällen mit gleich "
        f"langer Frist wären es {de[1]}{where.de}",
        en=f"{en[0]} miss the deadline “{attribute}”, among cases of the same kind with as much "
        f"time it would be {en[1]}{where.en}",
    )
