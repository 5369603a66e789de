"""What activities are called for people, where an XES log says it beside their codes."""

import re
from collections import Counter

from verwaltung_mining.importers.xes_parts.events import EventCollector

SECOND_NAME_SHARE = 0.1
"""Share of an activity's rows from which a second name is shown beside the most frequent one."""
MOST_NAMES = 2
NAME_SEPARATOR = " / "
LANGUAGE_OF_KEY = re.compile(r"(?i)(de|en|nl|fr)$")
LANGUAGE_ORDER = ("de", "en", "", "nl", "fr")


def readable_names(collector: EventCollector) -> dict[str, str]:
    """Activity → what it is called for people, where the log tells it in an attribute of its own.

    German before English; two names where an activity was renamed or its step asks two things.
    Empty where no attribute does, or where it only repeats the activity.

    >>> collector = EventCollector()
    >>> collector.readable_names = {"activityNameEN": Counter({("A_1", "register"): 3})}
    >>> readable_names(collector)
    {'A_1': 'register'}
    """
    if not collector.readable_names:
        return {}
    key = min(sorted(collector.readable_names), key=_language_rank)
    by_activity: dict[str, Counter[str]] = {}
    for (activity, name), rows in collector.readable_names[key].items():
        by_activity.setdefault(activity, Counter())[name] += rows
    names = {activity: _joined(counts) for activity, counts in sorted(by_activity.items())}
    return {} if all(activity == name for activity, name in names.items()) else names


def _language_rank(key: str) -> int:
    found = LANGUAGE_OF_KEY.search(key)
    return LANGUAGE_ORDER.index(found.group(1).lower() if found else "")


def _joined(names: Counter[str]) -> str:
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    shown = [name for name, rows in ranked if rows >= SECOND_NAME_SHARE * names.total()]
    return NAME_SEPARATOR.join(shown[:MOST_NAMES])
