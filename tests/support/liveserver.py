"""The review server, listening on loopback for a real browser."""

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

GITASSAY = (sys.executable, "-c", "from gitassay.cli.app import main; main()")
"""The command line, in a process of its own."""


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application from a thread; gives its address."""
    with socket.socket() as bound:
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            deadline = time.monotonic() + 10
            while not server.started:
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def commanded(*arguments: str, folder: Path) -> Iterator[str]:
    """Serve with `gitassay review`, as a person would; gives the one-time address it prints."""
    command = [*GITASSAY, "review", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None, "the server printed no address"
            yield found.group()
        finally:
            process.terminate()
            process.wait(10)
