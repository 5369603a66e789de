"""The words of a candidate, filled with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from verwaltung_mining.benefit import Finding
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.release.document import Texts
from verwaltung_mining.shapes import Estimate, Place
from verwaltung_mining.texts import LANGUAGES, Language, Text, count, days, number, part

DAYS_PER_WEEK = 7.0
SHORT_WINDOW_DAYS = 180.0
"""Below this many observed days texts speak of totals, not of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What fills the placeholders of a finding's texts: worked out once, used in many."""

    de: Mapping[str, str]
    en: Mapping[str, str]

    @classmethod
    def of(cls, finding: Finding, log: AnalysedLog, *, cases: int) -> "Words":
        """The words of a finding; `cases` are those that its texts speak of."""
        de, en = (_values(finding, log, cases, language) for language in LANGUAGES)
        return cls(de=de, en=en)

    def fill(self, template: Text) -> Text:
        """The template with this finding's numbers and labels, in both languages."""
        return Text(de=template.de.format_map(self.de), en=template.en.format_map(self.en))

    def fill_all(self, templates: tuple[Text, ...]) -> Texts:
        """Several templates, filled."""
        texts = [self.fill(template) for template in templates]
        return Texts(de=tuple(t.de for t in texts), en=tuple(t.en for t in texts))


def told(finding: Finding, log: AnalysedLog) -> Words:
    """Words that speak of all completed cases."""
    return Words.of(finding, log, cases=log.projected(finding.hypothesis.cases))


def seen(finding: Finding, log: AnalysedLog) -> Words:
    """Words that speak of the cases that were looked at, where these are a sample."""
    return Words.of(finding, log, cases=finding.hypothesis.cases)


def observation(finding: Finding, log: AnalysedLog, words: Words) -> Text:
    """First what a case experiences, then what it adds up to."""
    first = words.fill(finding.detector.wording.observation)
    if not finding.estimate.saves_time:
        return first
    second = _amount(finding, log)
    return Text(de=f"{first.de} {second.de}", en=f"{first.en} {second.en}")


def formula(finding: Finding, log: AnalysedLog, words: Words) -> Text:
    """The formula of the stand-alone saving with its numbers; in words where none is saved."""
    text = words.fill(finding.detector.wording.formula)
    if not finding.estimate.saves_time:
        return text
    terms = {language: _terms(finding, log, language) for language in LANGUAGES}
    uncut = {language: _uncut(finding.estimate, language) for language in LANGUAGES}
    return Text(
        de=f"{text.de}: {terms['de']}{uncut['de']}", en=f"{text.en}: {terms['en']}{uncut['en']}"
    )


def condition(name: str, value: str) -> str:
    """An attribute and its value, as a reader would write it.

    >>> condition("Kanal", "Papier"), condition("Betrag", "≥ 100")
    ('Kanal = Papier', 'Betrag ≥ 100')
    """
    return f"{name} {value}" if value.startswith(("<", "≥")) else f"{name} = {value}"


def _values(
    finding: Finding, log: AnalysedLog, cases: int, language: Language
) -> Mapping[str, str]:
    """What fills each placeholder."""
    estimate, remark = finding.estimate, finding.hypothesis.remark or finding.estimate.remark
    return {
        **_places(finding.hypothesis.place, log, language),
        **_times(estimate, language),
        "cases": count(cases, language),
        "peers": count(finding.hypothesis.peers or 0, language),
        "share": part(finding.hypothesis.cases / max(log.cases.height, 1), language),
        "typical": _typical(finding, language),
        "total": f"{_case_days(estimate.total, log, language)} "
        f"{_range((estimate.low, estimate.high), log, language)}",
        "remark": remark.in_language(language) if remark else "",
        "yardstick": estimate.yardstick.in_language(language) if estimate.yardstick else "",
    }


