"""Statistics every finding is tested with: strata, ranks, false discoveries, week blocks."""

from verwaltung_mining.statistics.binomial import (
    at_least,
    at_most,
    exact_interval,
    exact_p_value,
)
from verwaltung_mining.statistics.bootstrap import WeekDraws, percentile_interval, week_draws
from verwaltung_mining.statistics.clusters import cluster_p_value
from verwaltung_mining.statistics.dense_codes import dense_codes, distinct, stable_order
from verwaltung_mining.statistics.false_discovery import q_values
from verwaltung_mining.statistics.log_histogram import median, ordered_codes, quantile
from verwaltung_mining.statistics.mix import without_mix
from verwaltung_mining.statistics.neighbour_slope import NeighbourSlope, neighbour_slope
from verwaltung_mining.statistics.order_of_service import Neighbours, in_order, neighbours
from verwaltung_mining.statistics.overlaps import fewer_overlaps
from verwaltung_mining.statistics.rank_correlation import RankCorrelation, rank_correlation
from verwaltung_mining.statistics.rank_counts import RankCounts
from verwaltung_mining.statistics.ranks import Question, RankTests, counted_tests, rank_tests
from verwaltung_mining.statistics.rises import Rise, WeeklyLevels, rise
from verwaltung_mining.statistics.rows_by import rows_by
from verwaltung_mining.statistics.strata import NOT_COMPARED, assign_cells
from verwaltung_mining.statistics.stratified_difference import stratified_excess
from verwaltung_mining.statistics.sums import sums_by
from verwaltung_mining.statistics.survival import Survival, mean_by_inspection, survival
from verwaltung_mining.statistics.tails import Tail, tail
from verwaltung_mining.statistics.weights_up_to import weights_up_to
from verwaltung_mining.statistics.wilson import wilson

__all__ = [
    "NOT_COMPARED",
    "NeighbourSlope",
    "Neighbours",
    "Question",
    "RankCorrelation",
    "RankCounts",
    "RankTests",
    "Rise",
    "Survival",
    "Tail",
    "WeekDraws",
    "WeeklyLevels",
    "assign_cells",
    "at_least",
    "at_most",
    "cluster_p_value",
    "counted_tests",
    "dense_codes",
    "distinct",
    "exact_interval",
    "exact_p_value",
    "fewer_overlaps",
    "in_order",
    "mean_by_inspection",
    "median",
    "neighbour_slope",
    "neighbours",
    "ordered_codes",
    "percentile_interval",
    "q_values",
    "quantile",
    "rank_correlation",
    "rank_tests",
    "rise",
    "rows_by",
    "stable_order",
    "stratified_excess",
    "sums_by",
    "survival",
    "tail",
    "week_draws",
    "weights_up_to",
    "wilson",
    "without_mix",
]
