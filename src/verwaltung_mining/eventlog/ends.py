"""Which activities end a case of a log, and which of its cases are completed."""

from dataclasses import replace

from verwaltung_mining.eventlog.completion import completion
from verwaltung_mining.eventlog.nameable import nameable_activities
from verwaltung_mining.eventlog.profile import profile
from verwaltung_mining.eventlog.quality import remeasured
from verwaltung_mining.eventlog.schema import EventLog


def with_ends(log: EventLog, end: tuple[str, ...]) -> EventLog:
    """The log with its completed cases decided by `end`, and its findings counted anew.

    `end` are the labels of the ending activities. Raises DataError for one that the log lacks.
    """
    changed = ended(log, end)
    return replace(changed, quality=remeasured(changed))


def ended(log: EventLog, end: tuple[str, ...]) -> EventLog:
    """The log with its completed cases decided by `end`, by guess where nothing is declared.

    Raises DataError as `with_ends` does.
    """
    offered = nameable_activities(profile(log).steps, log.activities, log.k_table) if end else ()
    endings = completion(log.events, log.activities, end=end, offered=offered)
    return replace(
        log,
        cases=log.cases.with_columns(endings.completed),
        end_activities=endings.end_activities,
        end_declared=endings.declared,
    )
