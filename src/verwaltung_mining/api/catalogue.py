"""What is looked for, and what can be set."""

from pathlib import Path

import msgspec

from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.disk.whole_file import write_file
from verwaltung_mining.outputs.catalogue import Pattern, catalogue
from verwaltung_mining.outputs.settings_file import settings_file
from verwaltung_mining.pipeline import KNOWN_SECTIONS
from verwaltung_mining.texts import Language


def detectors_text(language: Language = "en", *, name: str | None = None) -> str:
    """All detectors with their definitions, or one in full.

    Raises UnknownNameError where there is no such detector.
    """
    patterns = [
        Pattern(
            id=d.id,
            name=d.name,
            definition=d.definition,
            why=d.why,
            source=d.source,
            settings=msgspec.structs.asdict(d.settings()),
        )
        for d in DETECTORS
    ]
    return catalogue(patterns, language, name=name)


def write_settings_template(path: Path, *, force: bool = False) -> None:
    """A settings file that names every setting with its default, all commented out.

    Raises OutputExistsError where the file exists and `force` is not given.
    """
    write_file(path, settings_file(KNOWN_SECTIONS), force=force)
