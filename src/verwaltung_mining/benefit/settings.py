"""The gates a hypothesis must pass, all in one place."""

import msgspec

from verwaltung_mining.shapes.materiality import MATERIAL_DAYS, MATERIAL_SHARE
from verwaltung_mining.shapes.party import APPLICANT_WORDS

INTAKE_WORDS = (
    "=eingang", "=intake", "=receipt",
    "antragseingang", "eingang antrag", "eingang des antrags", "eingang der anzeige", "posteingang",
    "antrag eingegangen", "antrag eingereicht", "antrag gestellt", "antragstellung",
    "anmeldung eingegangen", "anzeige eingegangen", "meldung eingegangen",
    "widerspruch eingegangen", "application received", "receive application",
    "receipt of application", "register application", "application registered",
    "claim received", "request received", "submitted",
)  # fmt: skip
"""Parts of names of steps with which an application comes in; after `=` whole names."""


class AnalysisSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[analysis]`; sources: docs/methods.md and the papers named there."""

    sample_events: int = 1_000_000
    """Events up to which every case is looked at; of a longer log whole cases are drawn at random
    that hold about so many. Counts, times and paths of the process are still those of all cases."""
    false_discovery: float = 0.05
    """Share of false discoveries tolerated among all tested hypotheses of a run."""
    effect_size: float = 0.147
    """Least Cliff's delta (small effect, Romano et al. 2006)."""
    minimum_cases: int = 30
    """Affected cases, and peers where there are any."""
    minimum_cases_low: int = 20
    """The same for a candidate of low confidence."""
    material_share: float = MATERIAL_SHARE
    """Least share of all case time, asked of the likely saving that reaches the cases, also where
    only a lower bound of it is told (docs/decisions/0012)."""
    material_days: float = MATERIAL_DAYS
    """Least case-days per year, asked of the same."""
    material_breaches: float = 10.0
    """Least missed deadlines a year, where a finding is about deadlines; as many as days."""
    interval_above_zero: bool = True
    """Whether medium and high confidence need an interval above 0."""
    high_cases: int = 100
    """Affected cases for high confidence."""
    high_half_width: float = 0.25
    """Largest half-width of the interval, relative to the saving, for high confidence."""
    pass_through_cases: int = 50
    """Affected cases needed for more than medium confidence."""
    minimum_weeks: int = 20
    """Arrival weeks below which confidence is at most low."""
    minimum_even_weeks: float = 10.0
    """The same for weeks of equally many arrivals that tell as much: whole weeks are what intervals
    and tests draw, and a log of which nearly all came in two weeks has but two."""
    minimum_window_days: float = 180.0
    """Observed days below which confidence is at most low."""
    outside_steps: tuple[str, ...] = ()
    """Parts of names of steps whose moment is set from outside (an appointment, a journey): the
    time before them is not looked at for waits, batches and extra steps."""
    reminder_steps: tuple[str, ...] = ("erinnerung", "mahnung", "wiedervorlage", "reminder")
    """The same for steps that a timer starts: they follow from a long wait and do not cause it."""
    known_at_start: tuple[str, ...] = ()
    """Attributes that are known when a case comes: they are compared even where they tell how
    cases end, which otherwise marks a result of the process."""
    applicant_steps: tuple[str, ...] = APPLICANT_WORDS
    """Parts of names of steps that applicants take: time that ends in them lies with the applicant,
    and is said to."""
    intake_steps: tuple[str, ...] = INTAKE_WORDS
    """Parts of names of steps with which an application comes in, after `=` whole names: of cases
    that begin with another step, the throughput time is said to be a lower bound."""
    maximum_hints: int = 5
    """Hints named in all (ServiceNow: show 5): those that say which cases wait before those that
    only say where, the largest first."""
    symptom_share: float = 0.8
    """A finding of which this share lies inside a stronger one is its symptom."""
    symptom_weight: float = 0.5
    """And only where the stronger one claims at least this share of what the symptom claims of
    their common time: that whole cases take a tenth longer explains no loop inside them."""
