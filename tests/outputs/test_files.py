"""Files appear whole or not at all."""

import os
from pathlib import Path

import pytest
from tests.sample_document import released

from verwaltung_mining.errors import FileUnreadableError, OutputExistsError, UnwritableError
from verwaltung_mining.outputs.files import prepared_folder, write_file
from verwaltung_mining.outputs.result_folder import read_result_folder, write_result_folder


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


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="needs POSIX rights")
def test_place_that_is_a_file_is_named_as_unwritable(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(UnwritableError) as caught:
        write_file(tmp_path / "a" / "b", b"")
    assert "a" in caught.value.message.de


def test_result_folder_comes_back(tmp_path: Path) -> None:
    drawings = {"map.svg": b"<svg/>", "model.bpmn": b"<bpmn/>"}
    written = write_result_folder(released(), tmp_path / "out", "de", drawings=drawings)
    assert list(written) == names(tmp_path / "out")
    assert read_result_folder(tmp_path / "out") == released()
    assert read_result_folder(tmp_path / "out" / "analysis.json") == released()


def test_folder_without_a_result_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match=r"analysis\.json"):
        read_result_folder(tmp_path)