def _places(place: Place, log: AnalysedLog, language: Language) -> Mapping[str, str]:
    def label(code: int | None) -> str:
        return "" if code is None else log.activities[code]

    quote = "„{}“" if language == "de" else "“{}”"
    joint = " und " if language == "de" else " and "
    return {
        "activity": label(place.activity),
        "source": label(place.source),
        "target": label(place.target),
        "where": _where(label(place.source), label(place.target), language),
        "activities": joint.join(quote.format(label(a)) for a in place.activities or ()),
        "org_units": joint.join(quote.format(log.org_units[u]) for u in place.org_units or ()),
        "segment": joint.join(condition(name, value) for name, value in place.segment or ()),
    }


def _times(estimate: Estimate, language: Language) -> Mapping[str, str]:
    def duration(seconds: float | None) -> str:
        return "" if seconds is None else days(seconds / SECONDS_PER_DAY, language)

    details = dict(estimate.details)
    return {
        "median": duration(estimate.median),
        "mean": duration(estimate.mean),
        "peer_median": duration(estimate.peer_median),
        "peer_mean": duration(estimate.peer_mean),
        "normal": duration(details.get("normal_wait")),
        "counted": duration(details.get("counted_wait")),
        "occurrences": count(round(details.get("occurrences", 0.0)), language),
    }


def _where(source: str, target: str, language: Language) -> str:
    """The transition, or the whole case where none is named."""
    if not source and not target:
        return "vom Eingang bis zum Abschluss" if language == "de" else "from arrival to end"
    if language == "de":
        return f"von „{source}“ bis „{target}“"
    return f"from “{source}” to “{target}”"


def _amount(finding: Finding, log: AnalysedLog) -> Text:
    share = finding.standalone if finding.fair_share is None else finding.fair_share
    interval = finding.interval or (finding.estimate.low, finding.estimate.high)
    saving = {language: _case_days(share, log, language) for language in LANGUAGES}
    if finding.confidence == "hint":
        return Text(
            de=f"Zusammen liegen dort {saving['de']}; "
            "wie viel davon nötig ist, zeigt das Protokoll nicht.",
            en=f"Together {saving['en']} lie there; "
            "how much of it is needed the log does not show.",
        )
    about = ("mindestens", "at least") if finding.estimate.bound == "lower" else ("etwa", "about")
    range_ = {language: _range(interval, log, language) for language in LANGUAGES}
    avoided = finding.detector.waste == "defects"
    if_all = (", wenn alle vermieden würden", ", if all were avoided") if avoided else ("", "")
    return Text(
        de=f"Zusammen sind das {about[0]} {saving['de']} {range_['de']}{if_all[0]}.",
        en=f"Together that is {about[1]} {saving['en']} {range_['en']}{if_all[1]}.",
    )


def _case_days(seconds: float, log: AnalysedLog, language: Language) -> str:
    """Case-days a year; in the period where that is too short to speak of a year."""
    short = log.window_days < SHORT_WINDOW_DAYS
    amount = _told_days(seconds, log, language)
    if language == "de":
        return f"{amount} Falltage {'im Zeitraum' if short else 'im Jahr'}"
    return f"{amount} case-days {'in the period' if short else 'a year'}"


def _range(ends: tuple[float, float], log: AnalysedLog, language: Language) -> str:
    low, high = (_told_days(end, log, language) for end in ends)
    return (
        f"(95-%-Bereich {low} bis {high})" if language == "de" else f"(95% range {low} to {high})"
    )


def _told_days(seconds: float, log: AnalysedLog, language: Language) -> str:
    return number(seconds * _factor(log) / SECONDS_PER_DAY, language)


def _factor(log: AnalysedLog) -> float:
    """From the time of the analysed cases to that of all in a year; in short windows no year."""
    return log.scale if log.window_days < SHORT_WINDOW_DAYS else log.per_year


FEW_CARRY = 0.1
"""Where the median delay is less than this share of the mean one, a few cases carry the total."""


def _typical(finding: Finding, language: Language) -> str:
    """The median delay of an affected case; the mean first where a few cases carry it."""
    estimate = finding.estimate
    median = days(estimate.typical / SECONDS_PER_DAY, language)
    mean = estimate.total / max(finding.hypothesis.cases, 1)
    if finding.confidence == "hint" or estimate.typical >= FEW_CARRY * mean:
        return f"typischerweise {median}" if language == "de" else f"typically {median}"
    average = days(mean / SECONDS_PER_DAY, language)
    if language == "de":
        return (
            f"im Mittel {average} (typischerweise {median}; wenige Fälle tragen den größten Teil)"
        )
    return f"on average {average} (typically {median}; a few cases carry most of it)"


