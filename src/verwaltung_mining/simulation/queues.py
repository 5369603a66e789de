"""When the visits happen: one heap of what comes next, each unit gives a free person a case.

Units that serve in the order in which cases become ready need no queue of their own: the heap
hands the cases out in that order, and giving each to the person who is free first is an exact
first-come-first-served queue. Units with another order of work keep the cases that wait.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush, heapreplace
from typing import NamedTuple

from verwaltung_mining.simulation.office_time import OfficeTime
from verwaltung_mining.simulation.process import Order, Unit
from verwaltung_mining.simulation.successors import Way
from verwaltung_mining.simulation.visits import Visit

Event = tuple[int, int, int]
"""Moment, case and position of a visit that becomes ready; a case below zero wakes a unit up."""


class Done(NamedTuple):
    """An activity instance as it happened; seconds since 1970 UTC."""

    case: int
    position: int
    start: int
    end: int
    person: int | None
    """Number of the person across all units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """One unit: when each person is free, and who waits where the order is not first come."""

    office: OfficeTime
    order: Order
    free: list[tuple[int, int]] | None
    """Instant and person; None where nobody ever waits."""
    waiting: list[tuple[tuple[int, ...], int, int]] = field(default_factory=list)
    """Turn, case and position."""


def serve(
    arrivals: Sequence[int],
    ways: Sequence[tuple[Visit, ...]],
    *,
    units: Sequence[Unit],
    offices: Mapping[str, OfficeTime],
    releases: Mapping[str, list[int]],
) -> list[Done]:
    """Every visit of every case with its times and person, in the order of readiness."""
    desks = _desks(units, offices)
    names = list(desks)
    way_of = [Way(visits) for visits in ways]
    coming = _first(arrivals, way_of, releases)
    done: list[Done] = []
    while coming:
        moment, case, position = heappop(coming)
        if case < 0:
            visits = _turns(desks[names[-case - 1]], moment, way_of)
        else:
            visit = way_of[case].visits[position]
            desk = desks[visit.unit]
            visits = _next(desk, visit, moment, case, position)
            if not visits:
                wake = desk.office.work(moment, 0)[0]
                heappush(coming, (wake, -names.index(visit.unit) - 1, 0))
        done += visits
        for row in visits:
            way, unit = way_of[row.case], way_of[row.case].visits[row.position].unit
            if desks[unit].order != "first come":
                heappush(coming, (row.end, -names.index(unit) - 1, 0))
            for following, since in way.after(row.position, row.end):
                then = way.visits[following]
                ready = _released(since + then.delay, then, releases)
                heappush(coming, (ready, row.case, following))
    return done


def _first(
    arrivals: Sequence[int], way_of: Sequence[Way], releases: Mapping[str, list[int]]
) -> list[Event]:
    """A heap of the visits that each case begins with."""
    coming: list[Event] = [
        (_released(arrival + way.visits[p].delay, way.visits[p], releases), case, p)
        for case, (arrival, way) in enumerate(zip(arrivals, way_of, strict=True))
        for p in way.first()
    ]
    heapify(coming)
    return coming


def _next(desk: _Desk, visit: Visit, moment: int, case: int, position: int) -> list[Done]:
    """The visit done, or nothing where it has to wait for its turn."""
    if desk.free is None:
        return [Done(case, position, *desk.office.work(moment, visit.service), None)]
    if desk.order != "first come":
        turn = (-moment,) if desk.order == "last come" else (-visit.urgency, moment)
        heappush(desk.waiting, (turn, case, position))
        return []
    idle_since, person = desk.free[0]
    start, end = desk.office.work(max(moment, idle_since), visit.service)
    heapreplace(desk.free, (end, person))
    return [Done(case, position, start, end, person)]


def _turns(desk: _Desk, moment: int, way_of: Sequence[Way]) -> list[Done]:
    """Those whose turn it is, as many as there are people free."""
    visits: list[Done] = []
    while desk.waiting and desk.free and desk.free[0][0] <= moment:
        _, case, position = heappop(desk.waiting)
        start, end = desk.office.work(moment, way_of[case].visits[position].service)
        person = desk.free[0][1]
        heapreplace(desk.free, (end, person))
        visits.append(Done(case, position, start, end, person))
    return visits


def _desks(units: Sequence[Unit], offices: Mapping[str, OfficeTime]) -> dict[str, _Desk]:
    """For each unit its hours, its order of work and its people."""
    found: dict[str, _Desk] = {}
    number = 0
    for unit in units:
        staff = unit.staff or 0
        free = None if unit.staff is None else [(0, number + n) for n in range(staff)]
        found[unit.name] = _Desk(office=offices[unit.name], order=unit.order, free=free)
        number += staff
    return found


def _released(moment: int, visit: Visit, releases: Mapping[str, list[int]]) -> int:
    moment = max(moment, visit.earliest)
    if visit.release is None:
        return moment
    instants = releases[visit.release]
    return instants[bisect_left(instants, moment)]
