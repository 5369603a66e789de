"""The three ways a finding is tested and valued: excision, comparison, policy."""

from verwaltung_mining.shapes.by_segment import by_segment
from verwaltung_mining.shapes.claims import Claims
from verwaltung_mining.shapes.compared import roles
from verwaltung_mining.shapes.comparison import comparisons
from verwaltung_mining.shapes.cover import Cover
from verwaltung_mining.shapes.excision import (
    Excursions,
    exceptional,
    excisions,
    named_with,
    untaken,
)
from verwaltung_mining.shapes.groups import Groups
from verwaltung_mining.shapes.hypothesis import (
    Estimate,
    Hypothesis,
    Party,
    Place,
    Proposal,
    Secondary,
)
from verwaltung_mining.shapes.missed_deadlines import missed_deadlines
from verwaltung_mining.shapes.observations import Observations
from verwaltung_mining.shapes.pairs import pairs
from verwaltung_mining.shapes.policy import Waits, policy
from verwaltung_mining.shapes.queued import queued
from verwaltung_mining.shapes.ranked import Ranked
from verwaltung_mining.shapes.reached_steps import reached_steps
from verwaltung_mining.shapes.transitions import transitions, until_begun
from verwaltung_mining.shapes.worked_steps import worked_steps

__all__ = [
    "Claims",
    "Cover",
    "Estimate",
    "Excursions",
    "Groups",
    "Hypothesis",
    "Observations",
    "Party",
    "Place",
    "Proposal",
    "Ranked",
    "Secondary",
    "Waits",
    "by_segment",
    "comparisons",
    "exceptional",
    "excisions",
    "missed_deadlines",
    "named_with",
    "pairs",
    "policy",
    "queued",
    "reached_steps",
    "roles",
    "transitions",
    "untaken",
    "until_begun",
    "worked_steps",
]
