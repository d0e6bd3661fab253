"""Clones one repository, bare and filtered, within limits; a clone that fails leaves nothing behind."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from gitassay.isolation import CrashedError, Limits, OutOfMemoryError, TimedOutError, run_isolated
from gitassay.model.candidate import Status
from gitassay.sources.errors import RepositoryError
from gitassay.sources.limits import CLONE, CloneLimits

MEGABYTE = 1024 * 1024
TIP = "tip.git"
"""Folder inside a clone that holds the files of the commit that is read."""
DISK_FULL = "This machine's disk is full."


def clone(url: str, destination: Path, protocols: tuple[str, ...], commit: str | None = None, limits: CloneLimits = CLONE) -> str:
    """Clone `url` into the bare repository `destination` and return the full id of `commit`, or of the commit HEAD names.

    No token is ever sent.

    Raises:
        RepositoryError: why it could not be had.
    """
    request = {
        "url": url,
        "destination": str(destination.absolute()),
        "protocols": protocols,
        "commit": commit,
        "bytes": limits.bytes,
        "blob_bytes": limits.blob_bytes,
    }
    isolation = Limits(limits.seconds, int(limits.seconds), 1500 * MEGABYTE, limits.bytes)
    try:
        reply = run_isolated("gitassay.sources.clone_child", request, isolation, warm=True)
    except TimedOutError as error:
        shutil.rmtree(destination, ignore_errors=True)
        raise RepositoryError(Status.TIMED_OUT, f"Cloning took longer than {limits.seconds:g} seconds and was stopped.") from error
    except (OutOfMemoryError, CrashedError) as error:
        shutil.rmtree(destination, ignore_errors=True)
        raise RepositoryError(Status.FAILED, f"Cloning {error}.") from error
    except BaseException:
        shutil.rmtree(destination, ignore_errors=True)
        raise
    if "commit" in reply:
        return str(reply["commit"])
    shutil.rmtree(destination, ignore_errors=True)
    raise RepositoryError(*explain(str(reply.get("kind", "")), str(reply.get("said", ""))))


@dataclass(frozen=True, slots=True)
class Said:
    """What git says when a clone fails, what it means, and how to tell it."""

    pattern: str
    status: Status
    reason: str


_TOO_LARGE = r"File size limit|Out of memory|malloc|cannot allocate|signal 25|file too large"
_BROKEN_OFF = (
    r"early EOF|transfer closed|index-pack (failed|died)|unexpected disconnect|the remote end hung up|RPC failed|premature"
    r"|bad line length|invalid"
)
_DAMAGED = r"corrupt|bad object|unable to read|missing blob|did not send all necessary objects|loose object"

_SAID = (
    Said(r"No space left on device|Disk quota exceeded", Status.FAILED, DISK_FULL),
    Said(
        r"error: object [0-9a-f]{40}: (\w+):|error in \w+[^\n]*: (\w+):",
        Status.REJECTED,
        "git refused the repository as malformed ({0}).",
    ),
    Said(r"fsck error", Status.REJECTED, "git refused the repository as malformed."),
    Said(r"possible repository corruption", Status.CORRUPT, "The repository is damaged on the server: objects are missing or broken."),
    Said(r"returned error: 404|repository '.*' not found|not found", Status.NOT_FOUND, "The repository is gone or not public (404)."),
    Said(r"returned error: 451", Status.BLOCKED, "The repository is blocked for legal reasons (451)."),
    Said(
        r"returned error: 40[13]|Authentication failed|could not read Username",
        Status.REFUSED,
        "The server refused access: the repository is private or gone.",
    ),
    Said(r"returned error: 429", Status.UNREACHABLE, "The server asked to slow down (429). Run again later."),
    Said(r"returned error: 5\d\d", Status.UNREACHABLE, "The server failed (5xx). Run again later."),
    Said(
        r"unable to update url base from redirection|redirect|returned error: 30\d",
        Status.UNREACHABLE,
        "The address redirects elsewhere, which is not followed. Use the new address.",
    ),
    Said(r"Operation too slow|timed out", Status.TIMED_OUT, "The server sent too slowly and the clone was stopped."),
    Said(
        r"object-format|sha256|mismatched algorithms", Status.UNSUPPORTED, "The repository uses SHA-256 object names, which are not read."
    ),
    Said(_TOO_LARGE, Status.TOO_LARGE, "The repository is larger than the limit for one clone."),
    Said(r"transport .* not allowed", Status.REFUSED, "The address uses a transport that is not allowed."),
    Said(_BROKEN_OFF, Status.UNREACHABLE, "The server broke off before the repository was whole. Run again later."),
    Said(
        r"Could not resolve host|Failed to connect|Connection refused|unable to access",
        Status.UNREACHABLE,
        "The server could not be reached.",
    ),
    Said(_DAMAGED, Status.CORRUPT, "The repository is damaged: objects are missing or broken."),
)


_KINDS = {
    "sha256": (Status.UNSUPPORTED, "The repository uses SHA-256 object names, which are not read."),
    "empty": (Status.EMPTY, "The repository has no commits."),
    "no_head": (Status.EMPTY, "The default branch has no commits."),
    "no_commit": (Status.NOT_FOUND, "The commit asked for is not part of the default branch's history."),
    "too_large": (Status.TOO_LARGE, "The repository is larger than the limit for one clone."),
    "no_git": (Status.UNREACHABLE, "The server did not answer as a git server does. Check the address."),
    "transport": (Status.REFUSED, "The address uses a transport that is not allowed."),
}


def explain(kind: str, said: str) -> tuple[Status, str]:
    """The state and the plain reason for what a failed clone reported: its kind, or what git said."""
    if kind in _KINDS:
        return _KINDS[kind]
    for row in _SAID:
        found = re.search(row.pattern, said, re.IGNORECASE)
        if found:
            return row.status, row.reason.format(next((group for group in found.groups() if group), ""))
    return Status.FAILED, "git could not clone the repository."
