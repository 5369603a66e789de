"""Which attributes are compared: identifiers, constants, periods and results are not."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.measures.analysed import AnalysedLog, analysed
from verwaltung_mining.measures.compared_attributes import compared_attributes

CASES = 240
RECEIVED, CHECKED, GRANTED, REFUSED, FILED = range(5)
Values = list[str | float | None]
GRANTS = [k % 3 != 0 for k in range(CASES)]


def log_of(
    values: Values,
    *,
    role: AttributeRole = "other",
    name: str = "trait",
    known: tuple[str, ...] = (),
    days: list[float] | None = None,
) -> AnalysedLog:
    """Cases that are checked, granted or refused, and filed."""
    lengths = days or [3.0] * CASES
    cases = [
        [
            (RECEIVED, c),
            (CHECKED, c + 1),
            (GRANTED if grant else REFUSED, c + DAY * d / 2),
            (FILED, c + DAY * d),
        ]
        for c, d, grant in zip(arrivals(CASES), lengths, GRANTS, strict=True)
    ]
    return analysed(procedure(*cases, attributes={name: (role, values)}), known_at_start=known)  # type: ignore[arg-type]


def kind(log: AnalysedLog) -> str | None:
    """Why the attribute is not compared, None where it is."""
    compared, others = compared_attributes(log)
    assert len(compared) + len(others) == 1
    return others[0].kind if others else None


def reason(log: AnalysedLog) -> str:
    (other,) = compared_attributes(log)[1]
    return other.reason


def dice(labels: int, seed: int = 1) -> Values:
    return [f"v{v}" for v in np.random.default_rng(seed).integers(0, labels, CASES)]


OUTCOME: Values = ["yes" if grant else "no" for grant in GRANTS]


def test_value_that_tells_whether_it_is_granted_is_a_result() -> None:
    """All cases end filed; the step before tells what was decided."""
    assert kind(log_of(OUTCOME)) == "result"
    assert reason(log_of(OUTCOME)) == "a result of the process: tells how cases end"


def test_reasons_for_refusal_known_only_for_refused_cases_are_a_result() -> None:
    """Two reasons, empty for granted cases: the gap itself tells."""
    reasons: Values = [None if grant else f"reason {k % 2}" for k, grant in enumerate(GRANTS)]
    assert kind(log_of(reasons)) == "result"


def test_amount_granted_is_a_result() -> None:
    rng = np.random.default_rng(2)
    amounts: Values = [float(rng.integers(100, 900)) if grant else None for grant in GRANTS]
    assert kind(log_of(amounts)) == "result"


def test_value_that_mostly_goes_with_the_decision_is_compared() -> None:
    """Four of five refusals concern garages: a trait of the case with a hard time."""
    kinds: Values = [
        "garage" if (k % 5 < 4) != grant else "house" for k, grant in enumerate(GRANTS)
    ]
    assert kind(log_of(kinds)) is None


def test_value_that_tells_an_early_step_is_a_trait_of_the_case() -> None:
    """Half of the cases are inspected on the second of eight steps."""
    shape: Values = ["house" if k % 2 else "garage" for k in range(CASES)]
    cases = [
        [(0, c), *([(1, c + 1)] if k % 2 else []), *((s, c + s) for s in range(2, 9))]
        for k, c in enumerate(arrivals(CASES))
    ]
    log = procedure(*cases, attributes={"shape": ("other", shape)})  # type: ignore[arg-type]
    assert kind(measured(log)) is None


def test_channel_is_known_when_the_case_comes() -> None:
    assert kind(log_of(OUTCOME, role="channel")) is None


def test_declared_attribute_is_compared_whatever_it_tells() -> None:
    assert kind(log_of(OUTCOME, known=("trait",))) is None
    assert kind(log_of(OUTCOME, known=("another",))) == "result"


def test_number_that_moves_with_the_throughput_time_is_a_result() -> None:
    rng = np.random.default_rng(3)
    days = rng.gamma(2, 5, CASES)
    noted: Values = [float(round(d)) for d in days]
    assert reason(log_of(noted, days=days.tolist())) == (
        "a result of the process: moves with the throughput time"
    )
    other: Values = [float(round(d)) for d in rng.permutation(days)]
    assert kind(log_of(other, days=days.tolist())) is None


def test_number_that_counts_the_steps_is_a_result() -> None:
    rounds = [k % 7 for k in range(CASES)]
    cases = [
        [(0, c), *((1, c + 1 + i) for i in range(n)), (2, c + 300)]
        for c, n in zip(arrivals(CASES), rounds, strict=True)
    ]
    counted: Values = [float(n + 2) for n in rounds]
    log = procedure(*cases, attributes={"letters": ("other", counted)})  # type: ignore[arg-type]
    assert reason(measured(log)) == "a result of the process: moves with the number of steps"


@given(st.integers(0, 10_000), st.integers(2, 6))
def test_dice_are_compared(seed: int, labels: int) -> None:
    assert kind(log_of(dice(labels, seed))) is None


@pytest.mark.parametrize(
    ("role", "expected"),
    [("case_type", "case_type"), ("outcome", "result"), ("unit", "unit"), ("deadline", "deadline")],
)
def test_roles_tell_why_they_are_not_compared(role: AttributeRole, expected: str) -> None:
    assert kind(log_of(dice(3), role=role)) == expected


@pytest.mark.parametrize("values", [["a"] * CASES, [None] * CASES, [None, "a"] * (CASES // 2)])
def test_one_value_is_a_constant(values: Values) -> None:
    assert kind(log_of(values)) == "constant"


def test_numbers_that_name_something_are_an_identifier() -> None:
    numbers: Values = [float(v) for v in np.random.default_rng(4).integers(1000, 9999, CASES)]
    assert kind(log_of(numbers, name="landRegisterID")) == "identifier"
    assert kind(log_of(numbers, name="Grundfläche")) is None


def test_few_cases_show_no_result() -> None:
    """Nineteen refusals among 240 cases are too few to tell anything."""
    few: Values = ["no" if k < 19 else "yes" for k in range(CASES)]
    cases = [
        [(RECEIVED, c), (REFUSED if k < 19 else GRANTED, c + DAY)]
        for k, c in enumerate(arrivals(CASES))
    ]
    log = procedure(*cases, attributes={"trait": ("other", few)})  # type: ignore[arg-type]
    assert kind(measured(log)) is None


def test_attribute_that_repeats_another_is_not_compared_again() -> None:
    """The same three groups under other names; one case in another group makes it another one."""
    groups = dice(3)
    same: Values = [f"group {value}" for value in groups]
    other: Values = ["v0" if groups[0] != "v0" else "v1", *groups[1:]]
    days = [3.0] * CASES
    base = log_of(groups, name="district", days=days)
    cases = base.cases.with_columns(
        **{
            "attribute:region": pl.Series(same),
            "attribute:area": pl.Series(other),
        }
    )
    (known,) = base.attribute_list
    attributes = tuple(replace(known, name=name) for name in ("district", "region", "area"))
    log = replace(base, cases=cases, attribute_list=attributes)
    compared, others = compared_attributes(log)
    assert [c.attribute.name for c in compared] == ["district", "area"]
    assert [(o.attribute, o.kind) for o in others] == [("region", "repeated")]
    assert others[0].reason == "groups the cases as district does"


def test_channel_stays_where_another_attribute_repeats_it() -> None:
    base = log_of(dice(3), name="form", role="other")
    (form,) = base.attribute_list
    channel = replace(form, name="channel", role="channel")
    log = replace(
        base,
        cases=base.cases.with_columns(base.cases["attribute:form"].alias("attribute:channel")),
        attribute_list=(form, channel),
    )
    compared, others = compared_attributes(log)
    assert [c.attribute.name for c in compared] == ["channel"]
    assert [(o.attribute, o.kind) for o in others] == [("form", "repeated")]
