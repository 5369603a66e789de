"""Which cases count as completed."""

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eventlog.raw_logs import assert_same_log, raw_log, raw_logs, steps

from verwaltung_mining.errors import DataError
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.ends import with_ends
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import EventLog


def _by_hand(log: EventLog) -> set[int]:
    """End activities by the rule of the architecture, in plain loops."""
    cases = defaultdict(list)
    for case, activity, stamp in (
        log.events.collect().select("case", "activity", "timestamp").rows()
    ):
        cases[case].append((stamp.timestamp(), activity))
    gaps = [b[0] - a[0] for c in cases.values() for a, b in pairwise(c)]
    quiet = float(np.percentile(gaps, 95)) if gaps else 0.0
    end = max(course[-1][0] for course in cases.values())
    settled = [course[-1][1] for course in cases.values() if end - course[-1][0] > quiet]
    lasts = Counter(settled or [course[-1][1] for course in cases.values()])
    chosen: set[int] = set()
    covered = 0
    for activity, count in sorted(lasts.items(), key=lambda item: (-item[1], item[0])):
        if covered >= 0.95 * lasts.total():
            break
        chosen.add(activity)
        covered += count
    return chosen


@given(raw_logs())
def test_end_activities_are_guessed_as_the_rule_says(raw: RawLog) -> None:
    log = canonicalise(raw)
    assert set(log.end_activities) == _by_hand(log)
    assert log.end_declared is False
    last = log.events.collect().group_by("case", maintain_order=True).last()["activity"]
    ends = [code in log.end_activities for code in last]
    assert log.cases["completed"].to_list() == ends


def test_recent_cases_in_mid_procedure_are_open() -> None:
    old = [row for n in range(40) for row in steps(f"old {n}", "abz", begin=n * 10)]
    log = canonicalise(raw_log([*old, *steps("recent", "ab", begin=410)]))
    assert [log.activities[code] for code in log.end_activities] == ["z"]
    assert log.cases["completed"].sum() == 40


def test_rare_last_activities_do_not_end_a_case() -> None:
    ends = "z" * 97 + "xyw"
    rows = [row for n, end in enumerate(ends) for row in steps(f"{n:03}", f"a{end}", begin=n * 100)]
    log = canonicalise(raw_log([*rows, *steps("last", "a", begin=20_000)]))
    assert [log.activities[code] for code in log.end_activities] == ["z"]


def test_declared_ends_overrule_the_guess() -> None:
    rows = [*steps("1", "abz"), *steps("2", "abx", begin=100)]
    log = canonicalise(raw_log(rows), end=("x", "x"))
    assert [log.activities[code] for code in log.end_activities] == ["x"]
    assert log.end_declared is True
    assert log.cases["completed"].to_list() == [False, True]
    assert "end_guessed" not in {finding.code for finding in log.quality}


def test_an_unknown_end_is_refused_with_a_suggestion() -> None:
    with pytest.raises(DataError, match="did you mean 'closed'"):
        canonicalise(raw_log([("1", "closed", 0)]), end=("close",))


@given(raw_logs(), st.sets(st.sampled_from("abc"), min_size=1))
def test_ends_declared_later_are_those_declared_at_import(raw: RawLog, chosen: set[str]) -> None:
    guessed = canonicalise(raw)
    end = tuple(sorted(chosen & set(guessed.activities)))
    assert_same_log(with_ends(guessed, end), canonicalise(raw, end=end))
