"""A folder for one process's temporary files. It is locked while the process lives, so that others can clear up after a dead one."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LOCK = "in-use"
DOOR = "door"
_lock = threading.Lock()
_own: dict[Path, tuple[Path, int]] = {}


@cache
def of_this_machine() -> Path:
    """Where the machine has its temporary files: asked once, before a folder of ours takes that part."""
    return Path(tempfile.gettempdir()) / "gitassay-batch"


def scratch_in(root: Path) -> Path:
    """This process's folder below `root`, made on first use; all its temporary files go there, those of its children too.

    What processes left behind that are gone is removed.
    """
    with _lock:
        known = _own.get(root)
        if known is not None:
            return known[0]
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _door(root):
            _clear(root)
            folder = Path(tempfile.mkdtemp(prefix="run-", dir=root))
            descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        _own[root] = (folder, descriptor)
        tempfile.tempdir = str(folder)
        return folder


@contextlib.contextmanager
def _door(root: Path) -> Iterator[None]:
    """One process at a time: a folder that is just being made must not look deserted."""
    descriptor = os.open(root / DOOR, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _clear(root: Path) -> None:
    """Remove the folders below `root` whose processes are gone."""
    for folder in sorted(root.glob("run-*")):
        if any(folder == own for own, _ in _own.values()):
            continue
        with contextlib.suppress(OSError):
            if _deserted(folder):
                shutil.rmtree(folder, ignore_errors=True)


def leave(root: Path) -> None:
    """Remove this process's folder, and what processes left that it began."""
    with _lock:
        known = _own.pop(root, None)
    if known is not None:
        tempfile.tempdir = None
        shutil.rmtree(known[0], ignore_errors=True)
        os.close(known[1])
        with _door(root):
            _clear(root)


def _deserted(folder: Path) -> bool:
    """Whether nobody holds the folder."""
    descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
