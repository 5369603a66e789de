"""What a log lacks for a detector is told with what would help."""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from tests.detectors.proposing import proposed
from tests.eventlog.raw_logs import raw_log
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.detectors.detector import Detector
from verwaltung_mining.detectors.handover import HANDOVER
from verwaltung_mining.detectors.ping_pong import PING_PONG
from verwaltung_mining.detectors.requirements import (
    NO_UNITS,
    SEGMENTS_OF_FEW_PERSONS,
    UNITS_NOT_IN_A_ROW,
    UNITS_OF_FEW_PERSONS,
    attributes,
)
from verwaltung_mining.detectors.slow_transition import SLOW_TRANSITION
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import K_SCHEMA, Attribute, AttributeRole
from verwaltung_mining.eventlog.sections import visible_steps
from verwaltung_mining.texts import Text


def missing(**roles: AttributeRole) -> Text | None:
    """What is missing where the one case has attributes of these roles."""
    raw = raw_log(
        [("1", "Eingang", 0)],
        attributes={name: {"1": "x"} for name in roles},
        attribute_list=tuple(Attribute(name=n, kind="category", role=r) for n, r in roles.items()),
    )
    return attributes(measured(canonicalise(raw)))


def test_case_type_alone_is_named_and_another_attribute_asked_for() -> None:
    told = missing(Verfahrensart="case_type")
    assert told is not None
    assert told.de.startswith("„Verfahrensart“ dient als Fallart; leiten Sie ein weiteres Merkmal")


def test_nothing_is_missing_with_a_channel_and_something_without_any_attribute() -> None:
    assert missing(Verfahrensart="case_type", Eingangskanal="channel") is None
    told = missing()
    assert told is not None
    assert "Fallart" not in told.de


def of_few_persons(*k_classes: str) -> Text | None:
    """Why handovers are skipped where so many persons stand behind the steps, each with a unit."""
    rows: list[dict[str, Any]] = [
        {"scope": scope, "activity": code, "org_unit": unit, "k_class": k_class}
        for code, k_class in enumerate(k_classes)
        for scope, unit in (("activity", None), ("activity_unit", 0))
    ]
    cases = [[(code, c + code) for code in range(len(k_classes))] for c in arrivals(40)]
    log = procedure(*cases, units=[0] * 40 * len(k_classes))
    log = replace(log, org_units=("Amt",), k_table=pl.DataFrame(rows, schema=K_SCHEMA))
    return proposed(HANDOVER, measured(visible_steps(log).log)).skipped


def test_units_withheld_with_their_steps_are_not_said_to_be_missing() -> None:
    few = UNITS_OF_FEW_PERSONS
    assert of_few_persons("<5", "<5", "<5") == few
    assert of_few_persons("<5", ">=10", "<5") == UNITS_NOT_IN_A_ROW
    assert of_few_persons(">=10", ">=10", "<5") is None


@pytest.mark.parametrize("detector", [HANDOVER, PING_PONG])
def test_log_without_the_column_is_told_that_it_is_missing(detector: Detector) -> None:
    log = replace(procedure([(0, 0), (1, 1)], units=[None, None]), org_units=())
    assert proposed(detector, measured(log)).skipped == NO_UNITS


@pytest.mark.parametrize(
    ("k_classes", "reason"),
    [
        (("<5", "<5"), SEGMENTS_OF_FEW_PERSONS),
        (("<5", "unknown"), None),
        (("<5", "5-9"), None),
    ],
)
def test_values_of_few_persons_are_not_said_to_be_missing(
    k_classes: tuple[str, str], reason: Text | None
) -> None:
    cases = [[(0, c), (1, c + DAY)] for c in arrivals(120)]
    values = ["a", "b"] * 60
    rows: list[dict[str, Any]] = [
        {"scope": "attribute", "attribute": "channel", "value": value, "k_class": k_class}
        for value, k_class in zip("ab", k_classes, strict=True)
    ]
    log = procedure(*cases, attributes={"channel": ("channel", values)})  # type: ignore[arg-type]
    log = replace(log, k_table=pl.DataFrame(rows, schema=K_SCHEMA))
    assert proposed(SLOW_TRANSITION, measured(log)).skipped == reason
