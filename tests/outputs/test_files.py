"""Files appear whole or not at all."""

from pathlib import Path

import pytest
from tests.sample_document import released

from verwaltung_mining.errors import FileUnreadableError, OutputExistsError, UnwritableError
from verwaltung_mining.outputs.files import check_place, prepared_folder
from verwaltung_mining.outputs.result_folder import read_result_folder, write_result_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_failure_while_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    def half() -> None:
        with prepared_folder(tmp_path / "out") as folder:
            (folder / "half").write_bytes(b"x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert names(tmp_path) == []


def test_one_existing_file_keeps_all_others_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(OutputExistsError):
        write_result_folder(released(), tmp_path, "de", drawings={"b": b"new"})
    assert names(tmp_path) == ["b"]


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write_result_folder(released(), tmp_path, "de")
    assert names(tmp_path) == ["analysis.json", "candidates.csv", "notes.txt", "summary.md"]


def test_folder_inside_a_result_is_replaced_whole(tmp_path: Path) -> None:
    for content in (("a", "b"), ("c",)):
        with prepared_folder(tmp_path, force=True) as folder:
            (folder / "parts").mkdir()
            for name in content:
                (folder / "parts" / name).write_bytes(b"x")
    assert names(tmp_path / "parts") == ["c"]


def test_place_that_is_a_file_is_named_as_unwritable(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(UnwritableError, match="a"), prepared_folder(tmp_path / "a"):
        raise AssertionError("no folder can be prepared")


def test_new_folder_appears_in_one_step(tmp_path: Path) -> None:
    with prepared_folder(tmp_path / "deep" / "out") as folder:
        (folder / "a").write_bytes(b"1")
        assert not (tmp_path / "deep").exists()
    assert names(tmp_path) == ["a", "deep", "out"]


def test_what_a_killed_process_had_not_completed_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".unfinished").mkdir()
    (tmp_path / ".unfinished" / "half").write_bytes(b"x")
    (tmp_path / ".lock").write_bytes(b"")
    with prepared_folder(tmp_path) as folder:
        (folder / "a").write_bytes(b"1")
    assert names(tmp_path) == ["a"]


def test_what_a_killed_process_had_completed_is_moved_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / ".finished").mkdir()
    (tmp_path / ".finished" / "b").write_bytes(b"new")
    with pytest.raises(OutputExistsError):
        check_place(tmp_path, ["b"])
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_bytes() == b"new"


def test_interrupt_amid_the_moves_does_not_part_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(b"old")
    move = Path.replace
    moved: list[Path] = []

    def interrupted(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) == 2:
            raise KeyboardInterrupt
        return move(self, target)

    def write() -> None:
        with prepared_folder(tmp_path, force=True) as folder:
            for name in ("a", "b", "c"):
                (folder / name).write_bytes(b"new")
            monkeypatch.setattr(Path, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        write()
    assert names(tmp_path) == ["a", "b", "c"]
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"new"}


def test_second_writer_of_the_same_folder_is_refused(tmp_path: Path) -> None:
    with prepared_folder(tmp_path) as folder:
        (folder / "a").write_bytes(b"1")
        with pytest.raises(UnwritableError, match="another process"):
            check_place(tmp_path, ["a"])
    assert names(tmp_path) == ["a"]


def test_result_folder_comes_back(tmp_path: Path) -> None:
    drawings = {"map.svg": b"<svg/>", "model.bpmn": b"<bpmn/>"}
    written = write_result_folder(released(), tmp_path / "out", "de", drawings=drawings)
    assert list(written) == names(tmp_path / "out")
    assert read_result_folder(tmp_path / "out") == released()
    assert read_result_folder(tmp_path / "out" / "analysis.json") == released()


def test_folder_without_a_result_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match=r"analysis\.json"):
        read_result_folder(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b'{"schem\xe3": 1}', b"\xff"])
def test_result_that_is_damaged_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "analysis.json").write_bytes(content)
    with pytest.raises(FileUnreadableError, match=r"analysis\.json"):
        read_result_folder(tmp_path)
