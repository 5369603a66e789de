"""The place at which a planted problem stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a plant stands, in labels of the log; what does not apply is empty."""

    activity: str | None = None
    source: str | None = None
    target: str | None = None
    activities: tuple[str, ...] = ()
    attribute: str | None = None
    value: str | None = None
    units: tuple[str, ...] = ()
