"""The green pen: what goes well and could be copied; a kind is one file and one line below.

The order is the order in which they are told.
"""

from typing import Any

from verwaltung_mining.strengths.clean_step import CLEAN_STEP
from verwaltung_mining.strengths.deadline_kept import DEADLINE_KEPT
from verwaltung_mining.strengths.fast_and_clean import FAST_AND_CLEAN
from verwaltung_mining.strengths.fast_unit import FAST_UNIT
from verwaltung_mining.strengths.few_handovers import FEW_HANDOVERS
from verwaltung_mining.strengths.good_season import GOOD_SEASON
from verwaltung_mining.strengths.green_pen import GreenPen, green_pen
from verwaltung_mining.strengths.helpful_order import HELPFUL_ORDER
from verwaltung_mining.strengths.helpful_step import HELPFUL_STEP
from verwaltung_mining.strengths.improvement import IMPROVEMENT
from verwaltung_mining.strengths.kind import Material, StrengthKind, StrengthSettings
from verwaltung_mining.strengths.spared_step import SPARED_STEP
from verwaltung_mining.strengths.strength import Strength

STRENGTHS: tuple[StrengthKind[Any], ...] = (
    IMPROVEMENT,
    DEADLINE_KEPT,
    FAST_AND_CLEAN,
    HELPFUL_STEP,
    HELPFUL_ORDER,
    SPARED_STEP,
    FEW_HANDOVERS,
    CLEAN_STEP,
    GOOD_SEASON,
    FAST_UNIT,
)

__all__ = [
    "STRENGTHS",
    "GreenPen",
    "Material",
    "Strength",
    "StrengthKind",
    "StrengthSettings",
    "green_pen",
]
