"""A folder is replaced whole, by one writer at a time."""

import shutil
from pathlib import Path

import pytest

from verwaltung_mining.disk.whole_folder import replaced_folder, standing, untouched_folder
from verwaltung_mining.errors import UnwritableError


def write(folder: Path, content: str) -> None:
    with replaced_folder(folder) as new:
        (new / "a").write_text(content)


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_new_and_replaced_folder_leave_nothing_beside_them(tmp_path: Path) -> None:
    for content in ("one", "two"):
        write(tmp_path / "log", content)
        assert (tmp_path / "log" / "a").read_text() == content
        assert beside(tmp_path / "log") == ["log"]


def test_interrupt_between_the_two_renames_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "log"
    write(folder, "old")
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == ".log.part":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(folder, "new")
    assert (folder / "a").read_text() == "old"
    assert beside(folder) == ["log"]


def test_interrupt_while_the_replaced_folder_goes_is_told_when_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "log"
    write(folder, "old")
    remove, interrupts = shutil.rmtree, [KeyboardInterrupt]

    def interrupted(path: Path, *, ignore_errors: bool) -> None:
        if (path / "a").is_file() and interrupts:
            raise interrupts.pop()
        remove(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(folder, "new")
    assert not interrupts
    assert (folder / "a").read_text() == "new"
    assert beside(folder) == ["log"]


def test_replacement_cut_short_is_found_beside_and_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    write(folder, "old")
    folder.rename(tmp_path / ".log.old")
    assert (standing(folder) / "a").read_text() == "old"
    with untouched_folder(folder):
        assert beside(folder) == [".log.lock", "log"]
    assert standing(folder) == folder


def test_second_writer_is_refused_while_a_reader_sees_the_old_folder(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    write(folder, "old")
    with replaced_folder(folder) as new:
        (new / "a").write_text("new")
        with pytest.raises(UnwritableError, match="another process"):
            write(folder, "other")
        assert (standing(folder) / "a").read_text() == "old"
    assert (folder / "a").read_text() == "new"


def test_relative_name_of_one_part_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("log"), "one")
    write(Path("log"), "two")
    assert (tmp_path / "log" / "a").read_text() == "two"
