"""Every public log beside the project is analysed, and its result makes sense."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
from tests.end_to_end.conftest import SHARED_LOGS

import verwaltung_mining as vm
from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.eventlog.sections import visible_steps
from verwaltung_mining.outputs.schema import shipped_schema
from verwaltung_mining.settings import Settings

QUICK = ("PurchasingExample.xes.gz", "Production.xes.gz", "receipt.xes.gz")
SLOW = (
    "BPIC13_incidents.xes.gz",
    "BPIC15_1.xes.gz",
    "BPIC15_3.xes.gz",
    "BPI_Challenge_2012.xes.gz",
    "DomesticDeclarations.xes.gz",
    "InternationalDeclarations.xes.gz",
    "RequestForPayment.xes.gz",
    "dip21_kleine_anfrage.csv.gz",
    "dip21_rechtsverordnung.csv.gz",
    "helpdesk.xes.gz",
)
LOGS = [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)]
ANALYSABLE = 0.9
"""Share of the case time of BPIC15_1 that lies between steps that may be shown."""
UNFILLED = re.compile(r"[{}]|\bnan\b|\bNone\b|\binf\b")
ROUNDING = 1e-6


@cache
def log_of(name: str) -> vm.Log:
    if not SHARED_LOGS.is_dir():
        pytest.skip("the folder shared/data/logs is not beside the project")
    return vm.read_log(SHARED_LOGS / name)


@cache
def document_of(name: str) -> dict[str, Any]:
    analysis = vm.analyse(log_of(name), settings=Settings(tables={}))
    found: dict[str, Any] = json.loads(analysis.to_json())
    return found


def texts(part: object) -> Iterator[dict[str, Any]]:
    """Everything that is written in both languages."""
    if isinstance(part, dict):
        if part.keys() == {"de", "en"}:
            yield part
        else:
            for value in part.values():
                yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)


def test_every_event_log_of_the_folder_is_named_here() -> None:
    if not SHARED_LOGS.is_dir():
        pytest.skip("the folder shared/data/logs is not beside the project")
    there = {path.name for path in SHARED_LOGS.iterdir() if path.name.endswith(".gz")}
    assert there == {*QUICK, *SLOW}


@pytest.mark.parametrize("name", LOGS)
def test_document_of_a_real_log_keeps_to_its_schema(name: str) -> None:
    jsonschema.validate(document_of(name), json.loads(shipped_schema()))


@pytest.mark.parametrize("name", LOGS)
def test_rows_and_cases_of_a_real_log_are_accounted_for(name: str) -> None:
    log = document_of(name)["log"]
    assert log["rows_quarantined"] == sum(log["quarantined"].values())
    merged = sum(log["merged"].values())
    assert log["rows_read"] == log["rows_quarantined"] + merged + log["events"]
    assert log["cases"] == log["analysed_cases"] + sum(log["left_out"].values())
    assert log["analysed_cases"] > 0


@pytest.mark.parametrize("name", LOGS)
def test_savings_of_a_real_log_stay_within_its_case_time(name: str) -> None:
    document = document_of(name)
    total = document["totals"]["case_days_per_year"] * (1 + ROUNDING)
    counted = [c["benefit"] for c in document["candidates"] if c["benefit"]["fair_share"]]
    shares = sum(benefit["fair_share"] for benefit in counted)
    assert shares <= total
    together = max((benefit["cumulative"] for benefit in counted), default=0.0)
    withheld = any(key.startswith("candidate") for key in document["privacy"]["suppressed"])
    assert together <= shares * (1 + ROUNDING) if withheld else together == pytest.approx(shares)
    for benefit in counted:
        assert 0 < benefit["fair_share"] <= benefit["standalone"] * (1 + ROUNDING)
        assert benefit["standalone"] <= total
        assert benefit["low"] <= benefit["fair_share"] * (1 + ROUNDING)
        assert benefit["fair_share"] <= benefit["high"] * (1 + ROUNDING)
        assert 0 <= benefit["pass_through"] <= 1


@pytest.mark.parametrize("name", LOGS)
def test_candidates_of_a_real_log_are_ranked_and_named_once(name: str) -> None:
    document = document_of(name)
    candidates = document["candidates"]
    known = [c["id"] for c in candidates]
    assert [c["rank"] for c in candidates] == list(range(1, len(candidates) + 1))
    assert len(set(known)) == len(known)
    for c in candidates:
        assert c["symptom_of"] is None or c["symptom_of"] in known
        least = AnalysisSettings().minimum_cases_low
        assert least <= c["affected_cases"] <= document["log"]["analysed_cases"]


@pytest.mark.parametrize("name", LOGS)
def test_every_text_of_a_real_log_is_filled_in_both_languages(name: str) -> None:
    document = document_of(name)
    written = [text for part in ("candidates", "strengths", "quality") for text in
               texts(document[part])]  # fmt: skip
    assert written
    for text in written:
        for language in ("de", "en"):
            said = [text[language]] if isinstance(text[language], str) else text[language]
            assert all(said), text
            assert not [line for line in said if UNFILLED.search(line)], text


@pytest.mark.slow
def test_most_case_time_of_a_real_log_stays_analysable() -> None:
    visible = visible_steps(log_of("BPIC15_1.xes.gz").event_log)
    assert visible.hidden
    assert visible.analysable_share >= ANALYSABLE
