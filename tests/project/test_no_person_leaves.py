"""No person and no file reference of an export is in anything that is kept, written or shown."""

import re
from pathlib import Path

import polars as pl
import pytest

import verwaltung_mining as vm
from verwaltung_mining.texts import LANGUAGES, Language

PERSON = re.compile(r"Zz[a-z]+quendt")
"""How every invented person is called here; no other text can match."""
REFERENCE = re.compile(r"Yy-\d{4}")
LEAK = re.compile(f"{PERSON.pattern}|{REFERENCE.pattern}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of building permits with invented names, also as applicant and in a remark."""
    rows = pl.read_csv(vm.sample_log("bauantrag"), separator=";", encoding="cp1252")
    person = pl.col("Sachbearbeitung")
    names = [f"Zz{LETTERS[i // 26]}{LETTERS[i % 26]}quendt" for i in range(26 * 26)]
    codes = person.rank("dense").fill_null(1).cast(pl.Int64) - 1
    case = pl.col("Aktenzeichen").rank("dense").cast(pl.Int64)
    named = rows.with_columns(
        Sachbearbeitung=codes.replace_strict(range(len(names)), names, default=names[-1]),
        Aktenzeichen=pl.format("Yy-{}", case.cast(pl.String).str.zfill(4)),
        Antragsteller=(case % len(names)).replace_strict(range(len(names)), names),
    ).with_columns(Bemerkung=pl.format("mit {} besprochen", pl.col("Sachbearbeitung")))
    path = tmp_path_factory.mktemp("export") / "export.csv"
    named.write_csv(path, separator=";")
    assert len(LEAK.findall(path.read_text(encoding="utf-8"))) > rows.height
    return path


@pytest.fixture(scope="module")
def log(export: Path) -> vm.Log:
    return vm.read_log(export)


@pytest.fixture(scope="module")
def analysis(log: vm.Log) -> vm.Analysis:
    return vm.analyse(log)


def test_the_imported_log_holds_no_person(log: vm.Log, tmp_path: Path) -> None:
    log.save(tmp_path / "log")
    files = [path for path in sorted((tmp_path / "log").rglob("*")) if path.is_file()]
    assert files
    for path in files:
        if path.suffix == ".parquet":
            held = pl.read_parquet(path).write_json()
        else:
            held = path.read_text(encoding="utf-8")
        assert LEAK.search(held) is None, path.name


def test_no_written_file_names_a_person(analysis: vm.Analysis, tmp_path: Path) -> None:
    for name in analysis.save(tmp_path / "result"):
        written = (tmp_path / "result" / name).read_text(encoding="utf-8")
        assert LEAK.search(written) is None, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_printed_or_shown_names_a_person(
    log: vm.Log, analysis: vm.Analysis, language: Language
) -> None:
    assert analysis.candidates
    shown = [log.to_text(language), analysis.to_text(language)]
    shown += [candidate.explain(language) for candidate in analysis.candidates]
    shown += [repr(log), repr(analysis), log._repr_html_(), analysis._repr_html_()]
    assert [text for text in shown if LEAK.search(text)] == []


def test_the_case_list_alone_holds_the_references(export: Path, tmp_path: Path) -> None:
    vm.read_log(export, case_list=tmp_path / "cases.csv")
    kept = (tmp_path / "cases.csv").read_text(encoding="utf-8-sig")
    assert REFERENCE.search(kept) is not None
    assert PERSON.search(kept) is None
