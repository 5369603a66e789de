"""Overtaking: the top of the stack first, told from chance, from order and from rules."""

import re
from collections.abc import Sequence

import numpy as np
import pytest
from tests.detectors.proposing import only, proposed
from tests.null_logs import found_in, null_log
from tests.procedures import DAY, Floats, arrivals, measured, procedure
from tests.queues import Next, at_random, busy, first_of, newest, oldest, served

from verwaltung_mining.detectors.overtaking import OVERTAKING
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline.narrative import formula, observation, seen
from verwaltung_mining.shapes import Place
from verwaltung_mining.texts import Language

CASES = 1200
LOAD = 0.97


def log_of(
    come: Floats,
    begin: Floats,
    end: Floats,
    *,
    kinds: Sequence[str] | None = None,
    name: str = "Fallart",
    starts: bool = True,
    precision: str = "minute",
) -> AnalysedLog:
    """Cases that come to a step, are taken up, and end some days later."""
    cases = [
        [(0, c), (1, e, b if starts else None), (2, e + 2 * DAY)]
        for c, b, e in zip(come, begin, end, strict=True)
    ]
    role = "case_type" if name == "Fallart" else "other"
    attributes = {name: (role, kinds)} if kinds else None
    return measured(procedure(*cases, attributes=attributes, precision=precision))  # type: ignore[arg-type]


def queue(choose: Next, *, seed: int = 1, load: float = LOAD) -> tuple[Floats, Floats, Floats]:
    come, work = busy(seed, CASES, load=load)
    return come, *served(come, work, choose)


def found(log: AnalysedLog) -> list[str]:
    """Findings of overtaking that an analysis reports, by confidence."""
    return [f.confidence for f in found_in(log).ranked if f.detector.id == "overtaking"]


def test_stack_worked_from_the_top_is_found_with_the_wait_of_the_overtaken() -> None:
    come, begin, end = queue(newest)
    hypothesis = only(proposed(OVERTAKING, log_of(come, begin, end)))
    assert hypothesis.place == Place(activity=1)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 0.001
    assert hypothesis.effect_size is not None
    assert hypothesis.effect_size > 0.147
    in_turn = served(come, end - begin, oldest)[0]
    extra = (begin - np.sort(begin)) / DAY
    late = extra >= 1
    assert np.sort(begin) == pytest.approx(begin[np.argsort(begin)])
    estimate = hypothesis.estimate()
    assert hypothesis.cases == late.sum()
    assert estimate.total / SECONDS_PER_DAY == pytest.approx(extra[late].sum(), rel=0.01)
    assert (in_turn - come).mean() == pytest.approx((begin - come).mean(), rel=0.05)


def test_finding_saves_no_time_on_average_and_enters_no_sum() -> None:
    ranked = found_in(log_of(*queue(newest))).ranked
    (finding,) = [f for f in ranked if f.detector.id == "overtaking"]
    assert finding.confidence in ("high", "medium")
    assert (finding.standalone, finding.fair_share) == (0.0, None)


@pytest.mark.parametrize("seed", range(4))
def test_busy_queue_in_the_order_of_coming_is_silent(seed: int) -> None:
    assert found(log_of(*queue(oldest, seed=seed))) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_order_at_all_is_what_chance_does(seed: int) -> None:
    """The log cannot tell it from files that are handled independently of each other."""
    assert found(log_of(*queue(at_random(seed), seed=seed))) == []


@pytest.mark.parametrize("name", ["Fallart", "Eilbedürftig"])
def test_express_cases_that_go_first_by_rule_are_silent(name: str) -> None:
    express = [k % 3 == 0 for k in range(CASES)]
    kinds = ["express" if first else "other" for first in express]
    log = log_of(*queue(first_of(express)), kinds=kinds, name=name)
    assert found(log) == []


def test_attribute_that_was_taken_for_a_precedence_is_named() -> None:
    log = log_of(*queue(newest), kinds=["a", "b"] * (CASES // 2), name="Eilbedürftig")
    assert proposed(OVERTAKING, log).matched == ("Eilbedürftig",)


def test_completions_alone_show_it_too() -> None:
    assert len(found(log_of(*queue(newest), starts=False))) == 1


@pytest.mark.parametrize("precision", ["day", "interval"])
def test_dates_do_not_tell_who_came_first(precision: str) -> None:
    log = log_of(*queue(newest), precision=precision)
    assert proposed(OVERTAKING, log).hypotheses == ()


def test_quick_desk_has_nobody_to_overtake() -> None:
    assert proposed(OVERTAKING, log_of(*queue(newest, load=0.2))).hypotheses == ()


def test_few_pairs_are_not_tested() -> None:
    come = arrivals(60, weeks=1)
    begin = come[-1] + DAY + np.arange(60)[::-1] * DAY
    assert proposed(OVERTAKING, log_of(come, begin, begin + 1)).hypotheses == ()


def test_weekly_date_is_no_overtaking() -> None:
    come = arrivals(CASES, weeks=60)
    begin = np.ceil(come / (7 * DAY)) * 7 * DAY + np.random.default_rng(0).uniform(0, 8, CASES)
    assert found(log_of(come, begin, begin + 0.1)) == []


@pytest.mark.parametrize("seed", range(5))
def test_null_logs_have_none(seed: int) -> None:
    assert found(null_log(seed)) == []


@pytest.mark.parametrize(("language", "words"), [("de", "an der Reihe"), ("en", "goes first")])
def test_text_names_both_shares(language: Language, words: str) -> None:
    remark = only(proposed(OVERTAKING, log_of(*queue(newest)))).remark
    assert remark is not None
    text = remark.in_language(language)
    assert words in text
    assert text.count("%") == 2


def test_log_of_single_steps_is_silent() -> None:
    assert proposed(OVERTAKING, measured(procedure([(0, 0.0)]))).hypotheses == ()


def test_wait_of_the_overtaken_is_told_in_all_though_nothing_is_saved() -> None:
    log = log_of(*queue(newest))
    finding = next(f for f in found_in(log).ranked if f.detector.id == "overtaking")
    words = seen(finding, log)
    told = formula(finding, log, words).en
    assert re.search(r"together [\d,]+ case-days a year \(95% range [\d,]+ to [\d,]+\)", told)
    assert " instead of " not in observation(finding, log, words).en
