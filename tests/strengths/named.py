"""The strengths that are named in a log made by a test."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from tests.procedures import DAY, Event, Floats, arrivals, measured, procedure

from verwaltung_mining.eventlog.schema import AttributeRole, EventLog
from verwaltung_mining.strengths import (
    STRENGTHS,
    GreenPen,
    Material,
    Strength,
    StrengthKind,
    StrengthSettings,
    green_pen,
)

CASES = 400
CHECK, DECIDE, REFUSE, CALL, RETURN = 0, 1, 2, 3, 4


def log_of(
    days: Floats,
    *,
    ends: Sequence[int] | None = None,
    loops: np.ndarray | None = None,
    call: np.ndarray | None = None,
    weeks: int = 30,
    **attributes: tuple[AttributeRole, list[str]],
) -> EventLog:
    """Cases that are checked and decided; some checked again, some with a call before."""
    cases: list[list[Event]] = []
    for k, begin in enumerate(arrivals(len(days), weeks=weeks)):
        case: list[Event] = [(CHECK, begin)]
        if call is not None and call[k]:
            case.append((CALL, begin + 1))
        if loops is not None and loops[k]:
            case += [(RETURN, begin + 2), (CHECK, begin + 3)]
        case.append((DECIDE if ends is None else ends[k], begin + 4 + DAY * days[k]))
        cases.append(case)
    return procedure(*cases, attributes=attributes)


def pen(
    log: EventLog,
    *kinds: StrengthKind[Any],
    units: frozenset[int] | None = None,
    of_kind: dict[str, float] | None = None,
    **common: float,
) -> GreenPen:
    """What the kinds find (all where none is named); `of_kind` are the kinds' own settings."""
    material = Material(
        log=measured(log),
        with_open=log,
        comparable_units=units,
        common=StrengthSettings(**common),  # type: ignore[arg-type]
    )
    return green_pen(material, kinds or STRENGTHS, lambda kind: kind.settings(**(of_kind or {})))


def named(log: EventLog, *kinds: StrengthKind[Any], **settings: Any) -> tuple[Strength, ...]:
    """The strengths that are named."""
    return pen(log, *kinds, **settings).named


def skipped(log: EventLog, kind: StrengthKind[Any], **settings: Any) -> str | None:
    """Why a kind could not be tested, in English."""
    ((_, proposal),) = pen(log, kind, **settings).proposals
    return proposal.skipped.en if proposal.skipped else None


def usual(seed: int, cases: int = CASES) -> Floats:
    """Days that nobody planted anything into."""
    return np.random.default_rng(seed).gamma(2.0, 5.0, cases)
