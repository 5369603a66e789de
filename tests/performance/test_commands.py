"""Each command of the performance benchmark on a log of 1,000 events."""

from pathlib import Path

import msgspec
import pytest
from benchmarks.performance import startup, timing
from benchmarks.performance.__main__ import main
from benchmarks.performance.answers import KERNELS
from benchmarks.performance.pm4py_questions import QUESTIONS
from benchmarks.performance.report import OURS, Report
from benchmarks.performance.targets import TARGETS
from click.testing import CliRunner


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("performance")


@pytest.fixture(autouse=True)
def one_run_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every first run were long."""
    monkeypatch.setattr(timing, "LONG_SECONDS", 0.0)


def measured(command: str, folder: Path) -> Report:
    """What a command writes; its Markdown is what it prints."""
    where = ["--size", "1k", "--runs", "1", "--data", str(folder / "data"), "--out", str(folder)]
    result = CliRunner().invoke(main, [command, *where], catch_exceptions=False)
    assert result.exit_code == 0
    report = msgspec.json.decode((folder / f"{command}.json").read_bytes(), type=Report)
    assert (folder / f"{command}.md").read_text(encoding="utf-8").strip() == result.stdout.strip()
    assert [row.id for row in report.rows] == [t.id for t in TARGETS if t.command == command]
    assert all(row.measured is not None or row.not_run for row in report.rows)
    assert all(run.seconds > 0 for m in report.measurements for run in m.runs)
    return report


def test_generate_makes_a_log_once(tmp_path: Path) -> None:
    (made,) = measured("generate", tmp_path).measurements
    assert made.peak_bytes is not None
    again = measured("generate", tmp_path)
    assert (again.measurements, again.notes) == ([], ["1k-1.vmlog was there already."])


def test_kernels_are_measured_beside_the_peers_that_are_installed(folder: Path) -> None:
    report = measured("kernels", folder)
    programs = {(m.what, m.program.split(",")[0]) for m in report.measurements}
    assert {(kernel, program) for kernel in KERNELS for program in (OURS, "pm4py")} <= programs
    for peer in ("DuckDB", "r4pm"):
        missing = any(note.startswith(f"1k: {peer} not run") for note in report.notes)
        assert missing != any(program == peer for _, program in programs)


def test_analyze_tells_time_and_memory_and_the_cover_of_the_model(folder: Path) -> None:
    report = measured("analyze", folder)
    whole, discovery = report.measurements
    assert whole.peak_bytes is not None
    assert whole.peak_bytes > 10_000_000
    assert discovery.what == "discovery"
    assert "of the cases" in report.notes[0]
    for derived in ("growth", "memory"):
        assert all(row.not_run for row in measured(derived, folder).rows)


def test_questions_names_what_pm4py_answered_beside_the_whole(folder: Path) -> None:
    report = measured("questions", folder)
    assert [m.program for m in report.measurements] == [OURS, "pm4py"]
    assert all(question in report.notes[0] for question in QUESTIONS)


def test_ingest_measures_every_format_and_a_plain_copy(folder: Path) -> None:
    report = measured("ingest", folder)
    ours = [m.what.rsplit(".")[-1] for m in report.measurements if m.program == OURS]
    assert sorted(ours) == ["csv", "parquet", "xes"]
    assert any(m.program == "Polars, plain copy" for m in report.measurements)


def test_startup_measures_help_and_both_forms_of_a_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "SMALL", "1k")
    monkeypatch.setattr(startup, "REAL_LOG", folder / "missing.xes.gz")
    report = measured("startup", folder)
    figures = {row.id: row for row in report.rows}
    assert all(figures[key].measured for key in ("help", "analyze/10k", "export/10k"))
    assert figures["export/real"].not_run == startup.NO_REAL_LOG.reason
