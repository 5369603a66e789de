"""An office in which most detectors find something, made by rule and without chance."""

from collections.abc import Sequence

import numpy as np
from tests.procedures import DAY, WEEK, Event, arrivals, procedure

from verwaltung_mining.eventlog.schema import EventLog

LABELS = (
    "Eingang", "Prüfung", "Nachforderung", "Unterlagen nachgereicht", "Entwurf", "Zeichnung",
    "Versand", "Mitzeichnung", "Ablage",
)  # fmt: skip
INTAKE, CHECK, REQUEST, REPLY, DRAFT, SIGN, SEND, COUNTERSIGN, FILE = range(9)


def busy_office(
    *,
    cases: int = 300,
    weeks: int = 40,
    labels: Sequence[str] = LABELS,
    value: str = "Papier",
    attribute: str = "Eingangskanal",
) -> EventLog:
    """Requests, loops, extra steps, a weekly signature, and one channel that is slow."""
    rng = np.random.default_rng(5)
    drawn: list[list[Event]] = []
    slow = rng.random(cases) < 0.4
    for k, begin in enumerate(arrivals(cases, weeks=weeks)):
        case: list[Event] = [(INTAKE, begin)]

        def then(step: int, days: float, case: list[Event] = case) -> None:
            case.append((step, case[-1][1] + DAY * days * rng.gamma(4.0, 0.25)))

        then(CHECK, 9 if slow[k] else 2)
        if k % 5 == 0:
            then(REQUEST, 1)
            then(REPLY, 20)
        then(DRAFT, 3)
        if k % 4 == 1:
            then(CHECK, 4)
            then(DRAFT, 4)
        if k % 3 == 2:
            then(COUNTERSIGN, 6)
        done = np.ceil((case[-1][1] + DAY / 2 - 100) / WEEK) * WEEK + 100 + k % 50 / 20
        case.append((SIGN, float(done)))
        then(SEND, 1)
        then(FILE, 2)
        drawn.append(case)
    channel = [value if one else "Online" for one in slow]
    return procedure(*drawn, activities=labels, attributes={attribute: ("channel", channel)})
