"""Reads the history of a commit: authors and dates as claimed, messages, and the paths each commit changed."""

import subprocess
from collections.abc import Iterator

from gitassay.model.snapshot import Commit
from gitassay.sources.paths import printable

LATEST = 253_402_300_799
"""The last second of the year 9999; dates are claims, and some claim more."""
MAX_MESSAGE = 2_000
MAX_NAME = 200
MAX_PATHS = 5_000
_MARK = b"\x01commit\x01"
_FORMAT = "--format=format:%x01commit%x01%H%x00%P%x00%an%x00%ae%x00%at%x00%ce%x00%ct%x00%B%x00"


def read_commits(commit: str, environment: dict[str, str], most: int, most_bytes: int) -> tuple[tuple[Commit, ...], bool]:
    """Return the commits reachable from `commit`, newest first, at most `most`; and whether there were more, or the history broke off.

    No mailmap is applied: `.mailmap` is a claim of whoever wrote it.
    """
    command = ["git", "log", f"--max-count={most + 1}", "--raw", "-z", "--no-renames", "--no-mailmap", "--no-show-signature", "--no-abbrev"]
    child = subprocess.Popen(
        [*command, "--encoding=UTF-8", "--diff-merges=off", _FORMAT, "--end-of-options", commit],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    content = child.stdout.read(most_bytes + 1)
    child.stdout.close()
    broken_off = len(content) > most_bytes
    if broken_off:
        child.kill()
    damaged = child.wait() != 0 and not broken_off
    commits = list(_commits(content[:most_bytes]))
    shortened = len(commits) > most or broken_off or damaged
    return tuple(commits[:most]), shortened


def _commits(content: bytes) -> Iterator[Commit]:
    for block in content.split(_MARK)[1:]:
        fields = block.split(b"\0", 8)
        if len(fields) < 9:
            continue
        oid, parents, name, email, at, committer, committed, message, changes = fields
        yield Commit(
            oid=_text(oid),
            parents=len(parents.split()),
            author_name=_text(name)[:MAX_NAME],
            author_email=_text(email)[:MAX_NAME],
            author_time=_time(at),
            committer_email=_text(committer)[:MAX_NAME],
            committer_time=_time(committed),
            message=_text(message)[:MAX_MESSAGE],
            paths=_paths(changes),
        )


def _paths(changes: bytes) -> tuple[str, ...]:
    """Paths of raw diff entries: `:modes oids status NUL path NUL` each."""
    parts = changes.split(b"\0")
    return tuple(printable(parts[index + 1]) for index in range(len(parts) - 1) if parts[index].lstrip(b"\n").startswith(b":"))[:MAX_PATHS]


def _time(value: bytes) -> int:
    """Seconds since 1970, held within the years that dates can be written in."""
    try:
        return min(max(int(value), 0), LATEST)
    except ValueError:
        return 0


def _text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace")
