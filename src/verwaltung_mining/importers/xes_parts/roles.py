"""Which key of an XES log plays which role, and what the report says about it."""

import polars as pl

from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.columns.role_errors import missing_role, unknown_column
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.lifecycle import LifecycleModel
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes_parts.events import ROLE_KEYS, EventCollector
from verwaltung_mining.provenance import ColumnDecision

MISSING_UNITS = frozenset({"empty", "unknown", "missing", "none"})
"""Values (lower case) that exporters write where no unit is recorded (receipt: EMPTY)."""
REPORTED = ("activity", "timestamp", "start", "person", "lifecycle", "order_key")
PAIRING_KEY = "instance"


def role_keys(options: ReadOptions) -> dict[str, str]:
    """Role → key of the event attribute: the standard's, unless the user names another.

    >>> role_keys(ReadOptions(resource="user"))["person"]
    'user'
    """
    named = {_column_of(role): key for role, key in _named(options).items()}
    return ROLE_KEYS | named


def check_named(collector: EventCollector, options: ReadOptions) -> None:
    """Raise ColumnMissingError where the user names an attribute that is not there."""
    of_events, of_traces = collector.event_keys(), collector.trace_keys()
    everywhere = sorted({*of_events, *of_traces})
    for role, key in _named(options).items():
        if key not in of_events:
            raise unknown_column(key, role, of_events)
    if options.case_id is not None and options.case_id not in of_traces:
        raise unknown_column(options.case_id, "case_id", of_traces)
    for name in options.attributes or ():
        if name not in everywhere:
            raise unknown_column(name, None, everywhere)


def check_needed(collector: EventCollector) -> None:
    """Raise ColumnMissingError where no event has an activity or a stamp."""
    needed: tuple[Role, Role] = ("activity", "timestamp")
    for role in needed:
        if len(collector.set_aside.get(f"{role}_missing", ())) == collector.rows_read:
            raise missing_role(role, collector.event_keys())


def with_org_unit(
    rows: pl.DataFrame, keys: dict[str, str], options: ReadOptions
) -> tuple[pl.DataFrame, tuple[ColumnDecision, ...]]:
    """The rows with `org_unit`: the group, or the role where the whole log names no group."""
    units, roles = (_without_blanks(rows[column]) for column in ("org_unit", "role"))
    decisions = []
    if units.count():
        reason = _source(keys["org_unit"], options)
        decisions.append(ColumnDecision(column=keys["org_unit"], role="org_unit", reason=reason))
        if roles.count():
            reason = "the group names the unit"
            decisions.append(ColumnDecision(column=keys["role"], role="dropped", reason=reason))
    elif roles.count():
        units = roles
        reason = "the log names no group: the role stands for the unit"
        decisions.append(ColumnDecision(column=keys["role"], role="org_unit", reason=reason))
    return rows.drop("role").with_columns(units.alias("org_unit")), tuple(decisions)


def role_decisions(
    rows: pl.DataFrame, collector: EventCollector, options: ReadOptions, model: LifecycleModel
) -> tuple[ColumnDecision, ...]:
    """One decision per role that the log fills; units have their own."""
    case = ColumnDecision(column=collector.case_name, role="case_id", reason="name of the trace")
    is_role = names_roles(rows["person"])
    filled = [role for role in REPORTED if role in rows.columns and rows[role].count()]
    decisions = [case]
    for role in filled:
        key = collector.role_keys[role]
        reason = _source(key, options)
        if role == "person" and is_role:
            reason += "; holds roles, not persons: nobody is counted"
        if role == "lifecycle" and model != "transitions":
            reason += "; holds no start and complete: every row is an event"
        shown = role.removesuffix("_key")
        decisions.append(ColumnDecision(column=key, role=shown, reason=reason))
    if rows[PAIRING_KEY].count():
        key = collector.role_keys[PAIRING_KEY]
        reason = "pairs starts with completions" if model == "transitions" else "nothing to pair"
        role = "lifecycle" if model == "transitions" else "dropped"
        decisions.append(ColumnDecision(column=key, role=role, reason=reason))
    return tuple(decisions)


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


def _without_blanks(units: pl.Series) -> pl.Series:
    known = units.drop_nulls().unique()
    blank = known.filter(known.cast(pl.String).str.to_lowercase().is_in(sorted(MISSING_UNITS)))
    return units.set(units.is_in(blank.implode()).fill_null(value=False), None)
