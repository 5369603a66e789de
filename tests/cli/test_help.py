"""Help: light, fast, in both languages, with examples; and the pages made of it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from verwaltung_mining_cli.main import VERBS
from verwaltung_mining_cli.reference import PAGES, reference
from verwaltung_mining_cli.session import Language

ROOT = Path(__file__).resolve().parents[2]
CLI = ROOT / "cli" / "verwaltung_mining_cli"
HEAVY = ("polars", "pm4py", "scipy", "matplotlib", "numpy", "pandas", "networkx", "lxml")
SECONDS = 0.3
CHILDREN = ("children_user", "children_system")
COMMAND_LINES = 60
LOOK = (
    "import sys; from verwaltung_mining_cli.main import verbs\n"
    "for verb in {verbs!r}:\n"
    "    try: verbs.main([*verb, '--help'])\n"
    "    except SystemExit as left: assert left.code == 0, left\n"
    "sys.exit(','.join(sorted(set(sys.modules) & set({heavy!r}))) or 0)"
)


def test_help_of_every_verb_loads_nothing_heavy() -> None:
    program = LOOK.format(verbs=[[], *([name] for name in VERBS)], heavy=HEAVY)
    outcome = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert outcome.returncode == 0, outcome.stderr


def test_help_answers_quickly() -> None:
    """Processor time, so that tests beside it do not count; .ci/run takes the clock."""
    program = "from verwaltung_mining_cli.main import main; main()"
    begin = os.times()
    subprocess.run(
        [sys.executable, "-c", program, "--help"], capture_output=True, check=True, cwd=ROOT
    )
    end = os.times()
    user, system = (getattr(end, name) - getattr(begin, name) for name in CHILDREN)
    assert user + system < SECONDS


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_every_verb_has_examples_in_both_languages(run: Run, verb: str) -> None:
    english, german = run(verb, "--help"), run(verb, "--lang", "de", "--help")
    assert english.exit_code == german.exit_code == 0
    assert f"Examples:\n  verwaltung-mining {verb}" in english.stdout
    assert f"Beispiele:\n  verwaltung-mining {verb}" in german.stdout
    assert german.stdout.startswith("Aufruf: ")
    assert "Optionen:" in german.stdout
    assert "Options:" not in german.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_says_something_else_in_german(run: Run, verb: str) -> None:
    from verwaltung_mining_cli.bilingual import Argument, Option
    from verwaltung_mining_cli.main import verbs

    command = verbs.get_command(None, verb)  # type: ignore[arg-type]
    assert command is not None
    for parameter in command.params:
        assert isinstance(parameter, Option | Argument), parameter.name
        assert parameter.de != parameter.en


@pytest.mark.parametrize(("language", "page"), PAGES.items())
def test_page_of_the_command_line_is_current(language: Language, page: str) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == reference(language), "python -m verwaltung_mining_cli.reference docs"


@pytest.mark.parametrize("verb", VERBS.values())
def test_command_stays_short(verb: str) -> None:
    lines = (CLI / "commands" / f"{verb}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= COMMAND_LINES


def test_every_command_file_is_a_verb() -> None:
    files = {path.stem for path in (CLI / "commands").glob("*.py")} - {"__init__"}
    assert files == set(VERBS.values())


def test_command_line_uses_public_names_only() -> None:
    for file in sorted(CLI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("verwaltung_mining."), file.name
            if isinstance(node, ast.Import):
                assert not any(n.name.startswith("verwaltung_mining.") for n in node.names)


def test_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("verwaltung-mining, version ")


def test_shell_completion_knows_the_verbs() -> None:
    variables = {
        "COMP_WORDS": "verwaltung-mining ana", "COMP_CWORD": "1",
        "_VERWALTUNG_MINING_COMPLETE": "bash_complete",
    }  # fmt: skip
    program = "from verwaltung_mining_cli.main import main; main()"
    outcome = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | variables,
    )  # fmt: skip
    assert outcome.stdout == "plain,analyze\n"


def test_module_runs_where_the_program_is_not_on_the_path() -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "verwaltung_mining_cli", "--version"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert outcome.stdout.startswith("verwaltung-mining, version")
