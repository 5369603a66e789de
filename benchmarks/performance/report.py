"""The result of a command: JSON for programs, Markdown tables for people."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from benchmarks.performance.machine import GB, Machine, load, machine
from benchmarks.performance.targets import Row
from benchmarks.performance.timing import Measurement

NONE = "–"
REACHED = {True: "reached", False: "**missed**", None: "not run"}
OURS = "verwaltung-mining"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All that one command measured."""

    command: str
    machine: Machine
    load_at_begin: tuple[float, float, float]
    load_at_end: tuple[float, float, float]
    rows: list[Row]
    measurements: list[Measurement]
    notes: list[str]


def report(
    command: str,
    begun: tuple[float, float, float],
    rows: Sequence[Row],
    measurements: Sequence[Measurement],
    notes: Sequence[str] = (),
) -> Report:
    """A report of what has just been measured; `begun` is the load before."""
    return Report(
        command=command,
        machine=machine(),
        load_at_begin=begun,
        load_at_end=load(),
        rows=list(rows),
        measurements=list(measurements),
        notes=list(notes),
    )


def write(result: Report, folder: Path) -> str:
    """Write both files; the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    content = msgspec.json.format(msgspec.json.encode(result))
    (folder / f"{result.command}.json").write_bytes(content + b"\n")
    text = markdown(result)
    (folder / f"{result.command}.md").write_text(text, encoding="utf-8")
    return text


def read(command: str, folder: Path) -> Report | None:
    """What a command wrote before; None where it did not."""
    file = folder / f"{command}.json"
    return msgspec.json.decode(file.read_bytes(), type=Report) if file.is_file() else None


def markdown(result: Report) -> str:
    """Machine, targets, measurements, notes."""
    parts = [f"### `{result.command}`\n", _machine(result)]
    if result.rows:
        head = "| what | target | measured | |\n|---|---:|---:|---|"
        parts.append("\n".join([head, *map(_target, result.rows), ""]))
    if result.measurements:
        head = (
            "| what | events | program | median | range | CPU | runs | peak RSS | times ours |\n"
            "|---|---:|---|---:|---|---:|---:|---:|---:|"
        )
        parts.append("\n".join([head, *_lines(result.measurements), ""]))
    parts += [f"{note}\n" for note in result.notes]
    return "\n".join(parts)


def _machine(result: Report) -> str:
    it = result.machine
    versions = ", ".join(f"{name} {number}" for name, number in it.versions.items() if number)
    begin, end = (
        " ".join(f"{value:.1f}" for value in values)
        for values in (result.load_at_begin, result.load_at_end)
    )
    return (
        f"{it.processor}, {it.cores} cores, {it.memory_gb:.0f} GB, {it.system}; "
        f"Python {it.python}, {versions}. Load average (1, 5, 15 minutes) at the begin {begin}, "
        f"at the end {end}.\n"
    )


def _target(row: Row) -> str:
    bound = f"at {row.at} {row.bound:g} {row.unit}"
    measured = NONE if row.measured is None else f"{row.measured:.3g} {row.unit}"
    said = f"{REACHED[row.reached]}: {row.not_run}" if row.not_run else REACHED[row.reached]
    return f"| {row.what} | {bound} | {measured} | {said} |"


def _lines(measurements: Sequence[Measurement]) -> Iterable[str]:
    ours = {(m.what, m.events): m.seconds for m in measurements if m.program == OURS}
    for it in measurements:
        seconds = [run.seconds for run in it.runs]
        own = ours.get((it.what, it.events))
        ratio = NONE if own is None or it.program == OURS else f"{it.seconds / own:.2g}"
        events = NONE if it.events is None else f"{it.events:,}"
        peak = NONE if it.peak_bytes is None else f"{it.peak_bytes / GB:.2f} GB"
        cpu = NONE if it.cpu_seconds is None else shown(it.cpu_seconds)
        yield (
            f"| {it.what} | {events} | {it.program} | {shown(it.seconds)} "
            f"| {shown(min(seconds))} to {shown(max(seconds))} | {cpu} | {len(seconds)} | {peak} "
            f"| {ratio} |"
        )


def shown(seconds: float) -> str:
    """Seconds, or milliseconds below one second."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
