"""The text of a large export is never in memory as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

MEASURED = """
import resource, sys
from pathlib import Path
from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.importers.delimited import read_table

table = read_table(Path(sys.argv[1]), ReadOptions())
rows = sum(block.cells.height for block in table.blocks())
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""
ROWS = 60_000
WIDTH = 2_000
"""Characters of the longest cell."""


def read(file: Path) -> tuple[int, int]:
    """Rows of an export, and the peak memory of a process that reads all of its blocks."""
    found = subprocess.run(
        (sys.executable, "-c", MEASURED, str(file)), check=True, capture_output=True, text=True
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
