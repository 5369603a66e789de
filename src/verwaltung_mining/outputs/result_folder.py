"""Everything of one analysis in one folder."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.outputs.candidates_csv import candidates_csv
from verwaltung_mining.outputs.files import check_place, prepared_folder
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.outputs.markdown import summary_markdown
from verwaltung_mining.release import Released, reopen_analysis
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.texts import Language, Text

ANALYSIS = "analysis.json"
CANDIDATES = "candidates.csv"
SUMMARY = "summary.md"


def write_result_folder(
    released: Released[AnalysisDocument],
    folder: Path,
    language: Language,
    *,
    drawings: Mapping[str, bytes] | None = None,
    excel: bool = False,
    force: bool = False,
) -> tuple[str, ...]:
    """analysis.json, candidates.csv, summary.md and the `drawings` (file name → content).

    The names of the files written. Raises as `prepared_folder` does.
    """
    contents = {
        ANALYSIS: json_document(released),
        CANDIDATES: candidates_csv(released, language, excel=excel),
        SUMMARY: summary_markdown(released, language),
        **(drawings or {}),
    }
    with prepared_folder(folder, force=force) as prepared:
        for name in sorted(contents):
            (prepared / name).write_bytes(contents[name])
    return tuple(sorted(contents))


def check_result_folder(folder: Path, drawings: Iterable[str], *, force: bool = False) -> None:
    """Raise what `write_result_folder` would raise; `drawings` are names of files."""
    check_place(folder, (ANALYSIS, CANDIDATES, SUMMARY, *drawings), force=force)


def read_result_folder(folder: Path) -> Released[AnalysisDocument]:
    """The analysis that `write_result_folder` wrote; also accepts the path of analysis.json."""
    path = folder / ANALYSIS if folder.is_dir() else folder
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadableError(
            Text(de=f"{path} ist nicht lesbar.", en=f"cannot read {path}."),
            hint=Text(
                de="Nennen Sie einen Ordner, den analyze mit --out geschrieben hat.",
                en="name a folder that analyze wrote with --out.",
            ),
        ) from error
    return reopen_analysis(content, name=path.name)