def _terms(finding: Finding, log: AnalysedLog, language: Language) -> str:
    """total × pass-through × factor per year = likely saving; in short windows no year."""
    estimate, german = finding.estimate, language == "de"
    short = log.window_days < SHORT_WINDOW_DAYS
    total = _total(finding, log, language)
    through = number(estimate.pass_through, language, digits=2)
    saving = number(finding.reaching * _factor(log) / SECONDS_PER_DAY, language)
    window = number(log.window_days, language, digits=1)
    taken = not estimate.pass_through_estimated or _anything_may_pass(estimate)
    passed = (
        f"{total} × {through} (Anteil, der beim ganzen Fall ankommt{', angenommen' * taken})"
        if german
        else f"{total} × {through} (share {'taken to reach' if taken else 'that reaches'} the "
        "whole case)"
    )
    if finding.confidence == "hint":
        passed = total
    passed += _all_cases(log, language)
    if short:
        unit = "Falltage im Zeitraum" if german else "case-days in the period"
        return f"{passed} = {saving} {unit}"
    if german:
        return (
            f"{passed} × 365,25 / {window} (Tage im Jahr durch Tage im Zeitraum) "
            f"= {saving} Falltage im Jahr"
        )
    yearly = f"365.25 / {window} (days in a year by days observed)"
    return f"{passed} × {yearly} = {saving} case-days a year"


def _anything_may_pass(estimate: Estimate) -> bool:
    """Every day is counted, and the interval reaches from none to every one."""
    low = estimate.pass_through_low
    return estimate.pass_through == 1 and low is not None and round(low, 2) == 0


def _all_cases(log: AnalysedLog, language: Language) -> str:
    """The factor from a random sample to all cases; nothing where all were looked at."""
    if log.scale == 1.0:
        return ""
    scale = number(log.scale, language, digits=2)
    all_cases, looked_at = (count(n, language) for n in (log.whole.cases, log.cases.height))
    if language == "de":
        return f" × {scale} ({all_cases} Fälle, {looked_at} davon zufällig gezogen)"
    return f" × {scale} ({all_cases} cases, {looked_at} of them drawn at random)"


def _total(finding: Finding, log: AnalysedLog, language: Language) -> str:
    """The time at the place; told at today's rate, with what it is the product of."""
    estimate, details = finding.estimate, dict(finding.estimate.details)
    total = _days_in_all(estimate.total, language)
    if "occurrences_a_week" not in details:
        return total
    excess = number(details["excess_seconds"] / SECONDS_PER_DAY, language, digits=2)
    rate = number(details["occurrences_a_week"], language, digits=2)
    weeks = number(log.window_days / DAYS_PER_WEEK, language, digits=1)
    if language == "de":
        return f"{excess} Tage × {rate}-mal je Woche × {weeks} Wochen = {total}; {total}"
    return f"{excess} days × {rate} times a week × {weeks} weeks = {total}; {total}"


def _uncut(estimate: Estimate, language: Language) -> str:
    """The total without the cut of the longest times; nothing where the range holds it."""
    whole = dict(estimate.details).get("unwinsorised_total")
    if whole is None or estimate.low <= whole * estimate.pass_through <= estimate.high:
        return ""
    total = _days_in_all(whole, language)
    if language == "de":
        return (
            f"; ohne den Schnitt der Zeiten am 99-%-Quantil wären es {total} statt "
            f"{_days_in_all(estimate.total, language)}, einzelne sehr lange Fälle entscheiden "
            "darüber"
        )
    return (
        f"; without the cut of the times at their 99% quantile it would be {total} instead of "
        f"{_days_in_all(estimate.total, language)}, single very long cases decide on that"
    )


def _days_in_all(seconds: float, language: Language) -> str:
    """Days added up over cases, not rounded to a larger unit."""
    return f"{number(seconds / SECONDS_PER_DAY, language)} {'Tage' if language == 'de' else 'days'}"
