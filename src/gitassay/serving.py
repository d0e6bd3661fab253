"""The child's side of isolated work: takes the limits upon itself, handles one request, writes one reply."""

import contextlib
import json
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any

CHUNK = 64 * 1024
LIMITS = "limits"
REQUEST = "request"


def serve(handler: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """The child's side: take the limits upon itself, handle the one request, write the one reply."""
    out, lifeline = os.dup(1), os.dup(0)
    os.dup2(2, 1)  # what libraries print must not end up in the reply
    with os.fdopen(os.open(os.devnull, os.O_RDONLY), "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    message = json.loads(_line(lifeline))
    _limit(message[LIMITS])
    threading.Thread(target=_die_with_the_parent, args=(lifeline,), daemon=True).start()
    try:
        reply = json.dumps({"reply": handler(message[REQUEST])}).encode()
    except MemoryError:
        reply = b'{"failed": "memory"}'
    except Exception as error:  # the parent turns it into the outcome of this one repository
        traceback.print_exc()
        reply = json.dumps({"failed": type(error).__name__}).encode()
    with os.fdopen(out, "wb") as stream:
        stream.write(reply)


def _line(descriptor: int) -> bytes:
    """The request: all up to the end of the line. Nothing follows until the parent is gone."""
    content = bytearray()
    while not content.endswith(b"\n"):
        chunk = os.read(descriptor, CHUNK)
        if not chunk:
            raise SystemExit("the request broke off")
        content += chunk
    return bytes(content)


def _die_with_the_parent(lifeline: int) -> None:
    """Wait for the end of standard input, which is the end of the parent, and kill the whole session."""
    os.read(lifeline, 1)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(os.getpgrp(), signal.SIGKILL)


def _limit(limits: dict[str, Any]) -> None:
    cpu = int(limits["cpu_seconds"])
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_CPU, cpu, cpu + 5)
    _lower(resource.RLIMIT_FSIZE, int(limits["file_bytes"]), int(limits["file_bytes"]))
    if sys.platform != "darwin":  # macOS refuses a limit of the address space
        _lower(resource.RLIMIT_AS, int(limits["memory_bytes"]), int(limits["memory_bytes"]))


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a limit; one that the machine has set lower already stays, since raising it is refused."""
    ceiling = resource.getrlimit(kind)[1]
    most = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
    resource.setrlimit(kind, (min(soft, most), most))
