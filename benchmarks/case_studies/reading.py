"""The raw files, read without any code of the package.

A case is a list of (activity, time); times are datetimes with a zone.
"""

import gzip
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from lxml import etree

Case = list[tuple[str, datetime]]
DAY = 86_400.0


def folder() -> Path:
    """The folder of the logs: first argument, else ../shared/data/logs."""
    return Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/logs")


def traces(name: str, activity: str = "concept:name") -> Iterator[tuple[dict[str, str], Case]]:
    """The attributes and the events of each case of an XES file, in the order of the file."""
    with gzip.open(folder() / name) as file:
        for _, trace in etree.iterparse(file, tag="{*}trace"):
            values = {c.get("key"): c.get("value") for c in trace if c.get("value")}
            rows = [{c.get("key"): c.get("value") for c in e} for e in trace.iter("{*}event")]
            yield values, [(r[activity], datetime.fromisoformat(r["time:timestamp"])) for r in rows]
            trace.clear()


def ended(name: str, ends: set[str]) -> list[Case]:
    """The cases whose last activity is one of `ends`."""
    return [case for _, case in traces(name) if case[-1][0] in ends]


def days(begin: datetime, finish: datetime) -> float:
    """Days of 24 hours between two moments."""
    return (finish - begin).total_seconds() / DAY


def between(cases: list[Case], source: str | None, target: str) -> list[float]:
    """Days before each `target`, after `source` or after any step."""
    return [
        days(a[1], b[1])
        for case in cases
        for a, b in pairwise(case)
        if b[0] == target and source in (None, a[0])
    ]


def returned(case: Case, step: str) -> float:
    """Days of a case in loops that are a return to `step` first.

    A loop is a run of repeated activities. It belongs to the first that is done again after other
    work, and lasts from that activity's previous time to its last in the run.
    """
    total, owner, begin, finish, last = 0.0, "", 0, 0, dict[str, int]()
    for at, (activity, _) in enumerate([*case, ("", case[-1][1])]):
        if activity not in last:
            total += days(case[begin][1], case[finish][1]) if owner == step else 0.0
            owner = ""
        elif not owner and last[activity] < at - 1:
            owner, begin, finish = activity, last[activity], at
        elif activity == owner:
            finish = at
        last[activity] = at
    return total
