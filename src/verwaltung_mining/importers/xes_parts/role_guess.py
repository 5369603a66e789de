"""Roles in XES logs whose exporter invented keys of its own instead of the standard's."""

from verwaltung_mining.importers.columns.headers import FUZZY, best_match
from verwaltung_mining.importers.columns.synonyms import SYNONYMS, Role
from verwaltung_mining.importers.xes_parts.attributes import VARYING_SHARE
from verwaltung_mining.importers.xes_parts.events import EventCollector

NEEDED: tuple[Role, ...] = ("activity", "timestamp")
PERFORMERS: tuple[Role, ...] = ("person", "org_unit")


def guess_role_keys(collector: EventCollector) -> dict[str, str]:
    """Role that no event fills → the event attribute whose name says that it plays this role.

    What every event needs comes first; performers are guessed once there are events. A unit must
    change within cases; one that does not belongs to the case, not to the performer.

    >>> collector = EventCollector(rows=[1], first_values=[{"Bearbeiter/in": "kr", "Frist": "7"}])
    >>> guess_role_keys(collector)
    {'person': 'Bearbeiter/in'}
    """
    taken = set(collector.role_keys.values())
    found: dict[str, str] = {}
    for role in PERFORMERS if collector.rows else NEEDED:
        if role in collector.filled or (role == "org_unit" and "role" in collector.filled):
            continue
        free = [key for key in collector.event_keys() if key not in taken]
        if role == "org_unit":
            free = [key for key in free if _varies(key, collector)]
        scores = {key: best_match(key, SYNONYMS[role]) for key in free}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= FUZZY:
            found[role] = best
            taken.add(best)
    return found


def _varies(key: str, collector: EventCollector) -> bool:
    return collector.varying[key] > VARYING_SHARE * len(collector.traces)
