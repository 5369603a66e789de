"""What an analysis loads: a user waits for every package that it does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

import verwaltung_mining as vm

NOT_NEEDED = {"scipy.stats", "pm4py", "pandas", "matplotlib", "networkx", "holidays"}
"""For maps, models, holidays; scipy.stats for nothing: it takes a second (docs/decisions/0017)."""
LOOK = (
    "import sys; from verwaltung_mining_cli.main import verbs\n"
    "try: verbs.main(['analyze', sys.argv[1], '-q'])\n"
    "except SystemExit as left: assert left.code == 0, left\n"
    "print(','.join(sorted(sys.modules)), file=sys.stderr)"
)


@pytest.mark.parametrize("sample", ["bauantrag", "gewerbeanmeldung"])
def test_analysis_loads_only_what_it_uses(tmp_path: Path, sample: str) -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", LOOK, vm.sample_log(sample)],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    loaded = set(outcome.stderr.strip().split(","))
    assert "verwaltung_mining.detectors" in loaded
    assert loaded & NOT_NEEDED == set()
