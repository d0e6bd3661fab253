"""What of one source goes into an index: fingerprints by file and line, names of definitions, blob ids. Hashes only, no code."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from pathlib import Path
from zlib import crc32

from gitassay.matching.lexers import Lexed, lex, number_of
from gitassay.matching.notebooks import notebook_code
from gitassay.matching.statements import SHORT, statements
from gitassay.matching.winnowing import K, chosen, hashes

DISTINCT = 6
"""A run of K tokens with fewer different ones is a table or a list, and not kept."""

MAX_LINE = 65_535
PRINT_BYTES = 11
SHORTEST_NAME = 4
_DEFINERS = frozenset({"def", "class", "function", "func", "fn", "interface"})


@dataclass(slots=True)
class Prints:
    """Fingerprints of one file in three arrays of one length: hash, line, and 8 bits over the tokens as written."""

    hashes: "array[int]" = field(default_factory=lambda: array("Q"))
    lines: "array[int]" = field(default_factory=lambda: array("H"))
    written: "array[int]" = field(default_factory=lambda: array("B"))


@dataclass(slots=True)
class Extract:
    """Everything of one source: files with their fingerprints, definitions' names, and (blob id, path) of its history.

    `since` has the day (from 1970) on which each path, or the one it was renamed from, first stood in the history.
    """

    files: list[tuple[str, Prints]] = field(default_factory=list)
    names: set[int] = field(default_factory=set)
    blobs: list[tuple[str, str]] = field(default_factory=list)
    since: dict[str, int] = field(default_factory=dict)


def file_prints(content: str, family: str, notebook: bool = False, short: int = SHORT) -> tuple[Prints, list[int]]:
    """Fingerprint one file (of at most `short` tokens each line as well); the second part is the numbers of the names it defines."""
    text, rows = notebook_code(content) if notebook else (content, [])
    lexed = lex(text, family)
    codes = lexed.numbers
    runs = hashes(codes)
    wanted = set(chosen(runs))
    prints = Prints()
    if wanted:
        places = lexed.places()

        def keep(value: int, token: int) -> None:
            line = places.line(token)
            prints.hashes.append(value)
            prints.lines.append(min(rows[line - 1] if rows else line, MAX_LINE))
            prints.written.append(written(places.raws, token))

        for position in compress(count(), map(wanted.__contains__, runs)):
            value = runs[position]
            if value in wanted and len(set(codes[position : position + K])) >= DISTINCT:
                wanted.discard(value)
                keep(value, position)
        if len(codes) <= short and family != "text":
            for statement in statements(codes, places):
                keep(statement.value, statement.token)
    return prints, definitions(lexed) if family != "text" else []


def written(raws: Sequence[str], start: int) -> int:
    """Eight bits over the run of tokens that begins at `start`, as written but for blanks: they agree where nothing was renamed."""
    text = "\x1f".join(raws[start : start + K]).replace(" ", "").replace("\t", "").replace("\n", "").replace("\r", "")
    return crc32(text.encode("utf-8", "replace")) & 0xFF


def definitions(lexed: Lexed) -> list[int]:
    """Numbers of the names of functions and classes that a text defines."""
    after = compress(lexed.raws[1:], map(_DEFINERS.__contains__, lexed.raws))
    names = (raw.rstrip("( \t") for raw in after)
    return [number_of(name) for name in names if len(name) >= SHORTEST_NAME and name.isidentifier()]


def save(extract: Extract, path: Path) -> None:
    """Keep an extract in a file, so that a build can go on where it stopped."""
    head = {
        "files": [[name, len(prints.hashes)] for name, prints in extract.files],
        "names": sorted(extract.names),
        "blobs": extract.blobs,
        "since": extract.since,
    }
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n")
        for _, prints in extract.files:
            file.write(prints.hashes.tobytes() + prints.lines.tobytes() + prints.written.tobytes())
    part.replace(path)


def load(path: Path) -> Extract | None:
    """Read a kept extract; None when there is none or it is damaged."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            files = [(name, _prints(file.read(PRINT_BYTES * count), count)) for name, count in head["files"]]
            return Extract(files, set(head["names"]), [(oid, name) for oid, name in head["blobs"]], dict(head["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _prints(content: bytes, count: int) -> Prints:
    if len(content) != PRINT_BYTES * count:
        raise ValueError("the file is cut off")
    prints = Prints()
    prints.hashes.frombytes(content[: 8 * count])
    prints.lines.frombytes(content[8 * count : 10 * count])
    prints.written.frombytes(content[10 * count :])
    return prints
