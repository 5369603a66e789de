"""What an analysis of a sample says: projected to all cases, and that it is a sample."""

from typing import Any

import msgspec
import pytest
from tests.engine.parted import log_of, result

from verwaltung_mining.settings import Settings


def document(most: int) -> dict[str, Any]:
    settings = Settings(tables={"analysis": {"sample_events": most}})
    found: dict[str, Any] = msgspec.json.decode(result(log_of("bauantrag"), settings))
    return found


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return document(1_000_000)


@pytest.fixture(scope="module")
def half(whole: dict[str, Any]) -> dict[str, Any]:
    return document(whole["log"]["events"] // 2)


def test_counts_and_times_are_those_of_all_cases(
    whole: dict[str, Any], half: dict[str, Any]
) -> None:
    assert half["totals"] == whole["totals"]
    same = ("rows_read", "cases", "completed_cases", "events", "variants", "first", "window_days")
    assert [half["log"][key] for key in same] == [whole["log"][key] for key in same]


def test_the_account_of_cases_adds_up(half: dict[str, Any]) -> None:
    log = half["log"]
    assert log["left_out"]["not_sampled"] > 0
    assert log["cases"] - sum(log["left_out"].values()) == log["analysed_cases"]


def test_what_is_found_is_projected_to_all_cases(
    whole: dict[str, Any], half: dict[str, Any]
) -> None:
    """The same process: the largest saving of all differs by less than chance would let it."""
    first = whole["candidates"][0]
    (again,) = (c for c in half["candidates"] if c["id"] == first["id"])
    assert again["affected_cases"] == pytest.approx(first["affected_cases"], rel=0.15)
    assert again["benefit"]["standalone"] == pytest.approx(first["benefit"]["standalone"], rel=0.25)
    log = half["log"]
    scale = log["completed_cases"] / log["analysed_cases"]
    assert again["affected_cases"] == round(again["evidence"]["cases"] * scale)


def test_the_sample_is_said_with_its_size(whole: dict[str, Any], half: dict[str, Any]) -> None:
    (note,) = (q for q in half["quality"] if q["code"] == "random_sample")
    assert note["count"] == half["log"]["analysed_cases"]
    assert not any(q["code"] == "random_sample" for q in whole["quality"])
