"""What was tested and what was not: the parts of the document that account for it."""

from typing import Literal

from verwaltung_mining.release.struct import Struct
from verwaltung_mining.texts import Text


class Tested(Struct, frozen=True, kw_only=True):
    detector: str
    hypotheses: int
    left_out: int
    reported: int
    few_cases: int = 0
    """Hypotheses with too few affected cases or peers for a candidate."""
    absorbed: int = 0
    """Hold at their place, but something further down absorbs what they would save."""
    skipped: Text | None
    matched: tuple[str, ...] = ()
    """Labels that a word list of the settings recognised."""


class Recognised(Struct, frozen=True, kw_only=True):
    """What a word list of the whole analysis recognised; those of a detector are in `tested`."""

    setting: str
    labels: tuple[str, ...]


class Excluded(Struct, frozen=True, kw_only=True):
    attribute: str
    kind: Literal[
        "not_imported",
        "case_type",
        "result",
        "deadline",
        "unit",
        "constant",
        "period",
        "identifier",
        "repeated",
    ]
    reason: str


class TestedStrengths(Struct, frozen=True, kw_only=True):
    kind: str
    hypotheses: int
    left_out: int
    reported: int
    skipped: Text | None
