"""The result document of a log that the test wrote."""

import json
from typing import Any

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.settings import Settings

Document = dict[str, Any]


def bytes_of(log: EventLog, **tables: Any) -> bytes:
    """What `analyze --json` would print, with these sections of the settings."""
    return json_document(run(prepare(log, Settings(tables=tables))))


def document_of(log: EventLog, **tables: Any) -> Document:
    """The same, parsed."""
    document: Document = json.loads(bytes_of(log, **tables))
    return document


def texts(part: Any) -> list[str]:
    """All German and English texts in a part of the document."""
    if isinstance(part, dict):
        if set(part) == {"de", "en"}:
            return [text for value in part.values() for text in _listed(value)]
        return [text for value in part.values() for text in texts(value)]
    return [text for value in part for text in texts(value)] if isinstance(part, list) else []


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
