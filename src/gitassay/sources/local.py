"""Local folders: finds repositories and borrows their objects without ever loading their configuration.

A repository somebody hands over may carry configuration and hooks that run programs. So none of its git directory is used
as one: an empty repository of ours names its objects as alternates, and its references are read as text.
"""

import os
import re
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gitassay.model.candidate import RepositorySource, Status
from gitassay.sources.errors import RepositoryError, SourceError
from gitassay.sources.git_environment import git_environment
from gitassay.sources.paths import printable

OID = re.compile(r"[0-9a-f]{40}")
MAX_REFERENCE_BYTES = 20_000_000
MAX_HOPS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A repository in a folder: its name there, its git directory, or why it can't be read."""

    name: str
    path: Path
    problem: str = ""


def repositories_in(folder: Path) -> tuple[RepositorySource, ...]:
    """The repositories a folder is or holds (one level deep), by name.

    Raises:
        SourceError: there is none.
    """
    try:
        own = _found(folder)
        found = [own] if own is not None else [one for child in _children(folder) if (one := _found(child)) is not None]
    except OSError as error:
        raise SourceError(f"{folder} can't be read ({error.strerror}). Name a folder that you may read.") from error
    if not found:
        raise SourceError(
            f"{folder} is no git repository and holds none. Name a repository, or run `git init && git add -A && git commit` in it first."
        )
    return tuple(_source(one) for one in found)


def _children(folder: Path) -> list[Path]:
    return sorted((child for child in folder.iterdir() if child.is_dir() and not child.is_symlink()), key=lambda child: child.name)


def _found(folder: Path) -> Found | None:
    name = printable(os.fsencode(folder.parent.name if folder.name == ".git" else folder.name))
    inner = folder / ".git"
    if inner.is_symlink() or inner.is_file():
        return Found(name, folder, "Its .git points elsewhere, which is not followed. Name the repository it points to.")
    if inner.is_dir():
        return Found(name.removesuffix(".git"), inner)
    if (folder / "HEAD").exists() and ((folder / "objects").exists() or (folder / "refs").exists()):
        return Found(name.removesuffix(".git"), folder)
    return None


def _source(found: Found) -> RepositorySource:
    problem, path = found.problem, os.fsencode(found.path.absolute())
    if not problem and printable(path) != str(found.path.absolute()):
        problem = "The name of its folder is not UTF-8. Rename the folder."
    failure = (Status.UNSUPPORTED, problem) if problem else None
    return RepositorySource(id=found.name, location=printable(path), local=True, failure=failure)


def borrow(location: Path, destination: Path) -> str:
    """Make `destination` an empty bare repository that borrows the objects of `location`, and return the commit its HEAD names.

    Raises:
        RepositoryError: it is empty, damaged, of another object format, or points outside of itself.
    """
    objects = location / "objects"
    if objects.is_symlink() or not objects.is_dir():
        raise RepositoryError(Status.CORRUPT, "The repository is damaged: it has no objects of its own.")
    _refuse_links(objects)
    if _uses_sha256(location):
        raise RepositoryError(Status.UNSUPPORTED, "The repository uses SHA-256 object names, which are not read.")
    if (location / "reftable").is_dir():
        raise RepositoryError(
            Status.UNSUPPORTED, "The repository keeps its references in a table, which is not read. Clone it with `git clone` first."
        )
    commit = head_of(location)
    with tempfile.TemporaryDirectory(prefix="gitassay-home-") as home:
        environment = git_environment(Path(home))
        made = subprocess.run(
            ["git", "init", "--quiet", "--bare", "--", str(destination.absolute())],
            cwd=home,  # where we are may itself be a repository
            env=environment,
            capture_output=True,
            check=False,
        )
    if made.returncode:
        raise RepositoryError(Status.FAILED, "git could not prepare a place to read from.")
    (destination / "objects" / "info").mkdir(parents=True, exist_ok=True)
    (destination / "objects" / "info" / "alternates").write_text(
        f"{_quoted(objects.absolute())}\n", encoding="utf-8", errors="surrogateescape"
    )
    cut_off = [line for line in _text(location / "shallow").split("\n") if OID.fullmatch(line)]
    if cut_off:
        (destination / "shallow").write_text("".join(f"{oid}\n" for oid in cut_off), encoding="ascii")
    return commit


def _refuse_links(objects: Path) -> None:
    """Fail when objects are links to places elsewhere.

    Alternates are followed, as git does: a repository made by `git clone --shared` is nothing without them, and only who knows the
    id of a content, which is its hash, can name it there.
    """
    for folder, folders, files in os.walk(objects):
        for name in (*folders, *files):
            mode = os.lstat(f"{folder}/{name}").st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise RepositoryError(Status.UNSUPPORTED, "Its objects are links or no files at all, which is not followed.")


def _quoted(path: Path) -> str:
    """A path as git reads it in a list of alternates: quoted as in C where it has to be."""
    text = str(path)
    if text[0] not in '#"' and "\n" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _uses_sha256(location: Path) -> bool:
    text = _text(location / "config")
    return bool(re.search(r"objectformat\s*=\s*sha256", text[:100_000], re.IGNORECASE))


def head_of(location: Path) -> str:
    """The commit HEAD names, through symbolic references and packed ones; nothing outside the repository is followed."""
    name = "HEAD"
    for _ in range(MAX_HOPS):
        value = _reference(location, name)
        if value is None:
            kind = "The repository has no commits." if name != "HEAD" else "The repository has no HEAD."
            raise RepositoryError(Status.EMPTY if name != "HEAD" else Status.CORRUPT, kind)
        if OID.fullmatch(value):
            return value
        if not value.startswith("ref: "):
            raise RepositoryError(Status.CORRUPT, "The repository is damaged: its HEAD is unreadable.")
        name = value.removeprefix("ref: ").strip()
        if not name.startswith("refs/") or ".." in name.split("/") or "\0" in name:
            raise RepositoryError(Status.CORRUPT, "The repository is damaged: its HEAD points outside of its references.")
    raise RepositoryError(Status.CORRUPT, "The repository is damaged: its references go round in circles.")


def _reference(location: Path, name: str) -> str | None:
    path = location / name
    if any(part.is_symlink() for part in (path, *path.parents) if location in part.parents):
        raise RepositoryError(Status.UNSUPPORTED, "Its references are symbolic links, which are not followed.")
    text = _text(path).strip()
    if text:
        return text.split("\n", 1)[0][:1_000]
    return _packed(location, name)


def _packed(location: Path, name: str) -> str | None:
    for line in _text(location / "packed-refs").split("\n"):
        oid, _, reference = line.partition(" ")
        if reference.strip() == name and OID.fullmatch(oid):
            return oid
    return None


def _text(path: Path) -> str:
    """A small file as text; "" when there is none, or when it is a link."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_REFERENCE_BYTES:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
