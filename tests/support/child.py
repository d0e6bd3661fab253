"""A child for tests of isolation. Run as `python -m`; what it does is named in the request."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from gitassay.serving import serve


def _echo(request: dict[str, Any]) -> dict[str, Any]:
    return {
        "said": request["say"],
        "folder": [path.name for path in Path().iterdir()],
        "environment": dict(os.environ),
        "arguments": sys.argv[1:],
    }


def _hog(request: dict[str, Any]) -> dict[str, Any]:
    return {"size": len(bytearray(request["bytes"]))}


def _fork(request: dict[str, Any]) -> dict[str, Any]:
    child = os.fork()
    if child == 0:
        time.sleep(600)
    Path(request["note"]).write_text(str(child))
    if request.get("stay", True):
        time.sleep(600)
    return {}


def _write(request: dict[str, Any]) -> dict[str, Any]:
    Path(request["path"]).write_bytes(b"x" * request["bytes"])
    return {}


def _spin(_: dict[str, Any]) -> dict[str, Any]:
    while True:
        pass


def _noise(_: dict[str, Any]) -> dict[str, Any]:
    sys.stdout.write("not the reply\n")
    sys.stderr.write("x" * 1_000_000)
    return {"ok": True}


def _shout(_: dict[str, Any]) -> dict[str, Any]:
    while True:
        os.write(2, b"x" * 65_536)


def _nest(_: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for _ in range(100_000):
        nested = {"n": nested}
    return nested


ACTS = {
    "echo": _echo,
    "hog": _hog,
    "fork": _fork,
    "write": _write,
    "spin": _spin,
    "noise": _noise,
    "shout": _shout,
    "nest": _nest,
    "exit": lambda request: os._exit(9),
    "kill": lambda request: os.kill(os.getpid(), signal.SIGKILL),
    "hang": lambda request: time.sleep(600),
    "raise": lambda request: {}["secret-of-a-repository"],
    "flood": lambda request: {"x": "y" * request["bytes"]},
}

if __name__ == "__main__":
    serve(lambda request: ACTS[request["act"]](request))
