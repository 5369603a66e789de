"""Pins without addresses, the whole licence, changes told in fragments, decisions with reasons."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FRAGMENT = re.compile(r"[a-z0-9-]+\.(added|changed|fixed|removed|privacy)\.md")


def _pins(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def test_every_direct_dependency_is_pinned_within_its_range(
    root: Path, pyproject: dict[str, Any]
) -> None:
    project = pyproject["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [Requirement(text) for text in chain.from_iterable(groups)]
    pins = _pins(root)
    unpinned = [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(pins.get(canonicalize_name(requirement.name), ""))
    ]
    assert unpinned == []


def test_pins_are_plain_versions_in_order(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", pin) for pin in pins)
    assert [p.split("==")[0] for p in pins] == sorted({p.split("==")[0] for p in pins})


def test_licence_is_the_whole_eupl(root: Path, pyproject: dict[str, Any]) -> None:
    licence = (root / "LICENSE").read_text(encoding="utf-8")
    assert pyproject["project"]["license"] == "EUPL-1.2"
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "GNU Affero General Public License (AGPL) v. 3" in licence
    assert licence == (root / "LICENSES" / "EUPL-1.2.txt").read_text(encoding="utf-8")


def test_every_change_fragment_is_named_by_its_kind_and_says_something(root: Path) -> None:
    fragments = [p for p in (root / "changelog.d").iterdir() if p.name != "README.md"]
    assert [p.name for p in fragments if not FRAGMENT.fullmatch(p.name)] == []
    assert [p.name for p in fragments if not p.read_text(encoding="utf-8").strip()] == []


def test_every_decision_says_context_choice_and_what_was_rejected(root: Path) -> None:
    pages = sorted((root / "docs" / "decisions").glob("[0-9]*.md"))
    assert pages
    assert len({page.name[:4] for page in pages}) == len(pages)
    for page in pages:
        headings = re.findall(r"^## (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[:3] == ["Context", "Choice", "Rejected"], page.name


def test_every_decision_stands_in_the_list(root: Path) -> None:
    folder = root / "docs" / "decisions"
    listed = re.findall(
        r"^\| \[\d{4}\]\((.*)\) \|", (folder / "README.md").read_text("utf-8"), re.M
    )
    assert listed == sorted(page.name for page in folder.glob("[0-9]*.md"))
