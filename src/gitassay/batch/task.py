"""What is done about one candidate, wherever it is done: on a thread here or on a worker elsewhere. It gets no token and no store."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from gitassay.batch.errors import DiskFullError
from gitassay.batch.scratch import of_this_machine, scratch_in
from gitassay.model.assessment import Assessment
from gitassay.pipeline import judge
from gitassay.request import Request
from gitassay.sources.clone import DISK_FULL
from gitassay.sources.collect import Collected


@dataclass(frozen=True, slots=True)
class Work:
    """One candidate whose repositories are known. `scratch` is where temporary files go; None for the machine's own place for them.

    `keep_free` is how many bytes have to be free there.
    """

    collected: Collected
    request: Request
    scratch: Path | None
    keep_free: int


class Quiet:
    """Says nothing: many candidates are read at once, and only their ends are told."""

    def remark(self, text: str) -> None:
        """Nothing."""

    @contextmanager
    def counting(self, what: str, total: int) -> Iterator[None]:
        """Nothing."""
        yield

    def done(self, text: str) -> None:
        """Nothing."""


def perform(work: Work) -> bytes:
    """Read one candidate's repositories and return the assessment, not sealed, as JSON.

    Raises:
        DiskFullError: there is too little room; nothing can be said about the candidate then.
    """
    place = scratch_in(work.scratch or of_this_machine())
    room(place, work.keep_free)
    try:
        made = judge(work.collected, work.request, Quiet())
    except OSError as error:
        if is_full(error):
            raise DiskFullError(full(place)) from error
        raise
    if any(card.reason == DISK_FULL for card in made.repositories):
        raise DiskFullError(full(place))
    return made.model_dump_json().encode()


def room(place: Path, keep_free: int) -> None:
    """Make sure there is room.

    Raises:
        DiskFullError: there is not.
    """
    if shutil.disk_usage(place).free < keep_free:
        raise DiskFullError(full(place))


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk is full: the system's, or SQLite's."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, SQLAlchemyError) and "disk is full" in str(error)


def full(place: Path) -> str:
    """What to say of a full disk."""
    return f"The disk of {place} is full. Make room, then go on with --resume."


def opened(reply: bytes) -> Assessment:
    """The assessment in a reply."""
    return Assessment.model_validate_json(reply)
