"""The whole `analyze` of stored logs, and the discovery of a model apart from it."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from benchmarks.performance import discovery
from benchmarks.performance.logs import SIZES, Logs
from benchmarks.performance.machine import GB, free_memory, load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.targets import NotRun, not_asked, rows
from benchmarks.performance.timing import PROGRAM, Measurement, Usage, processes

from verwaltung_mining.eventlog.manifest import read_manifest


def measure(logs: Logs, *, sizes: Sequence[str], runs: int) -> Report:
    """From the call to the prompt, in processes of their own, the smallest log first."""
    begun = load()
    outcomes = not_asked("analyze")
    measurements: list[Measurement] = []
    notes = []
    before: tuple[int, int] | None = None
    for size in sorted(sizes, key=SIZES.__getitem__):
        too_large = beyond_memory(SIZES[size], before)
        if too_large:
            outcomes |= {f"analyze/{size}": too_large, f"discovery/{size}": too_large}
            continue
        stored = logs.stored(size)
        events = read_manifest(stored).events
        whole = Measurement(
            what=task(size), program=OURS, events=events,
            runs=processes((*PROGRAM, "analyze", str(stored), "--json", "-q"), runs=runs),
        )  # fmt: skip
        before = SIZES[size], whole.peak_bytes or 0
        found = _discovery(stored)
        model = Measurement(
            what="discovery", program=OURS, events=events, runs=(Usage(seconds=found.seconds),)
        )
        outcomes |= {f"analyze/{size}": whole.seconds, f"discovery/{size}": model.seconds}
        measurements += [whole, model]
        notes.append(
            f"{size}: the discovered model rests on {found.case_share:.1%} of the cases and shows "
            f"{found.event_share:.1%} of the events."
        )
    return report("analyze", begun, rows("analyze", outcomes), measurements, notes)


def task(size: str) -> str:
    """The name of the measurement of a size."""
    return f"`analyze` of {size}"


def beyond_memory(events: int, before: tuple[int, int] | None) -> NotRun | None:
    """Why a log should not be tried, by events and peak of the next smaller one; None: it may be.

    >>> beyond_memory(10, before=None)
    >>> beyond_memory(10**9, before=(1, 10**9))
    NotRun(reason='would need about 1000000000 GB, as the next smaller log shows; ... GB are free')
    """
    if before is None:
        return None
    smaller, peak = before
    needed, free = peak * events / smaller, free_memory()
    if needed < free:
        return None
    return NotRun(
        f"would need about {needed / GB:.0f} GB, as the next smaller log shows; "
        f"{free / GB:.0f} GB are free"
    )


def _discovery(stored: Path) -> discovery.Discovered:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "discovered.json"
        subprocess.run([sys.executable, "-m", discovery.__name__, stored, result], check=True)
        return msgspec.json.decode(result.read_bytes(), type=discovery.Discovered)
