"""Reads JSON within limits and finds the lines its keys stand on."""

import json
import re
from typing import Any

from gitassay.facts.formats.errors import UnreadableError

MAX_CHARACTERS = 2_000_000
MAX_LOCK_CHARACTERS = 10_000_000
MAX_TOKENS = 400_000
MAX_DEPTH = 6
_TOKEN = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[{}\[\]:,\n]')


def read_json(text: str, limit: int = MAX_CHARACTERS) -> dict[str, Any]:
    """Return the object at the top.

    Raises:
        UnreadableError: too large, no JSON, nested too deep, or no object.
    """
    if len(text) > limit:
        raise UnreadableError(f"larger than {limit // 1_000_000} MB of JSON")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnreadableError("not valid JSON") from error
    if not isinstance(document, dict):
        raise UnreadableError("not a JSON object")
    return document


class JsonLines:
    """Where the keys of a JSON text stand, down to a few levels; keys of objects in arrays are left out."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, ...], int] = {}
        self._walk(text)

    def _walk(self, text: str) -> None:
        path: list[str | None] = []
        line, last = 1, ""
        for number, match in enumerate(_TOKEN.finditer(text)):
            token = match.group()
            if number > MAX_TOKENS:
                return
            if token == "\n":
                line += 1
            elif token in "{[":
                path.append("" if token == "{" else None)
            elif token in "}]":
                path = path[:-1]
            elif token == ":" and path:
                self._key(path, last, line)
            last = token if token[0] == '"' else last

    def _key(self, path: list[str | None], token: str, line: int) -> None:
        name = _unquoted(token)
        path[-1] = name
        if len(path) <= MAX_DEPTH and None not in path:
            self._lines.setdefault(tuple(part for part in path if part is not None), line)

    def key(self, *path: str) -> int:
        """The line of the key at the end of `path`, or of the nearest one above it that is known; 1 for none."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1


def _unquoted(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        return str(json.loads(token))
    except ValueError:
        return token[1:-1]


class Forward:
    """Finds strings in a text, each at or after the one before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line = 1

    def line_of(self, needle: str) -> int:
        """The line of the next place where `needle` stands; the line of the last one found when it comes no more."""
        position = self._text.find(needle, self._position)
        if position >= 0:
            self._line += self._text.count("\n", self._position, position)
            self._position = position + len(needle)
        return self._line
