"""The table of waiting causes in the document of a whole log."""

from functools import cache
from typing import Any

import pytest
from tests.pipeline.document_of import document_of
from tests.procedures import procedure

import verwaltung_mining as vm
from verwaltung_mining.measures.waiting_causes import CAUSES

WEEKLY = "Bescheid gezeichnet"
"""Planted in the sample log: once a week."""
REQUEST = "Nachforderung versandt"


@cache
def permits() -> dict[str, Any]:
    log = vm.read_log(vm.sample_log("bauantrag")).event_log
    part: dict[str, Any] = document_of(log)["waiting_causes"]
    return part


def batched(row: dict[str, Any]) -> float:
    share: float = row["shares"]["batching"]
    return share


def test_the_weekly_step_waits_for_its_batch_and_no_other_does() -> None:
    of_weekly = {row["target"] == WEEKLY: [] for row in permits()["transitions"]}
    for row in permits()["transitions"]:
        of_weekly[row["target"] == WEEKLY].append(batched(row))
    assert min(of_weekly[True]) > 0.6
    assert max(of_weekly[False]) == 0.0


def test_shares_add_up_and_the_total_is_the_sum_of_the_rows() -> None:
    part = permits()
    rows = part["transitions"]
    for row in (*rows, part["total"]):
        assert sum(row["shares"][cause] for cause in CAUSES) == pytest.approx(1.0)
        assert min(row["shares"].values()) >= 0
    assert part["total"]["wait_days"] == pytest.approx(sum(row["wait_days"] for row in rows))


def test_removing_a_cause_never_makes_work_a_smaller_part() -> None:
    for row in permits()["transitions"]:
        assert min(row["cte_without"].values()) >= row["cte"]


def test_waiting_for_the_applicant_is_left_out() -> None:
    assert REQUEST in {row["target"] for row in permits()["transitions"]}
    assert REQUEST not in {row["source"] for row in permits()["transitions"]}


def test_the_rows_name_steps_and_nothing_else() -> None:
    steps = set(vm.read_log(vm.sample_log("bauantrag")).event_log.activities)
    rows = permits()["transitions"]
    assert {v for row in rows for v in row.values() if isinstance(v, str)} <= steps


def test_a_log_without_starts_says_so() -> None:
    part = document_of(procedure([(0, 0)]))["waiting_causes"]
    assert part["transitions"] == []
    assert part["total"] is None
    assert part["skipped"]["de"]


def test_a_log_of_dates_says_so() -> None:
    cases = [[(0, 24.0, 0.0), (1, 72.0, 48.0)] for _ in range(20)]
    log = procedure(*cases, units=[0] * 40, precision="day")
    part = document_of(log)["waiting_causes"]
    assert part["skipped"]["en"].startswith("no analysed step")
