"""The result document, key by key as it is written; docs/results.md explains every field."""

from typing import Any, Literal

from verwaltung_mining.release.struct import Struct
from verwaltung_mining.release.tested import Excluded, Recognised, Tested, TestedStrengths
from verwaltung_mining.texts import Text

Confidence = Literal["high", "medium", "low", "hint"]
BenefitKind = Literal["excision", "comparison", "policy", "work"]
Party = Literal["authority", "applicant", "third", "decision_body", "unknown"]
Bound = Literal["point", "lower", "upper"]
EffectMeasure = Literal["cliffs_delta", "share_beyond_expected", "share_beyond_chance"]
HalvesOf = Literal["period", "since_rise"]
SecondaryPerYear = Literal["breaches_per_year", "staff_hours_per_year"]


class Texts(Struct, frozen=True, kw_only=True):
    """Several texts, German and English side by side."""

    de: tuple[str, ...]
    en: tuple[str, ...]


NOT_SAMPLED = "not_sampled"
"""Reason in `left_out` for completed cases that are not in the random sample of a long log."""


class LogPart(Struct, frozen=True, kw_only=True):
    rows_read: int
    rows_quarantined: int
    cases: int
    completed_cases: int
    open_cases: int
    analysed_cases: int
    events: int
    activities: int
    variants: int
    first: str | None
    """Instant of the first event with the offset of the log's zone there and then."""
    last: str | None
    window_days: float
    timing: Literal["interval", "completion_only"]
    time_precision: Literal["second", "minute", "day", "interval", "mixed"]
    name: str
    quarantined: dict[str, int]
    merged: dict[str, int]
    left_out: dict[str, int]
    """Reason → cases not analysed (open, outside the filter …)."""

    @property
    def covered_cases(self) -> int:
        """Completed cases that the figures hold for: those analysed, and those not drawn."""
        return self.analysed_cases + self.left_out.get(NOT_SAMPLED, 0)


class TotalsPart(Struct, frozen=True, kw_only=True):
    case_days: float | None
    case_days_per_year: float | None
    median_throughput_days: float | None
    mean_throughput_days: float | None


class StrengthWhere(Struct, frozen=True, kw_only=True):
    activity: str | None = None
    segment: str | None = None
    source: str | None = None
    target: str | None = None
    attribute: str | None = None
    season: int | None = None
    org_unit: str | None = None


class StrengthEffect(Struct, frozen=True, kw_only=True):
    measure: str
    value: float
    peers: float
    low: float
    high: float


class StrengthRaw(Struct, frozen=True, kw_only=True):
    value: float
    peers: float
    median: float | None = None
    """Days; null where shares are compared."""
    peer_median: float | None = None


class StrengthMix(Struct, frozen=True, kw_only=True):
    dimension: Literal["case_type", "channel", "block"]
    attribute: str | None
    distance: float


class Strength(Struct, frozen=True, kw_only=True):
    id: str
    kind: str
    where: StrengthWhere
    cases: int
    peer_cases: int | None = None
    effect: StrengthEffect
    q_value: float | None = None
    raw: StrengthRaw | None = None
    """The same measure before cases were made comparable."""
    case_mix: tuple[StrengthMix, ...] = ()
    """How far the groups differ in what makes cases easy or hard."""
    text: Text


class SegmentValue(Struct, frozen=True, kw_only=True):
    attribute: str
    value: str


class Locus(Struct, frozen=True, kw_only=True):
    activity: str | None = None
    source: str | None = None
    target: str | None = None
    activities: tuple[str, ...] | None = None
    org_units: tuple[str, ...] | None = None
    segment: tuple[SegmentValue, ...] | None = None


class Benefit(Struct, frozen=True, kw_only=True):
    unit: Literal["case_days_per_year"] = "case_days_per_year"
    kind: BenefitKind
    standalone: float
    fair_share: float | None
    cumulative: float | None
    low: float | None
    high: float | None
    interval_of: Literal["fair_share"] = "fair_share"
    pass_through: float
    pass_through_low: float | None = None
    """95 % interval of the pass-through; null where it could not be estimated."""
    pass_through_high: float | None = None
    typical_delay_days: float
    party: Party
    bound: Bound


class Secondary(Struct, frozen=True, kw_only=True):
    unit: SecondaryPerYear
    value: float
    low: float
    high: float


