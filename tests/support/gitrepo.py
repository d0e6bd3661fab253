"""Builds real repositories with fixed authors and dates by `git fast-import`: the same rows give the same commit ids."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CommitSpec:
    """One commit: what it changes (None deletes a path) and who claims it. Without a committer of its own the author is it."""

    message: str = "Change"
    files: dict[str, str | bytes | None] = field(default_factory=dict)
    author: str = "Ada Lovelace"
    email: str = "ada@example.org"
    time: int = 1_700_000_000
    committer: str | None = None
    committer_email: str | None = None
    committer_time: int | None = None
    modes: dict[str, str] = field(default_factory=dict)
    """Modes other than 100644, by path: 100755, or 120000 for a symbolic link whose target is the content."""
    merge: str | None = None
    """A second parent: the id of a commit that is in the repository already."""


def git(repository: Path, *arguments: str, text: bytes = b"") -> str:
    """Run git in `repository` with no settings of this machine, and return what it wrote."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "LC_ALL": "C.UTF-8",
        "GIT_AUTHOR_DATE": "1700000000 +0000",
        "GIT_COMMITTER_DATE": "1700000000 +0000",
    }
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "user.name=Ada Lovelace",
        "-c",
        "user.email=ada@example.org",
    ]
    done = subprocess.run([*command, "-C", str(repository), *arguments], env=environment, input=text, capture_output=True, check=True)
    return done.stdout.decode(errors="surrogateescape").strip()


def make_repository(path: Path, commits: Sequence[CommitSpec], bare: bool = True, branch: str = "main") -> str:
    """Make a repository at `path` with these commits, oldest first, on `branch`; return the head commit ("" without commits)."""
    path.mkdir(parents=True, exist_ok=True)
    git(path, "init", "--quiet", *(["--bare"] if bare else []))
    git(path, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
    if not commits:
        return ""
    stream = b"".join(_commit(commit, number, branch) for number, commit in enumerate(commits, 1))
    git(path, "fast-import", "--quiet", "--date-format=raw-permissive", text=stream + b"done\n")
    if not bare:
        git(path, "reset", "--quiet", "--hard")
    return git(path, "rev-parse", "HEAD")


def _commit(commit: CommitSpec, number: int, branch: str) -> bytes:
    author = f"{commit.author} <{commit.email}> {commit.time} +0000"
    committer = commit.committer or commit.author, commit.committer_email or commit.email
    stamp = commit.time if commit.committer_time is None else commit.committer_time
    lines = [
        f"commit refs/heads/{branch}",
        f"mark :{number}",
        f"author {author}",
        f"committer {committer[0]} <{committer[1]}> {stamp} +0000",
    ]
    head = "\n".join(lines).encode() + b"\n" + _content(commit.message)
    parents = (f"from :{number - 1}\n" if number > 1 else "") + (f"merge {commit.merge}\n" if commit.merge else "")
    return head + parents.encode() + b"".join(_change(commit, path, content) for path, content in commit.files.items()) + b"\n"


def _change(commit: CommitSpec, path: str, content: str | bytes | None) -> bytes:
    quoted = _quoted(path)
    if content is None:
        return b"D " + quoted + b"\n"
    return f"M {commit.modes.get(path, '100644')} inline ".encode() + quoted + b"\n" + _content(content)


def _content(content: str | bytes) -> bytes:
    raw = content.encode(errors="surrogateescape") if isinstance(content, str) else content
    return b"data %d\n" % len(raw) + raw + b"\n"


def _quoted(path: str) -> bytes:
    raw = path.encode(errors="surrogateescape")
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
