"""Reads a notebook's code cells as one source, with the lines of the stored file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from gitassay.facts.code.python import judge, parsed, rows_of
from gitassay.facts.code.rows import MAX_SOURCE, Rows, filled
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition, Import, Loop, Parse, Text, Unit
from gitassay.facts.notebooks import ABSENT, TOO_LARGE, Cell, Notebook

BROKEN_CELL = "a cell can't be parsed"
OLD_CELL = "a cell is written for Python 2"
_MAGIC = re.compile(r"\s*(?:%{1,2}[A-Za-z]|[!?])|%\s+[a-z]|\s*[\w.]{1,200}\?{1,2}\s*$")
"""A line that begins with the operator % (`% (a, b)`) goes on with the line before; `% matplotlib` is a command."""
_ALONE = re.compile(
    r"(?:pip3?\s+(?:install|uninstall|list|show|freeze)|conda\s+(?:install|list)|(?:cd|ls)\s+[\w./~-]{1,200}|matplotlib\s+inline)\b"
)
"""Commands that work without their mark, where they are all that stands in a cell."""
_CAPTURED = re.compile(r"(\s*[\w, ]{1,200}=\s*)[%!]")
_CELL_MAGICS_OF_PYTHON = ("%%time", "%%timeit", "%%capture", "%%prun", "%%memit", "%%python", "%%ipytest")
_OTHER_LANGUAGE = "%%"
_CELL_OF_HOSTED = re.compile(r"%(?:bash|sh|sql|md|scala|r|R|html)\s*$")
"""Hosted notebooks (Datalab, Databricks) open a cell in another language with a single mark."""

_Row = TypeVar("_Row", Import, Call, Definition, Text, Loop, Assertion, Assignment)


def read_notebook(notebook: Notebook, stored_lines: int) -> Unit:
    """The unit of one notebook. Cells that can't be parsed are left out, the first one is the problem; the others are still read."""
    language = "python" if notebook.language in ("", "python", "ipython") else notebook.language
    base = Unit(notebook.path, language, notebook.role, stored_lines, Parse.OK)
    if notebook.problem:
        parse = {ABSENT: Parse.ABSENT, TOO_LARGE: Parse.TOO_LARGE}.get(notebook.problem, Parse.BROKEN)
        return replace(base, parse=parse, problem=notebook.problem, problem_line=1)
    if language != "python":
        return base
    cells = [(_cleaned(cell), cell.lines) for cell in notebook.cells if cell.kind == "code" and any(line.strip() for line in cell.source)]
    if sum(len(line) + 1 for source, _ in cells for line in source) > MAX_SOURCE:
        return replace(base, parse=Parse.TOO_LARGE, problem=f"more than {MAX_SOURCE:,} characters of code", problem_line=1)
    try:
        rows, lines = rows_of(_source(cells)), _lines(cells)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        base, cells = _sound(base, cells)
        rows, lines = _rows(cells), _lines(cells)
    return filled(base, _moved(rows, lambda number: lines[min(number, len(lines)) - 1] if lines else 1))


_Cells = list[tuple[list[str], tuple[int, ...]]]


def _source(cells: _Cells) -> str:
    return "\n".join(line for source, _ in cells for line in source)


def _lines(cells: _Cells) -> list[int]:
    return [line for _, lines in cells for line in lines]


def _rows(cells: _Cells) -> Rows:
    """The rows of cells of which each one parses; none when they are too deep together."""
    try:
        return rows_of(_source(cells))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Rows()


def _sound(base: Unit, cells: _Cells) -> tuple[Unit, _Cells]:
    """The cells that parse one by one, and the unit with the first problem; without a single one it is as that problem says."""
    kept: _Cells = []
    for source, lines in cells:
        text = "\n".join(source)
        try:
            parsed(text)
            kept.append((source, lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            parse, problem, line = judge(error, text)
            if parse is Parse.LIMIT and isinstance(error, SyntaxError):  # newer Python than is read here is no problem of the notebook's
                base = base if base.problem else replace(base, parse=parse)
            elif not base.problem:
                at = lines[min(max(line, 1), len(lines)) - 1] if lines else 1
                base = replace(
                    base, parse=parse, problem=f"{OLD_CELL if parse is Parse.PYTHON_2 else BROKEN_CELL}: {problem}", problem_line=at
                )
    return (replace(base, parse=Parse.OK) if kept else base), kept


def _cleaned(cell: Cell) -> list[str]:
    """The cell without the notebook's own commands; a cell in another language is left empty."""
    first = next((line.strip() for line in cell.source if line.strip()), "")
    if (first.startswith(_OTHER_LANGUAGE) and not first.startswith(_CELL_MAGICS_OF_PYTHON)) or _CELL_OF_HOSTED.match(first):
        return [""] * len(cell.source)
    if _ALONE.match(first) and sum(bool(line.strip()) for line in cell.source) == 1:
        return ["pass" if line.strip() else line for line in cell.source]
    return list(_without_magics(cell.source))


def _without_magics(source: tuple[str, ...]) -> Iterator[str]:
    """The lines without commands; a command that ends in a backslash goes on in the next line."""
    goes_on = False
    for line in source:
        told = goes_on or bool(_MAGIC.match(line) or _CAPTURED.match(line))
        yield "" if goes_on else _without_magic(line)
        goes_on = told and line.rstrip().endswith("\\")


def _without_magic(line: str) -> str:
    """A command becomes `pass` at the same depth, so that a block made of it alone still parses; `x = !ls` becomes `x = None`."""
    if _MAGIC.match(line):
        return line[: len(line) - len(line.lstrip())] + "pass"
    captured = _CAPTURED.match(line)
    return captured.group(1) + "None" if captured else line


def _moved(rows: Rows, line_of: Callable[[int], int]) -> Rows:
    """The rows with every line number replaced."""

    def at(row: _Row) -> _Row:
        line = line_of(row.line)
        if isinstance(row, Import | Assertion | Assignment):
            return replace(row, line=line)
        return replace(row, line=line, end=max(line_of(row.end), line))

    return Rows(
        [at(row) for row in rows.imports],
        [at(row) for row in rows.calls],
        [at(row) for row in rows.definitions],
        [at(row) for row in rows.texts],
        [at(row) for row in rows.loops],
        [at(row) for row in rows.assertions],
        [at(row) for row in rows.assignments],
        rows.cut,
    )
