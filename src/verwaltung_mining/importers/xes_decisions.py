"""Which key of an XES log plays which role, and what the report says about it."""

import polars as pl

from verwaltung_mining.importers.lifecycle import LifecycleModel
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes_events import ROLE_KEYS
from verwaltung_mining.provenance import ColumnDecision

MISSING_UNITS = frozenset({"", "empty", "unknown", "missing", "null", "none", "n/a", "-"})
"""Values (lower case) that exporters write where no unit is recorded (receipt: EMPTY)."""
REPORTED = ("activity", "timestamp", "start", "person", "lifecycle")


def role_keys(options: ReadOptions) -> dict[str, str]:
    """Role → key of the event attribute: the standard's, unless the user names another.

    >>> role_keys(ReadOptions(resource="user"))["person"]
    'user'
    """
    named = {
        "activity": options.activity,
        "timestamp": options.timestamp,
        "start": options.start,
        "person": options.resource,
        "org_unit": options.org_unit,
        "lifecycle": options.lifecycle,
    }
    return ROLE_KEYS | {role: key for role, key in named.items() if key is not None}


def with_org_unit(rows: pl.DataFrame, keys: dict[str, str]) -> tuple[pl.DataFrame, ColumnDecision]:
    """The rows with `org_unit`: the group, or the role where the whole log names no group."""
    units = _without_blanks(rows["org_unit"])
    decision = ColumnDecision(
        column=keys["org_unit"], role="org_unit", reason="group of the resource"
    )
    if units.null_count() == rows.height:
        units = _without_blanks(rows["role"])
        reason = "the log names no group: the role stands for the unit"
        decision = ColumnDecision(column=keys["role"], role="org_unit", reason=reason)
    if units.null_count() == rows.height:
        decision = ColumnDecision(
            column=keys["org_unit"], role="dropped", reason="names neither group nor role"
        )
    return rows.drop("role").with_columns(units.alias("org_unit")), decision


def role_decisions(
    rows: pl.DataFrame,
    keys: dict[str, str],
    case_name: str,
    *,
    is_role: bool,
    model: LifecycleModel,
) -> tuple[ColumnDecision, ...]:
    """One decision per role that the log fills; units have their own."""
    filled = [role for role in REPORTED if rows[role].null_count() < rows.height]
    return (
        ColumnDecision(column=case_name, role="case_id", reason="name of the trace"),
        *(
            ColumnDecision(
                column=keys[role], role=role, reason=_reason(role, keys[role], is_role, model)
            )
            for role in filled
        ),
    )


def _reason(role: str, key: str, is_role: bool, model: LifecycleModel) -> str:
    if role == "person" and is_role:
        return "holds roles, not persons: nobody is counted"
    if role == "lifecycle" and model == "states":
        return "holds states, not start and complete: every row is an event"
    return "standard key" if key == ROLE_KEYS[role] else "named by the user"


def _without_blanks(units: pl.Series) -> pl.Series:
    blank = units.str.strip_chars().str.to_lowercase().is_in(sorted(MISSING_UNITS))
    return units.set(blank.fill_null(value=False), None)
