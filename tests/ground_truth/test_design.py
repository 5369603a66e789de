"""The fraction of all combinations that the benchmark makes: its factors can be read apart."""

from collections.abc import Callable
from itertools import combinations, product

import pytest
from benchmarks.ground_truth.design import Spec, design

FACTORS: dict[str, Callable[[Spec], object]] = {
    "cases": lambda spec: spec.cases,
    "size": lambda spec: spec.size,
    "timing": lambda spec: spec.timing,
    "shape": lambda spec: spec.surroundings.shape,
    "clock": lambda spec: spec.surroundings.around_the_clock,
    "plants": lambda spec: spec.plants,
}
BLOCKS = ("alone", "decoy", "up to three", "all together", "null")


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(("one", "other"), list(combinations(FACTORS, 2)))
def test_every_level_meets_every_level_of_every_other_factor(
    block: str, one: str, other: str
) -> None:
    specs = [spec for spec in design(1) if spec.block == block]
    levels = [{FACTORS[factor](spec) for spec in specs} for factor in (one, other)]
    met = {(FACTORS[one](spec), FACTORS[other](spec)) for spec in specs}
    assert met == set(product(*levels))
