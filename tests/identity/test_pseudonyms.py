"""Case-local pseudonyms: structure inside a case, nothing across cases."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.errors import DataError
from verwaltung_mining.identity.pseudonyms import case_local_pseudonyms

PEOPLE = ["anna", "ben", "cem", "dora"]
CASES = st.lists(
    st.lists(st.none() | st.sampled_from(PEOPLE), min_size=1, max_size=8), min_size=1, max_size=5
)


def _numbered(cases: list[list[str | None]]) -> list[int | None]:
    case = [number for number, people in enumerate(cases) for _ in people]
    person = [name for people in cases for name in people]
    return case_local_pseudonyms(
        pl.Series(case, dtype=pl.UInt32), pl.Series(person, dtype=pl.String)
    ).to_list()


def _by_hand(cases: list[list[str | None]]) -> list[int | None]:
    numbers: list[int | None] = []
    for people in cases:
        seen: dict[str, int] = {}
        numbers += [None if n is None else seen.setdefault(n, len(seen)) for n in people]
    return numbers


@given(CASES)
def test_people_are_numbered_by_appearance_in_their_case(cases: list[list[str | None]]) -> None:
    assert _numbered(cases) == _by_hand(cases)


@given(CASES, st.data())
def test_other_people_in_each_case_give_the_same_numbers(
    cases: list[list[str | None]], data: st.DataObject
) -> None:
    exchanged = []
    for people in cases:
        others = dict(zip(PEOPLE, data.draw(st.permutations(PEOPLE)), strict=True))
        exchanged.append([None if name is None else others[name] for name in people])
    assert _numbered(exchanged) == _numbered(cases)


def test_a_case_may_have_more_than_255_people() -> None:
    people: list[str | None] = [f"person {number}" for number in range(300)]
    assert _numbered([people, ["person 299"]]) == [*range(300), 0]


def test_a_serial_number_is_refused_as_a_person() -> None:
    people: list[str | None] = [str(number) for number in range(70_000)]
    with pytest.raises(DataError, match="--resource"):
        _numbered([people])


def test_a_log_that_names_nobody_has_no_numbers() -> None:
    assert _numbered([[None, None], [None]]) == [None, None, None]
