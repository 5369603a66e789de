"""Why a column got its role and how a file was read, in German; the importers reason in English."""

import re

from verwaltung_mining.texts import Language

READING: dict[str, str] = {
    "delimiter": "Trennzeichen",
    "encoding": "Zeichensatz",
    "appended_to": "angefügt an (Prüfsumme)",
    "files": "Dateien",
    "layout": "Aufbau",
    "header_line": "Zeile der Überschriften",
    "sheet": "Tabellenblatt",
    "order_of_ties": "Reihenfolge bei Gleichstand",
    "time_formats": "Zeitformate",
    "zone": "Zeitzone",
}
"""What `Provenance.reading` tells → its German name."""

GERMAN: dict[str, str] = {
    r"guessed by its header, similar": "an einer ähnlichen Überschrift erkannt",
    r"guessed by its header, part": "an einem Teil der Überschrift erkannt",
    r"guessed by its header": "an der Überschrift erkannt",
    r"named by the user": "so angegeben",
    r"one row per case; each of its dates counts as a row":
        "eine Zeile je Fall; jedes ihrer Daten zählt als Zeile",
    r"a date of the case": "ein Datum des Falls",
    r"^column milestone rank$": "Reihenfolge der Spalten mit Meilensteinen",
    r"^column (.+)$": r"Spalte \1",
    r"the only time: when the step began": "die einzige Zeit: Beginn des Schritts",
    r"the only column whose values suit": "die einzige Spalte mit passenden Werten",
    r"holds no start and complete: every row is an event":
        "kennt Beginn und Abschluss nicht: jede Zeile ist ein Ereignis",
    r"holds roles, not persons: nobody is counted":
        "enthält Rollen, keine Personen: niemand wird gezählt",
    r"standard key": "Schlüssel des Standards",
    r"name of the trace": "Name des Falls",
    r"group of the resource": "Gruppe der Bearbeitung",
    r"the log names no group: the role stands for the unit":
        "keine Gruppe genannt: die Rolle steht für die Einheit",
    r"the group names the unit": "die Gruppe nennt die Einheit",
    r"pairs starts with completions": "fügt Beginn und Abschluss zusammen",
    r"nothing to pair": "nichts zusammenzufügen",
    r"constant within the case, (\d+) values": r"im Fall unverändert, \1 Werte",
    r"changes within (?:the|a) case": "ändert sich im Fall",
    r"numbers, (\d+) distinct": r"Zahlen, \1 verschiedene",
    r"numbers that identify something by their header":
        "Zahlen, die nach der Überschrift etwas bezeichnen",
    r"numbers that identify the case": "Zahlen, die den Fall bezeichnen",
    r"more than (\d+) distinct values": r"mehr als \1 verschiedene Werte",
    r"nearly as many values as cases": "fast so viele Werte wie Fälle",
    r"only one value among the analysed cases": "unter den ausgewerteten Fällen nur ein Wert",
    r"groups the cases as (.+) does": r"bildet dieselben Gruppen wie \1",
    r"tells the quarter in which the case came": "verrät das Quartal des Eingangs",
    r"makes cases comparable and is not compared itself":
        "macht Fälle vergleichbar und wird selbst nicht verglichen",
    r"a result of the process by its header": "nach der Überschrift ein Ergebnis des Verfahrens",
    r"a result of the process: tells how cases end":
        "ein Ergebnis des Verfahrens: verrät, wie Fälle enden",
    r"a result of the process: moves with the throughput time":
        "ein Ergebnis des Verfahrens: geht mit der Durchlaufzeit",
    r"a result of the process: moves with the number of steps":
        "ein Ergebnis des Verfahrens: geht mit der Zahl der Schritte",
    r"names or tells the unit that does the work":
        "nennt oder verrät die bearbeitende Einheit",
    r"^a deadline$": "eine Frist",
    r"only one value": "nur ein Wert",
    r"long text": "langer Text",
    r"free text by its header": "nach der Überschrift Freitext",
    r"dates under a deadline header": "Tage unter einer Fristüberschrift",
    r"a date that is no deadline": "ein Tag, der keine Frist ist",
    r"a person by its header": "nach der Überschrift eine Person",
    r"its values are those of the resource column": "gleiche Werte wie die Bearbeitung",
    r"its values look like names of people": "Werte sehen wie Namen aus",
    r"not on the allow-list": "nicht auf der Positivliste",
    r"on the allow-list": "auf der Positivliste",
    r"nested values": "verschachtelte Werte",
    r"written by the exporting tool": "vom ausleitenden Programm",
    r"byte order mark": "Bytefolge am Anfang",
    r"mostly valid UTF-8": "überwiegend gültiges UTF-8",
    r"valid UTF-8": "gültiges UTF-8",
    r"no UTF-8; umlauts of Windows-1252": "kein UTF-8; Umlaute von Windows-1252",
    r"its umlauts are those of code page 850": "Umlaute der Codepage 850",
    r"the rest read as cp1252": "der Rest als cp1252",
    r"declared": "so angegeben",
    r"most regular records": "gleichmäßigste Zeilen",
    r"line sep=": "Zeile sep=",
    r"agrees with (\d+)\.(\d)% of the offsets": r"passt zu \1,\2 % der Angaben",
    r"no stamp carries an offset": "kein Zeitpunkt nennt eine Abweichung",
    r"all stamps are in UTC": "alle Zeitpunkte in UTC",
    r"all stamps carry this offset": "alle Zeitpunkte mit dieser Abweichung",
    r"rows of the file from its end, as it lists newest first":
        "Zeilen der Datei von hinten, da Neues oben steht",
    r"rows of the file": "Zeilen der Datei",
    r"^empty$": "leer",
}  # fmt: skip
"""Phrase of an importer → German; longer phrases before their parts."""


def reason_in(text: str, language: Language) -> str:
    """A reason in the reader's language; what has no German words stays English.

    >>> reason_in("constant within the case, 3 values", "de")
    'im Fall unverändert, 3 Werte'
    """
    if language == "de":
        for phrase, german in GERMAN.items():
            text = re.sub(phrase, german, text)
    return text


def reading_name(key: str, language: Language) -> str:
    """The name of something that was found out about the file."""
    return READING.get(key, key) if language == "de" else key.replace("_", " ")
