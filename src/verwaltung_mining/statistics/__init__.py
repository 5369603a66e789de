"""Statistics every finding is tested with: strata, ranks, false discoveries, week blocks."""

from verwaltung_mining.statistics.bootstrap import WeekDraws, percentile_interval, week_draws
from verwaltung_mining.statistics.clusters import cluster_p_value
from verwaltung_mining.statistics.false_discovery import q_values
from verwaltung_mining.statistics.ranks import RankTests, rank_tests
from verwaltung_mining.statistics.strata import assign_cells

__all__ = [
    "RankTests",
    "WeekDraws",
    "assign_cells",
    "cluster_p_value",
    "percentile_interval",
    "q_values",
    "rank_tests",
    "week_draws",
]
