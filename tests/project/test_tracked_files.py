"""What no file under version control may hold, and how large the pieces may be."""

import ast
import re
from pathlib import Path

MACHINE_PATH = re.compile(r"(^|[^A-Za-z0-9_.])/(wor[k]|far[m]|roo[t]|hom[e])/[a-z]")
REGISTRY_HOST = re.compile(r"py[p]i[.]org|pythonhoste[d]|npmj[s][.]|de[b][.]debian|docke[r][.]io")
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|NotImplementedErro[r]")
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "base"}

MAX_BYTES = 2_000_000
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 30
"""Lines of code in the body; signature, docstring, comments and blank lines are free."""


def _lines(paths: list[Path], pattern: re.Pattern[str], root: Path) -> list[str]:
    found = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(root)}:{number}"
            for number, line in enumerate(text.splitlines(), start=1)
            if pattern.search(line)
        ]
    return found


def test_no_file_names_a_folder_of_one_machine(tracked_files: list[Path], root: Path) -> None:
    assert _lines(tracked_files, MACHINE_PATH, root) == []


def test_no_file_names_a_package_registry(tracked_files: list[Path], root: Path) -> None:
    assert _lines(tracked_files, REGISTRY_HOST, root) == []


def test_no_module_is_left_unfinished(product_modules: list[Path], root: Path) -> None:
    assert _lines(product_modules, UNFINISHED, root) == []


def test_no_file_is_too_large_to_review(tracked_files: list[Path], root: Path) -> None:
    large = [str(p.relative_to(root)) for p in tracked_files if p.stat().st_size >= MAX_BYTES]
    assert large == []


def test_module_names_say_what_is_inside(product_modules: list[Path], root: Path) -> None:
    empty = [
        str(path.relative_to(root))
        for path in product_modules
        if EMPTY_WORDS & set(path.stem.split("_"))
    ]
    assert empty == []


def test_modules_stay_short(product_modules: list[Path], root: Path) -> None:
    long = [
        f"{path.relative_to(root)}: {lines}"
        for path in product_modules
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_MODULE_LINES
    ]
    assert long == []


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, source: list[str]) -> int:
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        body = body[1:]
    if not body:
        return 0
    lines = source[body[0].lineno - 1 : function.end_lineno]
    return sum(1 for line in lines if line.split("#")[0].strip())


def test_functions_stay_short(product_modules: list[Path], root: Path) -> None:
    long = []
    for path in product_modules:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = _code_lines(node, text.splitlines())
                if lines > MAX_FUNCTION_LINES:
                    long.append(f"{path.relative_to(root)}:{node.lineno} {node.name}: {lines}")
    assert long == []
