"""Rejected cases and the check that ended them; rejection rates against published ones."""

from pathlib import Path

import polars as pl
import pytest

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.importers import read
from verwaltung_mining.measures.knock_outs import knock_outs, rejected_by_steps

INTAKE, CHECK, VISIT, GRANT, REFUSE, FILE = range(6)
GRANTED = [INTAKE, CHECK, VISIT, GRANT, FILE]
PUBLISHED = {"T02": 0.0041, "T06": 0.0123, "T10": 0.6625}
"""Lashkevich et al. 2023, environmental permits, on a part of this log's cases."""


def events_of(*cases: list[int]) -> pl.DataFrame:
    rows = [(index, step) for index, case in enumerate(cases) for step in case]
    return pl.DataFrame(rows, schema={"index": pl.UInt32, "activity": pl.UInt16}, orient="row")


def checks(*cases: list[int], rejections: tuple[int, ...] = (REFUSE,)) -> list[tuple[int, int]]:
    """Check and position of the last case, which is rejected."""
    rejected = pl.Series([len(cases) - 1], dtype=pl.UInt32)
    found = knock_outs(events_of(*cases), rejected, rejections=rejections)
    return found.select("check", "position").rows()


def test_case_with_few_steps_after_its_rejection_ends_in_it() -> None:
    events = events_of([CHECK, REFUSE, FILE], [CHECK, REFUSE, *GRANTED])
    assert rejected_by_steps(events, [REFUSE], closing_steps=1).to_list() == [0]
    assert rejected_by_steps(events, [], closing_steps=1).to_list() == []


def test_check_is_the_last_usual_step_before_the_rejection() -> None:
    assert checks(GRANTED, GRANTED, [INTAKE, CHECK, REFUSE, FILE]) == [(CHECK, 1)]


def test_step_that_only_rejected_cases_pass_is_no_check() -> None:
    notice = 9
    assert checks(GRANTED, GRANTED, [INTAKE, CHECK, notice, REFUSE, FILE]) == [(CHECK, 1)]


def test_rejection_that_was_overcome_is_not_the_one_that_counts() -> None:
    case = [INTAKE, CHECK, REFUSE, INTAKE, CHECK, VISIT, REFUSE]
    assert checks(GRANTED, GRANTED, case) == [(VISIT, 5)]


def test_without_a_rejection_step_it_is_the_last_one_before_what_the_case_lacks() -> None:
    assert checks(GRANTED, GRANTED, [INTAKE, CHECK, FILE], rejections=()) == [(CHECK, 1)]


def test_rejected_case_on_the_usual_way_tells_no_check() -> None:
    assert checks(GRANTED, GRANTED, GRANTED, rejections=()) == []


@pytest.mark.parametrize("step", sorted(PUBLISHED))
def test_rejection_rates_of_the_environmental_permits(shared_logs: Path, step: str) -> None:
    """As there, whatever ends a case counts; the part of the log used there is not published."""
    log = canonicalise(read(shared_logs / "receipt.xes.gz"))
    events = log.events.collect().rename({"case": "index"})
    code = next(k for k, label in enumerate(log.activities) if label.startswith(step))
    passing = events.filter(pl.col("activity") == code)["index"].n_unique()
    rate = len(rejected_by_steps(events, [code], closing_steps=0)) / passing
    assert rate == pytest.approx(PUBLISHED[step], abs=0.018)
