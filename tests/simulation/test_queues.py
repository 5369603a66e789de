"""First come, first served, against a slow search for the next free person."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.simulation.office_calendar import office_calendar
from verwaltung_mining.simulation.office_time import office_time
from verwaltung_mining.simulation.process import Unit
from verwaltung_mining.simulation.queues import Done, serve
from verwaltung_mining.simulation.visits import Visit

OFFICE = office_time(office_calendar("NW"), first_day=dt.date(2024, 1, 1), last_year=2026)
OFFICES = {"A": OFFICE, "B": OFFICE}
HOUR = 3600
BEGIN = OFFICE.opens[0]


def visit(unit: str, service: int, delay: int, release: str | None = None) -> Visit:
    return Visit(
        step="s", origin="", activity="a", unit=unit, service=service, delay=delay, release=release
    )


VISITS = st.builds(
    visit,
    unit=st.sampled_from(["A", "B"]),
    service=st.integers(60, 6 * HOUR),
    delay=st.integers(0, 30 * HOUR),
)
WAYS = st.lists(st.lists(VISITS, min_size=1, max_size=4).map(tuple), min_size=1, max_size=12)


def served(ways: list[tuple[Visit, ...]], staff: int | None) -> list[Done]:
    units = [Unit(name="A", staff=staff), Unit(name="B", staff=staff)]
    arrivals = [BEGIN + 600 * case for case in range(len(ways))]
    return serve(arrivals, ways, units=units, offices=OFFICES, releases={})


def ready(ways: list[tuple[Visit, ...]], done: list[Done], row: Done) -> int:
    ends = {(other.case, other.position): other.end for other in done}
    before = ends.get((row.case, row.position - 1), BEGIN + 600 * row.case)
    return before + ways[row.case][row.position].delay


@given(ways=WAYS, staff=st.integers(1, 3))
def test_every_visit_happens_once_and_in_the_order_of_the_case(
    ways: list[tuple[Visit, ...]], staff: int
) -> None:
    done = sorted(served(ways, staff))
    planned = [(case, position) for case, way in enumerate(ways) for position in range(len(way))]
    assert [(row.case, row.position) for row in done] == planned
    assert all(row.start >= ready(ways, done, row) for row in done)


@given(ways=WAYS, staff=st.integers(1, 3))
def test_nobody_does_two_things_at_once(ways: list[tuple[Visit, ...]], staff: int) -> None:
    by_person = sorted((row.person, row.start, row.end) for row in served(ways, staff))
    for (person, _, end), (next_person, start, _) in pairwise(by_person):
        assert person != next_person or end <= start


@given(ways=WAYS, staff=st.integers(1, 3))
def test_who_is_ready_first_in_a_unit_is_served_first(
    ways: list[tuple[Visit, ...]], staff: int
) -> None:
    done = served(ways, staff)
    for unit in ("A", "B"):
        queue = sorted(
            (ready(ways, done, row), row.case, row.start)
            for row in done
            if ways[row.case][row.position].unit == unit
        )
        starts = [start for _, _, start in queue]
        assert starts == sorted(starts)


@given(ways=WAYS, staff=st.integers(1, 3))
def test_nobody_idles_while_a_case_waits(ways: list[tuple[Visit, ...]], staff: int) -> None:
    done = served(ways, staff)
    for row in done:
        moment = ready(ways, done, row)
        earliest, _ = OFFICE.work(moment, 1)
        if row.start == earliest:
            continue
        unit = ways[row.case][row.position].unit
        busy = {
            other.person
            for other in done
            if ways[other.case][other.position].unit == unit
            and other.start < row.start
            and other.end >= row.start
        }
        assert len(busy) == staff or not _open_before(row.start)


def _open_before(instant: int) -> bool:
    """Whether the office was open right before, so that somebody could have begun earlier."""
    return instant not in OFFICE.opens


@given(ways=WAYS)
def test_without_staff_nobody_waits_for_a_person(ways: list[tuple[Visit, ...]]) -> None:
    done = served(ways, None)
    for row in done:
        assert row.start == OFFICE.work(ready(ways, done, row), 1)[0]
        assert row.person is None


def test_a_released_visit_waits_for_the_next_release() -> None:
    releases = {"weekly": [BEGIN + 50 * HOUR, BEGIN + 218 * HOUR]}
    ways = [(visit("A", 60, 51 * HOUR, "weekly"),), (visit("A", 60, 50 * HOUR, "weekly"),)]
    done = serve(
        [BEGIN, BEGIN],
        ways,
        units=[Unit(name="A", staff=None)],
        offices=OFFICES,
        releases=releases,
    )
    starts = {row.case: row.start for row in done}
    assert starts[0] == OFFICE.work(BEGIN + 218 * HOUR, 1)[0]
    assert starts[1] == OFFICE.work(BEGIN + 50 * HOUR, 1)[0]
