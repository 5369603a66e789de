"""Pairs of segments: the time is longer only where both meet."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from tests.detectors.proposing import proposed
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.benefit import Findings, findings
from verwaltung_mining.detectors.slow_transition import SLOW_TRANSITION
from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.identity.k_table import K_SCHEMA
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes import Proposal
from verwaltung_mining.statistics import q_values

CASES = 800
RNG = np.random.default_rng(5)
PAPER, NORTH = RNG.random(CASES) < 0.4, RNG.random(CASES) < 0.3
USUAL = RNG.gamma(4, 0.5, CASES)
"""Two days on average."""
BOTH = (("channel", "paper"), ("district", "north"))
EXTRA = 6.0


def log_of(
    days: Sequence[float] | np.ndarray, **more: tuple[AttributeRole, list[str]]
) -> AnalysedLog:
    come = arrivals(CASES, weeks=60)
    cases = [[(0, c), (1, c + DAY * float(d))] for c, d in zip(come, days, strict=True)]
    attributes: dict[str, tuple[AttributeRole, list[str]]] = {
        "channel": ("channel", ["paper" if paper else "online" for paper in PAPER]),
        "district": ("other", ["north" if north else "south" for north in NORTH]),
        **more,
    }
    return measured(procedure(*cases, attributes=attributes))


def found(log: AnalysedLog) -> Findings:
    return findings(log, (SLOW_TRANSITION,), Settings(tables={}), flagged=False)


def segments(log: AnalysedLog) -> list[tuple[tuple[str, str], ...] | None]:
    return [finding.hypothesis.place.segment for finding in found(log).ranked]


MEET = log_of(USUAL + EXTRA * (PAPER & NORTH))


def test_pair_stands_in_the_place_of_the_two_that_it_explains() -> None:
    assert segments(MEET) == [BOTH]


def test_amount_of_the_pair_is_what_its_cases_take_longer() -> None:
    (finding,) = found(MEET).ranked
    cases = int((PAPER & NORTH).sum())
    assert finding.hypothesis.cases == cases
    truth = cases * EXTRA * SECONDS_PER_DAY
    assert finding.standalone == pytest.approx(truth, rel=0.1)
    assert finding.estimate.low <= truth <= finding.estimate.high


def test_pairs_are_counted_among_what_was_tested() -> None:
    single = proposed(SLOW_TRANSITION, MEET).hypotheses
    ((_, proposal),) = found(MEET).proposals
    assert len(proposal.hypotheses) == len(single) + 1


def test_two_attributes_that_each_add_their_own_stay_two_findings() -> None:
    added = log_of(USUAL + EXTRA * PAPER + EXTRA * NORTH)
    assert sorted(segments(added)) == [(BOTH[0],), (BOTH[1],)]  # type: ignore[type-var]


def test_attribute_that_only_goes_with_the_slow_one_makes_no_pair() -> None:
    """Old forms come mostly on paper: both groups are slow, and no slower where they meet."""
    old = PAPER ^ (np.random.default_rng(6).random(CASES) < 0.1)
    form = ["old" if is_old else "new" for is_old in old]
    told = segments(log_of(USUAL + EXTRA * PAPER, form=("other", form)))
    assert (("channel", "paper"),) in told
    assert all(segment is not None and len(segment) == 1 for segment in told)


def test_wider_finding_stays_where_something_of_it_is_left_outside_the_pair() -> None:
    """Paper is slower everywhere, and slower still in the north."""
    told = segments(log_of(USUAL + EXTRA * PAPER + 2 * EXTRA * (PAPER & NORTH)))
    assert sorted(told) == [(BOTH[0],), BOTH]  # type: ignore[type-var]


def test_pair_of_too_few_people_is_not_looked_at() -> None:
    keys = dict.fromkeys(K_SCHEMA)
    few = pl.DataFrame(
        [
            keys
            | {
                "scope": "attribute_pair",
                "attribute": "district",
                "value": "north",
                "attribute_2": "channel",
                "value_2": "paper",
                "k_class": "<5",
            }
        ],
        schema=K_SCHEMA,
    )
    hidden = replace(MEET, k_table=pl.concat([MEET.k_table, few]))
    assert sorted(segments(hidden)) == [(BOTH[0],), (BOTH[1],)]  # type: ignore[type-var]


def test_pairs_of_attributes_that_say_nothing_hold_nowhere() -> None:
    """As if every single value had held: no pair of dice does."""
    rng = np.random.default_rng(7)
    dice: dict[str, tuple[AttributeRole, list[str]]] = {
        f"die {k}": ("other", rng.choice(["a", "b"], CASES).tolist()) for k in range(6)
    }
    proposal = proposed(SLOW_TRANSITION, log_of(USUAL, **dice))
    assert proposal.narrower is not None
    tested: Proposal = proposal.narrower(proposal.hypotheses)
    assert len(tested.hypotheses) > 80
    assert min(q_values([h.p_value or 0.0 for h in tested.hypotheses])) > 0.05
