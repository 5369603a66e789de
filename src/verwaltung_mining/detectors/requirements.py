"""What a detector may need of a log, each with how its absence is told, or None."""

import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.segments import all_withheld, segments
from verwaltung_mining.texts import Text

NO_UNITS = Text(
    de="es fehlt eine Spalte mit der Organisationseinheit (--org-unit)",
    en="a column with the organisational unit is missing (--org-unit)",
)
UNITS_OF_FEW_PERSONS = Text(
    de="hinter jedem Schritt, der seine Einheit nennt, stehen zu wenige Personen",
    en="too few persons stand behind each step that names its unit",
)
UNITS_NOT_IN_A_ROW = Text(
    de="keine zwei Schritte nacheinander nennen ihre Organisationseinheit",
    en="no two steps in a row name their organisational unit",
)
NO_AGREEMENT = Text(
    de="Einheiten werden nur mit einer genannten Dienstvereinbarung verglichen "
    "([privacy.agreement])",
    en="units are compared only under a cited agreement ([privacy.agreement])",
)
NO_ATTRIBUTES = Text(
    de="es fehlt ein Merkmal der Fälle, das verglichen werden darf",
    en="an attribute of the cases that may be compared is missing",
)
NO_SEGMENTS = Text(
    de="kein Merkmal der Fälle lässt sich vergleichen",
    en="no case attribute can be compared",
)
SEGMENTS_OF_FEW_PERSONS = Text(
    de="hinter jedem Wert der Merkmale stehen zu wenige Personen",
    en="too few persons stand behind each value of the case attributes",
)
NO_STARTS = Text(
    de="es fehlt eine Spalte mit dem Beginn der Schritte (--start)",
    en="a column with the start of the steps is missing (--start)",
)
NO_DEADLINES = Text(
    de="es fehlt eine Spalte mit der Frist der Fälle, z. B. „Frist“ oder „Fällig am“",
    en="a column with the deadline of the cases is missing, for instance 'Due date'",
)


def starts(log: AnalysedLog, settings: object = None) -> Text | None:
    """Events say when work on them began."""
    return None if log.timing == "interval" else NO_STARTS


def named_units(log: AnalysedLog, settings: object = None) -> Text | None:
    """Events name the unit that performs them."""
    nowhere = log.events.column("org_unit").null_count() == log.events.collect().height
    return why_no_units(log) if nowhere else None


def units_and_starts(log: AnalysedLog, settings: object = None) -> Text | None:
    """Events name their unit and say when work on them began."""
    return named_units(log) or starts(log)


def groups(log: AnalysedLog, settings: object = None) -> Text | None:
    """Cases fall into groups that may be compared."""
    reason = attributes(log)
    return reason if reason or segments(log) else why_no_segments(log)


def attributes(log: AnalysedLog) -> Text | None:
    """Cases have attributes that may be compared."""
    if any(a.role in ("channel", "other") for a in log.attribute_list):
        return None
    types = [a.name for a in log.attribute_list if a.role == "case_type"]
    if types:
        return Text(
            de=f"„{types[0]}“ dient als Fallart; leiten Sie ein weiteres Merkmal aus, "
            "z. B. den Eingangsweg",
            en=f"'{types[0]}' serves as case type; export another attribute, "
            "for instance the channel",
        )
    return NO_ATTRIBUTES


def why_no_units(log: AnalysedLog) -> Text:
    """Why nothing can be said about units, in a log whose events show none or no change of one."""
    if not log.org_units:
        return NO_UNITS
    steps = log.k_table.filter(pl.col("scope") == "activity")
    few = set(steps.filter(pl.col("k_class") == "<5")["activity"])
    with_unit = set(log.k_table.filter(pl.col("scope") == "activity_unit")["activity"])
    if with_unit and with_unit <= few:
        return UNITS_OF_FEW_PERSONS
    return UNITS_NOT_IN_A_ROW


def why_no_segments(log: AnalysedLog) -> Text:
    """Why no groups of cases can be compared, in a log that has no segments."""
    if all_withheld(log):
        return SEGMENTS_OF_FEW_PERSONS
    return NO_SEGMENTS
