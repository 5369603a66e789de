"""The pages docs/cli.md and docs/cli.de.md, written from the help of every verb.

Write them anew after a change: `python -m verwaltung_mining_cli.reference docs`
"""

import sys
from pathlib import Path

from click import Context

from verwaltung_mining_cli.main import ENVIRONMENT_PREFIX, PROGRAM, VERBS, verbs
from verwaltung_mining_cli.session import Language, Session

PAGES: dict[Language, str] = {"en": "cli.md", "de": "cli.de.md"}
COLUMNS = 90
HEADS: dict[Language, str] = {
    "en": "# Command line\n\n"
    "Generated from `--help`. Every option can also be set by an environment variable: "
    f"`{ENVIRONMENT_PREFIX}_LANG`, and for a verb's options `{ENVIRONMENT_PREFIX}_ANALYZE_TOP` "
    "and so on. A flag counts more than the environment, the environment more than the settings "
    "file, the file more than the default. Names of commands, options and keys are the same in "
    "every language. [Deutsche Fassung](cli.de.md)\n",
    "de": "# Befehlszeile\n\n"
    "Erzeugt aus `--help`. Jede Option lässt sich auch durch eine Umgebungsvariable setzen: "
    f"`{ENVIRONMENT_PREFIX}_LANG`, für Optionen eines Befehls `{ENVIRONMENT_PREFIX}_ANALYZE_TOP` "
    "und so fort. Eine Angabe beim Aufruf geht der Umgebung vor, die Umgebung der "
    "Einstellungsdatei, diese der Vorgabe. Namen von Befehlen, Optionen und Schlüsseln sind in "
    "jeder Sprache gleich. [English version](cli.md)\n",
}


def reference(language: Language) -> str:
    """The page in one language."""
    top = Context(verbs, info_name=PROGRAM, obj=Session(language=language), terminal_width=COLUMNS)
    parts = [HEADS[language], _block(PROGRAM, verbs.get_help(top))]
    for name in VERBS:
        verb = verbs.get_command(top, name)
        if verb is not None:
            inner = Context(verb, info_name=name, parent=top, terminal_width=COLUMNS)
            parts.append(_block(f"{PROGRAM} {name}", verb.get_help(inner)))
    return "\n".join(parts)


def _block(title: str, text: str) -> str:
    return f"## {title}\n\n```\n{text}\n```\n"


if __name__ == "__main__":
    for language, page in PAGES.items():
        (Path(sys.argv[1]) / page).write_text(reference(language), encoding="utf-8", newline="\n")
