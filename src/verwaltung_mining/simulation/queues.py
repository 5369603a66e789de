"""When the visits happen: one heap of cases that are ready, the freest person of a unit takes each.

Units serve in the order in which cases become ready. Because the heap hands them out in that
order, giving each to the person who is free first is an exact first-come-first-served queue.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush, heapreplace
from typing import NamedTuple

from verwaltung_mining.simulation.office_time import OfficeTime
from verwaltung_mining.simulation.process import Unit
from verwaltung_mining.simulation.visits import Visit


class Done(NamedTuple):
    """An activity instance as it happened; seconds since 1970 UTC."""

    case: int
    position: int
    start: int
    end: int
    person: int | None
    """Number of the person across all units."""


def serve(
    arrivals: Sequence[int],
    ways: Sequence[tuple[Visit, ...]],
    *,
    units: Sequence[Unit],
    office: OfficeTime,
    releases: Mapping[str, list[int]],
) -> list[Done]:
    """Every visit of every case with its times and person, in the order of readiness."""
    free = _staff(units)
    ready = [
        (_released(arrival + ways[case][0].delay, ways[case][0], releases), case, 0)
        for case, arrival in enumerate(arrivals)
    ]
    heapify(ready)
    done: list[Done] = []
    while ready:
        moment, case, position = heappop(ready)
        way = ways[case]
        visit = way[position]
        staff = free[visit.unit]
        if staff is None:
            person = None
            start, end = office.work(moment, visit.service)
        else:
            idle_since, person = staff[0]
            start, end = office.work(max(moment, idle_since), visit.service)
            heapreplace(staff, (end, person))
        done.append(Done(case, position, start, end, person))
        if position + 1 < len(way):
            following = way[position + 1]
            later = _released(end + following.delay, following, releases)
            heappush(ready, (later, case, position + 1))
    return done


def _staff(units: Sequence[Unit]) -> dict[str, list[tuple[int, int]] | None]:
    """For each unit the people with the instant since when each is free."""
    found: dict[str, list[tuple[int, int]] | None] = {}
    number = 0
    for unit in units:
        if unit.staff is None:
            found[unit.name] = None
            continue
        found[unit.name] = [(0, number + n) for n in range(unit.staff)]
        number += unit.staff
    return found


def _released(moment: int, visit: Visit, releases: Mapping[str, list[int]]) -> int:
    if visit.release is None:
        return moment
    instants = releases[visit.release]
    return instants[bisect_left(instants, moment)]
