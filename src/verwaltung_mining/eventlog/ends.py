"""Another choice of the activities that end a case, for a log that is imported already."""

from dataclasses import replace

from verwaltung_mining.eventlog.completion import completion
from verwaltung_mining.eventlog.nameable import nameable_activities
from verwaltung_mining.eventlog.profile import cases_by_activity
from verwaltung_mining.eventlog.quality import remeasured
from verwaltung_mining.eventlog.schema import EventLog


def with_ends(log: EventLog, end: tuple[str, ...]) -> EventLog:
    """The log with its completed cases decided by `end`, the labels of the ending activities.

    Raises DataError for a label that the log does not have.
    """
    events = log.events.collect("case", "activity", "timestamp")
    offered = nameable_activities(cases_by_activity(events), log.activities, log.k_table)
    endings = completion(events, log.activities, end=end, offered=offered)
    changed = replace(
        log,
        cases=log.cases.with_columns(endings.completed),
        end_activities=endings.end_activities,
        end_declared=endings.declared,
    )
    return replace(changed, quality=remeasured(changed))
