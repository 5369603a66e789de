"""Slowdown: longer than before, and neither a season, a mix nor the edge of a log."""

import re
from collections.abc import Sequence

import numpy as np
import pytest
from tests.detectors.proposing import only, proposed
from tests.null_logs import found_in, null_log, sure
from tests.procedures import DAY, WEEK, arrivals, measured, procedure

from verwaltung_mining.benefit import Finding
from verwaltung_mining.detectors.slowdown import NOT_LONGER, SLOWDOWN
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline.candidates import candidates as released_candidates
from verwaltung_mining.pipeline.narrative import formula, seen
from verwaltung_mining.shapes import Hypothesis, Place, Proposal
from verwaltung_mining.shapes.pass_through import PassThrough, perhaps_nothing

WEEKS = 130
PER_WEEK = 10
CASES = WEEKS * PER_WEEK
CHANGE = 80
"""Week of the change where one is planted."""


def come(weeks: int = WEEKS) -> np.ndarray:
    return arrivals(weeks * PER_WEEK, weeks=weeks)


def log_of(
    days: Sequence[float] | np.ndarray, *, weeks: int = WEEKS, **attributes: list[str]
) -> AnalysedLog:
    """Cases of three steps, two days and then these days apart."""
    cases = [
        [(0, c), (1, c + 2 * DAY), (2, c + 2 * DAY + d * DAY)]
        for c, d in zip(come(weeks), days, strict=True)
    ]
    given = {name: ("channel", values) for name, values in attributes.items()}
    return measured(procedure(*cases, attributes=given))  # type: ignore[arg-type]


def scattered(weeks: int = WEEKS) -> np.ndarray:
    """One to five days, in turn."""
    days: np.ndarray = 1.0 + np.arange(weeks * PER_WEEK) % 5
    return days


def week(weeks: int = WEEKS) -> np.ndarray:
    """Arrival week of each case."""
    numbers: np.ndarray = come(weeks) / WEEK
    return numbers


def at(proposal: Proposal, target: int) -> Hypothesis:
    (hypothesis,) = [h for h in proposal.hypotheses if h.place.target == target]
    return hypothesis


def candidates(log: AnalysedLog) -> list[Finding]:
    return [f for f in found_in(log).ranked if f.detector.id == "slowdown"]


def stepped(days: float, *, at_week: float = CHANGE, weeks: int = WEEKS) -> AnalysedLog:
    return log_of(scattered(weeks) + np.where(week(weeks) >= at_week, days, 0.0), weeks=weeks)


def test_step_is_found_with_its_size_at_the_current_rate() -> None:
    """Three days more since the eightieth week, ten cases a week over the whole window."""
    log = stepped(3.0)
    hypothesis = at(proposed(SLOWDOWN, log), 2)
    assert hypothesis.place == Place(source=1, target=2)
    assert hypothesis.kind == "comparison"
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 1e-6
    assert hypothesis.effect_size is not None
    assert hypothesis.effect_size > 0.5
    assert hypothesis.strata == ("season",)
    estimate = hypothesis.estimate()
    window = log.window_days * SECONDS_PER_DAY
    assert estimate.total == pytest.approx(3 * PER_WEEK / 7 * window, rel=0.03)
    assert estimate.low < estimate.total < estimate.high
    assert (estimate.bound, estimate.halves_agree, estimate.doubt) == ("point", True, None)
    assert estimate.typical == 3 * SECONDS_PER_DAY
    assert estimate.rate == pytest.approx(WEEKS / (WEEKS - CHANGE), rel=0.05)


def test_amount_a_year_is_that_of_the_current_rate_and_so_is_the_fair_share() -> None:
    (finding,) = candidates(stepped(3.0))
    log = stepped(3.0)
    yearly = finding.standalone * log.per_year / SECONDS_PER_DAY
    assert yearly == pytest.approx(3 * PER_WEEK * 365.25 / 7, rel=0.03)
    assert finding.fair_share == pytest.approx(finding.standalone)
    assert finding.cumulative == pytest.approx(finding.standalone)
    assert finding.confidence == "high"


def test_affected_a_year_times_what_each_loses_is_the_saving_a_year() -> None:
    """Three days each, for the ten cases a week that come today."""
    log = stepped(3.0)
    (told,) = released_candidates(candidates(log), log)
    assert told.benefit is not None
    assert told.affected_cases == pytest.approx((WEEKS - CHANGE) * PER_WEEK, rel=0.05)
    assert told.affected_cases_per_year == pytest.approx(PER_WEEK * 365.25 / 7, rel=0.03)
    each = told.benefit.standalone / told.affected_cases_per_year
    assert each == pytest.approx(3.0, rel=0.03)


