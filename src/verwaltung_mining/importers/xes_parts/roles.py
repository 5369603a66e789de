"""Which key of an XES log plays which role, and what the report says about it."""

from collections.abc import Container, Mapping

from verwaltung_mining.importers.columns.role_errors import missing_role, unknown_column
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.lifecycle import LifecycleModel
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes_parts.events import ROLE_KEYS
from verwaltung_mining.importers.xes_parts.reading import XesReading
from verwaltung_mining.provenance import ColumnDecision

REPORTED = ("activity", "timestamp", "start", "person", "lifecycle", "order_key")
PAIRING_KEY = "instance"


def role_keys(options: ReadOptions) -> dict[str, str]:
    """Role → key of the event attribute: the standard's, unless the user names another.

    >>> role_keys(ReadOptions(resource="user"))["person"]
    'user'
    """
    named = {_column_of(role): key for role, key in _named(options).items()}
    return ROLE_KEYS | named


def check_named(read: XesReading, options: ReadOptions) -> None:
    """Raise ColumnMissingError where the user names an attribute that is not there."""
    of_events, of_traces = read.event_keys(), read.cases.trace_keys()
    everywhere = sorted({*of_events, *of_traces})
    for role, key in _named(options).items():
        if key not in of_events:
            raise unknown_column(key, role, of_events)
    if options.case_id is not None and options.case_id not in of_traces:
        raise unknown_column(options.case_id, "case_id", of_traces)
    for name in options.attributes or ():
        if name not in everywhere:
            raise unknown_column(name, None, everywhere)


def check_needed(read: XesReading) -> None:
    """Raise ColumnMissingError where no event has an activity or a stamp."""
    needed: tuple[Role, Role] = ("activity", "timestamp")
    for role in needed:
        if len(read.events.set_aside.get(f"{role}_missing", ())) == read.events.rows_read:
            raise missing_role(role, read.event_keys())


def role_decisions(
    read: XesReading, options: ReadOptions, model: LifecycleModel, *, resource_is_role: bool
) -> tuple[ColumnDecision, ...]:
    """One decision per role that the log fills."""
    case = ColumnDecision(column=read.cases.case_name, role="case_id", reason="name of the trace")
    decisions = [case]
    for role in REPORTED:
        if role not in read.filled:
            continue
        key = read.role_keys[role]
        reason = _source(key, options)
        if role == "person" and resource_is_role:
            reason += "; holds roles, not persons: nobody is counted"
        if role == "lifecycle" and model != "transitions":
            reason += "; holds no start and complete: every row is an event"
        shown = role.removesuffix("_key")
        decisions.append(ColumnDecision(column=key, role=shown, reason=reason))
    if PAIRING_KEY in read.filled:
        key = read.role_keys[PAIRING_KEY]
        reason = "pairs starts with completions" if model == "transitions" else "nothing to pair"
        role = "lifecycle" if model == "transitions" else "dropped"
        decisions.append(ColumnDecision(column=key, role=role, reason=reason))
    return (*decisions, *_unit_decisions(read.role_keys, read.filled, options))


def _unit_decisions(
    keys: Mapping[str, str], filled: Container[str], options: ReadOptions
) -> list[ColumnDecision]:
    """The group is the unit, or the role where the whole log names no group."""
    decided = []
    if "org_unit" in filled:
        decided.append((keys["org_unit"], "org_unit", _source(keys["org_unit"], options)))
        if "role" in filled:
            decided.append((keys["role"], "dropped", "the group names the unit"))
    elif "role" in filled:
        reason = "the log names no group: the role stands for the unit"
        decided.append((keys["role"], "org_unit", reason))
    return [ColumnDecision(column=c, role=role, reason=reason) for c, role, reason in decided]


def _source(key: str, options: ReadOptions) -> str:
    if key in _named(options).values():
        return "named by the user"
    return "standard key" if key in ROLE_KEYS.values() else "guessed from its name"


def _named(options: ReadOptions) -> dict[Role, str]:
    """Role → key that the user names."""
    asked: dict[Role, str | None] = {
        "activity": options.activity,
        "timestamp": options.timestamp,
        "start": options.start,
        "person": options.resource,
        "org_unit": options.org_unit,
        "lifecycle": options.lifecycle,
        "order": options.order,
    }
    return {role: key for role, key in asked.items() if key is not None}


def _column_of(role: Role) -> str:
    return "order_key" if role == "order" else role
