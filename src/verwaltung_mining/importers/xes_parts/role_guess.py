"""Roles in XES logs whose exporter invented keys of its own instead of the standard's."""

from verwaltung_mining.importers.columns.headers import FUZZY, best_match
from verwaltung_mining.importers.columns.synonyms import SYNONYMS, Role
from verwaltung_mining.importers.xes_parts.cases import VARYING_SHARE
from verwaltung_mining.importers.xes_parts.reading import XesReading

NEEDED: tuple[Role, ...] = ("activity", "timestamp")
PERFORMERS: tuple[Role, ...] = ("person", "org_unit")


def guess_role_keys(read: XesReading) -> dict[str, str]:
    """Role that no event fills → the event attribute whose name says that it plays this role.

    What every event needs comes first; performers are guessed once there are events. A unit must
    change within cases; one that does not belongs to the case, not to the performer.
    """
    taken = set(read.role_keys.values())
    found: dict[str, str] = {}
    filled = read.events.filled
    for role in PERFORMERS if read.events.kept else NEEDED:
        if role in filled or (role == "org_unit" and "role" in filled):
            continue
        free = [key for key in read.event_keys() if key not in taken]
        if role == "org_unit":
            free = [key for key in free if _varies(key, read)]
        scores = {key: best_match(key, SYNONYMS[role]) for key in free}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= FUZZY:
            found[role] = best
            taken.add(best)
    return found


def _varies(key: str, read: XesReading) -> bool:
    return read.events.varying[key] > VARYING_SHARE * read.cases.traces
