"""Each group at a place against the others there."""

from collections.abc import Callable, Sequence

from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.compared import roles
from verwaltung_mining.shapes.comparison import comparisons
from verwaltung_mining.shapes.groups import Groups
from verwaltung_mining.shapes.hypothesis import Bound, Hypothesis, Place
from verwaltung_mining.shapes.norm import unusually_fast
from verwaltung_mining.shapes.ranked import Ranked


def each_against_others(
    ranked: Ranked,
    group: Ints,
    *,
    elapsed: Ints,
    described: Sequence[Callable[[Place], Place]],
    levels: Sequence[Ints],
    within: Ints | None = None,
    strata: tuple[str, ...],
    minimum_cases: int,
    bound: Bound = "point",
) -> list[Hypothesis]:
    """One hypothesis per group and place, without a group there that is unusually fast.

    `group` and `within` by occurrence, `levels` by case (see `Groups.of`); `elapsed` is
    `Ranked.elapsed`. `described` says for each group how it is told at a place.
    """
    found: list[list[Hypothesis]] = [[] for _ in described]
    for part, block in ranked.blocks():
        groups = Groups.of(
            block,
            group[part],
            count=len(described),
            levels=levels,
            within=None if within is None else within[part],
        )
        worked = groups.counted(block.working)
        fastest = unusually_fast(groups, range(len(described)), elapsed=elapsed[part])
        for code, fast in enumerate(fastest):
            found[code] += comparisons(
                groups,
                roles(groups, affected=code, left_out=[fast]),
                worked=worked,
                strata=strata,
                minimum_cases=minimum_cases,
                describe=described[code],
                bound=bound,
            )
    return [hypothesis for of_group in found for hypothesis in of_group]
