"""How well a column fits a role, by its header and by its values."""

from collections.abc import Collection
from functools import lru_cache

from verwaltung_mining.importers.columns.attribute_names import (
    OTHER_HEADERS,
    PERSON_HEADERS,
    ROLE_HEADERS,
)
from verwaltung_mining.importers.columns.headers import (
    COMPOUND,
    CONTAINED,
    EXACT,
    FUZZY,
    best_match,
)
from verwaltung_mining.importers.columns.profile import ColumnProfile
from verwaltung_mining.importers.columns.synonyms import (
    FREE_TEXT_HEADERS,
    PERSONAL_HEADERS,
    SYNONYMS,
    WEAK_SYNONYMS,
    Role,
)

WEAK_NAME = 0.6
"""Strength of a name that means the role only where nothing better is there."""
MOSTLY = 0.5
"""Share of values from which a column that is named as a role is believed."""
NEARLY_ALL = 0.9
"""Share of values from which the content alone decides (importers.md, 7.1)."""
LONG_TEXT = 100
"""Median characters above which values are free text and no role."""
MOST_UNITS = 1000
ACTIVITIES = (2, 200)
"""Distinct values of a column that is taken for the activity by its content."""
REFERENCE_SHARE = (0.02, 0.9)
"""Distinct values per row of a column that is taken for the case by its content."""
LEAST: dict[Role, float] = {
    "start": WEAK_NAME,
    "time_of_day": CONTAINED,
    "lifecycle": CONTAINED,
    "org_unit": WEAK_NAME,
    "person": COMPOUND,
    "order": WEAK_NAME,
}
"""Strength a header needs for a role that a log can do without. Persons are taken sooner than
missed: as a role they are counted and forgotten, in any other column they would be a leak."""
NO_ROLE: tuple[tuple[str, ...], ...] = (
    PERSONAL_HEADERS,
    *(headers for role, headers in ROLE_HEADERS.items() if role != "unit"),
)
"""Headers that mean something other than a role; they compete with the roles."""
NO_CONTENT = (*PERSON_HEADERS, *FREE_TEXT_HEADERS, *OTHER_HEADERS)
"""Headers of columns whose values alone make them no case and no activity."""


@lru_cache(maxsize=4096)
def header_score(header: str, role: Role) -> float:
    """Strength of the match between a header and the names of a role, 0 to 1.

    >>> header_score("AKTENZEICHEN", "case_id"), header_score("Vorgang", "case_id")
    (1.0, 0.6)
    """
    weak = best_match(header, WEAK_SYNONYMS[role])
    return max(best_match(header, SYNONYMS[role]), WEAK_NAME if weak == EXACT else 0.0)


def claimed_elsewhere(profile: ColumnProfile, role: Role, settled: Collection[Role]) -> bool:
    """Whether the header says more clearly that the column is something else.

    Roles that are `settled` make no claims.
    """
    header = profile.name
    own = header_score(header, role)
    for other in SYNONYMS:
        score = header_score(header, other)
        if other not in (role, *settled) and score > own and fits(profile, other, score):
            return True
    return own < EXACT and any(best_match(header, headers) > own for headers in NO_ROLE)


def fits(profile: ColumnProfile, role: Role, named: float) -> bool:
    """Whether the values can be those of the role; `named` is the header's score."""
    if not profile.filled:
        return False
    if role in ("timestamp", "start"):
        return profile.dates >= MOSTLY or (profile.serial and named >= FUZZY)
    if role == "time_of_day":
        return profile.times >= NEARLY_ALL
    if role == "order":
        return profile.numbers == 1.0
    if max(profile.dates, profile.times) >= MOSTLY or profile.usual_length > LONG_TEXT:
        return False
    if role == "activity":
        return profile.numbers < NEARLY_ALL or named == EXACT
    if role == "org_unit":
        return profile.distinct <= MOST_UNITS
    if role == "lifecycle":
        return profile.lifecycle
    return True


def content_fits(profile: ColumnProfile, role: Role) -> bool:
    """Whether the values alone suggest the role (case, activity and timestamp only)."""
    if not profile.filled or best_match(profile.name, NO_CONTENT) >= CONTAINED:
        return False
    if role == "timestamp":
        return profile.dates >= NEARLY_ALL
    if max(profile.dates, profile.times) >= MOSTLY:
        return False
    if role == "case_id":
        low, high = REFERENCE_SHARE
        return profile.references >= NEARLY_ALL and low <= profile.distinct_share <= high
    if role == "activity":
        low_count, high_count = ACTIVITIES
        short = profile.usual_length <= LONG_TEXT and profile.references < MOSTLY
        return short and low_count <= profile.distinct <= high_count and profile.numbers == 0.0
    return False
