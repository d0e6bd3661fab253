"""Reads one Python source text into its rows; nothing of it is executed."""

import ast
import re
import warnings

from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.code.visitor import Rows, Visitor, Where

MAX_SOURCE = 500_000

_PYTHON_2_MESSAGES = ("Missing parentheses in call to", "multiple exception types must be parenthesized", "leading zeros in decimal")
_PYTHON_2_LINE = re.compile(
    r"^\s*(print\s+[\w\"'%(]|print\s*>>|exec\s+[\w\"']|raise\s+\w[\w.]*\s*,)|^\s*except\s+[\w.()\s,]{1,80},\s*\w+\s*:|\s<>\s|\bur['\"]|\b0[0-7]{2,}\b|`\w+`|\d[lL]\b"
)


def read_python(path: str, role: str, source: str) -> Unit:
    """Parse a file. What can't be parsed is a unit that says why: broken, written for Python 2, too large, or too deep."""
    lines = source.count("\n") + 1
    base = Unit(path=path, language="python", role=role, lines=lines, parse=Parse.OK)
    if len(source) > MAX_SOURCE:
        return _failed(base, Parse.TOO_LARGE, "larger than is read", 1)
    try:
        return filled(base, rows_of(source))
    except SyntaxError as error:
        line = min(max(error.lineno or 1, 1), lines)
        return _failed(base, _kind(error, source, line), error.msg or "invalid syntax", line)
    except (RecursionError, MemoryError):
        return _failed(base, Parse.LIMIT, "nested too deeply to be read", 1)
    except ValueError as error:
        return _failed(base, Parse.BROKEN, str(error), 1)


def rows_of(source: str) -> Rows:
    """The rows of a source text.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it can't be parsed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    visitor = Visitor()
    visitor.body(tree.body, Where())
    return visitor.rows


def filled(base: Unit, rows: Rows) -> Unit:
    """The unit with its rows, each kind in the order of lines."""
    return Unit(
        path=base.path,
        language=base.language,
        role=base.role,
        lines=base.lines,
        parse=base.parse,
        problem=base.problem,
        problem_line=base.problem_line,
        imports=tuple(rows.imports),
        calls=tuple(sorted(rows.calls, key=lambda row: (row.line, row.end, row.name))),
        definitions=tuple(sorted(rows.definitions, key=lambda row: (row.line, row.name))),
        texts=tuple(sorted(rows.texts, key=lambda row: (row.line, row.end, row.value))),
        loops=tuple(sorted(rows.loops, key=lambda row: (row.line, -row.end))),
        assertions=tuple(sorted(rows.assertions, key=lambda row: row.line)),
        assignments=tuple(sorted(rows.assignments, key=lambda row: (row.line, row.target))),
    )


def _failed(base: Unit, parse: Parse, problem: str, line: int) -> Unit:
    return Unit(base.path, base.language, base.role, base.lines, parse, problem, line)


def _kind(error: SyntaxError, source: str, line: int) -> Parse:
    """Whether the text is Python 2 rather than broken: told by the parser's message or by the line itself."""
    if any(message in (error.msg or "") for message in _PYTHON_2_MESSAGES):
        return Parse.PYTHON_2
    text = source.split("\n")[line - 1][:500]
    return Parse.PYTHON_2 if _PYTHON_2_LINE.search(text) else Parse.BROKEN
