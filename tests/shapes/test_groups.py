"""Questions answered from counts against the same questions put to the occurrences themselves."""

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import polars as pl
import pytest
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Groups, Observations, Place, Ranked, roles, transitions
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.compared import AFFECTED, LEFT_OUT, Bools, Compared
from verwaltung_mining.shapes.each_against_others import each_against_others
from verwaltung_mining.shapes.groups import NO_GROUP
from verwaltung_mining.shapes.norm import unusually_fast
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.statistics import NOT_COMPARED, RankCounts, assign_cells, rank_tests

CASES, GROUPS, MINIMUM = 400, 4, 3
PARTS = 5


def drawn(seed: int) -> AnalysedLog:
    """Cases of two types and two channels that go on to a second and third step, some twice."""
    rng = np.random.default_rng(seed)
    cases = []
    for come in arrivals(CASES, weeks=40):
        steps, moment = [(0, float(come))], float(come)
        for activity in (1, 2, 1, 2)[: int(rng.choice([2, 4]))]:
            moment += DAY * float(rng.integers(1, 30))
            steps.append((activity, moment))
        cases.append(steps)
    kinds, ways = (rng.choice(names, CASES).tolist() for names in (["new", "old"], ["web", "ink"]))
    return measured(
        procedure(*cases, attributes={"kind": ("case_type", kinds), "way": ("channel", ways)})
    )


@dataclass
class Setting:
    """Occurrences in groups, as the product counts them and one by one."""

    seed: int
    log: AnalysedLog = field(init=False)
    seen: Observations = field(init=False)
    group: Ints = field(init=False)
    within: Ints = field(init=False)
    levels: list[Ints] = field(init=False)
    groups: Groups = field(init=False)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        self.log = drawn(self.seed)
        known = self.log.events.collect(where=pl.col("source").is_not_null())
        ranked = Ranked.of(self.log, transitions(self.log, known)[0])
        self.seen = ranked.observations
        count = len(self.seen.rows)
        self.group = rng.choice(np.arange(NO_GROUP, GROUPS), count, p=[0.1, 0.4, 0.3, 0.15, 0.05])
        self.within = rng.integers(0, 2, count)
        self.levels = strata(self.log)[1]
        self.groups = Groups.of(
            ranked,
            self.group,
            count=GROUPS,
            levels=self.levels,
            within=self.within,
        )

    def cells(self, role: Ints) -> tuple[Ints, Bools]:
        """The cell of each occurrence, found without any counts, and whether it is affected."""
        here = role[self.seen.place, self.group - NO_GROUP]
        kept = here != LEFT_OUT
        levels = [level[self.seen.claims.index] * 2 + self.within for level in self.levels]
        cell = np.full(len(kept), NOT_COMPARED)
        cell[kept] = assign_cells(
            self.seen.place[kept],
            [level[kept] for level in levels],
            (here == AFFECTED)[kept],
            minimum=MINIMUM,
        )
        return cell, here == AFFECTED


@pytest.fixture(scope="module", params=range(3))
def setting(request: pytest.FixtureRequest) -> Setting:
    return Setting(request.param)


QUESTIONS = [(0, ()), (1, (0,)), (2, (0, 1)), (3, (NO_GROUP,)), (NO_GROUP, (2,))]


@pytest.mark.parametrize(("affected", "left_out"), QUESTIONS)
def test_tests_from_counts_are_those_of_the_occurrences_to_the_bit(
    setting: Setting, affected: int, left_out: tuple[int, ...]
) -> None:
    role = roles(setting.groups, affected=affected, left_out=left_out)
    cell, mine = setting.cells(role)
    one_by_one = rank_tests(
        setting.seen.claims.operating_seconds(setting.log.clock),
        place=setting.seen.place,
        cell=cell,
        affected=mine,
        week=setting.log.week_of_case[setting.seen.claims.index],
        places=len(setting.seen.places),
    )
    counts = setting.groups.counted(setting.groups.ranked.working)
    counted = Compared.of(setting.groups, role, minimum=MINIMUM).tests(counts)
    for name in ("effect_size", "p_value", "affected", "peers"):
        assert getattr(counted, name).tobytes() == getattr(one_by_one, name).tobytes()
    assert one_by_one.affected.any() == (affected != NO_GROUP)


