"""Tables of trials as Markdown."""

import os
import platform
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.faults.bounds import Bounded
from benchmarks.faults.found import STATES
from benchmarks.faults.signals import Trial


def signal_table(trials: Sequence[Trial]) -> str:
    """One row per signal, command and whether something was replaced."""
    heads = ("signal", "command", "before", "trials", "done first", *_HEADS, "rest left", "faults")
    groups: dict[tuple[str, str, str], list[Trial]] = {}
    for t in trials:
        key = (t.draw.signal, f"`{t.draw.command}`", _before(replaces=t.draw.replaces))
        groups.setdefault(key, []).append(t)
    rows = [
        (*key, len(own), sum(t.exit == 0 for t in own), *_states([t.state for t in own]),
         sum(bool(t.rest) for t in own), sum(bool(t.faults) for t in own))
        for key, own in sorted(groups.items())
    ]  # fmt: skip
    return markdown(heads, 3, rows)


def bounded_table(runs: Sequence[Bounded], unit: str) -> str:
    """One row per command, whether something was replaced, and how the runs ended."""
    heads = ("command", "before", "ended by", "said", "exit code", unit, "runs", *_HEADS,
             "rest left", "faults")  # fmt: skip
    groups: dict[tuple[str, str, str, str, str], list[Bounded]] = {}
    for r in runs:
        code = "-" if r.exit is None else str(r.exit)
        key = (f"`{r.command}`", _before(replaces=r.replaces), *r.voice, code)
        groups.setdefault(key, []).append(r)
    rows = [
        (*key, _span([r.limit for r in own]), len(own), *_states([r.state for r in own]),
         sum(bool(r.rest) for r in own), sum(bool(r.faults) for r in own))
        for key, own in sorted(groups.items())
    ]  # fmt: skip
    return markdown(heads, 4, rows)


_HEADS = ("nothing", "old whole", "new whole", "moving")


def _states(found: Sequence[str]) -> tuple[int, ...]:
    counts = Counter(found)
    return tuple(counts[state] for state in STATES)


def _span(limits: Sequence[int]) -> str:
    low, high = min(limits), max(limits)
    return f"{low}" if low == high else f"{low}-{high}"


def _before(*, replaces: bool) -> str:
    return "an old one" if replaces else "nothing"


def markdown(heads: Sequence[str], texts: int, rows: Sequence[Sequence[object]]) -> str:
    """A table whose first columns are texts and all others numbers."""
    rule = "|" + "---|" * texts + "---:|" * (len(heads) - texts)
    lines = [f"| {' | '.join(map(str, row))} |" for row in [heads, *rows]]
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def machine() -> str:
    """Where and when the load is what it is."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load}; "
        f"Python {platform.python_version()}, Polars {version('polars')}."
    )
