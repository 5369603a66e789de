"""One kind of finding per file; a new one is one file and one line in DETECTORS.

The order is the precedence: an excursion claimed by a specific detector is not offered to those
below it.
"""

from typing import Any

from verwaltung_mining.detectors.approval_without_effect import APPROVAL_WITHOUT_EFFECT
from verwaltung_mining.detectors.batch_release import BATCH_RELEASE
from verwaltung_mining.detectors.deadline_driver import DEADLINE_DRIVER
from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.extra_step import EXTRA_STEP
from verwaltung_mining.detectors.extreme_tail import EXTREME_TAIL
from verwaltung_mining.detectors.handover import HANDOVER
from verwaltung_mining.detectors.information_request import INFORMATION_REQUEST
from verwaltung_mining.detectors.late_knock_out import LATE_KNOCK_OUT
from verwaltung_mining.detectors.overload import OVERLOAD
from verwaltung_mining.detectors.overtaking import OVERTAKING
from verwaltung_mining.detectors.parallelisable_steps import PARALLELISABLE_STEPS
from verwaltung_mining.detectors.ping_pong import PING_PONG
from verwaltung_mining.detectors.repeating_pattern import REPEATING_PATTERN
from verwaltung_mining.detectors.return_loop import RETURN_LOOP
from verwaltung_mining.detectors.self_loop import SELF_LOOP
from verwaltung_mining.detectors.slow_step import SLOW_STEP
from verwaltung_mining.detectors.slow_transition import SLOW_TRANSITION
from verwaltung_mining.detectors.slowdown import SLOWDOWN
from verwaltung_mining.detectors.unavailability import UNAVAILABILITY
from verwaltung_mining.detectors.unexplained_wait import UNEXPLAINED_WAIT
from verwaltung_mining.detectors.unit_gap import UNIT_GAP

DETECTORS: tuple[Detector[Any], ...] = (
    INFORMATION_REQUEST,
    PING_PONG,
    REPEATING_PATTERN,
    RETURN_LOOP,
    SELF_LOOP,
    SLOW_TRANSITION,
    SLOW_STEP,
    UNIT_GAP,
    DEADLINE_DRIVER,
    BATCH_RELEASE,
    APPROVAL_WITHOUT_EFFECT,
    EXTRA_STEP,
    LATE_KNOCK_OUT,
    PARALLELISABLE_STEPS,
    HANDOVER,
    UNAVAILABILITY,
    OVERLOAD,
    OVERTAKING,
    SLOWDOWN,
    EXTREME_TAIL,
    UNEXPLAINED_WAIT,
)

__all__ = ["DETECTORS", "Detector", "Wording"]
