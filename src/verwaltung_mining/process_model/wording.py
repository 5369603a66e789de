"""Words in a drawing: labels short enough for their box, and free of what would break it."""

import textwrap
import unicodedata

ELLIPSIS = "…"
UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Unicode categories of control, format, unassigned, private and surrogate characters."""


def printable(label: str) -> str:
    """A label on one line, without characters that no picture or XML file can hold.

    >>> printable("Check\\n\\x00 file")
    'Check file'
    """
    clean = "".join(" " if unicodedata.category(c) in UNPRINTABLE else c for c in label)
    return " ".join(clean.split())


def lines_of(label: str, *, width: int, most: int) -> tuple[str, ...]:
    """A label in at most `most` lines of at most `width` characters, the rest as an ellipsis.

    Line breaks and unprintable characters become spaces; a label of nothing else becomes one.

    >>> lines_of("Determine necessity of stop advice", width=16, most=2)
    ('Determine', 'necessity of st…')
    """
    lines = textwrap.wrap(printable(label), width, break_on_hyphens=False)
    if not lines:
        return (ELLIPSIS,)
    if len(lines) <= most:
        return tuple(lines)
    rest = " ".join(lines[most - 1 :])
    return (*lines[: most - 1], rest[: width - 1].rstrip() + ELLIPSIS)
