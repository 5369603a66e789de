"""docs/definitions.md explains every measure, and no other."""

import re
from pathlib import Path

from verwaltung_mining import measures


def test_every_measure_is_defined_under_its_own_name(root: Path) -> None:
    text = (root / "docs" / "definitions.md").read_text(encoding="utf-8")
    defined = re.findall(r"^### `(\w+)`$", text, re.MULTILINE)
    assert sorted(defined) == sorted(measures.__all__)


def test_every_measure_has_the_name_of_its_file_or_lives_beside_one_that_has(root: Path) -> None:
    folder = root / "src" / "verwaltung_mining" / "measures"
    files = {path.stem for path in folder.glob("*.py")}
    stray = [
        name
        for name in measures.__all__
        if getattr(measures, name).__module__.rsplit(".", 1)[1] not in {*measures.__all__}
        or getattr(measures, name).__module__.rsplit(".", 1)[1] not in files
    ]
    assert stray == []
