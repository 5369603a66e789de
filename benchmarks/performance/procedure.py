"""The procedure behind the generated logs: its steps, how they follow each other, how long."""

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

STEPS = (
    "Antrag eingegangen", "Antrag registriert", "Zuständigkeit geprüft", "Vollständigkeit geprüft",
    "Unterlagen nachgefordert", "Unterlagen eingegangen", "Gebühr berechnet", "Gebühr bezahlt",
    "Fachprüfung", "Stellungnahme angefordert", "Stellungnahme eingegangen", "Ortstermin",
    "Anhörung", "Anhörung ausgewertet", "Rückfrage gestellt", "Rückfrage beantwortet",
    "Bescheid entworfen", "Mitzeichnung", "Qualitätssicherung", "Bescheid berichtigt", "Freigabe",
    "Bescheid versandt", "Widerspruch eingegangen", "Akte archiviert", "Vorgang abgeschlossen",
)  # fmt: skip
"""In the order of the procedure."""
LAST = len(STEPS) - 1
SENT = STEPS.index("Bescheid versandt")
"""Sent in one go at the end of the day, so that many cases share a stamp."""
ACTIVITIES = tuple(sorted(STEPS))
CODE_OF_STEP = np.array([ACTIVITIES.index(step) for step in STEPS], dtype=np.uint16)

UNITS = tuple(f"Sachgebiet {number:02}" for number in range(1, 11))
PERSONS_PER_UNIT = 30

ON, SKIPPED, FAR, AGAIN, BACK, NEAR = 0.78, 0.06, 0.06, 0.03, 0.05, 0.02
MOVES = ((3, ON), (2, SKIPPED), (5, FAR), (0, AGAIN), (-3, BACK), (-2, NEAR))
"""Steps ahead and their chance: mostly on, now and then again, back or far ahead."""
DRAWS = 256
"""Places of the table from which the next step is drawn."""
QUANTILES = 4096
"""Places of the tables from which times are drawn."""
SHAPE_SEED = 7
"""The procedure is always the same; the seed of a log draws its cases only."""
WORK_SECONDS, WAIT_SECONDS = (300, 7_200), (1_800, 162_000)
"""Between which the medians of work and wait lie, by step, in open seconds."""
WORK_SPREAD, WAIT_SPREAD = 0.6, 1.1
"""Standard deviations of their logarithms."""


def _next_step() -> npt.NDArray[np.uint8]:
    """Row: step; column: draw; value: the step that follows."""
    chance = np.zeros((len(STEPS), len(STEPS)))
    for step in range(LAST):
        for ahead, share in MOVES:
            chance[step, np.clip(step + ahead, 0, LAST)] += share
    draws = (np.arange(DRAWS) + 0.5) / DRAWS
    rows = [np.searchsorted(np.cumsum(row), draws).clip(0, LAST) for row in chance[:LAST]]
    return np.array([*rows, np.full(DRAWS, LAST)], dtype=np.uint8)


def _times(low: int, high: int, spread: float, *, seed: int) -> npt.NDArray[np.int32]:
    """Row: step; column: draw; value: open seconds, log-normal around the step's median."""
    medians = np.random.default_rng([SHAPE_SEED, seed]).uniform(low, high, len(STEPS))
    draws = (np.arange(QUANTILES) + 0.5) / QUANTILES
    return np.asarray(medians[:, None] * np.exp(spread * ndtri(draws)), dtype=np.int32)


NEXT_STEP = _next_step()
WORK = _times(*WORK_SECONDS, WORK_SPREAD, seed=0)
WAIT = _times(*WAIT_SECONDS, WAIT_SPREAD, seed=1)


def mean_events() -> float:
    """Events of a case on average, by the chances of the table.

    >>> 8 < mean_events() < 14
    True
    """
    moves = np.zeros((LAST, LAST))
    for step in range(LAST):
        to, draws = np.unique(NEXT_STEP[step], return_counts=True)
        inside = to < LAST
        moves[step, to[inside]] = draws[inside] / DRAWS
    visits = np.linalg.solve(np.eye(LAST) - moves, np.ones(LAST))
    return float(visits[0]) + 1
