"""One analysis: narrow, hide, measure, find, value, release."""

from dataclasses import dataclass
from functools import partial

from verwaltung_mining.benefit import AnalysisSettings, Findings, findings
from verwaltung_mining.calendar.settings import CalendarSettings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.detectors.information_request import InformationRequestSettings
from verwaltung_mining.engine import together
from verwaltung_mining.eventlog.profile import LogProfile, profile
from verwaltung_mining.eventlog.sampling import sampled
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.sections import visible_steps
from verwaltung_mining.measures.analysed import AnalysedLog, analysed
from verwaltung_mining.measures.whole_log import whole_log
from verwaltung_mining.pipeline.document import document
from verwaltung_mining.pipeline.sections import KNOWN_SECTIONS
from verwaltung_mining.pipeline.waiting_causes import waiting_causes_part
from verwaltung_mining.release import (
    PrivacySettings,
    ReleaseContext,
    Released,
    check_filter,
    context_of,
    release_analysis,
)
from verwaltung_mining.release.document import AnalysisDocument, WaitingCauses
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes.named_steps import named
from verwaltung_mining.strengths import STRENGTHS, GreenPen, Material, StrengthSettings, green_pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A log ready for analysis: what may be shown, with its measures."""

    log: EventLog
    """As imported and narrowed."""
    profile: LogProfile
    """Of all its events."""
    sample: EventLog
    """The cases that are looked at, open ones too: all, or a random sample; only visible steps."""
    analysed: AnalysedLog
    context: ReleaseContext
    settings: Settings
    left_out: dict[str, int]
    """Reason → cases that a filter left out."""
    suppressed: dict[str, int]
    """What was hidden before anything was measured."""

    @property
    def may_be_drawn(self) -> bool:
        """Enough cases for a map or model that shows no single one."""
        return self.analysed.whole.cases >= self.context.policy.min_cases


def prepare(
    log: EventLog, settings: Settings, *, left_out: dict[str, int] | None = None
) -> Prepared:
    """The completed cases of a log with their measures, and the rules they are shown under.

    Steps that too few people perform are merged with their neighbours first. Of a log of more
    events than `sample_events` under [analysis], a random sample of the cases is measured.
    Raises SettingsError for sections that nobody declares, RefusedError where the settings ask for
    more cases inside or outside a filter than there are.
    """
    settings.check_sections(KNOWN_SECTIONS)
    policy = settings.section("privacy", PrivacySettings)
    check_filter(covered=log.cases.height, outside=sum((left_out or {}).values()), policy=policy)
    visible = visible_steps(log)
    context = context_of(visible.log, policy)
    hidden = {"steps_few_persons": len(visible.hidden)} if visible.hidden else {}
    declared = settings.section("analysis", AnalysisSettings)
    sample = sampled(visible.log, most_events=declared.sample_events)
    return Prepared(
        log=log,
        profile=profile(log),
        sample=sample,
        analysed=analysed(
            sample,
            whole=whole_log(visible.log),
            calendar=settings.section("calendar", CalendarSettings).calendar(zone=log.zone),
            outside=named(sample.activities, (*declared.outside_steps, *declared.reminder_steps)),
            compared_units=_compared_units(sample, context),
            known_at_start=declared.known_at_start,
        ),
        context=context,
        settings=settings,
        left_out=left_out or {},
        suppressed=hidden,
    )


def _compared_units(log: EventLog, context: ReleaseContext) -> frozenset[int] | None:
    """Codes of the units that may be compared; None without an agreement."""
    if context.policy.agreement is None:
        return None
    return frozenset(k for k, unit in enumerate(log.org_units) if context.unit_may_show(unit))


def run(prepared: Prepared) -> Released[AnalysisDocument]:
    """The result that may leave the house."""
    (found, pen), waiting = together(partial(_found, prepared), partial(_waiting, prepared))
    result = document(
        prepared.log,
        prepared.profile,
        prepared.analysed,
        found,
        pen,
        settings=prepared.settings.section("analysis", AnalysisSettings),
        waiting=waiting,
        left_out=prepared.left_out,
        suppressed=prepared.suppressed,
    )
    return release_analysis(result, prepared.context)


def _waiting(prepared: Prepared) -> WaitingCauses:
    """Why cases wait, with the word lists of the detector that knows whom a step asks."""
    words = prepared.settings.section("detectors.information_request", InformationRequestSettings)
    return waiting_causes_part(prepared.analysed, words)


def _found(prepared: Prepared) -> tuple[Findings, GreenPen]:
    log, settings = prepared.analysed, prepared.settings
    if log.cases.is_empty():
        return Findings(ranked=(), proposals=()), GreenPen(named=(), proposals=())
    flagged = any(finding.severity == "critical" for finding in prepared.log.quality)
    return together(
        partial(findings, log, DETECTORS, settings, flagged=flagged),
        partial(strengths_of, prepared),
    )


def strengths_of(prepared: Prepared) -> GreenPen:
    """What goes well; units only as the agreement permits."""
    settings = prepared.settings
    return green_pen(
        Material(
            log=prepared.analysed,
            with_open=prepared.sample,
            comparable_units=_comparable_units(prepared),
            common=settings.section("strengths.common", StrengthSettings),
        ),
        STRENGTHS,
        lambda kind: settings.section(f"strengths.{kind.id}", kind.settings),
    )


def _comparable_units(prepared: Prepared) -> frozenset[int] | None:
    """Units that may be compared; None where no agreement is cited."""
    if prepared.context.policy.agreement is None:
        return None
    units = enumerate(prepared.analysed.org_units)
    return frozenset(code for code, unit in units if prepared.context.unit_may_show(unit))
