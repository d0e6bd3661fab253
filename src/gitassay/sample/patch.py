"""Reads the plain form of `git format-patch` and applies it to files held in memory."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_OTHER_MODE = re.compile(r"^(?:new|old|new file|deleted file) mode (?!100644$)")
_WITHOUT_NEWLINE = "\\ No newline at end of file"


class PatchError(ValueError):
    """A patch can't be read, or does not fit the files it is for."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines to be replaced, with their line feeds. `start` counts from 1; 0 stands before the first line of an empty file."""

    start: int
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one patch does to one file."""

    path: str
    deleted: bool
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """One commit: `author` as git writes it ("Name <address>"), the date it claims, the whole message, and the changes."""

    author: str
    date: datetime
    message: str
    changes: tuple[Change, ...]


def read_patch(text: str) -> Patch:
    """Read one patch.

    Raises:
        PatchError: the text is not a patch in the plain form.
    """
    header, _, rest = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in header.split("\n")[1:])
    if fields.keys() != {"From", "Date", "Subject"}:
        raise PatchError(f"A patch has From, Date and Subject, this one {', '.join(sorted(fields))}.")
    body, mark, diff = rest.partition("diff --git ")
    message = f"{fields['Subject']}\n\n{body.strip()}".strip() + "\n"
    changes = tuple(_change(part) for part in re.split(r"(?m)^diff --git ", diff)) if mark else ()
    return Patch(fields["From"], parsedate_to_datetime(fields["Date"]), message, changes)


def apply_patch(files: Mapping[str, str], patch: Patch) -> dict[str, str]:
    """Return the files (path to text) after the patch.

    Raises:
        PatchError: a line that the patch replaces is not there.
    """
    after = dict(files)
    for change in patch.changes:
        text = _replaced(after.get(change.path, ""), change)
        if change.deleted:
            del after[change.path]
        else:
            after[change.path] = text
    return after


def _change(part: str) -> Change:
    lines = part.removesuffix("\n").split("\n")
    names = lines[0]
    path = names[2 : len(names) // 2]
    if names != f"a/{path} b/{path}":
        raise PatchError(f"Renames and paths with spaces are not understood: {names}")
    if any(_OTHER_MODE.search(line) for line in lines[1:4]):
        raise PatchError(f"{path}: only plain files are understood.")
    deleted = any(line.startswith("deleted file mode ") for line in lines[1:4])
    return Change(path, deleted, tuple(_hunks(path, lines[1:])))


def _hunks(path: str, lines: list[str]) -> Iterator[Hunk]:
    place = 0
    while place < len(lines):
        header = _HUNK.match(lines[place])
        place += 1
        if header is None:
            continue
        old: list[str] = []
        new: list[str] = []
        wanted = (int(header[2] or 1), int(header[3] or 1))
        while place < len(lines) and ((len(old), len(new)) != wanted or lines[place] == _WITHOUT_NEWLINE):
            _take(lines[place], lines[place - 1], old, new)
            place += 1
        if (len(old), len(new)) != wanted:
            raise PatchError(f"{path}: the patch ends within a hunk.")
        yield Hunk(int(header[1]), tuple(old), tuple(new))


def _take(line: str, before: str, old: list[str], new: list[str]) -> None:
    if line == _WITHOUT_NEWLINE:
        for side, marks in ((old, " -"), (new, " +")):
            if before[:1] in marks:
                side[-1] = side[-1].removesuffix("\n")
        return
    if line[:1] not in {" ", "-", "+"}:
        raise PatchError(f"A line of a hunk starts with a space, + or -, not like this: {line[:40]}")
    if line[0] != "+":
        old.append(line[1:] + "\n")
    if line[0] != "-":
        new.append(line[1:] + "\n")


def _replaced(text: str, change: Change) -> str:
    lines = re.findall(r"[^\n]*\n|[^\n]+$", text)
    shift = 0
    for hunk in change.hunks:
        start = max(hunk.start - 1, 0) + shift if hunk.old else hunk.start + shift
        if tuple(lines[start : start + len(hunk.old)]) != hunk.old:
            raise PatchError(f"{change.path}: the lines to replace at line {hunk.start} are not there.")
        lines[start : start + len(hunk.old)] = hunk.new
        shift += len(hunk.new) - len(hunk.old)
    return "".join(lines)
