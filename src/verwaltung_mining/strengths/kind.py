"""What a file of strengths declares, what it is given and what it puts forward."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.strengths.strength import Strength
from verwaltung_mining.texts import Text

S = TypeVar("S", bound=msgspec.Struct)
Bools = npt.NDArray[np.bool_]


class StrengthSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.common]`: what holds for every kind of strength."""

    fast_quantile: float = 0.25
    """A case is fast when it is among this share of its case type."""
    least_difference: float = 0.10
    """Least difference of the shares of fast and clean cases."""
    minimum_cases: int = 30
    """Cases with and without the feature (docs/methods.md, label medium)."""
    false_discovery: float = 0.05
    """Share of false ones among the strengths named (Benjamini and Hochberg 1995)."""
    least_compared: float = 0.5
    """Share of the cases with a feature that must have comparable ones without it: what all cases
    of one period share is a rule of that time."""
    most_mix: float = 0.5
    """Distance in type, channel or block beyond which two groups are too unlike to be compared."""
    same_cases: float = 0.8
    """Two features that share this part of their cases are one strength, the surer one."""
    maximum_per_kind: int = 3
    """Strengths of one kind, the surest first."""
    maximum: int = 8
    """Strengths named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What strengths are looked for in."""

    log: AnalysedLog
    """The analysed cases."""
    with_open: EventLog
    """These and those still open, which tell what the analysed ones cannot."""
    comparable_units: frozenset[int] | None = None
    """Codes of the units that an agreement permits to compare; None without an agreement."""
    common: StrengthSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A possible strength; it is put into words only when it survives the test."""

    p_value: float
    cases: int
    peer_cases: int | None
    compared_share: float = 1.0
    """Share of the cases with the feature that have comparable others."""
    members: Bools | None = None
    """By case index: the cases with the feature, where some have it and others not."""
    strength: Callable[[], Strength | None]
    """None where the difference is too small to be worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All hypotheses of one kind."""

    hypotheses: tuple[Hypothesis, ...] = ()
    left_out: int = 0
    """Features not tested: too many of them."""
    skipped: Text | None = None
    """Why nothing could be tested, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthKind(Generic[S]):
    """One kind of strength."""

    id: str
    name: Text
    definition: Text
    source: str
    """Where the definition comes from."""
    settings: type[S]
    propose: Callable[[Material, S], Proposal]
