"""Which cases are comparable."""

import numpy as np
from tests.procedures import arrivals, measured, procedure

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, cells_of, strata

CASES = 80


def log_with_types() -> AnalysedLog:
    """Two case types, two channels, two quarters, all crossed."""
    number = np.arange(CASES)
    return measured(
        procedure(
            *([(0, c), (1, c + 1)] for c in arrivals(CASES, weeks=24)),
            attributes={
                "kind": ("case_type", [("new", "change")[k] for k in number % 2]),
                "way in": ("channel", [("paper", "online")[k] for k in number // 2 % 2]),
                "district": ("other", [("north", "south")[k] for k in number // 4 % 2]),
            },
        )
    )


LOG = log_with_types()


def sizes(levels: list[np.ndarray]) -> list[int]:
    return [len(np.unique(level)) for level in levels]


def test_strata_go_from_type_channel_and_quarter_to_no_stratum_at_all() -> None:
    names, levels = strata(LOG)
    assert names == ("kind", "way in", "block")
    assert sizes(levels) == [8, 4, 2, 2, 1]


def test_what_is_compared_is_not_held_equal() -> None:
    names, levels = strata(LOG, without="way in")
    assert names == ("kind", "block")
    assert sizes(levels) == [4, 2, 2, 1]


def test_other_attributes_are_no_strata() -> None:
    assert strata(LOG, without="district")[0] == strata(LOG)[0]


def test_different_types_are_never_compared_where_the_type_is_kept() -> None:
    _, levels = strata(LOG, keep_type=True)
    kind = LOG.cases["attribute:kind"].to_physical().to_numpy()
    for level in levels:
        for code in np.unique(level):
            assert len(np.unique(kind[level == code])) == 1


def test_unknown_attribute_values_are_a_stratum_and_no_error() -> None:
    log = measured(
        procedure(
            *([(0, c), (1, c + 1)] for c in arrivals(3)),
            attributes={"kind": ("case_type", ["new", None, "new"])},
        )
    )
    for level in strata(log)[1]:
        assert level.min() >= 0
        assert len(level) == 3


def test_cases_share_the_finest_stratum_that_holds_enough_of_them() -> None:
    fine = np.repeat([0, 1, 2], [MINIMUM_PER_CELL, MINIMUM_PER_CELL - 1, 2])
    coarse = np.repeat([0, 1], [MINIMUM_PER_CELL, MINIMUM_PER_CELL + 1])
    cells = cells_of([fine, coarse], np.arange(len(fine)))
    assert len(np.unique(cells[fine == 0])) == 1
    assert len(np.unique(cells[fine != 0])) == 1
    assert cells[0] != cells[-1]


def test_those_left_over_share_one_cell() -> None:
    few = np.arange(5)
    assert len(np.unique(cells_of([few, few // 2], few))) == 1
