"""Reads a snapshot from a bare repository by git's plumbing; nothing is ever checked out."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gitassay.killed import is_killed, until_not_killed
from gitassay.model.candidate import Status
from gitassay.model.snapshot import Snapshot, TreeFile
from gitassay.sources.blobs import GitBlobs
from gitassay.sources.clone import TIP
from gitassay.sources.errors import RepositoryError
from gitassay.sources.git_environment import git_environment
from gitassay.sources.limits import SNAPSHOT, SnapshotLimits
from gitassay.sources.log import MEMORY, read_commits
from gitassay.sources.paths import printable

STOPPED = "git was stopped again and again while it read the repository: the machine may lack memory. Run again."


@contextmanager
def open_snapshot(git_dir: str, repository: str, commit: str, limits: SnapshotLimits = SNAPSHOT) -> Iterator[Snapshot]:
    """Yield the snapshot of `commit`; its blobs can be read while the block runs.

    Raises:
        RepositoryError: the commit or its tree can't be read.
    """
    with tempfile.TemporaryDirectory(prefix="gitassay-home-") as home:
        environment = git_environment(Path(home), git_dir=Path(git_dir), trust_owner=True)
        _check(commit, environment)
        files, cut = _tree(commit, environment, limits)
        log = read_commits(commit, environment, limits.commits, limits.log_bytes, MEMORY // 2 if cut else MEMORY)
        notes = [cut] if cut else []
        if _is_borrowed(Path(git_dir)) and (absent := sum(file.size is None and file.is_regular for file in files)):
            notes.append(
                f"the content of {absent:,} files is missing or damaged" if absent > 1 else "the content of one file is missing or damaged"
            )
        if (Path(git_dir) / "shallow").exists():
            notes.append("the history was cut off before it came here")
        if log.cut:
            notes.append(f"only the latest {len(log.commits):,} commits were read")
        if log.missing:
            notes.append(log.missing)
        blobs = GitBlobs(environment, limits.blob_bytes)
        try:
            yield Snapshot(repository, commit, files, log.commits, blobs, tuple(notes))
        finally:
            blobs.close()


def _check(commit: str, environment: dict[str, str]) -> None:
    """Fail with a plain reason when the commit or its tree is not there."""
    asked = f"{commit}\n{commit}^{{tree}}\n".encode()

    def ask() -> tuple[bytes, int]:
        shown = subprocess.run(["git", "cat-file", "--batch-check"], input=asked, env=environment, capture_output=True, check=False)
        return shown.stdout, shown.returncode

    told, code = until_not_killed(ask)
    lines = told.decode(errors="replace").split("\n")
    if code == 0 and " commit " in lines[0] and len(lines) > 1 and " tree " in lines[1]:
        return
    if is_killed(code):
        raise RepositoryError(Status.FAILED, STOPPED)
    if code == 0 and "missing" in lines[0]:
        raise RepositoryError(Status.CORRUPT, "The repository is damaged: the commit it names is not there.")
    raise RepositoryError(Status.CORRUPT, "The repository is damaged: its latest commit can't be read.")


def _is_borrowed(git_dir: Path) -> bool:
    """Whether the objects are those of a local folder: nothing was left out on the way, so what is absent there is a damage."""
    return (git_dir / "objects" / "info" / "alternates").exists() and not (git_dir / TIP).exists()


def _tree(commit: str, environment: dict[str, str], limits: SnapshotLimits) -> tuple[tuple[TreeFile, ...], str]:
    """The files of the tree by path, and in plain words what of it was not listed ("" for nothing)."""
    (content, truncated), code = until_not_killed(lambda: _listed(commit, environment, limits))
    entries = content.split(b"\0")[:-1][: limits.files]
    if is_killed(code):
        raise RepositoryError(Status.FAILED, STOPPED)
    if code and not entries:
        raise RepositoryError(Status.CORRUPT, "The repository is damaged: its tree can't be read.")
    files = _unique([file for entry in entries if (file := _entry(entry)) is not None])
    if truncated:
        return files, f"only the first {limits.files:,} files were listed"
    return files, "the list of its files is damaged" if code else ""


def _listed(commit: str, environment: dict[str, str], limits: SnapshotLimits) -> tuple[tuple[bytes, bool], int]:
    """What git lists of a tree, and whether it was broken off; then its exit code, 0 for a list that we broke off ourselves."""
    child = subprocess.Popen(
        ["git", "ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", commit],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    content = bytearray()
    truncated = False
    ceiling = limits.path_bytes + limits.files * 80
    while chunk := child.stdout.read(1 << 16):
        content += chunk
        if len(content) > ceiling or (content.count(b"\0", max(0, len(content) - len(chunk))) and content.count(b"\0") > limits.files):
            truncated = True
            child.kill()
            break
    child.stdout.close()
    code = child.wait()
    return (bytes(content), truncated), 0 if truncated else code


def _entry(entry: bytes) -> TreeFile | None:
    """`mode type oid size<TAB>path`; anything else is passed over."""
    head, tab, path = entry.partition(b"\t")
    parts = head.split()
    if not tab or len(parts) != 4:
        return None
    mode, _, oid, size = (part.decode("ascii", errors="replace") for part in parts)
    return TreeFile(printable(path), oid, mode, int(size) if size.isdigit() else None)


def _unique(files: list[TreeFile]) -> tuple[TreeFile, ...]:
    """Files by path, the first of each path only: a hostile tree may list one path twice."""
    by_path: dict[str, TreeFile] = {}
    for file in files:
        by_path.setdefault(file.path, file)
    return tuple(by_path[path] for path in sorted(by_path))
