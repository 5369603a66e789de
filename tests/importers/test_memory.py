"""The text of a large export is never in memory as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.performance.raw_files import raw_file

MEASURED = """
import resource, sys
from pathlib import Path
from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.importers.delimited import read_table

table = read_table(Path(sys.argv[1]), ReadOptions())
rows = sum(block.cells.height for block in table.blocks())
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""
IMPORTED = """
import resource, sys
from pathlib import Path
import verwaltung_mining as vm
from verwaltung_mining.settings import Settings

least = Settings(tables={"import": {"memory": 0.001}})
log = vm.read_log(sys.argv[1], settings=least, scratch=Path(sys.argv[1]).parent)
log.save(sys.argv[1] + ".vmlog")
print(log.events, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""
BYTES_PER_EVENT = 100
"""A coded row takes 69, with what is done with it 230; cases with their attributes less."""
ROWS = 60_000
WIDTH = 2_000
"""Characters of the longest cell."""


def read(file: Path, program: str = MEASURED) -> tuple[int, int]:
    """Rows of an export, and the peak memory of a process that reads all of its blocks."""
    found = subprocess.run(
        (sys.executable, "-c", program, str(file)), check=True, capture_output=True, text=True
    )
    rows, peak = found.stdout.split()
    return int(rows), int(peak)


def export(file: Path, rows: int) -> Path:
    row = f"A{{}};Eingang;02.01.2024 08:15;{'x' * WIDTH}\n"
    with file.open("w", encoding="utf-8") as stream:
        stream.write("Aktenzeichen;Arbeitsschritt;Zeitpunkt;Bemerkung\n")
        stream.writelines(row.format(number) for number in range(rows))
    return file


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak memory")
def test_three_times_the_text_takes_no_more_memory(tmp_path: Path) -> None:
    once, thrice = export(tmp_path / "a.csv", ROWS), export(tmp_path / "b.csv", 3 * ROWS)
    rows, peak = read(once)
    more_rows, more_peak = read(thrice)
    assert (rows, more_rows) == (ROWS, 3 * ROWS)
    assert more_peak - peak < (thrice.stat().st_size - once.stat().st_size) / 4


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak memory")
@pytest.mark.parametrize("suffix", ["csv", "xes"])
def test_an_import_takes_no_more_memory_for_more_events(tmp_path: Path, suffix: str) -> None:
    files = [
        raw_file(tmp_path / f"{events}.{suffix}", events=events, seed=1)
        for events in (300_000, 900_000)
    ]
    (few, peak), (many, more_peak) = (read(file, IMPORTED) for file in files)
    assert many > 2 * few
    assert more_peak - peak < BYTES_PER_EVENT * (many - few)
