"""Further rounds, a further review, a check that ends cases and either order, in the log."""

import polars as pl
import pytest
from tests.simulation.small_process import UNLIMITED

from verwaltung_mining.simulation import simulate
from verwaltung_mining.simulation.either_order import EitherOrder
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.knock_outs import KnockOut
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Step
from verwaltung_mining.simulation.reviews import FULLY, PARTLY, FurtherReview
from verwaltung_mining.simulation.rounds import Rounds
from verwaltung_mining.simulation.simulate import true_effects

CASES = 600
LONG = Duration(hours=240.0, shape=20.0)
SHORT = Duration(hours=0.3, shape=4.0)
FIRST, SECOND, THIRD = UNLIMITED.steps[:3]


def own_step(label: str) -> Step:
    return Step(key="own", activity=label, unit=FIRST.unit, service=SHORT, transit=SHORT)


ROUNDS = Rounds(key="rounds", after=THIRD.key, back_to=SECOND.key, share=0.2, further=2, pause=LONG)
KNOCK_OUT = KnockOut(
    key="check",
    source=SECOND.key,
    target=THIRD.key,
    rejection=own_step("Abgelehnt"),
    share=0.3,
    early=0.2,
    extra=LONG,
)
EITHER = EitherOrder(key="either", source=SECOND.key, target=THIRD.key, swapped=0.5, extra=LONG)


def review(changes: float) -> FurtherReview:
    return FurtherReview(
        key="review",
        after=SECOND.key,
        step=own_step("Mitzeichnung"),
        share=0.7,
        outcome="Ergebnis",
        partly=0.2,
        changes=changes,
    )


def ways(*plants: Plant) -> list[list[str]]:
    """The labels of every case in the order of completion."""
    frame = simulate(UNLIMITED, plants, seed=2, cases=CASES)
    return frame.group_by("case_id", maintain_order=True).agg("activity")["activity"].to_list()


def comes_first(way: list[str], one: Step, other: Step) -> bool:
    return way.index(one.activity) < way.index(other.activity)


def test_rounds_are_always_three_in_a_row() -> None:
    counts = [way.count(SECOND.activity) for way in ways(ROUNDS)]
    assert set(counts) == {1, 3}
    assert counts.count(3) == pytest.approx(0.2 * CASES, rel=0.25)
    repeated = next(way for way in ways(ROUNDS) if way.count(SECOND.activity) == 3)
    assert repeated[1:7] == [SECOND.activity, THIRD.activity] * 3
    assert ROUNDS.place(UNLIMITED) == Place(activities=(SECOND.activity, THIRD.activity))


@pytest.mark.parametrize(("changes", "difference"), [(0.0, 0.0), (0.5, 0.4)])
def test_review_changes_the_outcome_of_its_cases_alone(changes: float, difference: float) -> None:
    frame = simulate(UNLIMITED, [review(changes)], seed=2, cases=2000)
    cases = frame.group_by("case_id").agg(
        reviewed=pl.col("activity").is_in(["Mitzeichnung"]).any(), end=pl.col("Ergebnis").first()
    )
    assert set(cases["end"]) == {PARTLY, FULLY}
    assert cases["reviewed"].mean() == pytest.approx(0.7, abs=0.05)
    shares = {
        reviewed: cases.filter(pl.col("reviewed") == reviewed)
        .select((pl.col("end") == PARTLY).mean())["end"]
        .item()
        for reviewed in (True, False)
    }
    assert shares[False] == pytest.approx(0.2, abs=0.05)
    assert shares[True] - shares[False] == pytest.approx(difference, abs=0.07)


def test_knock_out_ends_the_way_behind_the_check_which_mostly_comes_after_the_work() -> None:
    found = ways(KNOCK_OUT)
    rejected = [way for way in found if way[-1] == "Abgelehnt"]
    others = [way for way in found if way[-1] != "Abgelehnt"]
    assert len(rejected) == pytest.approx(0.3 * CASES, rel=0.2)
    assert {way[-2] for way in rejected} == {THIRD.activity}
    early = sum(comes_first(way, THIRD, SECOND) for way in others) / len(others)
    assert early == pytest.approx(0.2, abs=0.06)
    assert KNOCK_OUT.words(UNLIMITED) == {"late_knock_out": {"rejection_words": ("Abgelehnt",)}}


def test_early_check_spares_the_rejected_cases_the_work() -> None:
    (mended,) = KNOCK_OUT.mended
    found = ways(mended)
    rejected = [way for way in found if way[-1] == "Abgelehnt"]
    assert [way[-1] for way in found] == [way[-1] for way in ways(KNOCK_OUT)]
    assert not any(SECOND.activity in way for way in rejected)
    (effect,) = true_effects(UNLIMITED, [KNOCK_OUT], seed=2, cases=CASES).values()
    spared = sum(SECOND.activity in way for way in ways(KNOCK_OUT) if way[-1] == "Abgelehnt")
    assert effect.saved_case_days / spared > 10


def test_either_order_swaps_half_of_the_cases() -> None:
    swapped = sum(comes_first(way, THIRD, SECOND) for way in ways(EITHER))
    assert swapped == pytest.approx(CASES / 2, rel=0.15)
    assert EITHER.place(UNLIMITED) == Place(activities=(SECOND.activity, THIRD.activity))


def test_side_by_side_the_two_steps_cost_the_longer_time_only() -> None:
    (effect,) = true_effects(UNLIMITED, [EITHER], seed=2, cases=CASES).values()
    assert 8 < effect.saved_case_days / CASES < 14
