"""Attributes that stand for persons or units, and resource columns that stand for roles."""

import polars as pl
import pytest

from verwaltung_mining.identity.proxies import (
    names_persons,
    names_units,
    repeated,
    told_by,
    unit_counts,
)
from verwaltung_mining.identity.roles import names_roles

STAFF = pl.Series(["560872", "560881", "560890", "7"])


def determines_unit(values: pl.Series, events: pl.DataFrame) -> bool:
    return told_by(unit_counts(repeated(values), events))


def _one_step(units: list[int]) -> pl.DataFrame:
    cases = range(len(units))
    return pl.DataFrame({"case": cases, "activity": [0] * len(units), "org_unit": units})


def test_values_of_the_resource_column_are_persons() -> None:
    assert names_persons(pl.Series(["560872", "560881", "nobody"]), STAFF)
    assert not names_persons(pl.Series(["560872", "house", "garage"]), STAFF)


def test_staff_numbers_read_as_numbers_are_persons() -> None:
    assert names_persons(pl.Series([560872.0, 560881.0, None]), STAFF)


def test_small_counts_are_no_staff_numbers() -> None:
    assert not names_persons(pl.Series([7.0, 7.0]), STAFF)


def test_amounts_are_no_staff_numbers() -> None:
    assert not names_persons(pl.Series([560872.5, 560881.0]), STAFF)


def test_nothing_names_persons_in_a_log_without_persons() -> None:
    nobody = pl.Series([None, None], dtype=pl.String)
    assert not names_persons(pl.Series(["a", "b"]), nobody)
    assert not names_persons(nobody, STAFF)


def test_labels_of_units_are_units() -> None:
    units = ("Bauamt", "Kämmerei")
    assert names_units(pl.Series(["Bauamt", "Kämmerei", "Dritte"]), units)
    assert not names_units(pl.Series(["online", "paper"]), units)
    assert not names_units(pl.Series([None], dtype=pl.String), units)


def test_a_district_with_its_own_office_tells_the_unit() -> None:
    values = pl.Series(["north"] * 10 + ["south"] * 10)
    assert determines_unit(values, _one_step([0] * 10 + [1] * 10))


@pytest.mark.parametrize(("strays", "proxy"), [(1, True), (2, False)])
def test_the_unit_must_be_told_in_95_of_100_cases(strays: int, *, proxy: bool) -> None:
    values = pl.Series(["north"] * 10 + ["south"] * 10)
    units = [1] * strays + [0] * (10 - strays) + [1] * 10
    assert determines_unit(values, _one_step(units)) is proxy


def test_an_attribute_unrelated_to_the_unit_is_no_proxy() -> None:
    values = pl.Series(["online", "paper"] * 10)
    assert not determines_unit(values, _one_step([0, 0, 1, 1] * 5))


def test_a_single_unit_has_no_proxy() -> None:
    assert not determines_unit(pl.Series(["a", "b"] * 10), _one_step([0] * 20))


def test_values_of_a_single_case_tell_nothing() -> None:
    values = pl.Series([f"case {number}" for number in range(20)])
    assert not determines_unit(values, _one_step([0, 1] * 10))


@pytest.mark.parametrize(
    ("values", "roles"),
    [
        (["STAFF MEMBER", "SYSTEM"], True),
        (["Sachbearbeitung", None], True),
        (["kr", "mü"], False),
        (["SYSTEM", "kr"], False),
        (["system", "staff", "clerk"], False),
        ([None, None], False),
    ],
)
def test_two_words_for_roles_are_roles_two_codes_may_be_people(
    values: list[str | None], *, roles: bool
) -> None:
    assert names_roles(pl.Series(values, dtype=pl.String)) is roles
