"""What candidates save together, on whole analyses of scenarios whose problems overlap."""

from functools import cache

import numpy as np
import polars as pl
import pytest
from benchmarks.ground_truth.places import identity

from verwaltung_mining.benefit import Finding, Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.canonical import canonicalise, with_references
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.settings import Settings
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.raw_log import to_raw_log

SEEDS = (4, 9, 14)
"""Four plants each."""
CASES = 900
SYMPTOM = 0.8
LEAST_LEFT = 200
"""Cases that must remain for an analysis without the affected ones."""
ROUNDING = 1 + 1e-9


@cache
def analysis(seed: int, left_out: frozenset[str] = frozenset()) -> tuple[AnalysedLog, Findings]:
    """The scenario's log without the cases of these ids, and what is found in it."""
    raw = without(seed, left_out)
    settings = Settings(tables={})
    log = prepare(canonicalise(raw), settings).analysed
    return log, findings(log, DETECTORS, settings, flagged=False)


def without(seed: int, left_out: frozenset[str]) -> RawLog:
    drawn = scenario(seed, cases=CASES)
    frame = drawn.frame().filter(~pl.col("case_id").is_in(sorted(left_out)))
    return to_raw_log(frame, drawn.process, timing=drawn.timing)


def affected_ids(seed: int, log: AnalysedLog, finding: Finding) -> frozenset[str]:
    """The ids of the cases in which the finding claims time."""
    names = with_references(without(seed, frozenset()))[1].to_list()
    index = np.unique(finding.estimate.claims.index)
    return frozenset(names[case] for case in log.cases["case"].to_numpy()[index].tolist())


def counted(found: Findings) -> list[Finding]:
    return [f for f in found.ranked if f.fair_share is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_fair_shares_are_the_union_and_no_more_than_all_case_time(seed: int) -> None:
    log, found = analysis(seed)
    shares = [f.fair_share or 0.0 for f in counted(found)]
    assert len(shares) >= 2
    union = counted(found)[-1].cumulative
    assert sum(shares) == pytest.approx(union)
    assert sum(shares) <= log.total_seconds


@pytest.mark.parametrize("seed", SEEDS)
def test_no_share_exceeds_what_is_saved_alone_and_the_union_never_falls(seed: int) -> None:
    found = counted(analysis(seed)[1])
    assert all((f.fair_share or 0.0) <= f.standalone * ROUNDING for f in found)
    unions = [f.cumulative or 0.0 for f in found]
    assert unions == sorted(unions)


@pytest.mark.parametrize("seed", SEEDS)
def test_symptoms_lie_inside_a_stronger_cause_that_is_counted(seed: int) -> None:
    found = analysis(seed)[1].ranked
    for finding in found:
        if finding.symptom_of is None:
            continue
        cause = found[finding.symptom_of]
        assert cause.counted
        assert cause.standalone >= finding.standalone
        assert finding.fair_share is None
        assert inside(finding, cause) >= SYMPTOM


def inside(finding: Finding, cause: Finding) -> float:
    """Share of the finding's time that its cause claims too, by a plain loop."""
    mine, others = finding.estimate.claims.united(), cause.estimate.claims.united()
    by_case: dict[int, list[tuple[int, int]]] = {}
    for index, begin, end in zip(others.index, others.begin, others.finish, strict=True):
        by_case.setdefault(int(index), []).append((int(begin), int(end)))
    common = sum(
        max(min(end, other_end) - max(begin, other_begin), 0)
        for index, begin, end in zip(mine.index, mine.begin, mine.finish, strict=True)
        for other_begin, other_end in by_case.get(int(index), [])
    )
    return float(common / (mine.finish - mine.begin).sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_affected_cases_the_candidate_is_gone(seed: int) -> None:
    log, found = analysis(seed)
    removed = 0
    for finding in counted(found):
        affected = affected_ids(seed, log, finding)
        if log.cases.height - len(affected) < LEAST_LEFT:
            continue
        shorter, rest = analysis(seed, affected)
        assert identity(log, finding) not in {identity(shorter, f) for f in counted(rest)}
        removed += 1
    assert removed
