"""One case's way through the units, before anybody knows when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from verwaltung_mining.simulation.draws import Draws
from verwaltung_mining.simulation.process import CaseAttribute, Process, Segment, Step


class Visit(NamedTuple):
    """One planned activity instance of a case; times in seconds."""

    step: str
    """Key of the step; a plant's own steps have keys of their own."""
    origin: str
    """Empty on the main route, else the plant and round that made the visit."""
    activity: str
    unit: str
    service: int
    delay: int
    """Calendar time between the end of the visit before and readiness for this one."""
    release: str | None = None
    """Key of the plant whose next release the case waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a plant may look at: the process, the draws and the cases' attribute values."""

    process: Process
    draws: Draws
    values: Mapping[str, list[str]]
    """Attribute → value per case."""

    def visit(self, step: Step, *, case: int, origin: str = "") -> Visit:
        """The visit of a step; its draws hang on the step and on who caused the visit."""
        name = f"{origin}/{step.key}"
        return Visit(
            step=step.key,
            origin=origin,
            activity=step.activity,
            unit=step.unit,
            service=self.draws.work_seconds(f"{name}/service", step.service)[case],
            delay=self.draws.seconds(f"{name}/transit", step.transit)[case],
        )

    def belongs(self, case: int, segment: Segment | None) -> bool:
        """Whether the case lies in the segment; every case lies in no segment at all."""
        return segment is None or self.values[segment.attribute][case] in segment.values

    def chosen(self, name: str, *, case: int, share: float) -> bool:
        """Whether the case is one of the share that the draw of this name picks."""
        return self.draws.uniform(name)[case] < share


def open_world(process: Process, *, seed: int, cases: int) -> World:
    """The cases with their attribute values, drawn independently of each other."""
    draws = Draws(seed=seed, cases=cases, complexity_spread=process.complexity_spread)
    values = {attribute.name: _values(draws, attribute) for attribute in process.attributes}
    return World(process=process, draws=draws, values=values)


def _values(draws: Draws, attribute: CaseAttribute) -> list[str]:
    labels = [label for label, _ in attribute.shares]
    bounds = np.cumsum([share for _, share in attribute.shares])
    drawn = np.asarray(draws.uniform(f"attribute/{attribute.name}")) * bounds[-1]
    return [labels[index] for index in np.searchsorted(bounds, drawn, side="right")]
