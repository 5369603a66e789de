"""The tutorial notebook runs from top to bottom, and quotes the true effects of its sample."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

SECONDS_PER_CELL = 120


@pytest.fixture(scope="module")
def notebook(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The tutorial, executed in a folder of its own."""
    read = nbformat.read(root / "docs" / "tutorial" / "tutorial.ipynb", as_version=4)
    nbformat.validate(read)
    folder = tmp_path_factory.mktemp("tutorial")
    metadata = {"metadata": {"path": str(folder)}}
    client = NotebookClient(read, timeout=SECONDS_PER_CELL, resources=metadata)
    client.execute()
    assert list(folder.iterdir()) == []
    return read


def _outputs(notebook: Any, code: str) -> list[Any]:
    (cell,) = [c for c in notebook.cells if c.cell_type == "code" and c.source.endswith(code)]
    outputs: list[Any] = cell.outputs
    return outputs


def test_tutorial_is_stored_without_results(root: Path) -> None:
    stored = nbformat.read(root / "docs" / "tutorial" / "tutorial.ipynb", as_version=4)
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert code
    assert [cell.source for cell in code if cell.outputs or cell.execution_count] == []


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("\nlog", "Aktenzeichen"),
        ("\nanalysis", "Improvement candidates"),
        ("\ncandidate", "<pre>"),
        ("analysis.map", "<svg"),
    ],
)
def test_log_analysis_candidate_and_map_show_themselves(
    notebook: Any, code: str, shown: str
) -> None:
    (output,) = _outputs(notebook, code)
    assert shown in output.data["text/html"]


def test_no_warning_reaches_the_reader(notebook: Any) -> None:
    written = [
        output.text
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert written == []


def test_the_planted_effects_it_quotes_are_those_of_the_sample(notebook: Any, root: Path) -> None:
    (source,) = [c.source for c in notebook.cells if c.source.startswith("planted =")]
    quoted = re.findall(r"(\d+)\.0", source)
    sample = (root / "sample_logs" / "README.md").read_text(encoding="utf-8")
    building_permits = sample.split("\n## ")[1]
    true = re.findall(r"\| (\d+) \| [\d.]+% \|", building_permits)
    assert sorted(quoted) == sorted(true)
