"""The child that reads lines of known works. Run as `python -m gitassay.sources.quote_child`; it has no network."""

import tempfile
from pathlib import Path
from typing import Any

from gitassay.plain import without_secrets
from gitassay.serving import serve
from gitassay.sources.blobs import GitBlobs
from gitassay.sources.git_environment import git_environment

MAX_BYTES = 10_000_000
MAX_LINE = 1_000


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Answer with the text of each place (path, first and last line) at the commit, or null where there is none."""
    home = Path(tempfile.mkdtemp(prefix="home-"))
    blobs = GitBlobs(git_environment(home, git_dir=Path(request["git_dir"]), trust_owner=True), MAX_BYTES)
    try:
        return {"excerpts": [_lines(blobs, request["commit"], *place) for place in request["places"]]}
    finally:
        blobs.close()


def _lines(blobs: GitBlobs, commit: str, path: str, start: int, end: int) -> str | None:
    content = None if "\n" in path else blobs.read(f"{commit}:{path}")
    if content is None:
        return None
    lines = content.decode("utf-8", errors="replace").split("\n")[start - 1 : end]
    return without_secrets("\n".join(line.removesuffix("\r")[:MAX_LINE] for line in lines)) or None


if __name__ == "__main__":
    serve(handle)
