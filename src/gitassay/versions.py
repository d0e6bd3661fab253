"""Puts versions in order as their ecosystems do, so that ranges can be judged without asking anybody."""

import re
from typing import Any

from packaging.version import InvalidVersion, Version

MAX_LENGTH = 200
_SEMANTIC = re.compile(r"^[v=\s]*(\d{1,18}(?:\.\d{1,18}){0,5})(?:-([0-9A-Za-z.-]+)|\.?([A-Za-z][0-9A-Za-z.-]*))?(?:\+[0-9A-Za-z.-]*)?$")
_PIECE = re.compile(r"\d{1,18}|[A-Za-z]+")
_MAVEN_RANKS = {"alpha": -5, "a": -5, "beta": -4, "b": -4, "milestone": -3, "m": -3, "rc": -2, "cr": -2, "snapshot": -1}
_MAVEN_NOTHING = frozenset({"", "ga", "final", "release"})

Key = Any
"""Comparable with other keys of the same ecosystem."""


def order(ecosystem: str, version: str) -> Key | None:
    """A key by which versions of one ecosystem sort; None when the text is no version there."""
    text = version.strip()
    if len(text) > MAX_LENGTH:
        return None
    if ecosystem == "pypi":
        return _python(text)
    if ecosystem == "rubygems":
        return _gem(text)
    if ecosystem == "maven":
        return _maven(text)
    return _semantic(text)


def is_prerelease(ecosystem: str, version: str) -> bool:
    """Whether a version was published to be tried out, before the one it leads to."""
    if ecosystem == "pypi":
        parsed = _python(version.strip()[:MAX_LENGTH])
        return parsed is not None and parsed.is_prerelease
    return bool(re.search(r"\d[-.]?[A-Za-z-]", version[:MAX_LENGTH].split("+", 1)[0]))


def _python(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _semantic(text: str) -> Key | None:
    """Semantic versioning 2.0, with fewer or more numbers admitted, as npm, Go, Cargo and Composer write them."""
    match = _SEMANTIC.match(text)
    if not match:
        return None
    numbers = [int(part) for part in match.group(1).split(".")]
    padded = tuple(numbers + [0] * (6 - len(numbers)))
    before = match.group(2) or match.group(3)
    if not before:
        return padded, (1,)
    pieces = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in before.split("."))
    return padded, (0, *pieces)


def _gem(text: str) -> Key | None:
    if not text[:1].isdigit():
        return None
    pieces = [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in _PIECE.findall(text)]
    return _without_zeros(pieces, (1, 0, ""))


def _maven(text: str) -> Key | None:
    if not text or not re.match(r"[0-9A-Za-z]", text):
        return None
    pieces = [_maven_piece(part.lower()) for part in _PIECE.findall(text)]
    return _without_zeros(pieces, (0, 0, ""))


def _without_zeros(pieces: list[tuple[int, int, str]], zero: tuple[int, int, str]) -> Key:
    """The pieces without zeros that end a run of numbers (1.0.a is 1.a), and a zero that stands for all that could follow."""
    kept: list[tuple[int, int, str]] = []
    for piece in (*pieces, None):
        if piece is None or piece[2] or piece[0] < zero[0]:
            while kept and kept[-1] == zero:
                kept.pop()
        if piece is not None:
            kept.append(piece)
    return (*kept, zero)


def _maven_piece(part: str) -> tuple[int, int, str]:
    if part.isdecimal():
        return (3, int(part), "") if int(part) else (0, 0, "")
    if part in _MAVEN_NOTHING:
        return (0, 0, "")
    if part in _MAVEN_RANKS:
        return (_MAVEN_RANKS[part], 0, "")
    return (1, 0, "") if part == "sp" else (2, 0, part)