def test_case_that_takes_the_way_twice_is_one_case_of_the_year() -> None:
    """Each case goes the slow way twice, so that each loses six days."""
    days = 1.0 + np.arange(CASES) % 5 + np.where(week() >= CHANGE, 3.0, 0.0)
    cases = [
        [(1, c), (2, c + d * DAY), (1, c + (d + 1) * DAY), (2, c + (2 * d + 1) * DAY)]
        for c, d in zip(come(), days, strict=True)
    ]
    log = measured(procedure(*cases))
    (told,) = released_candidates(candidates(log), log)
    assert told.benefit is not None
    assert told.affected_cases_per_year == pytest.approx(PER_WEEK * 365.25 / 7, rel=0.03)
    assert told.benefit.standalone / told.affected_cases_per_year == pytest.approx(6, rel=0.05)


def test_claims_are_what_came_after_to_the_end_of_the_log() -> None:
    claims = at(proposed(SLOWDOWN, stepped(3.0)), 2).estimate().claims
    assert claims.index.min() == pytest.approx(CHANGE * PER_WEEK, abs=PER_WEEK)
    assert claims.index.max() == CASES - 1


def test_month_of_the_change_is_named() -> None:
    """130 weeks from the end of March 2024; the eightieth begins in October 2025."""
    remark = at(proposed(SLOWDOWN, stepped(3.0)), 2).estimate().remark
    assert remark is not None
    assert remark.de == (
        "seit Oktober 2025 im Mittel 3 Tage mehr; "
        "der ganze Fall dauerte bei diesen vorher im Mittel 5 Tage, seitdem 8 Tage"
    )
    assert remark.en == (
        "since October 2025 3 days more on average; "
        "the whole case took 5 days on average for those before and 8 days since"
    )


def test_more_cases_than_before_are_told_beside_it() -> None:
    """Every second case of the first eighty weeks is missing: half as many as later."""
    days = scattered() + np.where(week() >= CHANGE, 3.0, 0.0)
    kept = (week() >= CHANGE) | (np.arange(CASES) % 2 == 0)
    cases = [
        [(0, c), (1, c + 2 * DAY), (2, c + (2 + d) * DAY)]
        for c, d in zip(come()[kept], days[kept], strict=True)
    ]
    remark = at(proposed(SLOWDOWN, measured(procedure(*cases))), 2).estimate().remark
    assert remark is not None
    assert "; there are 100% more cases a week than before; " in remark.en


def test_what_is_won_elsewhere_is_seen_in_the_whole_case() -> None:
    """Three days more to the second step and three fewer from there on, since the same week."""
    more = np.where(week() >= CHANGE, 3.0, 0.0)
    cases = [
        [(0, c), (1, c + (d + m) * DAY), (2, c + (d + m) * DAY + (4 - m) * DAY)]
        for c, d, m in zip(come(), scattered(), more, strict=True)
    ]
    log = measured(procedure(*cases))
    estimate = at(proposed(SLOWDOWN, log), 1).estimate()
    assert estimate.remark is not None
    assert estimate.remark.en.endswith("took 7 days on average for those before and 7 days since")
    assert estimate.doubt == NOT_LONGER
    assert (estimate.low, estimate.pass_through_low) == (0, 0)
    (finding,) = (f for f in candidates(log) if f.hypothesis.place.target == 1)
    assert finding.confidence == "low"
    assert finding.reasons[0] == NOT_LONGER
    longer = at(proposed(SLOWDOWN, stepped(3.0)), 2).estimate()
    assert longer.doubt is None
    assert longer.low > 0
    assert longer.pass_through_low != 0


def test_range_reaches_from_nothing_to_what_it_was_where_the_case_takes_no_longer() -> None:
    known = PassThrough(share=1.0, draws=np.full(500, 1.0), estimated=True)
    unsure = perhaps_nothing(known)
    assert (unsure.share, unsure.low, unsure.high) == (1.0, 0.0, 1.0)
    assert known.low == 1.0


def test_rate_of_a_log_of_less_than_a_year_is_that_since_the_rise() -> None:
    """Forty weeks; ten cases a week for the first twenty, then every second one is missing."""
    weeks, change = 40, 20
    days = scattered(weeks) + np.where(week(weeks) >= change, 6.0, 0.0)
    kept = (week(weeks) < change) | (np.arange(weeks * PER_WEEK) % 2 == 0)
    cases = [
        [(0, c), (1, c + 2 * DAY), (2, c + (2 + d) * DAY)]
        for c, d in zip(come(weeks)[kept], days[kept], strict=True)
    ]
    estimate = at(proposed(SLOWDOWN, measured(procedure(*cases))), 2).estimate()
    assert dict(estimate.details)["occurrences_a_week"] == pytest.approx(PER_WEEK / 2, rel=0.05)


def test_trend_is_a_lower_bound_and_told_as_one() -> None:
    """Ten days more over the whole time."""
    log = log_of(scattered() + 10 * week() / WEEKS)
    estimate = at(proposed(SLOWDOWN, log), 2).estimate()
    most = 10 * PER_WEEK / 7 * log.window_days * SECONDS_PER_DAY
    assert 0.7 * most < estimate.total < most
    assert estimate.bound == "lower"
    assert estimate.remark is not None
    assert estimate.remark.de.startswith("nach und nach, von April 2024 bis September 2026")


