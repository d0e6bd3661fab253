"""Imports of further languages, from the text of the statement, with the names by which the file knows them."""

import re
from collections.abc import Iterator

MAX_STATEMENT = 5_000
MAX_NAMES = 200
_JVM = re.compile(r"import\s+(?:static\s+)?([\w.]+?)(\.\*)?(?:\s+as\s+(\w+))?\s*;?\s*$")
_USING = re.compile(r"(?:global\s+)?using\s+(?:static\s+)?(?:(\w+)\s*=\s*)?([\w.]+)\s*;?\s*$")
_GO = re.compile(r"(?:([\w.]+)\s+)?[\"`]([^\"`]+)[\"`]\s*$")
_GO_VERSION = re.compile(r"(?:/v\d+|\.v\d+)$")
_RUST = re.compile(r"(?:pub(?:\([^()]*\))?\s+)?use\s+(.*?);?\s*$", re.DOTALL)
_PHP = re.compile(r"use\s+(?:function\s+|const\s+)?\\?(.*?);?\s*$", re.DOTALL)

STATEMENTS = {
    "import_spec": "go", "import_declaration": "java", "import": "kotlin", "import_header": "kotlin", "use_declaration": "rust",
    "using_directive": "csharp", "namespace_use_declaration": "php", "extern_crate_declaration": "rust",
}  # fmt: skip
"""Node types that import, with the language whose custom they follow."""

Imported = tuple[str, str]
"""A module's dotted name, and the name by which the file knows it ("" for none)."""


def imported(language: str, statement: str) -> list[Imported]:
    """What a statement imports: none when it reads as no import."""
    text = statement.strip()[:MAX_STATEMENT]
    return list(_first(_READERS[language](text))) if language in _READERS else []


def _first(found: Iterator[Imported]) -> Iterator[Imported]:
    for number, one in enumerate(found):
        if number >= MAX_NAMES:
            return
        yield one


def _jvm(text: str) -> Iterator[Imported]:
    match = _JVM.match(text)
    if match:
        name = match.group(1)
        yield name, "" if match.group(2) else match.group(3) or name.rsplit(".", 1)[-1]


def _csharp(text: str) -> Iterator[Imported]:
    match = _USING.match(text)
    if match:
        yield match.group(2), match.group(1) or ""


def _go(text: str) -> Iterator[Imported]:
    match = _GO.match(text)
    if not match:
        return
    path = match.group(2)
    if match.group(1):
        yield path, match.group(1)
        return
    last = _GO_VERSION.sub("", path).rsplit("/", 1)[-1]
    short = last.removeprefix("go-").removesuffix("-go").removesuffix(".go")
    for name in dict.fromkeys((last, short, short.replace("-", ""))):
        yield path, name


def _rust(text: str) -> Iterator[Imported]:
    match = _RUST.match(text)
    if match:
        yield from _grouped("", re.sub(r"\s+", " ", match.group(1)), "::", 0)


def _php(text: str) -> Iterator[Imported]:
    match = _PHP.match(text)
    if match:
        yield from _grouped("", re.sub(r"\s+", " ", match.group(1)), "\\", 0)


def _grouped(prefix: str, text: str, mark: str, depth: int) -> Iterator[Imported]:
    """Names of `a::{b, c::{d, e as f}}`, with the prefix before them."""
    for part in _parts(text):
        head, brace, rest = part.partition("{")
        if brace and depth < 8:
            yield from _grouped(prefix + head.strip(), rest.strip().removesuffix("}"), mark, depth + 1)
            continue
        name, _, alias = part.partition(" as ")
        name = name.strip()
        whole = prefix.rstrip(mark[0]) if name == "self" else prefix + name
        dotted = whole.strip().replace(mark, ".").strip(".")
        if dotted and not dotted.endswith("*"):
            yield dotted, alias.strip() or dotted.rsplit(".", 1)[-1]
        elif dotted:
            yield dotted.removesuffix("*").strip("."), ""


def _parts(text: str) -> Iterator[str]:
    """The parts between commas that stand in no inner braces."""
    depth, start = 0, 0
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == "," and depth == 0:
            yield text[start:place].strip()
            start = place + 1
    if text[start:].strip():
        yield text[start:].strip()


_READERS = {"go": _go, "java": _jvm, "kotlin": _jvm, "rust": _rust, "csharp": _csharp, "php": _php}
