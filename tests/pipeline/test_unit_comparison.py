"""Units are compared only as the settings permit, from the settings to the released result."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.procedures import DAY, arrivals, procedure

from verwaltung_mining.detectors.requirements import NO_AGREEMENT
from verwaltung_mining.detectors.unit_gap import FEW_UNITS
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.identity.k_table import K_SCHEMA
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.release.document import AnalysisDocument, Candidate
from verwaltung_mining.release.released import opened
from verwaltung_mining.settings import Settings
from verwaltung_mining.texts import Text

CASES = 600
UNITS = ("North office", "South office", "West office", "East office", "Main office")
SLOW = (1,)
AGREEMENT = {"reference": "DV 7", "date": dt.date(2025, 3, 1), "scope": "comparison of org units"}


def log_of(k_class: str, *, slow: tuple[int, ...] = SLOW) -> EventLog:
    """Slow units take six days instead of two; every unit has this class of persons."""
    unit = [k % len(UNITS) for k in range(CASES)]
    rng = np.random.default_rng(6)
    days = [(6 if u in slow else 2) * rng.gamma(8, 1 / 8) for u in unit]
    come = arrivals(CASES, weeks=60)
    cases = [[(0, c), (1, c + DAY * d)] for c, d in zip(come, days, strict=True)]
    log = procedure(*cases, units=[u for own in unit for u in (own, own)])
    rows: list[dict[str, Any]] = [
        *({"scope": "org_unit", "org_unit": u, "k_class": k_class} for u in range(len(UNITS))),
        *(
            {"scope": "activity_unit", "activity": 1, "org_unit": u, "k_class": k_class}
            for u in range(len(UNITS))
        ),
    ]
    return replace(log, org_units=UNITS, k_table=pl.DataFrame(rows, schema=K_SCHEMA))


def result(log: EventLog, agreement: dict[str, Any] | None) -> AnalysisDocument:
    tables = {} if agreement is None else {"privacy": {"agreement": agreement}}
    return opened(run(prepare(log, Settings(tables=tables))))


def unit_gaps(document: AnalysisDocument) -> list[Candidate]:
    return [c for c in document.candidates if c.detector == "unit_gap"]


def skipped(document: AnalysisDocument) -> Text | None:
    (tested,) = [t for t in document.tested if t.detector == "unit_gap"]
    return tested.skipped


def test_agreement_and_ten_persons_permit_the_comparison() -> None:
    document = result(log_of(">=10"), AGREEMENT)
    (gap,) = unit_gaps(document)
    assert (gap.locus.activity, gap.locus.org_units) == ("activity 1", ("South office",))
    assert "„South office“" in gap.title.de
    assert document.privacy.agreement is not None
    assert skipped(document) is None


def test_without_an_agreement_nothing_about_units_is_computed() -> None:
    document = result(log_of(">=10"), None)
    assert unit_gaps(document) == []
    assert skipped(document) == NO_AGREEMENT
    assert not any(unit in str(document) for unit in UNITS)


@pytest.mark.parametrize("k_class", ["5-9", "<5", "unknown"])
def test_agreement_alone_does_not_permit_small_units(k_class: str) -> None:
    document = result(log_of(k_class), AGREEMENT)
    assert unit_gaps(document) == []
    assert skipped(document) == FEW_UNITS


def test_declared_team_sizes_stand_in_for_unknown_numbers_of_persons() -> None:
    sizes = AGREEMENT | {"team_sizes": dict.fromkeys(UNITS, 12)}
    assert len(unit_gaps(result(log_of("unknown"), sizes))) == 1
    assert unit_gaps(result(log_of("5-9"), sizes)) == []


def test_two_units_at_one_step_are_two_candidates_with_ids_of_their_own() -> None:
    one, two = unit_gaps(result(log_of(">=10", slow=(1, 3)), AGREEMENT))
    assert {one.locus.org_units, two.locus.org_units} == {("South office",), ("East office",)}
    assert one.locus.activity == two.locus.activity
    assert one.id != two.id
