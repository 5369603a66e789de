"""docs/strengths.md and its German twin, written from what each file of strengths declares.

`python -m tests.project.strengths_page` writes them anew after a change that is meant.
"""

from pathlib import Path

import msgspec

from verwaltung_mining.outputs.settings_file import HEAD, settings_file
from verwaltung_mining.strengths import STRENGTHS, StrengthSettings
from verwaltung_mining.texts import Language, Text

ROOT = Path(__file__).resolve().parents[2]
PAGES: dict[Language, str] = {"en": "docs/strengths.md", "de": "docs/strengths.de.md"}

TITLE = Text(de="Was gut läuft", en="What goes well")
OPENING = Text(
    de="Eine Werkstatt beginnt mit dem, was gelingt und sich übernehmen lässt. Jeder Abschnitt ist "
    "eine Art von Stärke, eine Datei in `src/verwaltung_mining/strengths/`; diese Seite wird "
    "daraus geschrieben. Eine Stärke ist eine Frage, kein Lob und keine Rangliste: Personen kommen "
    "nicht vor, Einheiten nur mit Dienstvereinbarung und ab zehn Personen. "
    "[English](strengths.md)",
    en="A workshop opens with what works and can be copied. Each section is one kind of strength, "
    "one file in `src/verwaltung_mining/strengths/`, from which this page is written. A strength "
    "is a question, no praise and no ranking: persons do not occur, units only under an agreement "
    "and from ten persons. [Deutsch](strengths.de.md)",
)
FAIR = Text(
    de="**Warum der Vergleich fair ist.** Gut ist ein Fall, der zu den schnellsten seiner Fallart "
    "gehört und in dem nichts wiederholt wurde. Verglichen wird innerhalb von Fallart, "
    "Eingangsweg, Eingangsquartal (höchstens Halbjahr) und letztem Schritt; eine schnelle "
    "Ablehnung ist keine schnelle Bewilligung. Was in leichten Fällen öfter vorkommt, sieht von "
    "allein gut aus: Deshalb steht neben jeder Stärke der Fallmix (welcher Anteil der Fälle anders "
    "verteilt sein müsste, damit beide Gruppen sich gleichen) und der Unterschied ohne Ausgleich. "
    "Gruppen, die sich in mehr als der Hälfte unterscheiden, werden nicht verglichen. Alle "
    "Prüfungen eines Laufs gehen zusammen in eine Korrektur nach Benjamini und Hochberg, Wochen "
    "sind die Einheiten, und das Intervall muss ganz über 0 liegen.",
    en="**Why the comparison is fair.** A good case is among the fastest of its type and has "
    "nothing done twice. Cases are compared within case type, channel, quarter of arrival (half a "
    "year at most) and last step; a quick refusal is no quick grant. What is more frequent in easy "
    "cases looks good by itself: so beside each strength stand the case mix (which share of the "
    "cases would have to be distributed otherwise for both groups to be alike) and the difference "
    "before adjusting. Groups that differ in more than half are not compared. All tests of a run "
    "enter one correction by Benjamini and Hochberg, weeks are the units, and the interval must "
    "lie wholly above 0.",
)
SOURCE = Text(de="Quelle", en="Source")
COMMON = Text(de="Gemeinsame Einstellungen", en="Settings of all kinds")


def page(language: Language) -> str:
    """The whole page in one language."""
    parts = [f"# {TITLE.in_language(language)}"]
    parts += [text.in_language(language) for text in (OPENING, FAIR)]
    for kind in STRENGTHS:
        parts += [
            f"## {kind.name.in_language(language)} (`{kind.id}`)",
            kind.definition.in_language(language),
            f"{SOURCE.in_language(language)}: {kind.source}",
            *_settings(f"strengths.{kind.id}", kind.settings),
        ]
    parts += [
        f"## {COMMON.in_language(language)}",
        *_settings("strengths.common", StrengthSettings),
    ]
    return "\n\n".join(parts) + "\n"


def _settings(section: str, declared: type[msgspec.Struct]) -> list[str]:
    if not declared.__struct_fields__:
        return []
    lines = settings_file({section: declared}).decode().removeprefix(HEAD).strip()
    return [f"```toml\n{lines}\n```"]


if __name__ == "__main__":
    for spoken, name in PAGES.items():
        (ROOT / name).write_text(page(spoken), encoding="utf-8")
