"""Runs one piece of work in a child process of its own session, with limits and a real kill.

A hung or exploding repository costs that repository and nothing else. The request and the reply are JSON: nothing that
comes back is unpickled or executed.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import IO, Any, Union

from gitassay.nursery import Forked, Nursery, nursery_of
from gitassay.serving import LIMITS, REQUEST

MEGABYTE = 1024 * 1024
MAX_REPLY = 64 * MEGABYTE
MAX_NOISE = 16 * 1024
CHUNK = 64 * 1024
CHUNKS = 64
"""Read at a time, more than a pipe holds: a child that writes without end must not keep us from looking at the clock."""
PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: wall clock and CPU in seconds, address space and largest file written in bytes."""

    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int
    file_bytes: int


class IsolationError(Exception):
    """A child did not come to its end. The message is a plain sentence."""


class TimedOutError(IsolationError):
    """The wall clock ran out and the child was killed."""


class OutOfMemoryError(IsolationError):
    """The child asked for more memory than it may have."""


class CrashedError(IsolationError):
    """The child died: by a signal, an exit code, or a reply that can't be read."""


Child = Union["subprocess.Popen[bytes]", Forked]

_running: set[int] = set()
_lock = threading.Lock()


def run_isolated(module: str, request: Mapping[str, Any], limits: Limits, warm: bool = False) -> dict[str, Any]:
    """Run `python -m module` in its own session, hand it the request, and return its reply.

    With `warm` the child is forked by a process that has imported the module already, and runs the module's `handle`.

    Raises:
        TimedOutError, OutOfMemoryError, CrashedError: it did not end well; nothing of it is left running.
    """
    message = json.dumps({LIMITS: asdict(limits), REQUEST: request}).encode() + b"\n"
    with tempfile.TemporaryDirectory(prefix="gitassay-child-") as empty:
        child = _start(module, empty, warm)
        said = _Said()
        try:
            _exchange(child, message, limits.wall_seconds, said)
            return _reply(bytes(said.reply), child.wait())
        except CrashedError as error:
            error.add_note(said.noise.decode(errors="backslashreplace"))
            raise
        finally:
            _end(child)


@dataclass(slots=True)
class _Said:
    """What came back from a child so far: its reply, and the end of what it wrote to standard error."""

    reply: bytearray = field(default_factory=bytearray)
    noise: bytes = b""


def _start(module: str, empty: str, warm: bool) -> Child:
    """Start the child and enter it among the running ones, so that no cancellation can fall between the two."""
    environment = _environment(empty)
    nursery = nursery_of(module, environment) if warm else None
    with _lock:
        child = _forked(nursery, empty) or _cold(module, empty, environment)
        _running.add(child.pid)
    return child


def _forked(nursery: Nursery | None, empty: str) -> Forked | None:
    """A child of the warm process; None without one, or when it has just died: a cold child does the same, only later."""
    with contextlib.suppress(OSError):
        return nursery.fork(empty) if nursery is not None else None
    return None


def _environment(empty: str) -> dict[str, str]:
    """All that a child is told of this machine: no token, no setting of anybody's."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": empty, "TMPDIR": empty}


def warm_up(*modules: str) -> None:
    """Start the warm processes of modules that will be asked for soon; they import while other things are done."""
    for module in modules:
        nursery_of(module, _environment("/nonexistent"))


def _cold(module: str, empty: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-I", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=empty,
        env=environment,
        start_new_session=True,
    )


def _exchange(child: Child, message: bytes, seconds: float, said: _Said) -> None:
    """Write the message and read what comes back until the child ends. Its standard input stays open: the child lives no longer than we."""
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    deadline = time.monotonic() + seconds
    left = memoryview(message)
    with selectors.DefaultSelector() as pipes:
        for pipe, event in (
            (child.stdin, selectors.EVENT_WRITE),
            (child.stdout, selectors.EVENT_READ),
            (child.stderr, selectors.EVENT_READ),
        ):
            os.set_blocking(pipe.fileno(), False)
            pipes.register(pipe, event)
        ended = False
        while not ended:
            # Asked before the pipes are emptied: all that an ended child wrote is in them by then, even if a stray process keeps them open.
            ended = child.poll() is not None
            if time.monotonic() > deadline:
                raise TimedOutError(f"took longer than {seconds:g} seconds and was stopped")
            for key, _ in pipes.select(0 if ended else PAUSE if pipes.get_map() else PAUSE / 10):
                if key.fileobj is child.stdin:
                    left = _sent(child.stdin, left)
                    if not left:
                        pipes.unregister(child.stdin)
                elif not _heard(key.fd, said, key.fileobj is child.stdout):
                    pipes.unregister(key.fileobj)


def _sent(pipe: IO[bytes], left: memoryview) -> memoryview:
    """Write a part of the message and return the rest; a child that doesn't listen gets nothing more."""
    try:
        return left[os.write(pipe.fileno(), left[:CHUNK]) :]
    except BlockingIOError:
        return left
    except BrokenPipeError:
        return left[:0]


def _heard(descriptor: int, said: _Said, is_reply: bool) -> bool:
    """Take in what a pipe holds, and tell whether more may come."""
    for _ in range(CHUNKS):
        try:
            chunk = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return True
        if not chunk:
            return False
        if is_reply:
            said.reply += chunk
            if len(said.reply) > MAX_REPLY:
                raise CrashedError("gave an answer that is too large to be true")
        else:
            said.noise = (said.noise + chunk)[-MAX_NOISE:]
    return True


def _end(child: Child) -> None:
    """Kill the child with all it started, unless it left the session, and forget it."""
    _kill(child.pid)
    child.wait()
    with _lock:
        _running.discard(child.pid)
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _reply(reply: bytes, code: int) -> dict[str, Any]:
    try:
        document = json.loads(reply)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not document.keys() & {"reply", "failed"}:
        if code == -signal.SIGXCPU:
            raise TimedOutError("used more computing time than it may and was stopped")
        ended = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise CrashedError(f"ended without an answer ({ended})")
    if document.get("failed") == "memory":
        raise OutOfMemoryError("needed more memory than it may have and was stopped")
    if "failed" in document:
        raise CrashedError(f"failed ({document['failed']})")
    return dict(document["reply"])


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def kill_all() -> None:
    """Kill every child that is running now, with all it started; used when the run is cancelled."""
    with _lock:
        for group in _running:
            _kill(group)
