"""Changes that must not matter do not, on one log; and the measure sees those that do."""

import polars as pl
import pytest
from benchmarks.ground_truth.changes import in_utc
from benchmarks.ground_truth.invariants import (
    INVARIANTS,
    ROUNDING,
    Analysed,
    Changed,
    InvariantSpec,
    base,
    design,
    judged_invariant,
    unchanged,
)

SEED = 1_000_000
EXACT = ("53 weeks later", "28 years later", "other labels")


def spec(invariant: str) -> InvariantSpec:
    return next(s for s in design(SEED) if s.invariant == invariant)


def test_the_design_asks_every_invariant_of_every_log() -> None:
    specs = design(SEED)
    assert len({s.name for s in specs}) == len(specs)
    assert {s.invariant for s in specs} == set(INVARIANTS)


@pytest.mark.parametrize("invariant", EXACT)
def test_result_stays(invariant: str) -> None:
    record = judged_invariant(spec(invariant))
    assert record.same == record.candidates > 0
    assert record.more == ()
    assert max(record.deviation or 0, record.largest or 0, record.time_deviation or 0) <= ROUNDING


def test_twice_the_cases_are_twice_the_benefit() -> None:
    record = judged_invariant(spec("every case twice"))
    assert record.same == record.candidates
    assert record.deviation is not None
    assert record.deviation <= 0.01
    assert record.time_deviation == 0


def test_candidates_go_with_their_cases() -> None:
    record = judged_invariant(spec("without the affected cases"))
    assert record.same == record.candidates > 0


def test_fair_shares_are_what_is_saved_together() -> None:
    record = judged_invariant(spec("fair shares"))
    assert record.same == record.candidates > 0
    assert record.deviation is not None
    assert record.deviation <= ROUNDING


def test_the_measure_sees_a_change_that_matters() -> None:
    def later_and_longer(before: Analysed) -> Changed:
        odd = pl.int_range(pl.len()) % 2
        stamps = pl.col("timestamp") + pl.duration(days=odd)
        events = before.raw.labelled().with_columns(stamps)
        return Changed(raw=in_utc(before.raw.with_labelled(events)))

    record = unchanged(later_and_longer)(spec("fair shares"), base(SEED))
    assert record.time_deviation is not None
    assert record.time_deviation > ROUNDING
    assert record.deviation is not None
    assert record.deviation > ROUNDING
