"""Orders of work, hours of a unit's own, branches, and what a mended plant leaves."""

from dataclasses import dataclass, replace

from tests.simulation.small_process import PROCESS
from tests.simulation.test_queues import BEGIN, HOUR, OFFICE, visit

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Order, Process, Unit
from verwaltung_mining.simulation.queues import serve
from verwaltung_mining.simulation.simulate import mended, simulate, true_effects


def starts(order: Order, *urgency: int) -> list[int]:
    """Who is begun as the how-manieth, of cases that come a minute apart to one person."""
    ways = [(visit("A", HOUR, 0)._replace(urgency=u),) for u in urgency]
    done = serve(
        [BEGIN + 60 * n for n in range(len(ways))],
        ways,
        units=[Unit(name="A", staff=1, order=order)],
        offices={"A": OFFICE},
        releases={},
    )
    return [row.case for row in sorted(done, key=lambda row: row.start)]


def test_units_take_cases_in_their_order_of_work() -> None:
    assert starts("first come", 0, 0, 1, 0) == [0, 1, 2, 3]
    assert starts("last come", 0, 0, 1, 0) == [0, 3, 2, 1]
    assert starts("urgent", 0, 0, 1, 0) == [0, 2, 1, 3]


def test_branches_run_side_by_side_and_the_next_step_waits_for_all() -> None:
    way = (
        visit("A", HOUR, 0),
        visit("A", HOUR, 0)._replace(branch=0),
        visit("A", 3 * HOUR, 0)._replace(branch=1),
        visit("A", HOUR, 0),
    )
    units = [Unit(name="A", staff=None)]
    done = sorted(serve([BEGIN], [way], units=units, offices={"A": OFFICE}, releases={}))
    assert [(row.start - BEGIN) // HOUR for row in done] == [0, 1, 1, 4]


@dataclass(frozen=True, kw_only=True)
class _Understaffed:
    """One person less in a unit; mended with one more than usual."""

    key: str
    unit: str
    staff: int

    def changed(self, process: Process) -> Process:
        units = (replace(u, staff=self.staff) if u.name == self.unit else u for u in process.units)
        return replace(process, units=tuple(units))

    def place(self, process: Process) -> Place:
        return Place()

    @property
    def mended(self) -> tuple[Plant, ...]:
        return (replace(self, staff=20),)


def test_a_plant_that_changes_the_office_costs_what_its_mended_form_saves() -> None:
    unit = PROCESS.steps[1].unit
    few = _Understaffed(key="few", unit=unit, staff=1)
    effect = true_effects(PROCESS, [few], seed=3, cases=150)[few]
    assert mended([few], few)[0] == replace(few, staff=20)
    assert effect.saved_case_days > 0
    assert 0 < effect.affected_cases <= 150
    assert simulate(PROCESS, [few], seed=3, cases=150).height == 150 * len(PROCESS.steps)
