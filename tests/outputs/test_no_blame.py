"""No text of the product blames anybody; both languages are always there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from verwaltung_mining.shapes.named_steps import REJECTION_WORDS

ROOT = Path(__file__).resolve().parents[2]

BLAMING = re.compile(
    r"fehler|verursach|schuld|verstoß|verstöß|minderleist|versag|versäum|nachlässig|schlampig"
    r"|schlecht|\bfaul|trödel|bummel|verschlepp|unfähig|mangelhaft|pflichtverletz|ineffizien"
    r"|\bblam|\bfault|guilt|culprit|offend|\blazy|underperform|negligen|incompeten|sloppy"
    r"|\bpoor|\bmistake|wrongdo|violat|inefficien",
    re.IGNORECASE,
)
NO_BLAME = re.compile(
    r"Fehler dieses Programms|fault of this program|Tippfehler|default|^versag(t|ung)$", re.I
)
"""„Versagt“ alone is the term of law for a permit not granted; it stands in a word list."""
PLACEHOLDER = re.compile(r"\{\w+\}")
ERROR_PREFIX = "Fehler"
TERMS = frozenset(REJECTION_WORDS)
"""Words by which offices name a decision, looked for in logs and not said of anybody."""
LANGUAGES = {"de", "en"}


def written(node: ast.expr) -> str:
    """The literal parts of a string expression."""
    return "".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def texts() -> Iterator[tuple[str, str, str]]:
    """Place, language and wording of everything written as de=…, en=…"""
    for root in ("src", "cli"):
        for file in sorted((ROOT / root).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    place = f"{file.relative_to(ROOT)}:{node.lineno}"
                    for word in node.keywords:
                        if word.arg in LANGUAGES:
                            yield place, word.arg, written(word.value)


def strings() -> Iterator[tuple[str, str]]:
    """Place and wording of every string that is not a docstring."""
    for root in ("src", "cli"):
        for file in sorted((ROOT / root).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            documentation = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
            for node in ast.walk(tree):
                if id(node) not in documentation and isinstance(node, ast.Constant):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", str(node.value)


def blames(text: str) -> bool:
    return text not in {ERROR_PREFIX, *TERMS} and BLAMING.search(NO_BLAME.sub("", text)) is not None


def test_no_text_blames_anybody() -> None:
    found = [(place, text) for place, text in strings() if blames(text)]
    assert found == []


def test_a_blaming_text_would_be_found() -> None:
    for text in (
        "Die Sachbearbeitung hat versagt.",
        "versagen",
        "Verstöße je Team",
        "the culprit is",
    ):
        assert blames(text)


def test_every_text_is_there_in_both_languages() -> None:
    by_place: dict[str, list[str]] = {}
    for place, language, _ in texts():
        by_place.setdefault(place, []).append(language)
    assert len(by_place) > 100
    alone = {place for place, languages in by_place.items() if set(languages) != LANGUAGES}
    assert alone == set()


@pytest.mark.parametrize("english", [r"\bthe\b", r"\bof\b", r"\bcases\b"])
def test_german_texts_are_german(english: str) -> None:
    wrong = [(place, text) for place, language, text in texts()
             if language == "de" and re.search(english, PLACEHOLDER.sub("", text))]  # fmt: skip
    assert wrong == []
