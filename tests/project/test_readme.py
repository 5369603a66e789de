"""The README opens with two commands, has a German twin, and .ci/run takes its command from it."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.project.readme_example import printed, written

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def _blocks(text: str) -> list[tuple[str, str]]:
    return [(language, body) for language, body in BLOCK.findall(text)]


@pytest.fixture(params=["README.md", "README.de.md"])
def readme(request: pytest.FixtureRequest, root: Path) -> str:
    name: str = request.param
    return (root / name).read_text(encoding="utf-8")


def test_readme_opens_with_exactly_two_one_line_commands(readme: str) -> None:
    opening = readme.split("\n## ")[0]
    blocks = _blocks(opening)
    assert [body.count("\n") for _, body in blocks] == [1, 1]
    before = opening[: opening.index("```")].strip().splitlines()
    assert before == ["# verwaltung-mining"]


def test_each_opening_command_does_its_whole_set_up(readme: str) -> None:
    for _, command in _blocks(readme)[:2]:
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert "-c constraints.txt" in command


def test_first_command_analyses_a_log_that_the_repository_holds(readme: str, root: Path) -> None:
    command = _blocks(readme)[0][1]
    log = command.split()[-1]
    assert "verwaltung-mining analyze" in command
    assert (root / log).is_file(), log


def test_german_twin_has_the_same_commands_and_as_many_headings(root: Path) -> None:
    english = (root / "README.md").read_text(encoding="utf-8")
    german = (root / "README.de.md").read_text(encoding="utf-8")
    shell = {"sh", "powershell", "python"}
    assert [b for b in _blocks(german) if b[0] in shell] == [
        b for b in _blocks(english) if b[0] in shell
    ]
    levels = [
        re.findall(r"^(#+) ", BLOCK.sub("", text), re.MULTILINE) for text in (english, german)
    ]
    assert levels[0] == levels[1]


def test_continuous_integration_runs_the_second_command_verbatim(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    function = re.search(r"^readme_command\(\) \{.*?^\}", script, re.MULTILINE | re.DOTALL)
    assert function is not None
    taken = subprocess.run(
        ["bash", "-c", f"{function.group()}\nreadme_command 2"],
        cwd=root,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert taken == _blocks((root / "README.md").read_text(encoding="utf-8"))[1][1]
    assert "run_readme_command 2" in script


def test_example_output_is_what_the_tool_prints() -> None:
    """After a change that is meant: python -m tests.project.readme_example."""
    assert written() == printed()


def test_links_between_documents_lead_to_files(tracked_files: list[Path], root: Path) -> None:
    broken = [
        f"{document.relative_to(root)}: {target}"
        for document in tracked_files
        if document.suffix == ".md"
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("page", ["README", "docs/how-to/first-analysis"])
@pytest.mark.parametrize("ending", [".md", ".de.md"])
def test_environment_is_activated_before_the_program_is_called_by_name(
    root: Path, page: str, ending: str
) -> None:
    text = (root / f"{page}{ending}").read_text(encoding="utf-8")
    assert 0 < text.index(". .venv/bin/activate") < text.index("\nverwaltung-mining ")
