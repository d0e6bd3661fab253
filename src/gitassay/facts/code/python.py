"""Reads one Python source text into its rows; nothing of it is executed."""

import ast
import re
import sys
import warnings
from contextlib import suppress

from gitassay.facts.code.newer_syntax import NEWEST, read_newer, refuse_newest
from gitassay.facts.code.python_finish import finish
from gitassay.facts.code.python_walk import Walk
from gitassay.facts.code.rows import MAX_SOURCE, Rows, count_lines, filled
from gitassay.facts.code.table import Parse, Unit

_PYTHON_2_LINE = re.compile(
    r"^\s*(?:print\s+[^=(\s]|print\s*>>|exec\s+['\"\w]|raise\s+\w[\w.]*\s*,|except\s[\w.()\s,]{1,200}?,\s*\w+\s*:)"
    r"|<>|`[^`]{1,200}`|\b[uU][rR]['\"]|(?<![\w.])0[0-7]+[lL]?\b(?!\.)|(?<![\w.])\d+[lL]\b"
)
_PYTHON_2_ERRORS = (
    "Missing parentheses in call to 'print'",
    "Missing parentheses in call to 'exec'",
    "multiple exception types must be parenthesized",
    "leading zeros in decimal integer literals",
)
_NEWER = re.compile(r"^\s*(?:type\s+\w+\s*(?:\[.{0,200}\])?\s*=|(?:async\s+)?def\s+\w+\s*\[|class\s+\w+\s*\[)|(?<!\w)[tT][rR]?['\"]")
_NESTED_QUOTES = re.compile(r"[fF][rR]?(?P<quote>['\"])[^'\"{]{0,300}\{[^}'\"]{0,200}(?P=quote)")
_OLDER = re.compile(r"\b(?:async|await)\s*=[^=]|\.async\b")
_PRINT = re.compile(r"\s*print\s+['\"\w]")
_LINES_LOOKED_AT = 20_000


def read_python(path: str, role: str, source: str) -> Unit:
    """Parse a file. What can't be parsed is a unit that says why: broken, written for Python 2, too large, or too deep."""
    lines = count_lines(source)
    if len(source) > MAX_SOURCE:
        return Unit(path, "python", role, lines, Parse.TOO_LARGE, f"more than {MAX_SOURCE:,} characters", 1)
    try:
        rows = rows_of(source, path.endswith(".pyi"))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        parse, problem, line = judge(error, source)
        return Unit(path, "python", role, lines, parse, problem, min(max(line, 1), max(lines, 1)))
    return filled(Unit(path, "python", role, lines, Parse.OK), rows)


def rows_of(source: str, interface: bool = False) -> Rows:
    """The rows of a source text. `interface` says that it is a `.pyi` file.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it can't be parsed.
    """
    return finish(Walk().run(parsed(source)), interface)


def parsed(source: str) -> ast.Module:
    """The syntax tree of a source text, without its warnings: the same under each Python, also of what is newer than the oldest.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it can't be parsed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except SyntaxError:
            if sys.version_info >= NEWEST:
                raise
            with suppress(SyntaxError, ValueError, RecursionError):
                return read_newer(source)
            raise
        if sys.version_info >= NEWEST:
            refuse_newest(source, tree)
        return tree


def judge(error: BaseException, source: str) -> tuple[Parse, str, int]:
    """Tell broken code from Python 2, from Python newer than this one reads, and from what is too deep: with words and line."""
    if not isinstance(error, SyntaxError):
        deep = isinstance(error, RecursionError | MemoryError)
        return (Parse.LIMIT, "nested too deeply to be read", 1) if deep else (Parse.BROKEN, str(error)[:200], 1)
    message, number = str(error.msg)[:200], error.lineno or 1
    if any(words in message for words in ("too many", "too complex", "Exceeds the limit")):
        return Parse.LIMIT, message, number
    lines = source.split("\n", _LINES_LOOKED_AT)
    near = lines[number - 1][:2_000] if 0 < number <= len(lines) else ""
    if message.startswith(_PYTHON_2_ERRORS) or _PYTHON_2_LINE.search(near) or _prints_as_statement(message, lines):
        return Parse.PYTHON_2, message, number
    if _NEWER.search(near) or ("f-string" in message and ("backslash" in message or _NESTED_QUOTES.search(near))):
        return Parse.LIMIT, f"newer Python than is read here: {message}", number
    if _OLDER.search(near):
        return Parse.LIMIT, f"Python before 3.7, which is not read here: {message}", number
    return Parse.BROKEN, message, number


def _prints_as_statement(message: str, lines: list[str]) -> bool:
    """Mixed tabs stop the parser before it meets the words of Python 2."""
    return "tabs" in message and any(_PRINT.match(line[:200]) for line in lines)
