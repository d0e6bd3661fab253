"""Reads a notebook's code cells as one source, with the lines of the stored file."""

import ast
import re
import warnings
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from gitassay.facts.code.python import MAX_SOURCE, filled, rows_of
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.code.visitor import Rows
from gitassay.facts.notebooks import Notebook

_MAGIC = re.compile(r"^\s*(%|!|\?|.*\?\s*$)")


def read_notebook(notebook: Notebook, stored_lines: int) -> Unit:
    """The unit of one notebook. Cells that can't be parsed are left out and named as the problem; the others are still read."""
    base = Unit(path=notebook.path, language=notebook.language or "python", role=notebook.role, lines=stored_lines, parse=Parse.OK)
    if notebook.problem:
        return replace(base, parse=Parse.BROKEN, problem=notebook.problem, problem_line=1)
    if base.language not in ("python", "ipython"):
        return base
    source, lines, problem, line = _source(notebook)
    base = replace(base, language="python", problem=problem, problem_line=line, parse=Parse.BROKEN if problem else Parse.OK)
    if len(source) > MAX_SOURCE:
        return replace(base, parse=Parse.TOO_LARGE, problem="larger than is read", problem_line=1)
    try:
        rows = rows_of(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return replace(base, parse=Parse.BROKEN, problem=problem or "its cells do not parse together", problem_line=line or 1)
    return filled(base, _moved(rows, lambda number: lines[min(number, len(lines)) - 1] if lines else 1))


def _source(notebook: Notebook) -> tuple[str, list[int], str, int]:
    """All cells that parse as one text, the stored line of each of its lines, and the first problem with its line."""
    rows: list[str] = []
    lines: list[int] = []
    problem, problem_line = "", 0
    for cell in notebook.cells:
        if cell.kind != "code" or not cell.source or cell.source[0].lstrip().startswith("%%"):
            continue
        cleaned = _without_magic(cell.source)
        fault = _fault("\n".join(cleaned))
        if fault is None:
            rows += cleaned
            lines += cell.lines
        elif not problem:
            problem = f"a cell does not parse: {fault[0]}"
            problem_line = cell.lines[min(fault[1], len(cell.lines)) - 1] if cell.lines else 1
    return "\n".join(rows), lines, problem, problem_line


def _without_magic(source: tuple[str, ...]) -> list[str]:
    """Lines for the notebook's shell become `pass` at the same depth, so that a block made of them alone still parses."""
    return [_indent(line) + "pass" if _MAGIC.match(line) and not line.lstrip().startswith("#") else line for line in source]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _fault(source: str) -> tuple[str, int] | None:
    """Why a cell does not parse and on which of its lines, or None. A top-level `await` is a notebook's right."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return (error.msg or "invalid syntax"), max(error.lineno or 1, 1)
    except (ValueError, RecursionError, MemoryError):
        return "nested too deeply or not text", 1
    return None


def _moved(rows: Rows, line_of: Callable[[int], int]) -> Rows:
    """The rows with every line number replaced."""
    return Rows(*([_at(row, line_of) for row in getattr(rows, field.name)] for field in fields(Rows)))


def _at(row: Any, line_of: Callable[[int], int]) -> Any:
    changes = {"line": line_of(row.line)}
    if hasattr(row, "end"):
        changes["end"] = max(line_of(row.end), changes["line"])
    return replace(row, **changes)
