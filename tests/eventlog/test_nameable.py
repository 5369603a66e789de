"""Messages and lists name what there is, but no label of few cases or few persons."""

import pytest
from tests.eventlog.raw_logs import Row, raw_log

from verwaltung_mining.errors import DataError
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.ends import with_ends
from verwaltung_mining.eventlog.nameable import nameable_activities, nameable_values
from verwaltung_mining.eventlog.profile import profile
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.where import cases_where, parse_condition

PERSONS = 6


def log() -> EventLog:
    """40 cases; one activity of two persons, one of nine cases; channels of 25, 11 and 4 cases."""
    rows = []
    channels: dict[str, str | float | None] = {}
    for n in range(40):
        case = f"c{n}"
        channels[case] = "Portal" if n < 25 else "Post" if n < 36 else "Fax"
        rows += [
            Row(case, "Eingang", n, person=f"p{n % PERSONS}"),
            Row(case, "Freigabe", n + 1, person=f"p{n % 2}"),
            Row(case, "Bescheid", n + 2, person=f"p{n % PERSONS}"),
        ]
        if n < 9:
            rows.append(Row(case, "Sonderfall", n + 1.5, person=f"p{n % PERSONS}"))
    return canonicalise(raw_log(rows, attributes={"Eingangskanal": channels}))


def test_activities_of_few_cases_or_persons_are_not_named() -> None:
    whole = log()
    named = nameable_activities(profile(whole).steps, whole.activities, whole.k_table)
    assert set(named) == {"Eingang", "Bescheid"}


def test_values_of_few_cases_are_not_named_and_frequent_ones_come_first() -> None:
    assert nameable_values(log(), "Eingangskanal") == ("Portal", "Post")


def test_wrong_value_is_answered_with_the_values_there_are() -> None:
    with pytest.raises(DataError) as caught:
        cases_where(log(), parse_condition("Eingangskanal=Pots"))
    assert caught.value.hint.de == "Meinen Sie „Post“? Werte: Portal, Post."
    with pytest.raises(DataError) as caught:
        cases_where(log(), parse_condition("Eingangskanal=xyz"))
    assert caught.value.hint.en == "values: Portal, Post."


def test_wrong_end_is_answered_with_the_activities_there_are() -> None:
    with pytest.raises(DataError) as caught:
        with_ends(log(), ("Beschied",))
    assert caught.value.hint.de == "Meinen Sie „Bescheid“? Aktivitäten: Bescheid, Eingang."
    with pytest.raises(DataError) as caught:
        canonicalise(raw_log([("1", "Eingang", 0)]), end=("Beschied",))
    assert caught.value.hint.de == "Prüfen Sie die Schreibweise."
