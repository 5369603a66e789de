"""One kind of planted problem per file, with what only looks like it; one line here each."""

from verwaltung_mining.simulation.planters.approval_without_effect import APPROVAL_WITHOUT_EFFECT
from verwaltung_mining.simulation.planters.deadline_driver import DEADLINE_DRIVER
from verwaltung_mining.simulation.planters.extra_step import EXTRA_STEP
from verwaltung_mining.simulation.planters.extreme_tail import EXTREME_TAIL
from verwaltung_mining.simulation.planters.handover import HANDOVER_DELAY
from verwaltung_mining.simulation.planters.information_request import INFORMATION_REQUEST
from verwaltung_mining.simulation.planters.late_knock_out import LATE_KNOCK_OUT
from verwaltung_mining.simulation.planters.nightly_batch import NIGHTLY_BATCH
from verwaltung_mining.simulation.planters.overload import OVERLOAD
from verwaltung_mining.simulation.planters.overtaking import OVERTAKING
from verwaltung_mining.simulation.planters.parallelisable_steps import PARALLELISABLE_STEPS
from verwaltung_mining.simulation.planters.ping_pong import PING_PONG
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.planters.repeating_pattern import REPEATING_PATTERN
from verwaltung_mining.simulation.planters.return_loop import RETURN_LOOP
from verwaltung_mining.simulation.planters.self_loop import SELF_LOOP
from verwaltung_mining.simulation.planters.slow_step import SLOW_STEP
from verwaltung_mining.simulation.planters.slow_transition import SLOW_TRANSITION
from verwaltung_mining.simulation.planters.slowdown import SLOWDOWN, SLOWDOWN_TREND
from verwaltung_mining.simulation.planters.unavailability import UNAVAILABILITY
from verwaltung_mining.simulation.planters.unexplained_wait import LONG_WAIT
from verwaltung_mining.simulation.planters.unit_gap import UNIT_GAP
from verwaltung_mining.simulation.planters.weekly_batch import WEEKLY_BATCH

COMMON = (
    RETURN_LOOP,
    SELF_LOOP,
    PING_PONG,
    INFORMATION_REQUEST,
    EXTRA_STEP,
    SLOW_TRANSITION,
    HANDOVER_DELAY,
    LONG_WAIT,
    WEEKLY_BATCH,
)
"""Kinds for which any random procedure has room; `scenario` draws from these."""
PLANTERS: tuple[Planter, ...] = (
    *COMMON,
    SLOW_STEP,
    UNIT_GAP,
    DEADLINE_DRIVER,
    SLOWDOWN,
    SLOWDOWN_TREND,
    EXTREME_TAIL,
    NIGHTLY_BATCH,
    OVERLOAD,
    UNAVAILABILITY,
    OVERTAKING,
    REPEATING_PATTERN,
    APPROVAL_WITHOUT_EFFECT,
    LATE_KNOCK_OUT,
    PARALLELISABLE_STEPS,
)
"""All kinds, those of `COMMON` first."""

__all__ = ["COMMON", "PLANTERS", "Planter", "Spot"]
