"""Something that goes well, told as a question to learn from."""

from dataclasses import dataclass
from typing import Literal

from verwaltung_mining.texts import Text

Dimension = Literal["case_type", "channel", "block"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Place of a strength, in codes; what does not apply is None."""

    activity: int | None = None
    source: int | None = None
    target: int | None = None
    segment: tuple[str, str] | None = None
    """Attribute and value."""
    attribute: str | None = None
    """The case attribute that holds a deadline."""
    season: int | None = None
    """Quarter of the year, 1 to 4."""
    org_unit: int | None = None

    @property
    def sort_key(self) -> tuple[object, ...]:
        """An order that does not depend on how the strengths were found."""
        codes = (self.activity, self.source, self.target, self.season, self.org_unit)
        names = (self.segment or ("", ""), self.attribute or "")
        return (tuple(-1 if code is None else code for code in codes), names)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixDifference:
    """How far the cases with a feature differ from the others in one respect."""

    dimension: Dimension
    attribute: str | None
    """Name of the attribute, None for the 13-week block."""
    distance: float
    """Share of the cases that would have to be of another kind for both groups to be alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Both groups as they are, before anything is made comparable."""

    value: float
    peers: float
    median: float | None = None
    """Beside means in days; None where shares are compared."""
    peer_median: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A feature of cases that go well more often than comparable ones."""

    kind: str
    where: Where
    cases: int
    peer_cases: int | None
    """Cases it is compared with; None where nothing is compared."""
    measure: str
    value: float
    peers: float
    low: float
    high: float
    """Interval of how much better the value is than the peers'."""
    q_value: float = 1.0
    """Filled in when all strengths of a run have been tested."""
    raw: Raw | None = None
    case_mix: tuple[MixDifference, ...] = ()
    text: Text
    """With {activity}, {source}, {target} and {org_unit} where they are named."""
