"""Finds the English sentences that an assessment may hold: in the rubric, in the code that writes them, and in the list of phrases."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gitassay.report.skills import label

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "gitassay"
PHRASES = ROOT / "reports" / "locale" / "phrases.txt"
"""Words and phrases that stand within sentences or alone, one a line: no rule tells them from other strings."""
PLACES = (
    *(
        "signals",
        "scoring",
        "pipeline.py",
        "repositories.py",
        "claiming.py",
        "measured.py",
        "unread.py",
        "reading.py",
        "link_check.py",
        "quoting.py",
        "comparison.py",
    ),
    *("model/final.py", "facts/identities.py", "facts/text.py", "facts/notebooks.py", "sources/clone.py"),
    *("sources/selection.py", "sources/snapshot.py", "sources/log.py", "sources/local.py", "sources/visiting.py", "sources/github.py"),
    *("report/summary.py", "nursery.py", "isolation.py", "looking_up.py", "dependency_table.py", "sections.py", "facts/readme"),
)
"""Where sentences of an assessment are written."""
PASSED_OVER = frozenset({"scoring/rubric.py"})
"""Speaks of files of the person at the terminal, never of a candidate."""

_COUNTED = frozenset({"counted", "_commits", "_minutes"})
_NAMES = frozenset({"named", "libraries", "visible", "join", "sorted", "titled"})
_NAMES_KEPT = frozenset({"names", "libraries", "kinds", "path", "host", "file", "repository", "shown", "value", "name"})
_NUMBERS = frozenset({"len", "sum", "int", "round", "max", "min"})
_SENTENCE = re.compile(r"(?:[A-Z“(]|\{\w+\}|its? |no ).*[.?:]”?\Z|[A-Z].*\{\w+\}\Z", re.DOTALL)
_WORDS = re.compile(r"[a-z]{2}.* |\{\w+\} [a-z]{2}")
_SLOT = re.compile(r"\{\w+\}")
_CODE = re.compile(r"\\[bswdnA]|\(\?|\.\*|[{}|]{2}|^\s*[<\[]")
_FIRST = re.compile(r"\A\{text\d*\} (?=[A-Z])")
"""What comes before a sentence or after a full stop is a sentence of its own."""
_LAST = re.compile(r"\.\{text\d*\}\Z")
_TEXTS = frozenset(
    {"title", "name", "hiring_signal", "anchor", "say", "text", "because", "red", "green", "red_on_no", "green_on_no", "explanation"}
)


def messages() -> dict[str, set[str]]:
    """Every sentence and where it comes from. `{count}`, `{names}`, `{number}` and `{text}` stand for values."""
    found: dict[str, set[str]] = {}
    for message, place in (*_rubric(), *_profiles(), *_code(), *_labels(), *_phrases()):
        found.setdefault(message, set()).add(place)
    return found


def _phrases() -> Iterator[tuple[str, str]]:
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line, PHRASES.name


def _labels() -> Iterator[tuple[str, str]]:
    """What the skill map calls each signal."""
    for path in sorted((SOURCES / "signals").glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        if "\n@signal(" in text:
            yield label(path.stem), f"signals/{path.parent.name}/{path.name}"


def _rubric() -> Iterator[tuple[str, str]]:
    yield from ((text, "rubric.toml") for text in _texts(tomllib.loads((ROOT / "config" / "rubric.toml").read_text(encoding="utf-8"))))


def _profiles() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "config" / "profiles").glob("*.toml")):
        for note in tomllib.loads(path.read_text(encoding="utf-8")).get("notes", ()):
            yield note, path.name


def _texts(value: Any) -> Iterator[str]:
    for key, inner in value.items():
        if key in _TEXTS and isinstance(inner, str):
            yield f"{inner[:1].upper()}{inner[1:].removesuffix('.')}." if key == "say" else inner
        elif key == "touches":
            yield from inner
        elif isinstance(inner, dict):
            yield from _texts(inner)
        elif isinstance(inner, list):
            for one in inner:
                yield from _texts(one) if isinstance(one, dict) else ()


def _code() -> Iterator[tuple[str, str]]:
    for place in PLACES:
        path = SOURCES / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            name = file.relative_to(SOURCES).as_posix()
            if name not in PASSED_OVER:
                for message in _Sentences(ast.parse(file.read_text(encoding="utf-8"))).found:
                    yield message, name


class _Sentences(ast.NodeVisitor):
    """Collects sentences, docstrings and regular expressions apart."""

    def __init__(self, tree: ast.AST) -> None:
        self.found: list[str] = []
        self.visit(tree)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name == "compile":
            return
        if name == "counted":
            self.found += _nouns(node)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._keep(node.value.replace("{libraries}", "\0"))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for text in _patterns(node):
            self._keep(text)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def _keep(self, text: str) -> None:
        text = _FIRST.sub("", text.strip())
        if _SENTENCE.match(text) and re.search(r"[a-z]{2}", _SLOT.sub("", text)) and _WORDS.search(text) and not _CODE.search(text):
            self.found.append(text.replace("\0", "{names}"))


def _nouns(call: ast.Call) -> list[str]:
    """What `counted` makes of its nouns."""
    one, many = (_constant(argument) for argument in (*call.args[1:3], *(None,) * (3 - len(call.args))))
    return [f"{{number}} {noun}" for noun in (one, many or (one and one + "s")) if noun]


def _constant(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _patterns(node: ast.JoinedStr) -> list[str]:
    """The f-string with its values named by their kind; a value that is one of two constants makes two patterns."""
    made: list[tuple[str, dict[str, int]]] = [("", {})]
    for part in node.values:
        options = [part.value] if isinstance(part, ast.Constant) else _options(part)
        made = [_grown(text, counts, option) for text, counts in made for option in options]
    return [_LAST.sub(".", text) for text, _ in made]


def _grown(text: str, counts: dict[str, int], option: object) -> tuple[str, dict[str, int]]:
    if isinstance(option, str):
        return text + option, counts
    assert isinstance(option, _Slot)
    number = counts.get(option.kind, 0) + 1
    return f"{text}{{{option.kind}{number if number > 1 else ''}}}", counts | {option.kind: number}


class _Slot:
    def __init__(self, kind: str) -> None:
        self.kind = kind


def _options(part: ast.expr) -> list[Any]:
    assert isinstance(part, ast.FormattedValue)
    value = part.value
    if isinstance(value, ast.IfExp):
        pair = [_constant(value.body), _constant(value.orelse)]
        if any(pair) and all(isinstance(one, ast.Constant) for one in (value.body, value.orelse)):
            return pair
    return [_Slot(_kind(part))]


def _kind(part: ast.FormattedValue) -> str:
    value = part.value
    name = _name(value.func) if isinstance(value, ast.Call) else _name(value)
    if isinstance(value, ast.Call) and name in _COUNTED:
        return "count"
    if name == "join" and isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and _constant(value.func.value) == " ":
        return "text"
    if name in (_NAMES if isinstance(value, ast.Call) else _NAMES_KEPT):
        return "names"
    return "number" if part.format_spec is not None or (isinstance(value, ast.Call) and name in _NUMBERS) else "text"


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
