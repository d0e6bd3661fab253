"""Jupyter notebooks: cells and outputs, each with its lines in the stored JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gitassay.facts.files import RepositoryFile
from gitassay.facts.text import MAX_NOTEBOOK_BYTES, Texts

MAX_NOTEBOOKS = 200
MAX_OUTPUT = 20_000
MAX_HTML = 200_000
MAX_MISSES = 100
ABSENT = "its content is not in the repository's store"
TOO_LARGE = "too large to be read"
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `lines` holds, for each source line, its 1-based line in the stored file.

    `output` is text output (cut to 20,000 characters), `output_line` the line where it stands; `error` the name of the exception it
    ended in ("" for none). Lines are 0 where there is nothing.
    """

    kind: str
    source: tuple[str, ...]
    lines: tuple[int, ...]
    executed: bool
    output: str
    output_line: int
    has_figure: bool
    error: str
    error_line: int
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook. `problem` says why it could not be read ("" when it could); `language` is the kernel's, lower case."""

    path: str
    role: str
    language: str
    cells: tuple[Cell, ...]
    problem: str = ""


def read_notebooks(files: tuple[RepositoryFile, ...], texts: Texts) -> tuple[Notebook, ...]:
    """Read every `.ipynb` that is not vendored or generated, nbformat 3 and 4."""
    wanted = [file for file in files if file.language == "notebook" and file.role not in ("vendored", "generated")]
    return tuple(_read(file, texts) for file in wanted[:MAX_NOTEBOOKS])


def _read(file: RepositoryFile, texts: Texts) -> Notebook:
    if file.size is None:
        return Notebook(file.path, file.role, "", (), ABSENT)
    text = texts.text(file.path, MAX_NOTEBOOK_BYTES)
    if text is None:
        return Notebook(file.path, file.role, "", (), TOO_LARGE if file.size > MAX_NOTEBOOK_BYTES else "not text")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        return Notebook(file.path, file.role, "", (), "not valid JSON")
    if not isinstance(document, dict):
        return Notebook(file.path, file.role, "", (), "not a notebook")
    finder = _Finder(text)
    cells = tuple(_cell(cell, finder) for cell in _cells(document) if isinstance(cell, dict))
    return Notebook(file.path, file.role, _language(document), cells)


def _cells(document: dict[str, Any]) -> list[Any]:
    """The cells of format 4, or those of format 3 in their worksheets."""
    cells = document.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = document.get("worksheets")
    found: list[Any] = []
    for sheet in sheets if isinstance(sheets, list) else []:
        inner = sheet.get("cells") if isinstance(sheet, dict) else None
        found += inner if isinstance(inner, list) else []
    return found


def _language(document: dict[str, Any]) -> str:
    metadata = document.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    for key, field in (("language_info", "name"), ("kernelspec", "language"), ("kernelspec", "name")):
        part = metadata.get(key)
        if isinstance(part, dict) and isinstance(part.get(field), str):
            return str(part[field]).lower().removesuffix("3").removesuffix("2")
    return "python"


