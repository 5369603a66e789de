"""Whether a finding stands where something was planted."""

from dataclasses import replace

from verwaltung_mining.benefit import Finding
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Place as FoundPlace
from verwaltung_mining.simulation.place import Place


def named(place: Place) -> str:
    """What a place is called in the tables."""
    steps = place.activity or f"{place.source} → {place.target}"
    return steps if place.value is None else f"{steps} ({place.attribute} = {place.value})"


def names_of(log: AnalysedLog, at: FoundPlace) -> list[str]:
    """Labels of the steps that a finding names, and its segment."""
    codes = (at.activity, at.source, at.target, *(at.activities or ()))
    steps = [log.activities[code] for code in codes if code is not None]
    return [*steps, *(f"{name} = {value}" for name, value in at.segment or ())]


def identity(log: AnalysedLog, finding: Finding) -> tuple[object, ...]:
    """Detector and place by their labels, the same in every log that knows them.

    The steps that a loop passes on its way do not tell it apart, nor does the order of its units.
    """
    at = finding.hypothesis.place
    if at.activity is not None:
        at = replace(at, activities=None)
    units = frozenset(log.org_units[unit] for unit in at.org_units or ())
    return (finding.detector.id, *names_of(log, replace(at, segment=None)), at.segment, units)


def at_place(log: AnalysedLog, at: FoundPlace, place: Place) -> bool:
    """Same transition, else the activity or all activities among those named; and same segment.

    What is planted for one unit must be told of that unit.
    """
    if at.segment != (None if place.attribute is None else ((place.attribute, place.value),)):
        return False
    if len(place.units) == 1 and tuple(log.org_units[u] for u in at.org_units or ()) != place.units:
        return False
    if place.source is not None:
        return _labels(log, at.source, at.target) == (place.source, place.target)
    names = set(names_of(log, at))
    if place.activity is not None:
        return place.activity in names
    return set(place.activities) <= names


def tells_the_same(log: AnalysedLog, finding: Finding, place: Place) -> bool:
    """Whether a finding about a group of cases truly holds because of what is planted for it.

    A group that was made slower at one place does wait longer there and does miss more deadlines:
    each detector that says so of this very group is right, whichever it was planted for.
    """
    at = finding.hypothesis.place
    if place.attribute is None or at.segment != ((place.attribute, place.value),):
        return False
    if finding.detector.id == "deadline_driver":
        return True
    target = place.target or place.activity
    return target is None or target in _labels(log, at.target, at.activity)


def _labels(log: AnalysedLog, *codes: int | None) -> tuple[str | None, ...]:
    return tuple(None if code is None else log.activities[code] for code in codes)
