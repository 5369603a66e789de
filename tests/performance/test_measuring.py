"""How the performance benchmark measures, compares and judges."""

import sys
from collections.abc import Callable

import pytest
from benchmarks.performance import derived, kernels, timing
from benchmarks.performance.analyze import beyond_memory, task
from benchmarks.performance.answers import DFG, Contender, DifferentAnswerError, check_equal
from benchmarks.performance.draw import chunks
from benchmarks.performance.report import OURS, Report, markdown, report
from benchmarks.performance.targets import TARGETS, NotRun, not_asked, rows
from benchmarks.performance.timing import Measurement, Usage, process, repeated

MEGABYTE = 1_000_000


def program(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_the_peak_is_that_of_the_child_and_not_of_this_process() -> None:
    held = bytearray(150 * MEGABYTE)
    small, large = process(program("pass")), process(program("bytearray(200_000_000)"))
    assert small.peak_bytes is not None
    assert large.peak_bytes is not None
    assert small.peak_bytes < 50 * MEGABYTE < len(held)
    assert 200 * MEGABYTE < large.peak_bytes < 250 * MEGABYTE


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(timing.subprocess.CalledProcessError):
        process(program("raise SystemExit(3)"))


def test_byte_code_is_kept_as_where_the_program_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    process(program("import sys; sys.exit(sys.dont_write_bytecode)"))


def clock(*seconds: float) -> Callable[[], Usage]:
    runs = iter(seconds)
    return lambda: Usage(seconds=next(runs))


def test_the_first_run_warms_up_unless_it_is_long() -> None:
    short = repeated(clock(9.0, 1.0, 2.0, 3.0), runs=3)
    assert [run.seconds for run in short] == [1.0, 2.0, 3.0]
    long = repeated(clock(timing.LONG_SECONDS, 1.0), runs=3)
    assert [run.seconds for run in long] == [timing.LONG_SECONDS]


def test_a_figure_reaches_or_misses_its_target_or_says_why_it_is_not_there() -> None:
    outcomes = not_asked("startup") | {"help": 0.2, "analyze/10k": 2.0, "export/10k": NotRun("no")}
    judged = {row.id: row for row in rows("startup", outcomes)}
    assert judged["help"].reached is True
    assert judged["analyze/10k"].reached is False
    assert (judged["export/10k"].reached, judged["export/10k"].not_run) == (None, "no")


def test_being_faster_than_wanted_reaches_a_target_that_is_a_least() -> None:
    outcomes = not_asked("kernels") | {"rework/pm4py/10M": 12.0, "rework/DuckDB/10M": 0.9}
    judged = {row.id: row.reached for row in rows("kernels", outcomes)}
    assert (judged["rework/pm4py/10M"], judged["rework/DuckDB/10M"]) == (True, False)


def test_a_target_without_an_outcome_is_an_error() -> None:
    with pytest.raises(KeyError, match="help"):
        rows("startup", {})


def test_targets_have_different_ids() -> None:
    assert len({target.id for target in TARGETS}) == len(TARGETS)


def test_times_are_not_taken_where_answers_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    (chunk,) = chunks(1_000, seed=1)
    wrong = Contender(kernel=DFG, program="wrong", run=dict, answer=lambda _: {(0, 1): 1})
    monkeypatch.setattr(kernels, "timed", lambda *_, **__: pytest.fail("timed before compared"))
    with pytest.raises(DifferentAnswerError, match="wrong"):
        kernels.beside(chunk.events, [wrong], runs=1)


def test_figures_that_a_program_does_not_give_are_not_compared() -> None:
    check_equal({1: (2.0, None)}, {1: (2.0, 7.0)}, what="times")
    with pytest.raises(DifferentAnswerError):
        check_equal({1: (2.0, None)}, {1: (2.1, 7.0)}, what="times")


def test_a_log_that_would_not_fit_is_not_tried() -> None:
    assert beyond_memory(10, (1, MEGABYTE)) is None
    refused = beyond_memory(10, (1, 10**15))
    assert refused is not None
    assert "10000000 GB" in refused.reason


def analyzed(**figures: tuple[float, int]) -> Report:
    """A report of `analyze`: size → seconds and peak in bytes."""
    found = [
        Measurement(
            what=task(size),
            program=OURS,
            events=None,
            runs=(Usage(seconds=seconds, peak_bytes=peak),),
        )
        for size, (seconds, peak) in figures.items()
    ]
    return report("analyze", (0.0, 0.0, 0.0), [], found)


def test_growth_and_memory_are_derived_from_what_analyze_took() -> None:
    full = analyzed(**{"1M": (1.0, 1), "10M": (10.0, 10**9), "100M": (200.0, 10**9)})
    growth = {row.id: (row.measured, row.reached) for row in derived.growth(full).rows}
    assert growth == {"growth/10M": (10.0, True), "growth/100M": (20.0, False)}
    memory = {row.id: (row.measured, row.reached) for row in derived.memory(full).rows}
    assert memory == {"memory/100M": (1.0, True), "memory/ratio": (1.0, True)}
    half = derived.growth(analyzed(**{"1M": (1.0, 1), "10M": (10.0, 1)}))
    assert [row.reached for row in half.rows] == [True, None]
    assert half.rows[1].not_run == "`analyze` was not run at 100M"
    assert "not run: `analyze` was not run at 100M" in markdown(half)
