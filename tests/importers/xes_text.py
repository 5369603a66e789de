"""XES files of a few lines, written where a test can see what stands in them."""

import gzip
from pathlib import Path
from xml.sax.saxutils import quoteattr

STAMP = "2024-01-02T08:15:30+01:00"


def attribute(key: str, value: str, *, tag: str = "string", inner: str = "") -> str:
    """One XES attribute."""
    return f"<{tag} key={quoteattr(key)} value={quoteattr(value)}>{inner}</{tag}>"


def event(activity: str | None = "A", stamp: str | None = STAMP, **others: str) -> str:
    """One event; keyword `org__group` becomes the key org:group."""
    parts = [] if activity is None else [attribute("concept:name", activity)]
    parts += [] if stamp is None else [attribute("time:timestamp", stamp, tag="date")]
    parts += [attribute(key.replace("__", ":"), value) for key, value in others.items()]
    return f"<event>{''.join(parts)}</event>"


def trace(*parts: str, name: str | None = "case 1") -> str:
    """One trace of events and attributes."""
    named = "" if name is None else attribute("concept:name", name)
    return f"<trace>{named}{''.join(parts)}</trace>"


def log(*parts: str, namespace: str = "") -> str:
    """A whole document."""
    return f'<log xes.version="1.0"{namespace}>{"".join(parts)}</log>'


def write(folder: Path, text: str, *, name: str = "log.xes", packed: bool = False) -> Path:
    """The document as a file, with gzip if asked for."""
    path = folder / name
    content = text.encode("utf-8")
    path.write_bytes(gzip.compress(content) if packed else content)
    return path
