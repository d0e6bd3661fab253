"""The child that clones: GitPython under the hardened environment. Run as `python -m gitassay.sources.clone_child`.

Two requests bring what is needed and no more: the history without any file's content, then the files of the one commit that is
read, large ones left out. Old versions of files stay where they are, which is faster, and bounds what a long history can cost.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from gitassay.isolation import serve

WATCH_SECONDS = 0.5
TIP = "tip.git"
"""Folder inside the clone that holds the files of the commit that is read."""


def clone_here(request: dict[str, Any]) -> dict[str, Any]:
    """Clone and answer with the commit, or with the kind of failure and what git said."""
    os.environ["GIT_PYTHON_REFRESH"] = "quiet"
    from git import GitCommandError  # imported late: the limits are taken first

    from gitassay.sources.git_environment import git_environment

    destination = Path(request["destination"])
    environment = git_environment(Path(tempfile.mkdtemp(prefix="home-")), tuple(request["protocols"]))
    full = threading.Event()
    _watch(destination, int(request["bytes"]), full)
    try:
        _history(request["url"], destination, environment)
        commit = _commit(destination, environment, request.get("commit"))
        if commit is None:
            return {"kind": _without_commit(destination, bool(request.get("commit")))}
        _files(request["url"], destination, environment, commit, int(request["blob_bytes"]))
    except GitCommandError as error:
        return {"kind": "too_large" if full.is_set() else "git", "said": str(error.stderr)[-4_000:]}
    _forget_origin(destination)
    return {"commit": commit}


def _history(url: str, destination: Path, environment: dict[str, str]) -> None:
    """Clone commits and trees. A server without filters sends everything, which the limits bound."""
    from git import Repo

    options = ["--bare", "--single-branch", "--no-tags", "--no-recurse-submodules", "--quiet", "--filter=blob:none"]
    Repo.clone_from(url, destination, env=environment, multi_options=options).close()


def _files(url: str, destination: Path, environment: dict[str, str], commit: str, blob_bytes: int) -> None:
    """Fetch the commit's files into a repository of their own (a shallow fetch would cut the history) and lend them to the clone."""
    from git import Repo

    tip = Repo.init(destination / TIP, bare=True)
    with tip.git.custom_environment(**environment, GIT_DIR=str(destination / TIP)):
        tip.git.fetch("--quiet", "--depth=1", "--no-tags", f"--filter=blob:limit={blob_bytes}", "--", url, commit)
    tip.close()
    (destination / "objects" / "info").mkdir(parents=True, exist_ok=True)
    (destination / "objects" / "info" / "alternates").write_text(f"../{TIP}/objects\n", encoding="utf-8")


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


def _commit(destination: Path, environment: dict[str, str], wanted: str | None) -> str | None:
    """The full id of the wanted commit, or of the one HEAD names; None when there is none."""
    shown = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted or 'HEAD'}^{{commit}}"],
        env={**environment, "GIT_DIR": str(destination), "GIT_ALLOW_PROTOCOL": "none"},
        capture_output=True,
        text=True,
        check=False,
    )
    commit = shown.stdout.strip()
    return commit if len(commit) == 40 else None


def _without_commit(destination: Path, asked: bool) -> str:
    if asked:
        return "no_commit"
    packed = destination / "packed-refs"
    return "no_head" if packed.exists() or any((destination / "refs" / "heads").rglob("*")) else "empty"


def _forget_origin(destination: Path) -> None:
    """Forget where the clone came from: nothing can be fetched later, whatever is asked of it."""
    for repository in (destination, destination / TIP):
        (repository / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", encoding="utf-8")
        (repository / "FETCH_HEAD").unlink(missing_ok=True)


if __name__ == "__main__":
    serve(clone_here)
