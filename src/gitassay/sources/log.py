"""Reads the history of a commit: authors and dates as claimed, messages, and the paths each commit changed."""

import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from gitassay.killed import until_not_killed
from gitassay.model.snapshot import Commit
from gitassay.sources.paths import printable

LATEST = 253_402_300_799
"""The last second of the year 9999; dates are claims, and some claim more."""
MAX_MESSAGE = 2_000
MAX_NAME = 200
MAX_PATHS = 5_000
FIELDS = 8
MEMORY = 800 * 1024 * 1024
_OID = re.compile(rb"[0-9a-f]{40}")
_FORMAT = "--format=tformat:%H%x00%P%x00%an%x00%ae%x00%at%x00%ce%x00%ct%x00%B"


@dataclass(frozen=True, slots=True)
class Log:
    """The commits, newest first; whether there are more than were asked for; what could not be read, in plain words."""

    commits: tuple[Commit, ...]
    cut: bool
    missing: str = ""


def read_commits(commit: str, environment: dict[str, str], most: int, most_bytes: int, memory: int = MEMORY) -> Log:
    """Return the commits reachable from `commit`, newest first, at most `most`.

    No mailmap is applied: `.mailmap` is a claim of whoever wrote it. When the changes of commits can't be listed within the
    `memory` for it (one commit may change 10^10 paths), the commits come without their paths.
    """
    log = _read(commit, environment, most, most_bytes, ("--raw", "--no-renames", "--no-abbrev", "--diff-merges=off"), memory)
    if not log.missing:
        return log
    bare = _read(commit, environment, most, most_bytes, ("--no-patch",))
    if bare.missing or not bare.commits:
        return replace(log, missing="the rest of the history is damaged" if log.commits else "the history could not be read")
    return replace(bare, missing="the files that each commit changed could not be listed")


def _read(commit: str, environment: dict[str, str], most: int, most_bytes: int, options: tuple[str, ...], memory: int | None = None) -> Log:
    log, code = until_not_killed(lambda: _asked(commit, environment, most, most_bytes, options, memory))
    return replace(log, missing="damaged" if code else "")


def _asked(
    commit: str, environment: dict[str, str], most: int, most_bytes: int, options: tuple[str, ...], memory: int | None
) -> tuple[Log, int]:
    """What git tells, and its exit code: 0 for a history that we broke off ourselves."""
    command = ["git", "log", f"--max-count={most + 1}", "-z", "--no-mailmap", "--no-show-signature", "--encoding=UTF-8", *options]
    child = subprocess.Popen(
        [*command, _FORMAT, "--end-of-options", commit],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=None if memory is None else partial(_limit, memory),
    )
    assert child.stdout is not None
    content = child.stdout.read(most_bytes + 1)
    child.stdout.close()
    broken_off = len(content) > most_bytes
    if broken_off:
        child.kill()
    code = child.wait()
    commits = tuple(_commits(content[:most_bytes]))
    return Log(commits[:most], len(commits) > most or broken_off), 0 if broken_off else code


def _limit(memory: int) -> None:
    if sys.platform != "darwin":  # macOS refuses a limit of the address space
        ceiling = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = memory if ceiling == resource.RLIM_INFINITY else min(memory, ceiling)  # raising a limit is refused
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _commits(content: bytes) -> Iterator[Commit]:
    """Commits from fields between NULs. Only the count of fields tells where a commit begins: nothing a candidate wrote holds a NUL."""
    parts = content.split(b"\0")
    place = 0
    while place + FIELDS <= len(parts):
        oid, parents, name, email, at, committer, committed, message = parts[place : place + FIELDS]
        place += FIELDS
        paths: list[str] = []
        while place < len(parts) and not _OID.fullmatch(parts[place]):
            if parts[place].lstrip(b"\n").startswith(b":") and place + 1 < len(parts):
                place += 1
                if len(paths) < MAX_PATHS:
                    paths.append(printable(parts[place]))
            place += 1
        yield Commit(
            oid=_text(oid),
            parents=len(parents.split()),
            author_name=_text(name)[:MAX_NAME],
            author_email=_text(email)[:MAX_NAME],
            author_time=_time(at),
            committer_email=_text(committer)[:MAX_NAME],
            committer_time=_time(committed),
            message=_text(message)[:MAX_MESSAGE],
            paths=tuple(paths),
        )


def _time(value: bytes) -> int:
    """Seconds since 1970, held within the years that dates can be written in."""
    try:
        return min(max(int(value), 0), LATEST)
    except ValueError:
        return 0


def _text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace")
