"""Text in pieces with one kind of line end, and what is known of it once it was read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOJIBAKE = re.compile("Ã[¤¶¼„–œŸ]|â‚¬")
"""UTF-8 read as Windows-1252 and written again: Ã¼ for ü."""
LONGEST_MOJIBAKE = len("â‚¬")
REPLACED = "\ufffd"


@dataclass(slots=True)
class TextFacts:
    """What the characters of a text are, as it was decoded."""

    characters: int = 0
    nul: int = 0
    replaced: int = 0
    double_encoded: int = 0
    """Umlauts and euro signs that were encoded twice."""
    newlines: bool = False
    returns: bool = False
    quotes: bool = False


def text_facts(pieces: Iterable[str]) -> TextFacts:
    """The facts of a text in pieces.

    >>> text_facts(["PrÃ", "¼fung"]).double_encoded
    1
    """
    facts, tail = TextFacts(), ""
    for piece in pieces:
        facts.characters += len(piece)
        facts.nul += piece.count("\x00")
        facts.replaced += piece.count(REPLACED)
        facts.newlines = facts.newlines or "\n" in piece
        facts.returns = facts.returns or "\r" in piece
        facts.quotes = facts.quotes or '"' in piece
        joined = tail + piece
        if "Ã" in joined or "â" in joined:
            ends = (found.end() for found in MOJIBAKE.finditer(joined))
            facts.double_encoded += sum(end > len(tail) for end in ends)
        tail = joined[-LONGEST_MOJIBAKE + 1 :]
    return facts


def tidied(pieces: Iterable[str], facts: TextFacts) -> Iterator[str]:
    """The text without NUL characters and with \\n at the end of every line.

    >>> pieces = ["a\\r", "\\nb"]
    >>> "".join(tidied(pieces, text_facts(pieces)))
    'a\\nb'
    """
    held = ""
    for piece in pieces:
        text = piece.replace("\x00", "") if facts.nul else piece
        if facts.returns:
            text = held + text
            held = "\r" if text.endswith("\r") else ""
            text = _with_newlines(text.removesuffix("\r"), facts)
        yield text
    yield _with_newlines(held, facts)


def _with_newlines(text: str, facts: TextFacts) -> str:
    """A lone \\r ends a line only where nothing else does."""
    text = text.replace("\r\n", "\n")
    return text if facts.newlines else text.replace("\r", "\n")


def whole_lines(pieces: Iterable[str], start: int, characters: int) -> Iterator[str]:
    """The text from position `start` on, cut anew after whole lines; at least one piece.

    Each but the last has `characters` or a few more: it ends with the next line that ends outside
    of quotes.

    >>> list(whole_lines(["ab\\nc", "d\\ne"], 1, 2))
    ['b\\n', 'cd\\n', 'e']
    """
    held, size, wanted, some = [""], 0, characters, False
    for piece in _after(pieces, start):
        held.append(piece)
        size += len(piece)
        if size > wanted:
            cut, rest = _cut("".join(held), characters)
            yield from cut
            held, size, some = [rest], len(rest), some or bool(cut)
            wanted = max(characters, 2 * size)
    cut, rest = _cut("".join(held), characters)
    yield from cut
    if rest or not (some or cut):
        yield rest


def _cut(text: str, characters: int) -> tuple[list[str], str]:
    """The pieces that are whole, and what is left; after an open quote nothing is."""
    cut, begin = [], 0
    while len(text) - begin > characters and (end := _line_end(text, begin, characters)):
        cut.append(text[begin:end])
        begin = end
    return cut, text[begin:]


def _after(pieces: Iterable[str], start: int) -> Iterator[str]:
    skipped = 0
    for piece in pieces:
        text = piece[min(len(piece), start - skipped) :]
        skipped += len(piece) - len(text)
        yield text


def _line_end(text: str, begin: int, characters: int) -> int:
    """Where the first line ends at or after so many characters, outside of quotes; 0 if nowhere."""
    end, counted, quotes = begin + characters - 1, begin, 0
    while (end := text.find("\n", end) + 1) > 0:
        quotes += text.count('"', counted, end)
        if quotes % 2 == 0:
            return end
        counted = end
    return 0