class _Finder:
    """Finds where JSON strings stand in the raw text, walking forward only.

    Each string that can't be found costs a look through all that is left, so that after some the last known line has to do.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()
        self._position = 0
        self._line = 1
        self._misses = 0

    def line_of(self, value: str, move: bool = True) -> int:
        """The line on which the string stands after the last one found; the last line when it can't be found.

        Without `move` the search goes on from where it was: a short output may by chance stand elsewhere, too.
        """
        for form in self._forms(value):
            position = self._text.find(form, self._position)
            if position >= 0:
                line = self._line + self._text.count("\n", self._position, position)
                if move:
                    self._line, self._position = line, position + len(form)
                return line
            self._misses += 1
        return self._line

    def _forms(self, value: str) -> list[str]:
        """How the string may be written, with its quotes."""
        if not value or self._misses > MAX_MISSES:
            return []
        escaped = json.dumps(value)
        return [escaped] if self._ascii or value.isascii() else [json.dumps(value, ensure_ascii=False), escaped]


def _cell(cell: dict[str, Any], finder: _Finder) -> Cell:
    kind = cell.get("cell_type")
    stored = cell.get("source", cell.get("input", ""))
    source = _joined(stored)
    rows = tuple(source.split("\n")) if source else ()
    outputs = [output for output in _list(cell.get("outputs")) if isinstance(output, dict)]
    # The finder walks forward, and formats differ in what stands first; outputs don't move it, so they come first here.
    text, line = _output(outputs, finder)
    error, error_line = _error(outputs, finder)
    lines = _lines(stored, rows, finder)
    count = cell.get("execution_count", cell.get("prompt_number"))
    metadata = cell.get("metadata")
    tags = _list(metadata.get("tags")) if isinstance(metadata, dict) else []
    marks = [str(key) for key in metadata if key in ("nbgrader", "deletable", "grade")] if isinstance(metadata, dict) else []
    return Cell(
        kind=kind if isinstance(kind, str) else "",
        source=rows,
        lines=lines,
        executed=count is not None or bool(outputs),
        output=text,
        output_line=line,
        has_figure=any(_has_figure(output) for output in outputs),
        error=error,
        error_line=error_line,
        tags=(*(str(tag)[:100] for tag in tags), *marks),
    )


def _lines(stored: Any, rows: tuple[str, ...], finder: _Finder) -> tuple[int, ...]:
    """Lines in the file of each source row: one JSON string a row, or one string for all of them."""
    if isinstance(stored, str):
        line = finder.line_of(stored)
        return (line,) * len(rows)
    found = [finder.line_of(part) for part in stored if isinstance(part, str)] if isinstance(stored, list) else []
    return tuple(found[min(index, len(found) - 1)] for index in range(len(rows))) if found else (finder.line_of(""),) * len(rows)


def _output(outputs: list[dict[str, Any]], finder: _Finder) -> tuple[str, int]:
    parts: list[str] = []
    line = 0
    for output in outputs:
        text = _text_of(output)
        if text:
            first = _first_string(output)
            line = line or finder.line_of(first, move=False)
            parts.append(text)
    return "\n".join(parts)[:MAX_OUTPUT], line


def _text_of(output: dict[str, Any]) -> str:
    if output.get("output_type") in ("error", "pyerr"):
        return ""
    if "text" in output:
        return _joined(output["text"])
    data = output.get("data")
    data = data if isinstance(data, dict) else output
    if "text/plain" in data:
        return _joined(data["text/plain"])
    html = _joined(data.get("text/html", data.get("html", "")))
    return _TAG.sub(" ", html[:MAX_HTML])


def _first_string(output: dict[str, Any]) -> str:
    """The first stored piece of the output's text, as the file holds it."""
    data = output.get("data")
    for place in (output.get("text"), *(data.get(kind) for kind in ("text/plain", "text/html") if isinstance(data, dict))):
        if isinstance(place, str):
            return place
        if isinstance(place, list) and place and isinstance(place[0], str):
            return place[0]
    return ""


def _error(outputs: list[dict[str, Any]], finder: _Finder) -> tuple[str, int]:
    """The exception the last output is, if it is one."""
    for output in outputs[-1:]:
        if output.get("output_type") in ("error", "pyerr"):
            name = _joined(output.get("ename", "error"))[:100]
            return name, finder.line_of(name, move=False)
    return "", 0


def _has_figure(output: dict[str, Any]) -> bool:
    data = output.get("data")
    kinds: Iterator[str] | list[str] = list(data) if isinstance(data, dict) else list(output)
    return any(isinstance(kind, str) and (kind.startswith("image/") or kind in ("png", "jpeg", "svg")) for kind in kinds)


def _joined(value: Any) -> str:
    """One text of what is stored as one string or a list of them; halves of characters that stand alone are replaced."""
    text = value if isinstance(value, str) else "".join(part for part in _list(value) if isinstance(part, str))
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
