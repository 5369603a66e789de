"""Two runs of the program write the same bytes, whatever the seed of Python's hashes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pipeline.document_of import bytes_of

import verwaltung_mining as vm
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.store import read_stored, write_log
from verwaltung_mining.importers import read
from verwaltung_mining.simulation.samples import SAMPLES

HASH_SEEDS = ("1", "4711")


def test_two_runs_under_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    export = vm.sample_log("gewerbeanmeldung")
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "verwaltung_mining_cli", "analyze", export,
             "--json", "--out", tmp_path / seed, "--excel"],
            env=os.environ | {"PYTHONHASHSEED": seed, "VERWALTUNG_MINING_LANG": "en"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
        )
        for seed in HASH_SEEDS
    ]  # fmt: skip
    (first, _), (second, _) = (run.communicate() for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert first
    assert first == second
    one, other = (sorted((tmp_path / seed).iterdir()) for seed in HASH_SEEDS)
    assert [path.name for path in one] == [path.name for path in other]
    assert {"analysis.json", "candidates.csv", "map.svg"} <= {path.name for path in one}
    for left, right in zip(one, other, strict=True):
        assert left.read_bytes() == right.read_bytes(), left.name


@pytest.mark.parametrize("name", SAMPLES)
def test_number_of_partitions_changes_no_byte(tmp_path: Path, name: str) -> None:
    log = canonicalise(read(vm.sample_log(name)))
    results = set()
    for number, events_per_part in enumerate((log.events.collect().height, 1_000, 100)):
        folder = tmp_path / str(number)
        write_log(log, folder, events_per_part=events_per_part)
        parts = len(list((folder / "events").iterdir()))
        assert parts == 1 if number == 0 else parts > number
        results.add(bytes_of(read_stored(folder)))
    assert len(results) == 1
