"""The child that asks a git server which commit its HEAD names. Run as `python -m gitassay.sources.tip_child`; nothing is fetched."""

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from gitassay.serving import serve
from gitassay.sources.git_environment import git_environment

MOST_BYTES = 4_096
"""The answer is one line; a server that says more is not listened to."""
_LINE = re.compile(rb"([0-9a-f]{40,64})\tHEAD\n")


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Answer with the commit; None when the server names none."""
    environment = git_environment(Path(tempfile.mkdtemp(prefix="home-")), tuple(request["protocols"]))
    command = ["git", "ls-remote", "--quiet", "--", request["url"], "HEAD"]
    child = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    said = child.stdout.read(MOST_BYTES)
    child.kill()
    child.wait()
    found = _LINE.match(said)
    return {"tip": found[1].decode() if found else None}


if __name__ == "__main__":
    serve(handle)
