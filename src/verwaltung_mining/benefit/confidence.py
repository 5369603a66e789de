"""How sure a finding is, and why."""

from verwaltung_mining.benefit.finding import Confidence
from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Estimate, Hypothesis
from verwaltung_mining.texts import Text


def confidence(
    log: AnalysedLog,
    hypothesis: Hypothesis,
    estimate: Estimate,
    settings: AnalysisSettings,
    *,
    flagged: bool,
) -> tuple[Confidence, tuple[Text, ...]]:
    """The label and what keeps it from being higher; `flagged` says the data itself is in doubt."""
    not_medium = _against_medium(log, hypothesis, estimate, settings)
    if not_medium:
        return "low", tuple(not_medium)
    not_high = _against_high(hypothesis, estimate, settings, flagged=flagged)
    if not_high:
        return "medium", tuple(not_high)
    return "high", (
        Text(
            de="Viele Fälle, enges Intervall, in beiden Hälften des Zeitraums gleich, "
            "Wirkung auf den ganzen Fall gemessen.",
            en="Many cases, a narrow interval, the same in both halves of the period, "
            "effect on the whole case measured.",
        ),
    )


def _against_medium(
    log: AnalysedLog, hypothesis: Hypothesis, estimate: Estimate, s: AnalysisSettings
) -> list[Text]:
    against = []
    if min(hypothesis.cases, hypothesis.compared_cases) < s.minimum_cases:
        against.append(
            Text(
                de=f"Weniger als {s.minimum_cases} betroffene oder vergleichbare Fälle.",
                en=f"Fewer than {s.minimum_cases} affected or comparable cases.",
            )
        )
    if s.interval_above_zero and estimate.low <= 0:
        against.append(
            Text(
                de="Das Intervall schließt null ein: Vielleicht kommt davon nichts an.",
                en="The interval includes zero: perhaps none of it reaches the cases.",
            )
        )
    if log.weeks < s.minimum_weeks:
        against.append(
            Text(
                de=f"Nur {log.weeks} Eingangswochen; nötig sind {s.minimum_weeks}.",
                en=f"Only {log.weeks} arrival weeks; {s.minimum_weeks} are needed.",
            )
        )
    if log.window_days < s.minimum_window_days:
        against.append(
            Text(
                de=f"Der Zeitraum ist kürzer als {s.minimum_window_days:.0f} Tage.",
                en=f"The period is shorter than {s.minimum_window_days:.0f} days.",
            )
        )
    return against


def _against_high(
    hypothesis: Hypothesis, estimate: Estimate, s: AnalysisSettings, *, flagged: bool
) -> list[Text]:
    standalone = estimate.total * estimate.pass_through
    against = []
    if hypothesis.cases < s.high_cases:
        against.append(
            Text(
                de=f"Weniger als {s.high_cases} betroffene Fälle.",
                en=f"Fewer than {s.high_cases} affected cases.",
            )
        )
    if (estimate.high - estimate.low) / 2 > s.high_half_width * standalone:
        against.append(Text(de="Das Intervall ist breit.", en="The interval is wide."))
    if not estimate.halves_agree:
        against.append(
            Text(
                de="Die beiden Hälften des Zeitraums zeigen nicht dieselbe Größe.",
                en="The two halves of the period do not show the same size.",
            )
        )
    if not estimate.pass_through_estimated or hypothesis.cases < s.pass_through_cases:
        against.append(
            Text(
                de="Ob die Zeit beim ganzen Fall ankommt, ließ sich nicht messen.",
                en="Whether the time reaches the whole case could not be measured.",
            )
        )
    if flagged:
        against.append(
            Text(
                de="Die Datenqualität ist eingeschränkt; siehe die Hinweise zu den Daten.",
                en="Data quality is limited; see the notes on the data.",
            )
        )
    return against


HINT = (
    Text(
        de="Ein Hinweis ohne Vergleichsgruppe: eine Obergrenze, die nicht mitgezählt wird.",
        en="A hint without a group to compare with: an upper bound that is not counted.",
    ),
)
