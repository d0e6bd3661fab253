"""Reads a list of applicants from CSV, JSON or XLSX; which column says what is configuration."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from gitassay.batch.errors import ListError
from gitassay.batch.settings import Columns

MOST_BYTES = 50_000_000
MOST_APPLICANTS = 200_000
LONGEST_CELL = 4_000
_APART = re.compile(r"[\s,;|]+")

Row = dict[str, tuple[str, ...]]
"""One line: by column in lower case, the values of its cell."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant of a list. `key` tells applicants apart from batch to batch: the list's own id, else the first source."""

    key: str
    name: str | None
    targets: tuple[str, ...]
    authors: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """What the store keeps of the line."""
        return {"name": self.name, "targets": list(self.targets), "authors": list(self.authors)}


def read_applicants(path: Path, columns: Columns) -> tuple[Applicant, ...]:
    """The applicants of a list in its order. A line that is there twice, word for word, counts once.

    Raises:
        ListError: the list can't be used; the message names the line.
    """
    rows = _read(path)
    if not rows:
        raise ListError(f"{path} lists nobody. Write one line an applicant below a line with the names of the columns.")
    if len(rows) > MOST_APPLICANTS:
        raise ListError(f"{path} lists more than {MOST_APPLICANTS:,} applicants. Split the list.")
    named = {column for _, row in rows for column in row}
    if not named & set(columns.sources):
        raise ListError(
            f"{path} has no column of sources. Name one {', '.join(columns.sources[:4])}, or say which in [columns] of a --config file."
        )
    return _distinct(path, [(line, _applicant(line, row, columns)) for line, row in rows])


def read_rows(path: Path) -> tuple[Row, ...]:
    """The lines of any list, as they are.

    Raises:
        ListError: the list can't be read.
    """
    return tuple(row for _, row in _read(path))


def _read(path: Path) -> list[tuple[int, Row]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ListError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. Split the list.")
        return list(_rows(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{path}: cannot be read ({type(error).__name__}). Name a list in CSV (UTF-8), JSON or XLSX.") from error


def _distinct(path: Path, listed: list[tuple[int, Applicant]]) -> tuple[Applicant, ...]:
    seen: dict[str, tuple[int, Applicant]] = {}
    for line, one in listed:
        first, known = seen.setdefault(one.key.lower(), (line, one))
        if known != one:
            raise ListError(f"{path}, line {line}: {one.key!r} is on line {first} already, with other words. Keep one of the two.")
    return tuple(one for _, one in seen.values())


def _applicant(line: int, row: Row, columns: Columns) -> Applicant:
    targets = tuple(part for column in columns.sources for value in row.get(column, ()) for part in _parts(value))
    authors = tuple(part for column in columns.authors for value in row.get(column, ()) for part in _parts(value) if "@" in part)
    name = _first(row, columns.name)
    key = _first(row, columns.id) or (targets[0] if targets else name) or f"line {line}"
    return Applicant(key[:200], name, tuple(dict.fromkeys(targets)), tuple(dict.fromkeys(authors)))


def _first(row: Row, names: Iterable[str]) -> str | None:
    return next((value for name in names for value in row.get(name, ()) if value), None)


def _parts(value: str) -> list[str]:
    """Several sources in one cell; a folder whose name has a space stands alone."""
    whole = value.strip()
    return [whole] if whole and Path(whole).is_dir() else [part for part in _APART.split(whole) if part]


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    kinds = {".csv": _csv, ".tsv": _csv, ".json": _json, ".xlsx": _xlsx}
    reader = kinds.get(path.suffix.lower())
    if reader is None:
        raise ListError(f"{path} is no list that is read. Name a file that ends in {', '.join(kinds)}.")
    return reader(path)


def _csv(path: Path) -> Iterator[tuple[int, Row]]:
    text = path.read_text(encoding="utf-8-sig")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    for cells in reader:
        yield from _line(reader.line_num, header, cells)


def _json(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ListError(f"{path} is no JSON. Write a list of objects, one an applicant.") from error
    listed = content.get("applicants") if isinstance(content, dict) else content
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ListError(f"{path} holds no list of objects. Write one object an applicant, in a list.")
    for number, one in enumerate(listed, 1):
        yield from _line(number, list(one), list(one.values()))


def _xlsx(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError as error:
        raise ListError("Reading XLSX needs a library more. Install gitassay[batch], or save the list as CSV.") from error
    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        lines = sheet.iter_rows(values_only=True)
        header = [str(cell or "") for cell in next(lines, ())]
        for number, cells in enumerate(lines, 2):
            yield from _line(number, header, list(cells))
    except (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, ArithmeticError) as error:
        raise ListError(f"{path} is no workbook that can be read. Save the list as CSV.") from error


def _line(number: int, header: list[str], cells: list[Any]) -> Iterator[tuple[int, Row]]:
    """One line, unless it is empty; cells beyond the header are passed over."""
    row: Row = {}
    for name, cell in zip(header, cells, strict=False):
        values = [str(one).strip()[:LONGEST_CELL] for one in (cell if isinstance(cell, list) else [cell]) if one is not None]
        column = name.strip().lower()
        row[column] = (*row.get(column, ()), *(value for value in values if value))
    if any(row.values()):
        yield number, row
