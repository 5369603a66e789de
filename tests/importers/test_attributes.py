"""Which columns become case attributes, in which role, and which never do."""

import polars as pl
import pytest

from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.importers.columns.attribute_names import attribute_role
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.columns.case_values import case_values
from verwaltung_mining.importers.columns.numbers import parse_numbers

CASES = 60


def guess(
    name: str, values: list[str | None], persons: list[str] | None = None
) -> tuple[Attribute | None, str]:
    ids = [f"A{i}" for i in range(len(values))]
    frame = pl.DataFrame({"case_id": ids, name: pl.Series(values, dtype=pl.String)})
    known = None if persons is None else pl.Series(persons)
    attributes, (decision,) = guess_attributes(frame, known)
    assert decision.column == name
    assert (decision.role == "attribute") == bool(attributes)
    return (attributes[0] if attributes else None), decision.reason


def cycle(*values: str | None, count: int = CASES) -> list[str | None]:
    return [values[i % len(values)] for i in range(count)]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Verfahrensart", "case_type"),
        ("Antragsart", "case_type"),
        ("Leistung", "case_type"),
        ("case type", "case_type"),
        ("Eingangskanal", "channel"),
        ("ANTRAGSWEG", "channel"),
        ("channel", "channel"),
        ("Ergebnis", "outcome"),
        ("Erledigungsart", "outcome"),
        ("caseStatus", "outcome"),
        ("Frist", "deadline"),
        ("dueDate", "deadline"),
        ("enddate_planned", "deadline"),
        ("Sachgebiet", "unit"),
        ("department", "unit"),
        ("Stadtteil", "other"),
        ("Farbe", "other"),
    ],
)
def test_role_follows_the_header(header: str, role: str) -> None:
    assert attribute_role(header) == role


def test_few_values_make_a_category() -> None:
    found, _ = guess("Eingangskanal", cycle("Post", "Online", None))
    assert found == Attribute(name="Eingangskanal", kind="category", role="channel")


def test_many_numbers_make_a_number() -> None:
    found, _ = guess("Baukosten", [f"{1000 + 7 * i},50 €" for i in range(CASES)])
    assert found == Attribute(name="Baukosten", kind="number", role="other")


def test_few_numbers_are_codes() -> None:
    found, _ = guess("Gebührenklasse", cycle("1", "2", "3"))
    assert found is not None
    assert found.kind == "category"


def test_postal_codes_with_leading_zeros_are_no_numbers() -> None:
    found, _ = guess("PLZ", [f"0{1000 + i}" for i in range(CASES)])
    assert found is None


def test_deadline_needs_dates() -> None:
    found, _ = guess("Frist", [f"{1 + i % 28:02}.03.2024" for i in range(CASES)])
    assert found == Attribute(name="Frist", kind="number", role="deadline")
    found, _ = guess("Frist", cycle("kurz", "lang"))
    assert found == Attribute(name="Frist", kind="category", role="other")


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Bauherr", cycle("a", "b")),
        ("Antragsteller/in", cycle("a", "b")),
        ("Geburtsdatum", cycle("01.02.1970", "03.04.1980")),
        ("E-Mail", cycle("a", "b")),
        ("Sachbearbeiterin", cycle("a", "b")),
        ("verantwortlich", cycle("a", "b")),
        ("Kontakt", cycle("a", "b")),
        ("Wer", cycle("Groß, Anna", "Klein, Otto")),
        ("Wer", cycle("Frau Groß", "Herr Klein")),
        ("Wer", cycle("anna@stadt.de", "otto@stadt.de")),
    ],
)
def test_persons_are_dropped_by_header_or_content(header: str, values: list[str]) -> None:
    found, reason = guess(header, values)
    assert found is None
    assert "person" in reason or "names of people" in reason


def test_values_of_the_resource_column_are_persons_under_any_header() -> None:
    found, reason = guess("Spalte X", cycle("kr", "mü", "we"), persons=["kr", "mü", "we", "xy"])
    assert found is None
    assert "resource" in reason


def test_placeholders_of_anonymised_logs_are_no_persons() -> None:
    values = cycle("Value 1", "Value 2")
    found, _ = guess("Dringlichkeit", values, persons=["Value 1", "Value 2", "Value 3"])
    assert found is not None


