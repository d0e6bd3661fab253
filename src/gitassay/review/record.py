"""The records of one run: append-only, each entry bound to the one before it by its hash."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from gitassay.model.decision import Entry
from gitassay.model.document import canonical
from gitassay.model.record import entry_sha256
from gitassay.review.errors import BrokenRecordError
from gitassay.review.wording import in_plain_words

RECORD = "decisions.jsonl"
REVEALS = "reveals.jsonl"
E = TypeVar("E", bound=Entry)


def read_record(path: Path, kind: type[E]) -> tuple[E, ...]:
    """Read all entries, oldest first, and verify the chain. No record means no entries.

    The chain shows changed, removed and reordered entries; that the newest ones were cut off shows only against a
    hash kept elsewhere, such as on the final page.

    Raises:
        BrokenRecordError: a line is no entry, or the chain does not hold.
    """
    if not path.exists():
        return ()
    entries: list[E] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        entry = _parsed(line, number, path, kind)
        _verify(entry, number, entries[-1].sha256 if entries else "", path)
        entries.append(entry)
    return tuple(entries)


def append(path: Path, entry: Entry) -> None:
    """Add one entry at the end. The record is replaced in one step, so that a crash leaves the old one or the new one."""
    line = canonical(entry.model_dump(mode="json", exclude={"stale"})) + b"\n"
    _replace(path, (path.read_bytes() if path.exists() else b"") + line)


@contextmanager
def locked(run: Path) -> Iterator[None]:
    """Hold the run's record for one writer at a time, from reading the chain to having written it."""
    descriptor = os.open(run, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _parsed(line: bytes, number: int, path: Path, kind: type[E]) -> E:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        raise BrokenRecordError(
            f"Line {number} of {path} is no entry.",
            f"{in_plain_words(error)}.",
            "Restore the file from a copy; it must never be edited.",
        ) from error


def _verify(entry: Entry, number: int, previous: str, path: Path) -> None:
    if entry.number == number and entry.previous == previous and entry.sha256 == entry_sha256(entry):
        return
    raise BrokenRecordError(
        f"Entry {number} in {path} was altered.",
        "Its hash does not fit its content, or it does not follow the entry before it.",
        "Restore the file from a copy; it must never be edited.",
    )
