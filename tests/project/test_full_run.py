"""The page on the full run names every file with slow tests."""

import re
from pathlib import Path


def test_page_on_the_full_run_names_the_files_with_slow_tests(root: Path) -> None:
    page = (root / "docs" / "ci-full.md").read_text(encoding="utf-8")
    own = Path(__file__)
    slow = {
        path.relative_to(root).as_posix()
        for path in (root / "tests").rglob("test_*.py")
        if path.name != own.name and "mark.slow" in path.read_text(encoding="utf-8")
    }
    assert set(re.findall(r"^\| `(\S+)` \|", page, re.MULTILINE)) == slow
