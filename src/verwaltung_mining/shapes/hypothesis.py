"""What a detector puts forward, before anyone knows whether it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from verwaltung_mining.shapes.claims import Claims
from verwaltung_mining.shapes.difference import Difference
from verwaltung_mining.texts import Text

Kind = Literal["excision", "comparison", "policy", "work"]
Party = Literal["authority", "applicant", "third", "decision_body", "unknown"]
"""With whom the time lies."""
Bound = Literal["point", "lower", "upper"]
EffectMeasure = Literal["cliffs_delta", "share_beyond_expected", "share_beyond_chance"]
"""What the effect size counts: Cliff's delta of the times; the share done under a rule minus the
expected one; the share out of order beyond chance, as part of the most that it could be (0 for no
order at all, 1 where the later one always goes first)."""
HalvesOf = Literal["period", "since_rise"]
"""Which time is halved to see whether it lasts."""
SecondaryUnit = Literal["breaches", "staff_hours"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the process, in codes; what does not apply is None."""

    activity: int | None = None
    source: int | None = None
    target: int | None = None
    activities: tuple[int, ...] | None = None
    segment: tuple[tuple[str, str], ...] | None = None
    org_units: tuple[int, ...] | None = None
    """Shown only where an agreement permits it; the gate decides."""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """An order that does not depend on how the places were found."""
        codes = (self.activity, self.source, self.target)
        return (
            tuple(-1 if code is None else code for code in codes),
            self.activities or (),
            self.segment or (),
            self.org_units or (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Secondary:
    """What a finding is worth beside case time, over the whole window, with its interval."""

    unit: SecondaryUnit
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The amount behind a hypothesis; times in seconds over the whole window."""

    total: float
    """Time that would be saved at the place itself."""
    low: float
    high: float
    """Envelope of the week-block intervals of total and of total times pass-through."""
    pass_through: float
    """Share of a saving here that reaches the whole case, 0 to 1."""
    pass_through_estimated: bool
    pass_through_low: float | None = None
    """95 % interval of the pass-through, inside 0 to 1; None where it was not estimated."""
    pass_through_high: float | None = None
    claims: Claims
    weight: float
    """Share of the claimed time that is saved, before pass-through."""
    typical: float
    """Median extra time of an affected case, its occurrences together; where groups are compared,
    the difference between two of their occurrences."""
    median: float
    mean: float
    peer_median: float | None
    peer_mean: float | None
    halves_agree: bool | None
    halves_of: HalvesOf = "period"
    bound: Bound = "point"
    difference: Difference | None = None
    """Where groups are compared."""
    details: tuple[tuple[str, float], ...] = ()
    """Further numbers of the formula, by name."""
    saves_time: bool = True
    """Whether it saves case time of its own; without, `total`, `low` and `high` are the effect
    that the finding stands on, in its own unit, and no benefit is reported."""
    secondary: tuple[Secondary, ...] = ()
    rate: float = 1.0
    """`total` over what the claims save in the window: not 1 where `total` is told at the current
    rate, because what is over cannot be saved any more."""
    doubt: Text | None = None
    """A reason of its own why the finding is never surer than low."""
    caveat: Text | None = None
    """The same for never surer than medium."""
    remark: Text | None = None
    """As the hypothesis' remark, where it is known only once the amount is."""
    yardstick: Text | None = None
    """What the amount is measured against, where that differs from finding to finding."""

    @property
    def reaching(self) -> float:
        """What of `total` reaches the cases; all of an effect that is no case time."""
        return self.total * self.pass_through if self.saves_time else self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """A finding that another one narrows, and what is left of it outside the narrower one."""

    place: Place
    effect_size: float
    """Of the cases outside the narrower one, against the same peers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One possible finding; the amount is computed only when it survives the test."""

    place: Place
    kind: Kind
    p_value: float | None
    effect_size: float | None
    cases: int
    """Affected cases."""
    peers: int | None
    """Cases it is compared with; None where there is no comparison."""
    strata: tuple[str, ...]
    estimate: Callable[[], Estimate]
    effect_measure: EffectMeasure = "cliffs_delta"
    remark: Text | None = None
    """What else belongs to the finding and is no number, a rhythm for instance."""
    party: Party | None = None
    """With whom the time lies, where that is not the detector's usual one."""
    narrows: tuple[Wider, ...] = ()
    """Findings that it says more exactly."""

    @property
    def compared_cases(self) -> int:
        """Peers where groups are compared; where nothing is, the affected cases themselves."""
        return self.cases if self.kind == "policy" or self.peers is None else self.peers


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All hypotheses of one detector."""

    hypotheses: tuple[Hypothesis, ...] = ()
    left_out: int = 0
    """Hypotheses not tested: too little time or too few cases to matter."""
    skipped: Text | None = None
    """Why nothing could be tested, or None."""
    matched: tuple[str, ...] = ()
    """Labels that a word list of the settings recognised, so that a reader can correct it."""
    narrower: Callable[[Sequence[Hypothesis]], "Proposal"] | None = None
    """Hypotheses that narrow those of these which hold, asked for once it is known which do."""
