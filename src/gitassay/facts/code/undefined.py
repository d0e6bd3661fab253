"""Names in Python files that nothing defines, by ruff (rule F821) without the findings that reading showed to be false."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gitassay.facts.code.checkers import answered, checker
from gitassay.facts.code.python import parsed
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.text import Texts

MAX_NAMES = 200
_PYTHON_2 = (
    *("apply", "basestring", "buffer", "cmp", "coerce", "execfile", "file", "intern", "long", "raw_input", "reduce", "reload"),
    *("unichr", "unicode", "xrange", "WindowsError"),
)
_OF_SHELLS = ("_", "__", "get_ipython", "display", "sc", "spark", "sqlContext", "dbutils", "snakemake", "reveal_type", "ngettext")
"""Names that the shell or the program defines in which a file is run: IPython, Spark, Databricks, Snakemake, gettext."""
_OPTIONS = (
    "check",
    "--isolated",
    "--ignore-noqa",
    "--no-respect-gitignore",
    "--no-cache",
    "--force-exclude",
    "--exit-zero",
    *("--select", "F821"),
    *("--target-version", "py313"),
    *("--output-format", "json-lines"),
    *("--config", f"builtins = {json.dumps([*_PYTHON_2, *_OF_SHELLS])}"),
    *("--config", "exclude = []"),
)
_NAME = re.compile(r"Undefined name `([^`]{1,200})`")
_DEFINED_WHEN_RUN = re.compile(
    r"\bexec\s*\(|\bglobals\s*\(\s*\)|\b(?:__)?builtins(?:__)?\s*[.\[,]|\bvars\s*\(\s*\)\s*[\[.]|\blocals\s*\(\s*\)\s*\.update"
)
"""A file with one of these may define names that nothing in its text does."""
_HINTS = ("exec", "globals", "builtins", "vars", "locals")
_CONFIGURATION = re.compile(r"(?:^|/)(?:jupyter|ipython|jupyterhub)\w{0,60}config\w{0,60}\.py$")
"""Files that get their object of settings, `c`, from the program that reads them."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """A name that is used at a line of a file and defined nowhere in it."""

    name: str
    path: str
    line: int


def undefined_names(units: Iterable[Unit], texts: Texts) -> tuple[Undefined, ...] | None:
    """The first use of each undefined name in each Python file that parses, by path and line; None when it was not measured.

    Left out: interfaces (`.pyi`), files that make names while they run, names inside of text such as quoted annotations, and names that
    the same function binds further down, as loops do.
    """
    tool = checker("ruff")
    if tool is None:
        return None
    sources: dict[str, tuple[str, str]] = {}
    for unit in units:
        if unit.language == "python" and unit.parse is Parse.OK and unit.path.endswith(".py"):
            text = texts.text(unit.path)
            if text and not _CONFIGURATION.search(unit.path) and not _defines_names(text):
                sources[f"{len(sources)}.py"] = (unit.path, text)
    if not sources:
        return ()
    answer = answered(tool, _OPTIONS, {name: text for name, (_, text) in sources.items()})
    return None if answer is None else tuple(_first_of_each(answer, sources))


def _defines_names(text: str) -> bool:
    return any(hint in text for hint in _HINTS) and _DEFINED_WHEN_RUN.search(text) is not None


def _first_of_each(answer: str, sources: dict[str, tuple[str, str]]) -> Iterator[Undefined]:
    said: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in answer.splitlines():
        row: dict[str, Any] = json.loads(line)
        name = _NAME.match(row["message"])
        if row["code"] == "F821" and name:
            said[row["filename"].replace("\\", "/").rsplit("/", 1)[-1]].append((row["location"]["row"], row["location"]["column"], name[1]))
    for file, (path, text) in sorted(sources.items(), key=lambda item: item[1][0]):
        if file not in said:
            continue
        source = _Source(text)
        seen: set[str] = set()
        for line_number, column, word in sorted(said[file])[:MAX_NAMES]:
            if word not in seen and not source.quotes(line_number, column) and not source.binds_around(line_number, word):
                seen.add(word)
                yield Undefined(word, path, line_number)


class _Source:
    """A source text with its strings and functions, to tell what ruff says of names from what is so."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._tree = parsed(text)
        nodes = list(ast.walk(self._tree))
        filled = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        self._strings = [
            (node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or 0)
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in filled
        ]
        self._functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    def quotes(self, line: int, column: int) -> bool:
        """Whether a place lies in a string, and not in what is filled into one; `column` counts characters from 1, strings bytes from 0."""
        before = len(self._lines[line - 1][: column - 1].encode()) if line <= len(self._lines) else 0
        return any((first, start) <= (line, before) < (last, end) for first, start, last, end in self._strings)

    def binds_around(self, line: int, name: str) -> bool:
        """Whether the innermost function around a line, or the module where there is none, binds a name anywhere."""
        around = [one for one in self._functions if one.lineno <= line <= (one.end_lineno or one.lineno)]
        scope: ast.AST = max(around, key=lambda one: one.lineno, default=self._tree)
        return any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in _of_scope(scope))


def _of_scope(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes below a scope, without those of functions and classes inside of it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
