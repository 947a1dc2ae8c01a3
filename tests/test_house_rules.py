"""The house's sizes: what is longer is two things, and is split by noun or by step."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300
# Without its docstring, which is as long as what a caller or a user must know.
LONGEST_FUNCTION = 40

PROGRAM = ("api", "bench", "extraction", "seeds", "storage", "training")
FILES = sorted(path for folder in (*PROGRAM, "tests") for path in (ROOT / folder).rglob("*.py"))


def the_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def count_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has from its `def` to its end, its docstring left out."""
    first = function.body[0]
    is_docstring = ast.get_docstring(function) is not None
    told = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told


@pytest.mark.parametrize("path", FILES, ids=the_id)
def test_no_file_is_longer_than_a_reader_holds_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [path for path in FILES if ROOT / "tests" not in path.parents], ids=the_id)
def test_no_function_of_the_program_is_longer_than_a_page(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    lengths = {function.name: count_lines(function) for function in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
