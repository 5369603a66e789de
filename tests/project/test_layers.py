"""Where a module may stand and what it may import, as far as import-linter does not say it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

IMPORTED_WHEN_USED = {
    "pm4py",
    "scipy",
    "matplotlib",
    "networkx",
    "holidays",
    "botocore",
    "fsspec",
    "pyspark",
}
"""Heavy packages that a function may import for itself; everything else stands at the top."""


def _layers(pyproject: dict[str, Any]) -> set[str]:
    contract = next(
        c for c in pyproject["tool"]["importlinter"]["contracts"] if c["id"] == "layers"
    )
    return {
        name.strip("() ")
        for layer in contract["layers"]
        for name in layer.replace(":", "|").split("|")
    }


def _imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str, str]]:
    """Every import below a node: the statement, the module, the name taken from it (or '')."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, node.module or "", alias.name) for alias in node.names)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def test_every_part_of_the_package_has_a_place_in_the_layers(
    root: Path, pyproject: dict[str, Any]
) -> None:
    package = root / "src" / "verwaltung_mining"
    parts = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__"}
    parts |= {path.parent.name for path in package.glob("*/__init__.py")}
    assert parts - _layers(pyproject) == set()


def test_the_layers_name_only_parts_that_exist(root: Path, pyproject: dict[str, Any]) -> None:
    package = root / "src" / "verwaltung_mining"
    missing = {
        name
        for name in _layers(pyproject)
        if not (package / f"{name}.py").is_file() and not (package / name / "__init__.py").is_file()
    }
    assert missing == set()


def test_functions_import_nothing_but_the_heavy_packages(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{statement.lineno}: {module}"
        for path in sorted((root / "src").rglob("*.py"))
        for function in ast.walk(_tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement, module, _ in _imports(function)
        if module.split(".")[0] not in IMPORTED_WHEN_USED
    ]
    assert found == []


def test_the_command_line_takes_only_public_names(root: Path) -> None:
    import verwaltung_mining

    found = [
        f"{path.relative_to(root)}:{statement.lineno}: {module} {name}".rstrip()
        for path in sorted((root / "cli").rglob("*.py"))
        for statement, module, name in _imports(_tree(path))
        if module.split(".")[0] == "verwaltung_mining"
        and (module != "verwaltung_mining" or (name and name not in verwaltung_mining.__all__))
    ]
    assert found == []
