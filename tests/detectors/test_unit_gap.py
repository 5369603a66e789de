"""Unit gap: one unit against the others, where an agreement permits it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from tests.detectors.proposing import proposed
from tests.null_logs import found_in
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.detectors.requirements import NO_AGREEMENT, NO_UNITS
from verwaltung_mining.detectors.unit_gap import FEW_UNITS, UNIT_GAP
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.identity.k_table import K_SCHEMA
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Hypothesis, Place, Proposal

CASES = 240
RECEIVED, CHECKED, ASKED = 0, 1, 2
UNITS = [k % 3 for k in range(CASES)]
SLOW_IN_UNIT_1 = [6.0 if unit == 1 else 2.0 for unit in UNITS]


def event_log_of(
    days: Sequence[float], units: Sequence[int] = UNITS, *, kind: Sequence[str] | None = None
) -> EventLog:
    """Cases that are checked some days after they came, each by its unit."""
    come = arrivals(len(days))
    cases = [[(RECEIVED, c), (CHECKED, c + DAY * d)] for c, d in zip(come, days, strict=True)]
    attributes = {"kind": ("case_type", kind)} if kind else None
    per_event = [u for unit in units for u in (None, unit)]
    return procedure(*cases, units=per_event, attributes=attributes)  # type: ignore[arg-type]


def with_persons(log: EventLog, **classes: str) -> EventLog:
    """Classes of persons at the check, by unit (u0, u1 …)."""
    rows = [
        {"scope": "activity_unit", "activity": CHECKED, "org_unit": int(unit[1:]), "k_class": few}
        for unit, few in classes.items()
    ]
    return replace(log, k_table=pl.DataFrame(rows, schema=K_SCHEMA))


def permitted(log: EventLog, units: Sequence[int] = (0, 1, 2)) -> AnalysedLog:
    return measured(log, compared_units=units)


def of_unit(proposal: Proposal, unit: int) -> Hypothesis:
    (hypothesis,) = [h for h in proposal.hypotheses if h.place.org_units == (unit,)]
    return hypothesis


def test_slow_unit_is_found_with_its_exact_excess() -> None:
    """Six days instead of two in 80 cases."""
    slow = of_unit(proposed(UNIT_GAP, permitted(event_log_of(SLOW_IN_UNIT_1))), 1)
    assert slow.place == Place(activity=CHECKED, org_units=(1,))
    assert (slow.kind, slow.cases, slow.peers, slow.effect_size) == ("comparison", 80, 160, 1.0)
    assert slow.estimate().total == 80 * 4 * SECONDS_PER_DAY
    assert slow.strata == ("previous_step", "block")


def test_slow_unit_is_a_candidate_and_no_other() -> None:
    rng = np.random.default_rng(5)
    days = [d * rng.gamma(8, 1 / 8) for d in SLOW_IN_UNIT_1]
    ranked = found_in(permitted(event_log_of(days))).ranked
    assert [f.hypothesis.place.org_units for f in ranked if f.detector is UNIT_GAP] == [(1,)]


def test_without_an_agreement_units_are_not_compared() -> None:
    proposal = proposed(UNIT_GAP, measured(event_log_of(SLOW_IN_UNIT_1)))
    assert proposal.hypotheses == ()
    assert proposal.skipped == NO_AGREEMENT


@pytest.mark.parametrize("units", [(), (1,)])
def test_fewer_than_two_large_units_cannot_be_compared(units: tuple[int, ...]) -> None:
    proposal = proposed(UNIT_GAP, permitted(event_log_of(SLOW_IN_UNIT_1), units))
    assert proposal.hypotheses == ()
    assert proposal.skipped == FEW_UNITS


def test_unit_that_is_too_small_is_neither_compared_nor_a_peer() -> None:
    proposal = proposed(UNIT_GAP, permitted(event_log_of(SLOW_IN_UNIT_1), (0, 1)))
    assert {h.place.org_units for h in proposal.hypotheses} == {(0,), (1,)}
    assert of_unit(proposal, 1).peers == 80


@pytest.mark.parametrize(("k_class", "tested"), [("<5", 2), ("5-9", 2), (">=10", 3)])
def test_ten_people_must_work_on_the_step_and_not_only_in_the_unit(
    k_class: str, tested: int
) -> None:
    log = with_persons(event_log_of(SLOW_IN_UNIT_1), u0=">=10", u1=k_class, u2="unknown")
    assert len(proposed(UNIT_GAP, permitted(log)).hypotheses) == tested


def test_log_without_units_is_skipped_with_a_reason() -> None:
    cases = [[(0, c), (1, c + DAY)] for c in arrivals(CASES)]
    proposal = proposed(UNIT_GAP, measured(procedure(*cases), compared_units=()))
    assert proposal.skipped == NO_UNITS


def test_unit_that_gets_the_heavy_cases_is_not_slow() -> None:
    """The decoy: changes take long everywhere, and four fifths of unit 1's cases are changes."""
    kind = ["change" if (k // 3 % 5 < 4) == (unit == 1) else "new" for k, unit in enumerate(UNITS)]
    days = [9.0 if k == "change" else 2.0 for k in kind]
    blind = of_unit(proposed(UNIT_GAP, permitted(event_log_of(days))), 1)
    assert (blind.effect_size or 0.0) > 0.3
    seeing = of_unit(proposed(UNIT_GAP, permitted(event_log_of(days, kind=kind))), 1)
    assert seeing.effect_size == pytest.approx(0.0)


def test_unit_with_a_case_type_of_its_own_has_no_peers() -> None:
    kind = ["change" if unit == 1 else "new" for unit in UNITS]
    proposal = proposed(UNIT_GAP, permitted(event_log_of(SLOW_IN_UNIT_1, kind=kind)))
    assert (1,) not in {h.place.org_units for h in proposal.hypotheses}


def test_unit_that_does_the_step_after_another_one_is_compared_with_its_like() -> None:
    """Unit 1 checks mostly after asking the applicant, which takes long for every unit."""
    come = arrivals(CASES)
    asked = [(k // 3 % 5 < 4) == (unit == 1) for k, unit in enumerate(UNITS)]
    cases, units = [], []
    for c, ask, unit in zip(come, asked, UNITS, strict=True):
        middle = [(ASKED, c + 1)] if ask else []
        cases.append([(RECEIVED, c), *middle, (CHECKED, c + 1 + DAY * (9 if ask else 2))])
        units += [None] * (1 + len(middle)) + [unit]
    log = procedure(*cases, units=units)  # type: ignore[arg-type]
    slow = of_unit(proposed(UNIT_GAP, permitted(log)), 1)
    assert slow.effect_size == pytest.approx(0.0, abs=1e-9)
    assert slow.estimate().total == pytest.approx(0.0, abs=CASES * 3600.0)


def test_equal_units_are_silent() -> None:
    days = np.random.default_rng(2).gamma(2, 2, CASES).tolist()
    found = found_in(permitted(event_log_of(days))).ranked
    assert [f for f in found if f.detector is UNIT_GAP] == []


def test_swapped_units_swap_the_finding() -> None:
    swapped = [(unit + 1) % 3 for unit in UNITS]
    one = of_unit(proposed(UNIT_GAP, permitted(event_log_of(SLOW_IN_UNIT_1))), 1)
    two = of_unit(proposed(UNIT_GAP, permitted(event_log_of(SLOW_IN_UNIT_1, swapped))), 2)
    assert one.estimate().total == two.estimate().total
    assert one.p_value == two.p_value


def test_log_of_one_event_is_silent() -> None:
    log = measured(procedure([(0, 0.0)], units=[0]), compared_units=(0,))
    assert proposed(UNIT_GAP, log).hypotheses == ()
