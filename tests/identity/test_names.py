"""The name check: people in labels are found, the office's own words are not."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.identity.name_check import refuse_names
from verwaltung_mining.identity.names import NameKind, find_names
from verwaltung_mining.texts import Text

LEAST_CAUGHT = 0.95
"""Share of a planted list that must be found (issue 2)."""

ANY_SURNAME = (
    "Müller", "Schmidt", "Yılmaz", "Krause", "Weiß", "Kowalczyk", "Schulze-Brandt", "Koch",
    "Fischer", "Nguyen", "Özdemir", "Hübschle", "Ranftl", "Althaus", "Deppendorf", "Wolf",
)  # fmt: skip
"""Frequent ones, rare ones that no list holds, and ones that are words."""
FREQUENT_SURNAMES = (
    "Müller", "Mueller", "Schmidt", "Yılmaz", "Krause", "Weiß", "Kowalski", "Becker", "Koch",
    "Fischer", "Schneider", "Nguyen", "Özdemir", "Wagner", "Hoffmann", "Petrović", "Wolf", "Klein",
)  # fmt: skip
WITH_ANY_SURNAME = (
    "Weiterleitung an Fr. {}", "Rücksprache mit Herrn {}", "Anruf von Frau Dr. {}",
    "an Kollegin {} abgegeben", "Freigabe i.A. {}", "Bescheid gez. {}", "Prüfung_Herr_{}",
    "Vermerk Sabine {}", "{}, Thomas", "Frau {}: Unterlagen nachgefordert",
)  # fmt: skip
WITH_FREQUENT_SURNAMES = (
    "Weiterleitung an {}", "Rücksprache mit {}", "Erledigt durch {}", "SB {}",
    "Sachbearbeiterin {}: Prüfung", "Vorlage bei M. {}", "Übergabe an {} (Vertretung)",
    "WV {}, K.", "Zuständig: {}", "Telefonat mit {}",
)  # fmt: skip
SIGNATURES = (
    "i.A. Kr", "gez. Mül", "Freigabe i. V. Sch", "Bescheid gez. Kra.", "Vermerk Hdz. Wg",
    "abgez. Mei", "Prüfung SB Kr", "Entwurf i.A. Yı", "Kz. Boh", "I. A. Krz",
)  # fmt: skip
OTHERS = (
    "Mail an petra.krause@stadt-musterhausen.de", "Anna Kowalewskaja", "Freigabe durch Sabine",
    "Schmidt", "Prüfung Lehmann", "HERR MÜLLER", "Krause/Bauamt", "frau schmidt angerufen",
    "Hans-Peter Wendt", "Kolleginnen informiert, Dr. Öztürk", "weiterleitung an meier",
)  # fmt: skip
PLANTED = (
    *(text.format(name) for text, name in product(WITH_ANY_SURNAME, ANY_SURNAME)),
    *(text.format(name) for text, name in product(WITH_FREQUENT_SURNAMES, FREQUENT_SURNAMES)),
    *SIGNATURES,
    *OTHERS,
)

OFFICE_WORDS = (
    "Antragseingang", "Vollständigkeitsprüfung", "Unterlagen nachfordern", "Beratung", "Bescheid",
    "Weiterleitung an Bauamt", "Weiterleitung an Richter", "Rücksprache mit Antragsteller",
    "Rücksprache mit Förster", "Abstimmung mit Träger öffentlicher Belange", "Beteiligung TöB",
    "Prüfung durch Sachbearbeitung", "Freigabe durch Amtsleitung", "Vorlage an Bürgermeister",
    "SB Wohngeld", "SB Bauantrag", "Sachbearbeitung Neubau", "Bearbeitung durch Fachamt", "Koch",
    "Schneider", "Bäcker", "Jäger", "Herr des Verfahrens", "Frau Bürgermeisterin", "Frauenhaus",
    "Herr/Frau", "Frist Fr. 12.03.", "Termin Fr Vormittag", "i.V.m. § 34 BauGB", "Dr. med.",
    "i. A. des Bauamts", "gez. Amtsleitung", "Winterdienst", "Antrag von Bauherr", "Mark",
    "Auszahlung in Mark", "August", "Berlin, Mitte", "Robert-Koch-Institut", "Otto-Hahn-Straße",
    "Martin-Luther-Platz", "St. Martin", "Grundsteuer B", "Klein", "Groß", "Brand", "Keller",
    "Anbau Wintergarten", "Abgabe an Gericht", "Mail an poststelle@stadt.de", "Umbau im Sommer",
    "Erweiterung Zimmerei", "Zimmermann", "Erlaubnis für Koch", "Gewerbe: Fischer", "DIE LINKE",
    "Anhörung", "Lange Liegezeit", "Schaden durch Wolf", "Fax an Archiv", "Rosa Kopie abgelegt",
    "Confirmation of receipt", "T02 Check confirmation of receipt", "W_Nabellen offertes",
    "A_PARTLYSUBMITTED", "Declaration APPROVED by BUDGET OWNER", "register submission date request",
    "Request For Payment REJECTED by EMPLOYEE", "Take in charge ticket", "01_HOOFD_010",
    "Abstimmung mit Robert-Schuman-Haus", "Anbau an Schmidt-Halle", "Prüfung von Kiefer",
    "Freigabe_Stufe_2", "A. Prüfung", "V. Kammer", "Stellungnahme Denkmalschutz",
    "zurück an Stelle",
)  # fmt: skip


def test_planted_names_are_caught() -> None:
    found = {hit.label for hit in find_names(PLANTED)}
    missed = [label for place, label in enumerate(PLANTED) if place not in found]
    assert len(PLANTED) >= 200
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(PLANTED), missed


def test_every_single_planted_label_counts_alone() -> None:
    missed = [label for label in PLANTED if not find_names([label])]
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(PLANTED), missed


def test_office_words_are_no_names() -> None:
    stopped = [OFFICE_WORDS[hit.label] for hit in find_names(OFFICE_WORDS)]
    assert stopped == []


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Weiterleitung an Fr. Müller", "address"),
        ("Rücksprache mit Schmidt", "recipient"),
        ("SB Krause", "clerk"),
        ("i.A. Kr", "signature"),
        ("M. Schulz", "first_name"),
        ("Krause, Petra", "first_name"),
        ("Prüfung Lehmann", "surname"),
        ("petra.krause@stadt.de", "e_mail"),
    ],
)
def test_the_kind_says_what_gave_the_name_away(label: str, kind: NameKind) -> None:
    assert [hit.kind for hit in find_names([label])] == [kind]


def test_trades_count_as_names_in_a_column_of_surnames() -> None:
    assert find_names(["Koch", "Bäcker", "Schneider"]) == ()
    assert [hit.label for hit in find_names(["Koch", "Krause", "Bauamt"])] == [0, 1]


def test_one_known_name_reveals_the_others_of_its_pattern() -> None:
    rare = ["Weiterleitung an Bandemer", "Weiterleitung an Bauamt", "Abgabe an Bandemer"]
    assert find_names(rare) == ()
    assert [hit.label for hit in find_names([*rare, "Weiterleitung an Krause"])] == [0, 3]


def test_the_refusal_counts_and_repeats_no_name() -> None:
    where, remedy = Text(de="der Aktivität", en="the activity"), Text(de="abbilden", en="map")
    with pytest.raises(RefusedError) as caught:
        refuse_names(["Prüfung", "an Fr. Müller", "gez. Kr"], where=where, remedy=remedy)
    message = caught.value
    assert "2 of 3" in message.message.en
    assert "form of address or title (1)" in message.message.en
    assert caught.value.exit_code == 4
    for text in (message.message.de, message.message.en, message.hint.de, message.hint.en):
        assert "Müller" not in text
        assert "Kr" not in text


def test_labels_without_names_pass() -> None:
    where, remedy = Text(de="der Aktivität", en="the activity"), Text(de="abbilden", en="map")
    refuse_names(OFFICE_WORDS, where=where, remedy=remedy)


@pytest.mark.parametrize(
    "name", ["receipt", "helpdesk", "DomesticDeclarations", "BPIC13_incidents"]
)
def test_no_label_of_a_real_log_is_stopped(shared_logs: Path, name: str) -> None:
    text = gzip.decompress((shared_logs / f"{name}.xes.gz").read_bytes()).decode()
    labels = sorted(set(re.findall(r'key="concept:name" value="([^"]*)"', text)))
    assert len(labels) > 4
    assert find_names(labels) == ()
