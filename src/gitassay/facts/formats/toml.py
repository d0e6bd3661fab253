"""Reads TOML, refusing what makes its parser hang, and finds the lines that keys and values stand on."""

import re
import tomllib
from bisect import bisect_left
from typing import Any

from gitassay.facts.formats.errors import UnreadableError

MAX_CHARACTERS = 200_000
MAX_DOTS = 50
MAX_KEYS = 20_000
_QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|\'[^\']*(?:\'|$)')
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[^.\s]+")
_HEADER = re.compile(r"^\s*\[\[?\s*([^\[\]]{1,300}?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[\w.-]{1,200})\s*=")


def read_toml(text: str) -> dict[str, Any]:
    """Return the document.

    Raises:
        UnreadableError: too large, no TOML, or shaped to exhaust the parser.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"larger than {MAX_CHARACTERS // 1000} kB of TOML")
    if any(_is_bomb(line) for line in text.split("\n")):
        raise UnreadableError("a key with too many parts")
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise UnreadableError("not valid TOML") from error


def _is_bomb(line: str) -> bool:
    """Whether a line may hold a dotted key of many parts: the parser walks all of them for each one."""
    if line.count(".") <= MAX_DOTS:
        return False
    bare = _QUOTED.sub("", line)
    if bare.lstrip().startswith("["):
        return bare.count(".") > MAX_DOTS
    return any(part.count(".") > MAX_DOTS for part in bare.split("=")[:-1])


class TomlLines:
    """Where tables, keys and strings of a TOML text stand, by a look at its lines."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._keys: dict[tuple[str, str], int] = {}
        self._tables: dict[str, int] = {}
        self._starts: list[int] = []
        self._walk()

    def _walk(self) -> None:
        table, quoted = "", ""
        for number, line in enumerate(self._lines, start=1):
            opened = quoted
            quoted = _open_quotes(line, quoted)
            if opened or len(self._keys) > MAX_KEYS:
                continue
            header = _HEADER.match(line) if line.lstrip().startswith("[") else None
            key = None if header else _KEY.match(line)
            if header:
                table = _plain(header.group(1))
                self._tables.setdefault(table, number)
                self._starts.append(number)
            elif key:
                self._keys.setdefault((table, _plain(key.group(1))), number)
                self._starts.append(number)

    def table(self, name: str) -> int:
        """The line of a table's header, or of the first key in it; 1 when there is none."""
        if name in self._tables:
            return self._tables[name]
        inner = [line for (table, _), line in self._keys.items() if table == name or table.startswith(name + ".")]
        return min(inner, default=1)

    def key(self, table: str, key: str) -> int:
        """The line of a key in a table, whether written in it, dotted from above, or as a table of its own."""
        parts = table.split(".") if table else []
        for cut in range(len(parts), -1, -1):
            line = self._keys.get((".".join(parts[:cut]), ".".join([*parts[cut:], key])))
            if line:
                return line
        line = self._tables.get(f"{table}.{key}" if table else key)
        if line:
            return line
        return self.string(key, self.key(*_split(table))) if table else 1

    def string(self, value: str, start: int) -> int:
        """The first line from `start` on, before the next key, on which a quoted or bare value stands; `start` when it is on none."""
        after = bisect_left(self._starts, start + 1)
        end = self._starts[after] if after < len(self._starts) else len(self._lines) + 1
        for number in range(start, end):
            if value in self._lines[number - 1]:
                return number
        return start


def _split(table: str) -> tuple[str, str]:
    head, _, tail = table.rpartition(".")
    return head, tail


def _plain(key: str) -> str:
    return ".".join(part.strip("\"'") for part in _PART.findall(key))


def _open_quotes(line: str, quoted: str) -> str:
    """Which kind of multi-line string is open after a line, given the one before it."""
    for mark in ('"""', "'''"):
        if quoted in ("", mark) and line.count(mark) % 2:
            return "" if quoted else mark
    return quoted
