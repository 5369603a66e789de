"""The generated logs of a run: made once, kept in a folder, found again by size and seed."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.performance.raw_files import in_files, raw_file
from benchmarks.performance.stored_log import stored_log

SIZES = {"1k": 1_000, "10k": 10_000, "1M": 1_000_000, "10M": 10_000_000, "100M": 100_000_000}
"""Name of a size → events wanted; a log has about so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    """Where the logs of a seed are."""

    folder: Path
    seed: int

    def path(self, size: str, suffix: str = ".vmlog") -> Path:
        """Where a log is, or will be: a stored log, or an export by its suffix."""
        return self.folder / f"{size}-{self.seed}{suffix}"

    def stored(self, size: str) -> Path:
        """The stored log of a size, generated if need be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return stored_log(self.path(size), events=SIZES[size], seed=self.seed)

    def raw(self, size: str, suffix: str) -> Path:
        """The export of a size, generated if need be."""
        return raw_file(self.path(size, suffix), events=SIZES[size], seed=self.seed)

    def several(self, size: str, files: int) -> Path:
        """The export of a size as a folder of so many files that follow each other."""
        folder = self.folder / f"{size}-{self.seed}-in-{files}"
        if not folder.is_dir():
            in_files(self.raw(size, ".csv"), folder, files)
        return folder
