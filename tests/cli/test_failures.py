"""Errors: what, remedy, exit code; never a traceback unless asked for."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stand_in import Calls

from verwaltung_mining.errors import (
    FileUnreadableError,
    RefusedError,
    SettingsError,
    VerwaltungMiningError,
)
from verwaltung_mining.texts import Text

ROOT = Path(__file__).resolve().parents[2]
WHAT = Text(de="leer.csv ist leer.", en="leer.csv is empty.")
REMEDY = Text(de="Leiten Sie neu aus.", en="Export it again.")


@pytest.mark.parametrize(
    ("kind", "code"),
    [(VerwaltungMiningError, 1), (FileUnreadableError, 1), (SettingsError, 2), (RefusedError, 4)],
)
def test_error_of_the_package_is_told_with_its_remedy_and_exit_code(
    run: Run, calls: Calls, kind: type[VerwaltungMiningError], code: int
) -> None:
    calls.error = kind(WHAT, hint=REMEDY)
    outcome = run("analyze", "leer.csv")
    assert outcome.exit_code == code
    assert outcome.stderr == "Error: leer.csv is empty.\nExport it again.\n"
    assert outcome.stdout == ""
    german = run("analyze", "leer.csv", "--lang", "de")
    assert german.stderr == "Fehler: leer.csv ist leer.\nLeiten Sie neu aus.\n"


def test_unexpected_error_is_told_without_its_content_or_traceback(run: Run, calls: Calls) -> None:
    calls.error = ValueError("Aktenzeichen 4711")
    outcome = run("analyze", "a.csv")
    assert outcome.exit_code == 1
    assert "ValueError" in outcome.stderr
    assert "4711" not in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "-v" in outcome.stderr


def test_verbose_shows_how_an_error_came_about(run: Run, calls: Calls) -> None:
    for error in (ValueError("x"), FileUnreadableError(WHAT, hint=REMEDY)):
        calls.error = error
        assert "Traceback" in run("analyze", "a.csv", "-v").stderr


def test_interrupt_has_its_own_exit_code(run: Run, calls: Calls) -> None:
    calls.error = KeyboardInterrupt()
    outcome = run("analyze", "a.csv")
    assert outcome.exit_code == 130
    assert outcome.stderr.strip() == "Interrupted: reading a.csv …"
    german = run("analyze", "a.csv", "--lang", "de")
    assert german.stderr.strip() == "Abgebrochen: a.csv wird gelesen …"


ENDED = """
import os, signal, sys
import verwaltung_mining as vm
from verwaltung_mining_cli.main import main

number = int(sys.argv.pop())

def read_log(path, **said):
    os.kill(os.getpid(), number)
    raise AssertionError("nobody was interrupted")

vars(vm)["read_log"] = read_log
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_end_from_outside_is_an_interrupt(number: int) -> None:
    outcome = _ended([sys.executable, "-c", ENDED, "--lang", "en", "analyze", "a.csv", str(number)])
    assert outcome.returncode == 130
    assert outcome.stderr.strip() == "Interrupted: reading a.csv …"


LOADING = """
import sys
from verwaltung_mining_cli.failures import guarded
from verwaltung_mining_cli.session import Session

sys.exit(guarded(lambda: exec("raise KeyboardInterrupt"), Session(language="en")))
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_interrupt_while_a_class_is_made_has_the_same_exit_code(tmp_path: Path) -> None:
    (tmp_path / "loading.py").write_text(LOADING)
    path = {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    outcome = _ended([sys.executable, "-m", "loading"], os.environ | path)
    assert (outcome.returncode, outcome.stderr) == (130, "Interrupted.\n")


EARLY = """
import os, signal
from verwaltung_mining_cli import main

