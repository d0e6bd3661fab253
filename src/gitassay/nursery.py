"""A warm process that has imported a module once, and forks a child of itself for each piece of work.

Starting Python and importing everything costs more than reading a small repository. The warm process never touches what a
candidate wrote: it only imports, forks and tells how children ended. It ends when its parent does.
"""

import atexit
import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn

from gitassay.serving import serve

STATUS = struct.Struct("i")
LONGEST_PATH = 4_096
REAPED_WITHIN = 10.0
"""Seconds within which the warm process tells of a child that was killed."""


@dataclass(slots=True)
class Forked:
    """A child of the warm process, with the part of `subprocess.Popen` that its user needs."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    status: int
    returncode: int | None = field(default=None)

    def poll(self) -> int | None:
        """How the child ended (negative: by that signal), or None while it runs."""
        return self._ended(0)

    def wait(self) -> int:
        """Wait until the child has ended, and tell how."""
        ended = self._ended(REAPED_WITHIN)
        return -signal.SIGKILL if ended is None else ended

    def _ended(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self.status], [], [], seconds)[0]:
            told = os.read(self.status, STATUS.size)
            self.returncode = STATUS.unpack(told)[0] if len(told) == STATUS.size else -signal.SIGKILL
            os.close(self.status)
        return self.returncode


class Nursery:
    """One warm process. The module has a function `handle(request) -> reply`, and may have `prepare()` to fill its caches."""

    def __init__(self, module: str, environment: dict[str, str], folder: str = "") -> None:
        """`folder` is where the module lies when it is not installed."""
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "gitassay.nursery", module, str(theirs.fileno()), folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd="/",
            env=environment,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether the warm process still runs."""
        return self._process.poll() is None

    def fork(self, empty: str) -> Forked:
        """Have a child started in the folder `empty`, in a session of its own.

        Raises:
            OSError: the warm process is gone.
        """
        pipes = [os.pipe() for _ in range(4)]
        (stdin, our_stdin), (our_stdout, stdout), (our_stderr, stderr), (our_status, status) = pipes
        theirs = [stdin, stdout, stderr, status]
        try:
            with self._lock:
                socket.send_fds(self._control, [os.fsencode(empty)], theirs)
                told = self._control.recv(STATUS.size)
            if len(told) != STATUS.size:
                raise OSError("the warm process is gone")
        except OSError:
            for descriptor in (our_stdin, our_stdout, our_stderr, our_status):
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        files = os.fdopen(our_stdin, "wb", 0), os.fdopen(our_stdout, "rb", 0), os.fdopen(our_stderr, "rb", 0)
        return Forked(STATUS.unpack(told)[0], *files, our_status)

    def close(self) -> None:
        """End the warm process; children that run are not its to end."""
        self._control.close()
        self._process.wait()


_nurseries: dict[str, Nursery] = {}
_nurseries_lock = threading.Lock()


def nursery_of(module: str, environment: dict[str, str]) -> Nursery:
    """The warm process for a module, started on first use and again should it have died."""
    with _nurseries_lock:
        known = _nurseries.get(module)
        if known is None or not known.alive:
            known = _nurseries[module] = Nursery(module, environment)
        return known


@atexit.register
def _close_all() -> None:
    with _nurseries_lock:
        for nursery in _nurseries.values():
            nursery.close()
        _nurseries.clear()


# The warm process's side.


def _main(module: str, descriptor: str, folder: str) -> None:
    if folder:
        sys.path.append(folder)
    gc.disable()  # what is loaded stays; looking for cycles in it took a tenth of the time
    loaded = importlib.import_module(module)
    getattr(loaded, "prepare", lambda: None)()
    gc.freeze()
    gc.enable()
    _Warm(socket.socket(fileno=int(descriptor)), loaded.handle).run()


class _Warm:
    """Forks on request, and tells how each child ended on the pipe that came with it."""

    def __init__(self, control: socket.socket, handle: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self._control = control
        self._handle = handle
        self._statuses: dict[int, int] = {}
        self._awake, woken = os.pipe()
        os.set_blocking(self._awake, False)
        os.set_blocking(woken, False)
        self._woken = woken
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)

    def run(self) -> None:
        """Serve until the parent closes its end."""
        while True:
            ready, _, _ = select.select([self._control.fileno(), self._awake], [], [])
            if self._awake in ready:
                os.read(self._awake, 512)
            if self._control.fileno() in ready:
                message, descriptors = self._asked()
                if not message:
                    return
                self._fork(os.fsdecode(message), descriptors)
            self._reap()

    def _asked(self) -> tuple[bytes, list[int]]:
        """A request with its pipes; empty when the parent closed its end, or was killed while it asked."""
        try:
            message, descriptors, _, _ = socket.recv_fds(self._control, LONGEST_PATH, 4)
        except ConnectionResetError:
            return b"", []
        return message, descriptors

    def _fork(self, empty: str, descriptors: list[int]) -> None:
        child = os.fork()
        if child == 0:
            self._be_born(empty, descriptors)
        *pipes, status = descriptors
        for pipe in pipes:
            os.close(pipe)
        self._statuses[child] = status
        self._control.sendall(STATUS.pack(child))

    def _reap(self) -> None:
        while self._statuses:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            descriptor = self._statuses.pop(child)
            with contextlib.suppress(BrokenPipeError):  # nobody may wait for it any more
                os.write(descriptor, STATUS.pack(os.waitstatus_to_exitcode(status)))
            os.close(descriptor)

    def _be_born(self, empty: str, descriptors: list[int]) -> NoReturn:
        """The child: a session of its own, nothing of the warm process's but what it imported."""
        code = 1
        try:
            os.setsid()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for number, descriptor in enumerate(descriptors[:3]):
                os.dup2(descriptor, number)
            self._control.close()
            for descriptor in (*descriptors, *self._statuses.values(), self._awake, self._woken):
                os.close(descriptor)
            os.chdir(empty)
            os.environ.update(HOME=empty, TMPDIR=empty)
            tempfile.tempdir = None
            serve(self._handle)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)


if __name__ == "__main__":
    _main(*sys.argv[1:])
