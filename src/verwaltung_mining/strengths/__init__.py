"""The green pen: what goes well and could be copied."""

from verwaltung_mining.strengths.fast_and_clean import FastAndCleanSettings, fast_and_clean
from verwaltung_mining.strengths.strength import Strength

__all__ = ["FastAndCleanSettings", "Strength", "fast_and_clean"]
