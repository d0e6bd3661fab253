"""A Dask cluster on loopback: a scheduler and workers as processes of their own, which can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil
from distributed import Client

STARTING_SECONDS = 180
"""Each process loads Dask, which takes long on a busy machine."""


class Cluster:
    """A scheduler on one port and workers with one thread each. A task may end `deaths` workers before it is given up.

    Workers have `room` bytes for temporary files, in a file system of their own; None for the disk of this machine.
    """

    def __init__(self, home: Path, workers: int = 2, deaths: int = 3, room: int | None = None) -> None:
        self._home, self._count, self._deaths = home, workers, deaths
        self.scratch = home / "tmp"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self._around: tuple[str, ...] = ()
        if room is not None:
            self._around = ("bwrap", "--dev-bind", "/", "/", "--size", str(room), "--tmpfs", str(self.scratch), "--die-with-parent", "--")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def begin(self) -> None:
        """Start all, and wait until the workers are there."""
        self.scheduler = self._started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard")
        self.mend()

    def mend(self) -> None:
        """Start as many workers as are missing, and wait until all are there."""
        arguments = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(self._home))
        self.workers = [one for one in self.workers if one.poll() is None]
        while len(self.workers) < self._count:
            self.workers.append(self._started("distributed.cli.dask_worker", self.address, *arguments, around=self._around))
        deadline = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < deadline:
            try:
                with Client(self.address, timeout=2, set_as_default=False) as client:
                    client.wait_for_workers(self._count, timeout=STARTING_SECONDS)
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the cluster did not begin")

    def end(self) -> None:
        """Kill all."""
        for one in (*self.workers, self.scheduler):
            self.kill(one)
        self.workers = []

    def kill(self, one: "subprocess.Popen[bytes]") -> None:
        """Kill one as a power cut would."""
        one.send_signal(signal.SIGKILL)
        one.wait(20)

    def kill_who_runs(self, named: str) -> list[bool]:
        """Kill each worker that has a child whose command names something, as the system does with who takes all memory."""
        found = []
        for one in self.workers:
            with suppress(psutil.NoSuchProcess):
                if any(named in " ".join(child.cmdline()) for child in psutil.Process(one.pid).children(recursive=True)):
                    self.kill(one)
                    found.append(True)
        return found

    def _started(self, module: str, *arguments: str, around: tuple[str, ...] = ()) -> "subprocess.Popen[bytes]":
        environment = {"PATH": os.environ["PATH"], "HOME": str(self._home), "TMPDIR": str(self.scratch), "LC_ALL": "C.UTF-8"}
        environment["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = str(self._deaths)
        with (self._home / "said.txt").open("ab") as said:
            command = [*around, sys.executable, "-m", module, *arguments]
            return subprocess.Popen(command, env=environment, stdout=said, stderr=said, cwd=self._home)
