"""Which rows of the table of waiting causes leave the house."""

import msgspec
import pytest
from tests.sample_document import document

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.release import ReleaseContext, opened, release_analysis
from verwaltung_mining.release.document import WaitingCauses, WaitingRow
from verwaltung_mining.release.reopening import reopen_analysis
from verwaltung_mining.release.waiting_causes import waiting_row

SUM_OF_SHARES = 1.0


def row(source: str, target: str, cases: int, **days: float) -> WaitingRow:
    causes = ("batching", "contention", "prioritisation", "unavailability", "extraneous")
    waits = {cause: days.get(cause, 0.0) for cause in causes}
    return waiting_row(
        waits, occurrences=cases, processing_days=2.0, source=source, target=target, cases=cases
    )


def shown(*rows: WaitingRow, context: ReleaseContext | None = None) -> WaitingCauses:
    whole = document(waiting_causes=WaitingCauses(transitions=rows))
    return opened(release_analysis(whole, context or ReleaseContext())).waiting_causes


def test_a_transition_of_fewer_than_ten_cases_is_not_shown_and_not_in_the_sum() -> None:
    part = shown(
        row("a", "b", 10, batching=3.0, extraneous=1.0),
        row("b", "c", 12, contention=4.0),
        row("b", "d", 9, unavailability=100.0),
    )
    assert [r.target for r in part.transitions] == ["b", "c"]
    assert part.left_out == 1
    total = part.total
    assert total is not None
    assert (total.cases, total.occurrences, total.wait_days) == (None, 22, 8.0)
    assert total.shares is not None
    assert (total.shares.batching, total.shares.contention, total.shares.unavailability) == (
        0.375, 0.5, 0.0,
    )  # fmt: skip
    assert total.cte == pytest.approx(4 / 12)
    assert total.cte_without is not None
    assert total.cte_without.contention == pytest.approx(4 / 8)


def test_a_step_of_too_few_persons_is_not_shown() -> None:
    context = ReleaseContext(activity_k={"b": "<5"})
    part = shown(row("a", "b", 50), row("b", "c", 50), row("c", "d", 50), context=context)
    assert [(r.source, r.target) for r in part.transitions] == [("c", "d")]


def test_nothing_shown_has_no_sum() -> None:
    part = shown(row("a", "b", 3, batching=3.0))
    assert (part.transitions, part.left_out, part.total) == ((), 1, None)


def test_where_nothing_waits_there_are_no_shares() -> None:
    one = row("a", "b", 10)
    assert (one.shares, one.cte) == (None, 1.0)
    assert one.cte_without is not None
    assert one.cte_without.extraneous == SUM_OF_SHARES


def test_work_that_takes_no_time_leaves_no_efficiency_without_the_only_cause() -> None:
    one = waiting_row(
        dict.fromkeys(("contention", "prioritisation", "unavailability", "extraneous"), 0.0)
        | {"batching": 1.0},
        occurrences=10,
        processing_days=0.0,
    )
    assert (one.cte, one.cte_without) == (0.0, None)


def test_an_altered_file_with_a_rare_transition_is_refused() -> None:
    altered = document(waiting_causes=WaitingCauses(transitions=(row("a", "b", 3),)))
    with pytest.raises(RefusedError):
        reopen_analysis(msgspec.json.encode(altered), name="analysis.json")
