"""Changes of unit and of person."""

import polars as pl
from hypothesis import given
from tests.measures.by_case import column, pairs_of
from tests.strategies import event_frames, frame

from verwaltung_mining.measures import handover


@given(event_frames())
def test_handovers_equal_a_loop_over_pairs_of_events(events: pl.DataFrame) -> None:
    def changed(before: int | None, after: int | None) -> bool | None:
        return None if before is None or after is None else before != after

    expected = [
        (None, None)
        if before is None
        else (changed(before.org_unit, event.org_unit), changed(before.person, event.person))
        for before, event in pairs_of(events)
    ]
    columns = ("unit_handover", "person_handover")
    assert handover(events.lazy()).select(columns).collect().rows() == expected


def test_the_first_event_of_a_case_hands_nothing_over() -> None:
    events = frame([(0, 1)], [(0, 2), (0, 3)], units=[1, 2, 2])
    assert column(handover(events.lazy()), "unit_handover") == [None, None, False]
