"""The child that clones: GitPython under the hardened environment. Run as `python -m gitassay.sources.clone_child`."""

import os
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from gitassay.isolation import serve

WATCH_SECONDS = 0.5


def clone_here(request: dict[str, Any]) -> dict[str, Any]:
    """Clone and answer with the commit, or with the kind of failure and what git said."""
    os.environ["GIT_PYTHON_REFRESH"] = "quiet"
    from git import GitCommandError, Repo  # imported late: the limits are taken first

    from gitassay.sources.git_environment import git_environment

    destination = Path(request["destination"])
    home = Path(tempfile.mkdtemp(prefix="home-"))
    environment = git_environment(home, tuple(request["protocols"]))
    full = threading.Event()
    _watch(destination, int(request["bytes"]), full)
    options = ["--bare", "--single-branch", "--no-tags", "--no-recurse-submodules", "--quiet"]
    try:
        try:
            Repo.clone_from(
                request["url"], destination, env=environment, multi_options=[*options, f"--filter=blob:limit={int(request['blob_bytes'])}"]
            ).close()
        except GitCommandError as error:
            if "filter" not in str(error.stderr):
                raise
            shutil.rmtree(destination, ignore_errors=True)
            Repo.clone_from(request["url"], destination, env=environment, multi_options=options).close()
    except GitCommandError as error:
        return {"kind": "too_large" if full.is_set() else "git", "said": str(error.stderr)[-4_000:]}
    return _head(destination, environment)


def _watch(destination: Path, limit: int, full: threading.Event) -> None:
    """Delete the clone under git's feet when it grows past the limit: git fails at once and what it made is gone."""

    def look() -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            if _size(destination) > limit:
                full.set()
                shutil.rmtree(destination, ignore_errors=True)
                return

    threading.Thread(target=look, daemon=True).start()


def _size(folder: Path) -> int:
    total = 0
    for directory, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(directory, name)).st_size  # noqa: PTH118 - a path object a file is slow here
            except OSError:
                continue
    return total


def _head(destination: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Forget where the clone came from, so that nothing can be fetched later, and name the commit of HEAD."""
    import subprocess

    inside = {**environment, "GIT_DIR": str(destination), "GIT_ALLOW_PROTOCOL": "none"}
    (destination / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", encoding="utf-8")
    shown = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", "HEAD^{commit}"], env=inside, capture_output=True, text=True, check=False
    )
    commit = shown.stdout.strip()
    return {"commit": commit} if len(commit) == 40 else {"kind": "empty" if not _refs(destination) else "no_head"}


def _refs(destination: Path) -> bool:
    packed = destination / "packed-refs"
    return packed.exists() or any((destination / "refs" / "heads").rglob("*"))


if __name__ == "__main__":
    serve(clone_here)
