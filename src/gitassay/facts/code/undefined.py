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


@dataclass(frozen=True, slots=True)
class Undefined:
    """A name that is used at a line of a file and defined nowhere in it."""

    name: str
    path: str
    line: int


def undefined_names(units: Iterable[Unit], texts: Texts) -> tuple[Undefined, ...] | None:
    """The first use of each undefined name in each Python file that parses, by path and line; None when it was not measured.

    Left out: interfaces (`.pyi`), files that make names while they run, and names inside of text such as quoted annotations.
    """
    tool = checker("ruff")
    if tool is None:
        return None
    sources: dict[str, tuple[str, str]] = {}
    for unit in units:
        if unit.language == "python" and unit.parse is Parse.OK and unit.path.endswith(".py"):
            text = texts.text(unit.path)
            if text and not _DEFINED_WHEN_RUN.search(text):
                sources[f"{len(sources)}.py"] = (unit.path, text)
    if not sources:
        return ()
    answer = answered(tool, _OPTIONS, {name: text for name, (_, text) in sources.items()})
    return None if answer is None else tuple(_first_of_each(answer, sources))


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
        quoted = _Quoted(text)
        seen: set[str] = set()
        for line_number, column, word in sorted(said[file])[:MAX_NAMES]:
            if word not in seen and not quoted.holds(line_number, column):
                seen.add(word)
                yield Undefined(word, path, line_number)


class _Quoted:
    """Where the string constants of a source text stand; what is filled into an f-string is code and not one of them."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        tree = parsed(text)
        filled = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        self._spans = [
            (node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or 0)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in filled
        ]

    def holds(self, line: int, column: int) -> bool:
        """Whether a place lies in a string; `column` counts characters from 1, the spans bytes from 0."""
        before = len(self._lines[line - 1][: column - 1].encode()) if line <= len(self._lines) else 0
        return any((first, start) <= (line, before) < (last, end) for first, start, last, end in self._spans)
