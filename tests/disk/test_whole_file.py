"""A file appears whole or not at all."""

from pathlib import Path

import pytest

from verwaltung_mining.disk.whole_file import write_file
from verwaltung_mining.errors import OutputExistsError, UnwritableError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_file(tmp_path / "new" / "a.json", b"1")
    assert names(tmp_path) == ["a.json", "new"]
    assert (tmp_path / "new" / "a.json").read_bytes() == b"1"


def test_existing_file_stays_without_force(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"old")
    with pytest.raises(OutputExistsError) as caught:
        write_file(tmp_path / "a.json", b"new")
    assert "--force" in caught.value.hint.de
    assert (tmp_path / "a.json").read_bytes() == b"old"
    write_file(tmp_path / "a.json", b"new", force=True)
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert names(tmp_path) == ["a.json"]


def test_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with pytest.raises(OutputExistsError):
        write_file(tmp_path / "kept", b"1", force=True)
    assert (tmp_path / "kept").is_dir()


def test_place_below_a_file_is_named_as_unwritable(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(UnwritableError) as caught:
        write_file(tmp_path / "a" / "b", b"")
    assert "a" in caught.value.message.de


def test_interrupt_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("verwaltung_mining.disk.whole_file.flush_file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a", b"new", force=True)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_rest_of_a_killed_process_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".a.part").write_bytes(b"hal")
    (tmp_path / ".a.lock").write_bytes(b"")
    write_file(tmp_path / "a", b"whole")
    assert names(tmp_path) == ["a"]
