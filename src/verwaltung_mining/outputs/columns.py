"""Plain text in columns, measured as a terminal shows it, without control codes."""

import unicodedata
from collections.abc import Sequence
from typing import Literal

WIDTH = 100
"""Columns of a terminal line."""
GAP = "  "
LEAST_FLEXIBLE = 16
"""Columns the wrapped column keeps even if the table grows beyond the width."""

_REPLACED = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": ""}
"""Unicode categories that move the cursor, turn the direction or show nothing."""

Alignment = Literal["left", "right", "wrap"]


def one_line(text: str) -> str:
    """The text without line breaks, control codes and direction marks.

    >>> one_line("a\\nb\\x1b[31mc")
    'a b [31mc'
    """
    plain = "".join(_REPLACED.get(unicodedata.category(c), c) for c in text)
    return " ".join(word for word in plain.split(" ") if word)


def display_width(text: str) -> int:
    """Terminal columns of a text.

    >>> display_width("Prüfung"), display_width("審査")
    (7, 4)
    """
    wide = sum(unicodedata.east_asian_width(c) in {"W", "F"} for c in text)
    marks = sum(unicodedata.combining(c) > 0 for c in text)
    return len(text) + wide - marks


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` columns, broken at spaces; `indent` leads every line.

    >>> wrapped("one two three", 9, indent="  ")
    ['  one two', '  three']
    """
    lines, line = [], ""
    for word in _words(text, width - len(indent)):
        longer = f"{line} {word}" if line else word
        if line and display_width(longer) > width - len(indent):
            lines.append(indent + line)
            longer = word
        line = longer
    return [*lines, indent + line] if line else lines


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], alignment: Sequence[Alignment]
) -> list[str]:
    """Header and rows in columns; the column aligned `wrap` takes what the others leave."""
    cells = [header, *rows]
    widths = [max(display_width(row[i]) for row in cells) for i in range(len(header))]
    if "wrap" in alignment:
        flexible = alignment.index("wrap")
        others = sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
        widths[flexible] = min(widths[flexible], max(WIDTH - others, LEAST_FLEXIBLE))
    lines = [line for row in cells for line in _row(row, widths, alignment)]
    return [line.rstrip() for line in lines]


def _row(row: Sequence[str], widths: Sequence[int], alignment: Sequence[Alignment]) -> list[str]:
    columns = [
        wrapped(cell, width) or [""] if side == "wrap" else [cell]
        for cell, width, side in zip(row, widths, alignment, strict=True)
    ]
    height = max(len(column) for column in columns)
    return [
        GAP.join(
            _padded(column[i] if i < len(column) else "", width, side)
            for column, width, side in zip(columns, widths, alignment, strict=True)
        )
        for i in range(height)
    ]


def _padded(text: str, width: int, side: Alignment) -> str:
    space = " " * (width - display_width(text))
    return space + text if side == "right" else text + space


def _words(text: str, width: int) -> list[str]:
    """Words, cut where one alone is wider than a line."""
    pieces: list[str] = []
    for word in text.split(" "):
        piece = ""
        for character in word:
            if piece and display_width(piece + character) > width:
                pieces.append(piece)
                piece = ""
            piece += character
        pieces.append(piece)
    return [piece for piece in pieces if piece]
