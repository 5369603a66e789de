"""What a planted problem may change.

A plant is a frozen dataclass with `key` (its draws hang on it) and `place`, and with those hooks
that it needs. Whoever adds a kind of plant writes one file; nothing here knows the kinds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.visits import Visit, World


@runtime_checkable
class Plant(Protocol):
    """Something that differs from the plain procedure."""

    @property
    def key(self) -> str:
        """Identity of the plant's draws."""

    def place(self, process: Process) -> Place:
        """Where it stands, in labels of the log."""


@runtime_checkable
class Detour(Plant, Protocol):
    """Additional visits behind a step."""

    @property
    def after(self) -> str:
        """Key of the step that the visits follow."""

    def visits(self, world: World, case: int) -> list[Visit]:
        """The visits; none for cases that are not concerned."""


@runtime_checkable
class Delay(Plant, Protocol):
    """Another visit of a step where it directly follows a certain one."""

    @property
    def source(self) -> str:
        """Key of the step before."""

    @property
    def target(self) -> str:
        """Key of the step whose visit changes."""

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The changed visit; the same object for cases that are not concerned."""


@runtime_checkable
class Rerouting(Plant, Protocol):
    """Another way as a whole: steps exchanged, left out, cut off, done by another unit."""

    def rerouted(self, world: World, case: int, way: Sequence[Visit]) -> Sequence[Visit]:
        """The changed way; the same object for cases that are not concerned."""


@runtime_checkable
class Release(Plant, Protocol):
    """Cases wait for the next date before a step."""

    @property
    def at(self) -> str:
        """Key of the step."""

    def releases(self, process: Process, *, last_year: int) -> list[int]:
        """All dates, sorted; seconds since 1970 UTC."""


@runtime_checkable
class Setting(Plant, Protocol):
    """Another office: fewer staff, absences, another order of work, one attribute more."""

    def changed(self, process: Process) -> Process:
        """The process with the change."""


@runtime_checkable
class Valuing(Plant, Protocol):
    """Values of case attributes that a `Setting` added with no shares."""

    def values(self, world: World) -> Mapping[str, list[str]]:
        """Attribute → value per case."""


@runtime_checkable
class Mendable(Plant, Protocol):
    """Mended is not the same as away: an early check instead of a late one, not no check."""

    @property
    def mended(self) -> "tuple[Plant, ...]":
        """What stands in its stead in the world that its true effect is measured against."""


@runtime_checkable
class Named(Plant, Protocol):
    """A detector recognises it by names, which a settings file would list."""

    def words(self, process: Process) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Section of the settings (a detector, or `analysis`) → setting → names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """The plants of a run by what they change, in the order given."""

    detours: tuple[Detour, ...]
    delays: tuple[Delay, ...]
    reroutings: tuple[Rerouting, ...]
    releases: tuple[Release, ...]
    valuing: tuple[Valuing, ...]

    @classmethod
    def of(cls, plants: Iterable[Plant]) -> "Hooks":
        """Sort the plants by their hooks; one plant may have several."""
        every = tuple(plants)
        return cls(
            detours=tuple(p for p in every if isinstance(p, Detour)),
            delays=tuple(p for p in every if isinstance(p, Delay)),
            reroutings=tuple(p for p in every if isinstance(p, Rerouting)),
            releases=tuple(p for p in every if isinstance(p, Release)),
            valuing=tuple(p for p in every if isinstance(p, Valuing)),
        )


def changed_by(process: Process, plants: Iterable[Plant]) -> Process:
    """The process with everything that the plants change about the office."""
    for plant in plants:
        if isinstance(plant, Setting):
            process = plant.changed(process)
    return process


STEPS_NAMED = ("source", "target", "at", "after", "back_to")
"""Fields of a plant that hold keys of steps of the main route."""


def check_plants(process: Process, plants: Sequence[Plant]) -> None:
    """Raise ValueError where two plants share a key or a plant names a step that is not there."""
    if len({plant.key for plant in plants}) < len(plants):
        raise ValueError("two plants have the same key and would share their draws")
    known = {step.key for step in process.steps}
    for plant in plants:
        named = {getattr(plant, name, None) for name in STEPS_NAMED} - {None}
        if not named <= known:
            raise ValueError(f"plant {plant.key!r} stands at a step that the process lacks")