@pytest.mark.parametrize(("affected", "left_out"), QUESTIONS[:4])
def test_each_case_is_counted_once_however_often_it_comes_by(
    setting: Setting, affected: int, left_out: tuple[int, ...]
) -> None:
    role = roles(setting.groups, affected=affected, left_out=left_out)
    cell, mine = setting.cells(role)
    counted = Compared.of(setting.groups, role, minimum=MINIMUM).cases()
    for side, cases in zip((mine, ~mine), counted, strict=True):
        met = {
            (int(place), int(case))
            for place, case, inside in zip(
                setting.seen.place,
                setting.seen.claims.index,
                side & (cell != NOT_COMPARED),
                strict=True,
            )
            if inside
        }
        expected = [sum(p == place for p, _ in met) for place in range(len(cases))]
        assert cases.tolist() == expected


def test_occurrences_of_a_place_come_with_their_cells(setting: Setting) -> None:
    role = roles(setting.groups, affected=1, left_out=[0])
    cell, mine = setting.cells(role)
    compared = Compared.of(setting.groups, role, minimum=MINIMUM)
    for place in range(len(setting.seen.places)):
        here = (setting.seen.place == place) & (cell != NOT_COMPARED)
        seen, affected, cells, group = compared.at(place)
        assert seen.rows.tolist() == setting.seen.rows[here].tolist()
        assert affected.tolist() == mine[here].tolist()
        assert group is not None
        assert (group + NO_GROUP).tolist() == setting.group[here].tolist()
        assert len(set(zip(cells.tolist(), cell[here].tolist(), strict=True))) == len(set(cells))


def test_counts_of_any_parts_of_the_cases_merge_to_the_counts_of_all(setting: Setting) -> None:
    groups, ranked = setting.groups, setting.groups.ranked
    whole = groups.counted(ranked.working)
    part_of_case = np.random.default_rng(setting.seed).integers(0, PARTS, CASES)
    part = part_of_case[setting.seen.claims.index]
    merged = RankCounts.merge(
        RankCounts.partial(
            ranked.working[part == number],
            portion=groups.portion[part == number],
            week=ranked.week[part == number],
        )
        for number in range(PARTS)
    )
    for name in ("value", "portion", "week", "count"):
        assert getattr(merged, name).tobytes() == getattr(whole, name).tobytes()
    assert merged.count.sum() == groups.size.sum() == len(setting.seen.rows)


def test_group_that_is_clearly_faster_than_all_others_is_no_yardstick() -> None:
    """Group 2 goes as fast as it can; for itself the yardstick is everybody else."""
    rng = np.random.default_rng(9)
    group = rng.integers(0, 3, CASES)
    days = np.where(group == 2, 1.0, 10.0 + rng.random(CASES))
    come = arrivals(CASES, weeks=40)
    log = measured(
        procedure(
            *([(0, c), (1, c + DAY * float(d))] for c, d in zip(come, days, strict=True)),
        )
    )
    seen, _ = transitions(log, log.events.collect(where=pl.col("activity") == 1))
    ranked = Ranked.of(log, seen)
    groups = Groups.of(ranked, group, count=3, levels=strata(log)[1])
    asked = unusually_fast(groups, range(3), elapsed=ranked.elapsed())
    assert [int(left_out[0]) for left_out in asked] == [2, 2, NO_GROUP]


def test_blocks_hold_whole_places_and_all_occurrences(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one place each where two are too many."""
    whole = setting.groups.ranked
    (_, together) = next(whole.blocks())
    assert together.observations.places == whole.observations.places
    monkeypatch.setattr("verwaltung_mining.shapes.ranked.BLOCK", 10)
    blocks = [block for _, block in whole.blocks()]
    assert [block.observations.places for block in blocks] == [
        (place,) for place in whole.observations.places
    ]
    assert np.concatenate([b.observations.rows for b in blocks]).tolist() == (
        whole.observations.rows.tolist()
    )
    cases = [len(block.first) for block in blocks]
    assert sum(cases) == len(whole.first)


def test_blocks_change_no_hypothesis(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> list[tuple[object, ...]]:
        ranked = setting.groups.ranked
        hypotheses = each_against_others(
            ranked,
            setting.group,
            elapsed=ranked.elapsed(),
            described=[partial(_marked, code) for code in range(GROUPS)],
            levels=setting.levels,
            within=setting.within,
            strata=(),
            minimum_cases=MINIMUM,
        )
        return [(h.place, h.p_value, h.effect_size, h.cases, h.peers) for h in hypotheses]

    together = found()
    assert len(together) > GROUPS
    monkeypatch.setattr("verwaltung_mining.shapes.ranked.BLOCK", 10)
    assert found() == together


def _marked(code: int, place: Place) -> Place:
    return replace(place, segment=(("group", str(code)),))
