"""What a random procedure is set in: its shape, hours, tails, season, attributes and gate."""

from dataclasses import dataclass, replace
from typing import Literal

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.calendar.opening_hours import ALL_DAY
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import mean_case_days
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Step, Unit
from verwaltung_mining.simulation.releases import FixedDate

Shape = Literal["straight", "parallel", "external wait"]
EXTERNAL_DAYS = 25.0
EXTERNAL_UNIT = "Beteiligte Stelle"
HEAVY_SIGMA = 1.1
"""Standard deviation of the logarithm of a heavy-tailed wait; its mean is 1.8 times its median."""
HEAVY_COMPLEXITY = 0.8
DATE_AFTER = 2.5
"""The fixed date comes after this many times the mean time that a case needs."""
GATE = "gate"
"""Key of the fixed date."""
VALUES = 6
"""Most values of an attribute that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Changes to a random procedure that plant nothing."""

    shape: Shape = "straight"
    around_the_clock: bool = False
    heavy_tails: bool = False
    confounded: bool = False
    """Heavy cases wait longer and take detours more often."""
    season: float = 0.0
    useless_attributes: int = 0
    more_steps: int = 0
    """Steps beyond the usual seven to ten."""
    gate: bool = False
    """Every case has a date for its last step that was fixed when it came."""

    def applied(self, process: Process) -> Process:
        """The procedure in these surroundings."""
        process = _SHAPES[self.shape](process)
        if self.around_the_clock:
            always = Calendar(hours=(ALL_DAY,) * 7, zone=process.calendar.zone)
            process = replace(process, calendar=always)
        if self.heavy_tails:
            process = replace(process, steps=tuple(_heavy(step) for step in process.steps))
        if self.confounded:
            process = replace(process, complexity_spread=HEAVY_COMPLEXITY, complexity_decides=True)
        useless = tuple(_useless(number) for number in range(self.useless_attributes))
        return replace(process, season=self.season, attributes=(*process.attributes, *useless))

    def gates(self, process: Process) -> tuple[Plant, ...]:
        """The fixed date, late enough for nearly all cases to be ready, where there is one."""
        if not self.gate:
            return ()
        days = DATE_AFTER * mean_case_days(process)
        return (FixedDate(key=GATE, at=process.steps[-1].key, days=days),)


def _straight(process: Process) -> Process:
    return process


def _parallel(process: Process) -> Process:
    """Two steps in the middle run side by side."""
    middle = len(process.steps) // 2
    steps = [
        replace(step, branch=number - middle + 1 if middle - 1 <= number <= middle else None)
        for number, step in enumerate(process.steps)
    ]
    return replace(process, steps=tuple(steps))


def _external_wait(process: Process) -> Process:
    """One step waits long for somebody outside, whom nobody at the office can hurry."""
    middle = len(process.steps) // 2
    waiting = replace(
        process.steps[middle], unit=EXTERNAL_UNIT, transit=Duration(hours=EXTERNAL_DAYS * 24)
    )
    steps: tuple[Step, ...] = (*process.steps[:middle], waiting, *process.steps[middle + 1 :])
    return replace(
        process, steps=steps, units=(*process.units, Unit(name=EXTERNAL_UNIT, staff=None))
    )


def _heavy(step: Step) -> Step:
    return replace(step, transit=replace(step.transit, sigma=HEAVY_SIGMA))


def _useless(number: int) -> CaseAttribute:
    """An attribute with two to six equally frequent values that mean nothing."""
    values = 2 + number % (VALUES - 1)
    shares = tuple((f"Wert {value + 1}", 1 / values) for value in range(values))
    return CaseAttribute(name=f"Merkmal {number + 1}", role="other", shares=shares)


_SHAPES = {"straight": _straight, "parallel": _parallel, "external wait": _external_wait}
