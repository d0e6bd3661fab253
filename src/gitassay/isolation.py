"""Runs one piece of work in a child process of its own session, with limits and a real kill.

A hung or exploding repository costs that repository and nothing else. The request and the reply are JSON: nothing that
comes back is unpickled or executed.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

MEGABYTE = 1024 * 1024
MAX_REPLY = 64 * MEGABYTE
MAX_NOISE = 64 * 1024
_LIMITS = "limits"
_REQUEST = "request"


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


_running: set[int] = set()
_lock = threading.Lock()


def run_isolated(module: str, request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    """Run `python -m module` in its own session, hand it the request, and return its reply.

    Raises:
        TimedOutError, OutOfMemoryError, CrashedError: it did not end well; nothing of it is left running.
    """
    message = json.dumps({_LIMITS: asdict(limits), _REQUEST: request}).encode()
    with tempfile.TemporaryDirectory(prefix="gitassay-child-") as empty, tempfile.TemporaryFile() as noise:
        child = subprocess.Popen(
            [sys.executable, "-I", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=noise,
            cwd=empty,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": empty, "TMPDIR": empty},
            start_new_session=True,
        )
        with _lock:
            _running.add(child.pid)
        try:
            reply, _ = child.communicate(message, timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired as error:
            raise TimedOutError(f"took longer than {limits.wall_seconds:g} seconds and was stopped") from error
        finally:
            _kill(child.pid)
            child.wait()
            with _lock:
                _running.discard(child.pid)
    return _reply(reply, child.returncode)


def _reply(reply: bytes, code: int) -> dict[str, Any]:
    if len(reply) > MAX_REPLY:
        raise CrashedError("gave an answer that is too large to be true")
    try:
        document = json.loads(reply)
    except ValueError:
        document = None
    if not isinstance(document, dict):
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


def serve(handler: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """The child's side: take the limits upon itself, handle the one request, write the one reply."""
    out = os.dup(1)
    os.dup2(2, 1)  # what libraries print must not end up in the reply
    message = json.loads(sys.stdin.buffer.read())
    _limit(message[_LIMITS])
    try:
        document = {"reply": handler(message[_REQUEST])}
    except MemoryError:
        document = {"failed": "memory"}
    except Exception as error:  # the parent turns it into the outcome of this one repository
        document = {"failed": type(error).__name__}
    with os.fdopen(out, "wb") as stream:
        stream.write(json.dumps(document).encode())


def _limit(limits: dict[str, Any]) -> None:
    cpu = int(limits["cpu_seconds"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limits["file_bytes"]),) * 2)
    if sys.platform != "darwin":  # macOS refuses a limit of the address space
        resource.setrlimit(resource.RLIMIT_AS, (int(limits["memory_bytes"]),) * 2)
