"""docs/detectors.md and its German twin, written from what each detector file declares.

`python -m tests.project.detectors_page` writes them anew after a change that is meant.
"""

from pathlib import Path
from typing import Any

from verwaltung_mining.detectors import DETECTORS, Detector
from verwaltung_mining.outputs.settings_file import HEAD, settings_file
from verwaltung_mining.texts import Language, Text

ROOT = Path(__file__).resolve().parents[2]
PAGES: dict[Language, str] = {"en": "docs/detectors.md", "de": "docs/detectors.de.md"}

TITLE = Text(de="Wonach gesucht wird", en="What is looked for")
OPENING = Text(
    de="Jeder Abschnitt ist ein Muster, eine Datei in `src/verwaltung_mining/detectors/`; diese "
    "Seite wird daraus geschrieben. Ein Vorschlag ist eine Beobachtung mit Fragen, kein Urteil. "
    "In geschweiften Klammern steht, was aus dem Protokoll eingesetzt wird. "
    "[English](detectors.md)",
    en="Each section is one pattern, one file in `src/verwaltung_mining/detectors/`, from which "
    "this page is written. A candidate is an observation with questions, never a verdict. In "
    "braces stands what is filled in from the log. [Deutsch](detectors.de.md)",
)
WHY = Text(de="Warum das zählt", en="Why it matters")
SEEN = Text(de="Was gesagt wird", en="What is said")
SAVES = Text(de="Was es erspart", en="What it saves")
COMPARED = Text(de="Womit verglichen wird", en="What it is compared with")
DISPROOF = Text(de="Was dagegen spräche", en="What would disprove it")
QUESTIONS = Text(de="Fragen an das Team", en="Questions for the team")
EXPERIMENT = Text(de="Ein erster Versuch", en="A first experiment")
SOURCE = Text(de="Quelle", en="Source")
SETTINGS = Text(de="Einstellungen", en="Settings")


def page(language: Language) -> str:
    """The whole page in one language."""
    parts = [f"# {TITLE.in_language(language)}", OPENING.in_language(language)]
    return "\n\n".join(parts + [_section(d, language) for d in DETECTORS]) + "\n"


def _section(detector: Detector[Any], language: Language) -> str:
    said = detector.wording
    entries = [
        (WHY, detector.why),
        (SEEN, said.observation),
        (SAVES, said.formula),
        (COMPARED, said.compared_with),
        (DISPROOF, said.disproof),
        (EXPERIMENT, said.experiment),
    ]
    questions = "\n".join(f"- {q.in_language(language)}" for q in said.questions)
    parts = [
        f"## {_capitalised(detector.name.in_language(language))} (`{detector.id}`)",
        detector.definition.in_language(language),
        *(
            f"**{title.in_language(language)}.** {_capitalised(text.in_language(language))}"
            for title, text in entries
        ),
        f"**{QUESTIONS.in_language(language)}**\n\n{questions}",
        f"{SOURCE.in_language(language)}: {detector.source}",
    ]
    return "\n\n".join([*parts, *_settings(detector, language)])


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _settings(detector: Detector[Any], language: Language) -> list[str]:
    if not detector.settings.__struct_fields__:
        return []
    toml = settings_file({f"detectors.{detector.id}": detector.settings}).decode()
    lines = toml.removeprefix(HEAD).strip()
    return [f"**{SETTINGS.in_language(language)}**\n\n```toml\n{lines}\n```"]


if __name__ == "__main__":
    for spoken, name in PAGES.items():
        (ROOT / name).write_text(page(spoken), encoding="utf-8")
