"""What the gate learns from a log."""

import polars as pl
import pytest

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import (
    CASE_SCHEMA,
    EVENT_SCHEMA,
    K_SCHEMA,
    Attribute,
    EventLog,
    Reconciliation,
)
from verwaltung_mining.provenance import Provenance
from verwaltung_mining.release import PrivacySettings, context_of
from verwaltung_mining.release.unit_words import names_units

ROWS = [
    {"scope": "activity", "activity": 0, "k_class": "<5"},
    {"scope": "activity", "activity": 1, "k_class": ">=10"},
    {"scope": "activity_unit", "activity": 1, "org_unit": 0, "k_class": "<5"},
    {"scope": "org_unit", "org_unit": 0, "k_class": "5-9"},
    {"scope": "attribute", "attribute": "Kanal", "value": "Post", "k_class": "5-9"},
    {"scope": "attribute_pair", "attribute": "Kanal", "value": "Post", "attribute_2": "Art",
     "value_2": "Neubau", "k_class": "<5"},
    {"scope": "block", "block": 0, "k_class": ">=10"},
]  # fmt: skip


def log() -> EventLog:
    attributes = pl.DataFrame(
        {
            "Kanal": ["Post", "Post", None],
            "Bezirk": ["Nord", "Süd", "Süd"],
            "Kosten": [1.0, 2.0, 3.0],
            "Stelle": ["Standesamt", "Referat 7", None],
        },
        schema={
            "Kanal": pl.Enum(["Post"]),
            "Bezirk": pl.Enum(["Nord", "Süd"]),
            "Kosten": pl.Float64,
            "Stelle": pl.Enum(["Standesamt", "Referat 7"]),
        },
    )
    return EventLog(
        name="log", events=Parts.of(EVENT_SCHEMA.to_frame()), cases=CASE_SCHEMA.to_frame(),
        attributes=attributes,
        attribute_list=(
            Attribute(name="Kanal", kind="category"),
            Attribute(name="Bezirk", kind="category", role="unit"),
            Attribute(name="Kosten", kind="number"),
            Attribute(name="Stelle", kind="category"),
        ),
        activities=("Eingang", "Prüfung"), org_units=("Bauamt",),
        k_table=pl.DataFrame(ROWS, schema=K_SCHEMA), end_activities=(1,), end_declared=True,
        timing="completion_only", zone="Europe/Berlin", quality=(),
        reconciliation=Reconciliation(rows_read=0, rows_kept=0, quarantined={}, merged={}),
        provenance=Provenance(source="log", sha256="", importer="test"),
    )  # fmt: skip


def test_classes_are_found_by_label() -> None:
    context = context_of(log(), PrivacySettings())
    assert context.activity_k == {"Eingang": "<5", "Prüfung": ">=10"}
    assert context.unit_k == {"Bauamt": "5-9"}
    assert context.segment_k == {
        (("Kanal", "Post"),): "5-9",
        (("Art", "Neubau"), ("Kanal", "Post")): "<5",
    }


def test_segments_know_how_many_cases_they_cover() -> None:
    context = context_of(log(), PrivacySettings())
    assert context.segment_cases == {
        (("Kanal", "Post"),): 2,
        (("Bezirk", "Nord"),): 1,
        (("Bezirk", "Süd"),): 2,
        (("Stelle", "Referat 7"),): 1,
        (("Stelle", "Standesamt"),): 1,
    }


def test_attributes_that_name_units_follow_the_unit_rules() -> None:
    assert context_of(log(), PrivacySettings()).unit_attributes == {"Bezirk", "Stelle"}


@pytest.mark.parametrize(
    ("header", "values", "units"),
    [
        ("Permit OrganizationalEntity", ["65454", "65455"], True),
        ("Zuständiges Amt", ["1", "2"], True),
        ("Gesamtbetrag", ["1", "2"], False),
        ("Stelle", ["Bauamt", "Abteilung 3", "offen"], True),
        ("Stelle", ["Bauamt", "offen", "keine"], False),
        ("Eingangskanal", ["Post", "Online", "insgesamt"], False),
        ("Verfahrensart", [], False),
    ],
)
def test_words_for_units(header: str, values: list[str], units: bool) -> None:
    assert names_units(header, values) is units


def test_labels_that_the_table_does_not_know_are_unknown() -> None:
    context = context_of(log(), PrivacySettings())
    assert context.step_may_show("Abschnitt 1")
    assert not context.step_may_show("Eingang")
    assert not context.unit_may_show("Bauamt")
