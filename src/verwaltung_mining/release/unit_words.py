"""Attributes that name organisational units, told by their words.

The importer gives an attribute the role of a unit where its values are those of the unit column or
determine it; this is the second look, for attributes that name units without that column.
"""

import re
from collections.abc import Sequence

NAMES_UNITS_SHARE = 0.5
"""Share of an attribute's values from which their words count."""

UNIT_WORDS = re.compile(
    r"organi[sz]ation|org[ ._-]?(unit|einheit|entity|group)|abteilung|referat\b|dezernat|sachgebiet"
    r"|fachbereich|fachdienst|dienststelle|amtsbereich|(?<!ges)amt\b|department|division|\bteam\b",
    re.IGNORECASE,
)


def names_units(header: str, values: Sequence[str]) -> bool:
    """The header, or most of the values, have a word for an organisational unit.

    >>> names_units("Permit OrganizationalEntity", ["65454"]), names_units("Kanal", ["Post"])
    (True, False)
    """
    if UNIT_WORDS.search(header):
        return True
    named = sum(UNIT_WORDS.search(value) is not None for value in values)
    return bool(values) and named >= NAMES_UNITS_SHARE * len(values)