main.spoken_language = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
main.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_end_before_anything_was_begun_needs_no_words() -> None:
    outcome = _ended([sys.executable, "-c", EARLY])
    assert (outcome.returncode, outcome.stderr) == (-signal.SIGTERM, "")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_run_that_outlives_its_terminal_on_purpose_goes_on() -> None:
    call = [sys.executable, "-c", ENDED, "--lang", "en", "analyze", "a.csv", str(signal.SIGHUP)]
    outcome = _ended(["nohup", *call])
    assert "AssertionError" in outcome.stderr


def _ended(
    call: list[str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Ended from outside, also where the tests themselves run under nohup."""
    return subprocess.run(
        call,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        preexec_fn=_with_usual_signals,
    )


def _with_usual_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def test_reader_that_goes_away_is_no_error(run: Run, calls: Calls) -> None:
    calls.error = OSError(errno.EPIPE, "broken pipe")
    outcome = run("analyze", "a.csv")
    assert outcome.stderr == ""


def test_full_disk_is_told(run: Run, calls: Calls) -> None:
    calls.error = OSError(errno.ENOSPC, "no space")
    outcome = run("analyze", "a.csv")
    assert outcome.exit_code == 1
    assert "Traceback" not in outcome.stderr


class PanicException(BaseException):
    """By name and kind what Polars raises."""


NO_THREAD = "called `Result::unwrap()` on an `Err` value: Os { code: 11, kind: WouldBlock }"


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "cannot allocate memory"),
        ImportError("polars.so: failed to map segment from shared object"),
        PanicException(NO_THREAD),
        RuntimeError("can't start new thread"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_missing_memory_is_told_with_the_step_and_the_remedy(
    run: Run, calls: Calls, error: BaseException
) -> None:
    calls.error = error
    outcome = run("analyze", "a.csv")
    assert outcome.exit_code == 1
    assert outcome.stderr.startswith("Error: there is not enough memory (reading a.csv …).\n")
    assert "raise the memory limit" in outcome.stderr
    german = run("analyze", "a.csv", "--lang", "de").stderr
    assert german.startswith("Fehler: Der Arbeitsspeicher reicht nicht (a.csv wird gelesen …).\n")
    assert "Speichergrenze" in german


@pytest.mark.parametrize(
    "error", [ImportError("no module"), OSError(errno.EIO, "x"), RuntimeError("x")]
)
def test_other_errors_are_not_taken_for_missing_memory(
    run: Run, calls: Calls, error: Exception
) -> None:
    calls.error = error
    assert "memory" not in run("analyze", "a.csv").stderr


@pytest.mark.parametrize(
    ("arguments", "english", "german"),
    [
        (["analyze"], "Missing argument 'LOG'", "Es fehlt die Angabe 'LOG'"),
        (["analyze", "a", "--tpo"], "No such option '--tpo'", "Option --tpo gibt es nicht"),
        (["analize"], "Did you mean 'analyze'", "Gemeint ist vielleicht analyze"),
        (["analyze", "a", "--top", "0"], "'--top'", "Die Angabe '--top'"),
        (["analyze", "a", "--from", "x"], "'--from'", "Die Angabe '--from'"),
    ],
)
def test_wrong_call_is_told_with_the_way_to_the_help(
    run: Run, calls: Calls, arguments: list[str], english: str, german: str
) -> None:
    outcome = run(*arguments)
    assert outcome.exit_code == 2
    assert english in outcome.stderr
    assert "--help" in outcome.stderr
    assert german in run("--lang", "de", *arguments).stderr


def test_call_without_a_verb_shows_the_help(run: Run) -> None:
    outcome = run()
    assert outcome.exit_code == 2
    assert "analyze" in outcome.stderr
    assert "Error" not in outcome.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipe")
def test_closed_pipe_is_quiet() -> None:
    program = "from verwaltung_mining_cli.main import main; main()"
    reader, writer = os.pipe()
    os.close(reader)
    outcome = subprocess.run(
        [sys.executable, "-c", program, "doctor"],
        stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, check=False,
    )  # fmt: skip
    os.close(writer)
    assert outcome.stderr == b""
