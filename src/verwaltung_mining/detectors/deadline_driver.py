"""Deadline driver: one segment of the cases misses its deadline more often than its like."""

import msgspec

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import NO_DEADLINES, groups
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.deadline_kept import Deadlines, deadline_columns, deadline_kept
from verwaltung_mining.measures.segments import segments
from verwaltung_mining.shapes import Cover, Proposal, missed_deadlines
from verwaltung_mining.shapes.named_steps import named
from verwaltung_mining.texts import Text

FEW_MISSED = Text(de="zu wenige Fristen wurden überschritten", en="too few deadlines were missed")


class DeadlineDriverSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `deadline_driver`."""

    deadline: str = ""
    """Attribute that holds the deadline; empty: the one with a deadline's header that is known for
    most cases."""
    met_by: tuple[str, ...] = ()
    """Parts of names of the steps that meet the deadline (a notice, a decision);
    empty: the last event of a case."""
    minimum_late: int = 20
    """Missed deadlines in the log below which nothing is compared."""
    minimum_cases: int = 20
    """Cases with a deadline in the segment and outside it below which it is not tested."""


def propose(log: AnalysedLog, settings: DeadlineDriverSettings, taken: Cover) -> Proposal:
    """One hypothesis per attribute value, against the other values."""
    kept = _kept(log, settings)
    if kept is None:
        return Proposal(skipped=NO_DEADLINES)
    meeting = named(log.activities, settings.met_by)
    matched = (kept.attribute, *(log.activities[code] for code in meeting))
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason, matched=matched)
    parts = segments(log)
    hypotheses = missed_deadlines(log, kept, parts, minimum_cases=settings.minimum_cases)
    return Proposal(
        hypotheses=tuple(hypotheses), left_out=len(parts) - len(hypotheses), matched=matched
    )


def _untestable(log: AnalysedLog, settings: DeadlineDriverSettings) -> Text | None:
    kept = _kept(log, settings)
    if kept is None:
        return NO_DEADLINES
    return FEW_MISSED if kept.late.sum() < settings.minimum_late else groups(log)


def _kept(log: AnalysedLog, settings: DeadlineDriverSettings) -> Deadlines | None:
    """The deadlines by the column that is declared, else the first; None where there is none."""
    names = [n for n in deadline_columns(log) if settings.deadline in ("", n)]
    met_by = named(log.activities, settings.met_by)
    return deadline_kept(log, names[0], met_by=met_by) if names else None


DEADLINE_DRIVER = Detector(
    id="deadline_driver",
    prefix="DD",
    name=Text(de="Fristrisiko einer Gruppe von Fällen", en="deadline risk of a group of cases"),
    definition=Text(
        de="Fälle mit einem bestimmten Merkmal überschreiten ihre Frist öfter als vergleichbare Fälle ohne dieses Merkmal, die gleich viel Zeit bis zur Frist haben. Die Frist steht in einer Spalte des Exports; eingehalten ist sie, wenn der Fall am letzten Tag fertig ist. Offene Fälle zählen nicht mit.",
        en="Cases with a certain attribute miss their deadline more often than comparable cases without it that have as much time until the deadline. The deadline stands in a column of the export; it is kept when the case is done on its last day. Open cases do not count.",
    ),
    why=Text(
        de="Eine überschrittene Frist wiegt schwerer als ihre Tage: Sie kann einen Antrag als genehmigt gelten lassen, Untätigkeitsklagen erlauben oder Geld kosten.",
        en="A missed deadline weighs more than its days: it may make an application count as granted, permit actions for failure to act, or cost money.",
    ),
    source="Cochran 1954; Mantel and Haenszel 1959; § 31 VwVfG, § 188 BGB (end of a period)",
    settings=DeadlineDriverSettings,
    propose=propose,
    waste="waiting",
    category="lay and transport times",
    untestable=_untestable,
    wording=Wording(
        title=Text(
            de="Öfter über der Frist bei {segment}",
            en="Past the deadline more often for {segment}",
        ),
        observation=Text(
            de="Von den {cases} Fällen mit {segment} und bekannter Frist {remark}.",
            en="Of the {cases} cases with {segment} and a known deadline, {remark}.",
        ),
        questions=(
            Text(
                de="An welcher Stelle geht Fällen mit {segment} die Zeit verloren, die andere bis zur Frist noch haben?",
                en="At which point do cases with {segment} lose the time that others still have until the deadline?",
            ),
            Text(
                de="Wer sieht bei diesen Fällen rechtzeitig, dass die Frist näher rückt?",
                en="Who sees in good time that the deadline of these cases draws near?",
            ),
        ),
        experiment=Text(
            de="Legen Sie vier Wochen lang Fälle mit {segment} zur Hälfte ihrer Frist gesammelt vor und zählen Sie danach die eingehaltenen Fristen.",
            en="For four weeks, look through all cases with {segment} at half of their time and count the deadlines kept afterwards.",
        ),
        formula=Text(
            de="je Schicht: Zahl der Fälle mit {segment} mal (Anteil überschrittener Fristen bei ihnen minus Anteil bei den übrigen), aufsummiert",
            en="per stratum: cases with {segment} times (their share of missed deadlines minus the share of the others), summed",
        ),
        compared_with=Text(
            de="{peers} Fälle ohne dieses Merkmal, mit etwa gleich langer Frist und in denselben Schichten",
            en="{peers} cases without this attribute, with about as much time until the deadline and in the same strata",
        ),
        disproof=Text(
            de="Wenn die Frist während des Verfahrens gehemmt oder verlängert wird und die Spalte das nicht zeigt, oder wenn der letzte Schritt erst nach der Entscheidung kommt (`met_by`).",
            en="If the deadline is suspended or extended during the procedure and the column does not show it, or if the last step comes after the decision (`met_by`).",
        ),
    ),
)