def test_lists_of_things_are_no_names() -> None:
    values = cycle("Bau", "Bau, Abriss und Lärm", "Abriss, Bau, Lärm", "Lärm, Abriss mit Bau")
    found, _ = guess("Vorhaben", values)
    assert found is not None


def test_persons_stay_out_even_when_named_on_the_allow_list() -> None:
    frame = pl.DataFrame({"case_id": ["1", "2"], "Name": ["a", "b"], "Ort": ["x", "y"]})
    attributes, decisions = guess_attributes(frame, None, allowed=("Name", "Ort"))
    assert [a.name for a in attributes] == ["Ort"]
    assert decisions[0].reason == "a person by its header"


def test_allow_list_keeps_what_the_guess_would_drop_and_drops_the_rest() -> None:
    frame = pl.DataFrame({"case_id": ["1", "2"], "Ort": ["x", "x"], "Kanal": ["p", "o"]})
    attributes, decisions = guess_attributes(frame, None, allowed=("Ort",))
    assert [a.name for a in attributes] == ["Ort"]
    assert [d.reason for d in decisions] == ["on the allow-list", "not on the allow-list"]


@pytest.mark.parametrize(
    ("header", "values", "reason"),
    [
        ("leer", cycle(None), "empty"),
        ("Mandant", cycle("1"), "only one value"),
        ("Betreff", cycle("a", "b"), "free text by its header"),
        ("Notiz", cycle("a", "b"), "free text by its header"),
        ("Vermerk", [f"Text {i} " * 20 for i in range(CASES)], "long text"),
        ("Flurstück", [f"Flur {i}" for i in range(CASES)], "more than 50 distinct values"),
        ("Flurstück", [f"Flur {i}" for i in range(30)], "nearly as many values as cases"),
        ("Zahlung", [str(50000 + i) for i in range(CASES)], "numbers that identify the case"),
        ("Eingang", cycle("02.03.2024", "03.03.2024"), "a date that is no deadline"),
    ],
)
def test_other_columns_are_dropped_with_a_reason(
    header: str, values: list[str], reason: str
) -> None:
    assert guess(header, values) == (None, reason)


def test_values_are_text_numbers_or_days() -> None:
    frame = pl.DataFrame(
        {
            "case_id": ["1", "2", "3"],
            "Art": [" neu ", "", "alt"],
            "Betrag": ["1.234,50 €", "7,00", None],
            "Frist": ["02.01.1970", "31.12.9999", "01.01.2024 12:00"],
        }
    )
    attributes = (
        Attribute(name="Art", kind="category"),
        Attribute(name="Betrag", kind="number"),
        Attribute(name="Frist", kind="number", role="deadline"),
    )
    values = attribute_values(frame, attributes, zone="Europe/Berlin")
    assert values["Art"].to_list() == ["neu", None, "alt"]
    assert values["Betrag"].to_list() == [1234.5, 7.0, None]
    assert values["Frist"].to_list() == [1.0, None, 19723.5]


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1.234,50", "89,00 €", "-3,5"], [1234.5, 89.0, -3.5]),
        (["1,234.50", "89.00", "+3"], [1234.5, 89.0, 3.0]),
        (["12.5", "7"], [12.5, 7.0]),
        (["1.234.567"], [1234567.0]),
        (["15 %", "20%"], [15.0, 20.0]),
        (["1.234", "5.678"], None),
        (["1.234,5", "1,234.5"], None),
        (["01067"], None),
        (["zwölf"], None),
        ([None, " "], None),
    ],
)
def test_decimal_sign_is_decided_for_the_column(
    texts: list[str], numbers: list[float] | None
) -> None:
    found = parse_numbers(pl.Series(texts, dtype=pl.String))
    assert (None if found is None else found.to_list()) == numbers


def test_column_is_constant_only_if_no_case_contradicts() -> None:
    case_id = pl.Series(["b", "a", "b", "a", "b"])
    rows = pl.DataFrame(
        {
            "fest": [None, "x", "y", "x", None],
            "fest2": ["1", None, "1", None, "1"],
            "wechselt": ["p", "q", None, "q", "r"],
        }
    )
    cases, varying = case_values(case_id, rows)
    assert varying == ("wechselt",)
    assert cases.drop(varying).rows() == [("b", "y", "1"), ("a", "x", None)]