class Evidence(Struct, frozen=True, kw_only=True):
    cases: int
    peers: int | None
    share: float
    occurrences: int | None = None
    """Of how many times median and mean are taken; null: one a case."""
    median: float | None
    mean: float | None
    peer_median: float | None
    peer_mean: float | None
    raw_difference: float | None = None
    """Mean of the affected minus mean of all compared peers, in days."""
    stratified_difference: float | None = None
    """The same inside the strata."""
    simpson: bool | None = None
    """The two have opposite signs."""
    effect_size: float | None
    effect_measure: EffectMeasure | None = None
    """What the effect size counts; null where there is none."""
    p_value: float | None
    q_value: float | None
    strata: tuple[str, ...]
    halves_agree: bool | None
    halves_of: HalvesOf = "period"
    standalone_low: float | None
    """Interval of the stand-alone benefit, case-days per year."""
    standalone_high: float | None
    formula: Text
    """How the stand-alone benefit was computed, with its numbers."""
    compared_with: Text
    disproof: Text
    """What would show that the finding is wrong."""
    confidence_reasons: Texts
    """Why the confidence label is what it is."""


class Candidate(Struct, frozen=True, kw_only=True):
    id: str
    rank: int
    detector: str
    locus: Locus
    affected_cases: int
    affected_cases_per_year: float
    benefit: Benefit | None
    secondary: tuple[Secondary, ...]
    confidence: Confidence
    symptom_of: str | None
    evidence: Evidence
    waste: str
    category: str
    title: Text
    observation: Text
    questions: Texts
    experiment: Text


class Quality(Struct, frozen=True, kw_only=True):
    code: str
    severity: Literal["info", "warning", "critical"]
    count: int
    share: float
    consequence: Text
    remedy: Text


class Agreement(Struct, frozen=True, kw_only=True):
    reference: str
    date: str
    scope: str


class Privacy(Struct, frozen=True, kw_only=True):
    agreement: Agreement | None
    thresholds: dict[str, int]
    suppressed: dict[str, int]


class CauseShares(Struct, frozen=True, kw_only=True):
    """One figure for each cause of waiting."""

    batching: float
    contention: float
    prioritisation: float
    unavailability: float
    extraneous: float


class WaitingRow(Struct, frozen=True, kw_only=True):
    source: str | None = None
    target: str | None = None
    cases: int | None = None
    """Null, like source and target, where all transitions shown are added up."""
    occurrences: int
    wait_days: float
    processing_days: float
    """Work on the target."""
    shares: CauseShares | None
    """Parts of the wait; null where nothing waits."""
    cte: float | None
    """Cycle time efficiency: work / (work + wait)."""
    cte_without: CauseShares | None
    """The same if the wait for one cause vanished."""


class UnitSample(Struct, frozen=True, kw_only=True):
    """Of a long log: units drawn at random, all of whose work is looked at."""

    looked_at: int
    all_units: int


class WaitingCauses(Struct, frozen=True, kw_only=True):
    skipped: Text | None = None
    transitions: tuple[WaitingRow, ...] = ()
    left_out: int = 0
    """Transitions with too few cases or persons to be shown."""
    total: WaitingRow | None = None
    """The transitions shown, added up."""
    units: UnitSample | None = None
    """The units whose work the table is about; null where it is about all."""


class AnalysisDocument(Struct, frozen=True, kw_only=True):
    """Everything `analyze --json` prints."""

    schema: Literal["verwaltung-mining/analysis/1"] = "verwaltung-mining/analysis/1"
    log: LogPart
    totals: TotalsPart
    strengths: tuple[Strength, ...]
    candidates: tuple[Candidate, ...]
    tested: tuple[Tested, ...]
    recognised: tuple[Recognised, ...] = ()
    """Steps that the word lists of `[analysis]` recognised by their names."""
    excluded: tuple[Excluded, ...] = ()
    """Attributes of the export that groups of cases are not formed by."""
    tested_strengths: tuple[TestedStrengths, ...] = ()
    waiting_causes: WaitingCauses = WaitingCauses()
    """Why cases wait before steps, for logs that know starts and units."""
    quality: tuple[Quality, ...]
    privacy: Privacy
    provenance: dict[str, Any]
