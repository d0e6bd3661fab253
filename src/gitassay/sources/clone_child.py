"""The child that clones: GitPython under the hardened environment. Run as `python -m gitassay.sources.clone_child`.

Two requests bring what is needed and no more: the history without any file's content, then the files of the one commit that is
read, large ones left out. Old versions of files stay where they are, which is faster, and bounds what a long history can cost.
"""

import importlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from gitassay.serving import serve
from gitassay.sources.clone import TIP
from gitassay.sources.git_environment import HARMLESS_FAULTS, git_environment

WATCH_SECONDS = 0.5
_WITHOUT_FILTERS = re.compile(rf"unadvertised object|not our ref|not support|filter|\b(?:{'|'.join(HARMLESS_FAULTS)}):", re.IGNORECASE)
"""What servers say that know no filters or give no single commits; and faults that older gits can pass over in whole clones only."""


def prepare() -> None:
    """Import GitPython once for all clones."""
    os.environ["GIT_PYTHON_REFRESH"] = "quiet"
    importlib.import_module("git")


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Clone and answer with the commit, or with the kind of failure and what git said."""
    prepare()
    from git import GitCommandError  # imported late: a cold child takes its limits first
    from git.exc import UnsafeProtocolError

    destination = Path(request["destination"])
    environment = git_environment(Path(tempfile.mkdtemp(prefix="home-")), tuple(request["protocols"]))
    full = threading.Event()
    _watch(destination, int(request["bytes"]), full)
    try:
        commit = _bring(request, destination, environment, filtered=True)
    except UnsafeProtocolError:
        return {"kind": "transport"}
    except GitCommandError as error:
        if full.is_set() or not _WITHOUT_FILTERS.search(str(error.stderr)):
            return _failed(error, full)
        shutil.rmtree(destination, ignore_errors=True)
        try:
            commit = _bring(request, destination, environment, filtered=False)
        except GitCommandError as second:
            return _failed(second, full)
    if commit is None:
        return {"kind": _without_commit(request, destination, environment)}
    _forget_origin(destination)
    return {"commit": commit}


def _failed(error: Any, full: threading.Event) -> dict[str, Any]:
    return {"kind": "too_large" if full.is_set() else "git", "said": str(error.stderr)[-4_000:]}


def _bring(request: dict[str, Any], destination: Path, environment: dict[str, str], filtered: bool) -> str | None:
    """Clone in two steps, or in one from a server that knows no filters; return the commit to read, None when there is none."""
    _history(request["url"], destination, environment, filtered)
    commit = _commit(destination, environment, request.get("commit"))
    if commit is not None and filtered:
        _files(request["url"], destination, environment, commit, int(request["blob_bytes"]))
    return commit


def _history(url: str, destination: Path, environment: dict[str, str], filtered: bool) -> None:
    """Clone commits and trees. A server without filters sends everything, which the limits bound."""
    from git import Repo

    options = ["--bare", "--single-branch", "--no-tags", "--no-recurse-submodules", "--quiet"]
    Repo.clone_from(url, destination, env=environment, multi_options=[*options, *(["--filter=blob:none"] if filtered else [])]).close()


def _files(url: str, destination: Path, environment: dict[str, str], commit: str, blob_bytes: int) -> None:
    """Fetch the commit's files into a repository of their own (a shallow fetch would cut the history) and lend them to the clone."""
    from git import Git

    tip = Git(destination)
    with tip.custom_environment(**environment):
        tip.init("--quiet", "--bare", "--", TIP)
    with tip.custom_environment(**environment, GIT_DIR=str(destination / TIP)):
        tip.fetch("--quiet", "--depth=1", "--no-tags", f"--filter=blob:limit={blob_bytes}", "--", url, commit)
    (destination / "objects" / "info").mkdir(parents=True, exist_ok=True)
    (destination / "objects" / "info" / "alternates").write_text(f"../{TIP}/objects\n", encoding="utf-8")


def _watch(destination: Path, limit: int, full: threading.Event) -> None:
    """Have git end itself and clear up when the clone grows past the limit."""
    signal.signal(
        signal.SIGTERM, lambda number, frame: None
    )  # meant for git, which is in the same process group; a handler isn't inherited

    def look() -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            # Twice: git renames a pack when it is whole, and who looks at that moment counts it under both names.
            if _size(destination) > limit and _size(destination) > limit:
                full.set()
                os.killpg(os.getpgrp(), signal.SIGTERM)

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


def _without_commit(request: dict[str, Any], destination: Path, environment: dict[str, str]) -> str:
    if re.search(r"^\s*objectformat\s*=\s*sha256\s*$", (destination / "config").read_text(encoding="utf-8", errors="replace"), re.I | re.M):
        return "sha256"
    if request.get("commit"):
        return "no_commit"
    packed = destination / "packed-refs"
    if packed.exists() or any((destination / "refs" / "heads").rglob("*")):
        return "no_head"
    return "empty" if _speaks_git(request["url"], environment) else "no_git"


def _speaks_git(url: str, environment: dict[str, str]) -> bool:
    """Whether a server without references is one of git's: git takes any answer, such as a page of a proxy, for an empty list of them."""
    if not url.startswith(("http://", "https://")):
        return True  # only web servers answer what was not asked
    trace = Path(environment["HOME"]) / "packets"
    command = ["git", "ls-remote", "--quiet", "--", url]
    subprocess.run(command, env={**environment, "GIT_TRACE_PACKET": str(trace)}, capture_output=True, check=False)
    return trace.exists() and b"git<" in trace.read_bytes()


def _forget_origin(destination: Path) -> None:
    """Forget where the clone came from: nothing can be fetched later, whatever is asked of it."""
    for repository in (destination, destination / TIP):
        if not repository.is_dir():
            continue
        (repository / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", encoding="utf-8")
        (repository / "FETCH_HEAD").unlink(missing_ok=True)


if __name__ == "__main__":
    serve(handle)
