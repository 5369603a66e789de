"""Something that goes well, told as a question to learn from."""

from dataclasses import dataclass

from verwaltung_mining.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A feature of cases that go well more often than comparable ones."""

    kind: str
    activity: int | None
    segment: tuple[str, str] | None
    """Attribute and value."""
    cases: int
    measure: str
    value: float
    peers: float
    low: float
    high: float
    """Interval of value minus peers."""
    text: Text
    """With {activity} where an activity is named."""
