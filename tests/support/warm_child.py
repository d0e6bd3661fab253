"""Work for tests of warm processes; what is done is named in the request."""

import os
import time
from pathlib import Path
from typing import Any

PREPARED: list[int] = []


def prepare() -> None:
    PREPARED.append(os.getpid())


def handle(request: dict[str, Any]) -> dict[str, Any]:
    if request["act"] == "tell":
        told = {"prepared_by": PREPARED, "parent": os.getppid(), "session": os.getsid(0), "me": os.getpid()}
        return {**told, "folder": str(Path.cwd()), "environment": dict(os.environ), "open": len(list(Path("/dev/fd").iterdir()))}
    if request["act"] == "die":
        os.kill(os.getpid(), 9)
    if request["act"] == "hog":
        return {"size": len(bytearray(10**10))}
    if request["act"] == "fork":
        child = os.fork()
        if child == 0:
            time.sleep(600)
        Path(request["note"]).write_text(str(child))
    time.sleep(600)
    return {}
