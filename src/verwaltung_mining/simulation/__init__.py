"""The one simulator: procedures with planted problems whose true effects are known."""

from verwaltung_mining.simulation.raw_log import to_raw_log
from verwaltung_mining.simulation.scenario import Scenario, scenario
from verwaltung_mining.simulation.simulate import Effect, simulate, true_effects

__all__ = ["Effect", "Scenario", "scenario", "simulate", "to_raw_log", "true_effects"]
