"""What keeps a finding from being surer, in words."""

from verwaltung_mining.shapes.hypothesis import HalvesOf
from verwaltung_mining.texts import Text, number

INTERVAL_HOLDS_ZERO = Text(
    de="Das Intervall schließt null ein: Vielleicht kommt davon nichts an.",
    en="The interval includes zero: perhaps none of it reaches the cases.",
)
WIDE_INTERVAL = Text(de="Das Intervall ist breit.", en="The interval is wide.")
NO_PASS_THROUGH = Text(
    de="Ob die Zeit beim ganzen Fall ankommt, ließ sich nicht messen.",
    en="Whether the time reaches the whole case could not be measured.",
)
DOUBTFUL_DATA = Text(
    de="Die Datenqualität ist eingeschränkt; siehe die Hinweise zu den Daten.",
    en="Data quality is limited; see the notes on the data.",
)
WITHOUT_COMPARISON = Text(
    de="Ein Hinweis ohne Vergleichsgruppe: eine Obergrenze, die nicht mitgezählt wird.",
    en="A hint without a group to compare with: an upper bound that is not counted.",
)


def nothing_against(halves: HalvesOf) -> Text:
    """Why a finding is sure."""
    de, en = _halved(halves)
    return Text(
        de=f"Viele Fälle, enges Intervall, in beiden Hälften {de} gleich, "
        "Wirkung auf den ganzen Fall gemessen.",
        en=f"Many cases, a narrow interval, the same in both halves of {en}, "
        "effect on the whole case measured.",
    )


def halves_differ(halves: HalvesOf) -> Text:
    """Both halves show something, but not as much."""
    de, en = _halved(halves)
    return Text(
        de=f"Die beiden Hälften {de} zeigen nicht dieselbe Größe.",
        en=f"The two halves of {en} do not show the same size.",
    )


def _halved(halves: HalvesOf) -> tuple[str, str]:
    if halves == "since_rise":
        return "der Zeit seit dem Anstieg", "the time since the rise"
    return "des Zeitraums", "the period"


def few_cases(needed: int) -> Text:
    """Too few affected or comparable cases for more than low."""
    return Text(
        de=f"Weniger als {needed} betroffene oder vergleichbare Fälle.",
        en=f"Fewer than {needed} affected or comparable cases.",
    )


def few_affected(needed: int) -> Text:
    """Too few affected cases for high."""
    return Text(
        de=f"Weniger als {needed} betroffene Fälle.", en=f"Fewer than {needed} affected cases."
    )


def few_weeks(weeks: int, needed: int) -> Text:
    """Too few weeks in which cases arrived."""
    return Text(
        de=f"Nur {weeks} Eingangswochen; nötig sind {needed}.",
        en=f"Only {weeks} arrival weeks; {needed} are needed.",
    )


def uneven_weeks(even: float, needed: float) -> Text:
    """Nearly all cases arrived in a few of the weeks."""
    return Text(
        de=f"Die meisten Fälle gingen in wenigen Wochen ein; zusammen sagen sie so viel wie "
        f"{number(even, 'de', digits=1)} gleichmäßige, nötig sind {number(needed, 'de')}.",
        en=f"Most cases arrived in a few weeks; together they tell as much as "
        f"{number(even, 'en', digits=1)} even ones, {number(needed, 'en')} are needed.",
    )


def short_window(needed: float) -> Text:
    """The observed period is too short to speak of a year."""
    return Text(
        de=f"Der Zeitraum ist kürzer als {needed:.0f} Tage.",
        en=f"The period is shorter than {needed:.0f} days.",
    )
