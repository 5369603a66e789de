"""Discover the model of a stored log once everything else is done; write what it took.

python -m benchmarks.performance.discovery STORED_LOG RESULT
"""

import sys
import time
from pathlib import Path

import msgspec

from verwaltung_mining.eventlog.store import read_stored
from verwaltung_mining.pipeline import model_of, prepare
from verwaltung_mining.release import opened
from verwaltung_mining.settings import settings_of


class Discovered(msgspec.Struct, frozen=True, kw_only=True):
    """A discovery: how long it took, and what the model covers."""

    seconds: float
    case_share: float
    """Of the cases, those whose variants the model was discovered from."""
    event_share: float
    """Of the events, those of activities in the model."""


def main(stored: Path, result: Path) -> None:
    """From the measured log to the released model."""
    prepared = prepare(read_stored(stored), settings_of(None))
    begin = time.perf_counter()
    model = opened(model_of(prepared))
    seconds = time.perf_counter() - begin
    discovered = Discovered(
        seconds=seconds, case_share=model.case_share, event_share=model.event_share
    )
    result.write_bytes(msgspec.json.encode(discovered))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