def test_log_without_a_change_shows_none() -> None:
    hypotheses = proposed(SLOWDOWN, log_of(scattered())).hypotheses
    assert all((h.p_value or 0.0) > 0.05 for h in hypotheses)
    assert candidates(log_of(scattered())) == []


def test_faster_than_before_is_no_finding() -> None:
    log = log_of(scattered() + np.where(week() >= CHANGE, 0.0, 3.0))
    assert candidates(log) == []


def test_peak_that_is_over_is_no_slowdown() -> None:
    peak = (week() >= 50) & (week() < 75)
    assert candidates(log_of(scattered() + np.where(peak, 6.0, 0.0))) == []


def test_season_of_every_year_is_no_slowdown() -> None:
    """The last quarter of each year is slow, and the log ends in one."""
    slow = (week() + 26) % 52.18 >= 39
    assert candidates(log_of(scattered() + np.where(slow, 6.0, 0.0))) == []


def test_short_log_cannot_tell_the_season_and_says_so() -> None:
    (finding,) = candidates(stepped(4.0, at_week=25, weeks=50))
    assert finding.confidence == "low"
    assert finding.hypothesis.strata == ()
    assert "Jahreszeit" in finding.reasons[0].de
    assert "season" in finding.reasons[0].en


def test_shift_of_the_mix_is_no_slowdown() -> None:
    """Paper takes six days longer and grows from a fifth of the cases to four fifths."""
    rng = np.random.default_rng(3)
    paper = rng.random(CASES) < np.where(week() >= CHANGE, 0.8, 0.2)
    days = scattered() + np.where(paper, 6.0, 0.0)
    channel = ["paper" if p else "online" for p in paper]
    assert candidates(log_of(days, channel=channel)) == []
    assert len(candidates(log_of(days))) == 1


def test_whole_case_is_named_where_no_transition_explains_it() -> None:
    """Each of twelve transitions takes a fifth of a day more: too little for any of them."""
    steps = np.arange(13)
    rng = np.random.default_rng(1)
    cases = []
    for c, w in zip(come(), week(), strict=True):
        days = rng.exponential(1.0, 12) + (0.15 if w >= CHANGE else 0.0)
        order = np.r_[0, 1 + rng.permutation(12)]
        times = c + DAY * np.r_[0.0, np.cumsum(days)]
        cases.append([(int(a), t) for a, t in zip(steps[order], times, strict=True)])
    whole = only(proposed(SLOWDOWN, measured(procedure(*cases))))
    assert whole.place == Place()
    assert whole.estimate().pass_through == 1.0
    assert whole.estimate().pass_through_estimated


def test_whole_case_is_not_said_beside_its_transition() -> None:
    places = [h.place for h in proposed(SLOWDOWN, stepped(3.0)).hypotheses]
    assert Place() not in places


def test_slow_cases_at_the_end_of_the_log_are_no_slowdown() -> None:
    """All cases are completed: after the last arrival only slow ones complete their steps."""
    rng = np.random.default_rng(4)
    assert candidates(log_of(rng.exponential(60, CASES))) == []


@pytest.mark.parametrize("weeks", [1, 20, 30])
def test_log_of_few_weeks_is_silent(weeks: int) -> None:
    log = log_of(scattered(weeks), weeks=weeks)
    assert [f for f in proposed(SLOWDOWN, log).hypotheses if (f.p_value or 0) < 0.05] == []


def test_log_of_one_event_is_silent() -> None:
    assert proposed(SLOWDOWN, measured(procedure([(0, 0.0)]))).hypotheses == ()


@pytest.mark.parametrize("seed", range(6))
def test_heavy_tails_and_seasons_alone_are_nothing_sure(seed: int) -> None:
    assert list(sure(found_in(null_log(seed)))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("weeks", "season"), [(130, 0.5), (90, 0.5), (160, 0.9)])
def test_of_forty_null_logs_at_most_two_show_anything_sure(weeks: int, season: float) -> None:
    logs = (null_log(seed, weeks=weeks, season=season) for seed in range(40))
    assert sum(any(sure(found_in(log))) for log in logs) <= 2


def test_amount_is_recomputed_from_its_formula() -> None:
    log = stepped(3.0)
    (finding,) = candidates(log)
    told = formula(finding, log, seen(finding, log)).en
    excess, rate, weeks, total = (
        float(part.replace(",", ""))
        for part in re.findall(
            r"([\d.,]+) days × ([\d.]+) times a week × ([\d.]+) weeks = ([\d,]+) days", told
        )[0]
    )
    assert excess * rate * weeks == pytest.approx(total, rel=0.01)


def test_reasons_speak_of_the_time_since_the_rise() -> None:
    (finding,) = candidates(stepped(3.0))
    told = " ".join(reason.en for reason in finding.reasons)
    assert "the period" not in told


def test_short_log_says_how_many_weeks_it_has() -> None:
    log = stepped(3.0, at_week=26, weeks=52)
    doubt = at(proposed(SLOWDOWN, log), 2).estimate().doubt
    assert doubt is not None
    assert re.search(r"only (4\d|5[0-2]) weeks show fast and slow cases alike; 65 are", doubt.en)
