"""Builds an index from a list of sources: each is read once and kept as a part, so that a build goes on where it stopped."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from gitassay.matching.extract import Extract, load, save
from gitassay.matching.lexers import VERSION
from gitassay.matching.manifest import Manifest, Source
from gitassay.matching.winnowing import K, W
from gitassay.matching.writing import write_index
from gitassay.sources.copies import copy_of, git_directory
from gitassay.sources.git_environment import git_environment
from gitassay.tutorials.listing import Row
from gitassay.tutorials.repository import Repository, UnreadableError

CLONE_SECONDS = 1_800
Tell = Callable[[str], None]


def build_index(title: str, rows: tuple[Row, ...], into: Path, parts: Path, copies: Path | None, tell: Tell) -> tuple[Manifest, list[str]]:
    """Build the index of `rows` in the folder `into` and return its manifest, with one sentence for each source left out.

    `parts` keeps what was read of each source; `copies` is a folder of local repositories named `owner+name`, used before the web.
    """
    parts.mkdir(parents=True, exist_ok=True)
    read: list[tuple[Source, Extract]] = []
    left_out: list[str] = []
    for row in rows:
        try:
            read.append(_read(row, parts, copies))
        except UnreadableError as error:
            left_out.append(f"{row.name} was left out: {error}.")
            tell(left_out[-1])
        else:
            tell(f"{row.name}: {len(read[-1][1].files):,} files")
    return write_index(title, read, into), left_out


def _read(row: Row, parts: Path, copies: Path | None) -> tuple[Source, Extract]:
    stem = f"{row.name.replace('/', '+')}-{VERSION}-{K}-{W}"
    kept = load(parts / f"{stem}.hashes")
    source = _source(parts / f"{stem}.json") if kept is not None else None
    if kept is not None and source is not None:
        return _as_listed(source, row), kept
    with tempfile.TemporaryDirectory(prefix="gitassay-tutorials-") as folder, _git_dir(row, copies, Path(folder)) as git_dir:
        home = Path(folder) / "home"
        home.mkdir()
        source, extract = Repository(git_dir, home).read(row)
    (parts / f"{stem}.json").write_text(json.dumps(asdict(source)), encoding="utf-8")
    save(extract, parts / f"{stem}.hashes")
    return source, extract


def _as_listed(source: Source, row: Row) -> Source:
    """What the list says now wins over what it said when the part was kept."""
    return replace(source, kind=row.kind, family=row.family, licence=row.licence or source.licence, title=row.title or source.title)


def _source(path: Path) -> Source | None:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return Source(**{**stored, "roots": tuple(stored["roots"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def _git_dir(row: Row, copies: Path | None, folder: Path) -> Iterator[Path]:
    """Where the repository lies: a local copy, the listed folder, or a clone that is gone afterwards."""
    found = copy_of(row.name, copies) if copies else None
    found = found or (None if row.is_hosted else git_directory(Path(row.url)))
    if found is not None:
        yield found
        return
    if not row.is_hosted:
        raise UnreadableError(f"there is no repository at {row.url}")
    yield _cloned(row, folder)


def _cloned(row: Row, folder: Path) -> Path:
    """Bring every branch (a bare clone asks for no pull requests)."""
    home, destination = folder / "clone-home", folder / "clone.git"
    home.mkdir()
    environment = git_environment(home, protocols=(row.url.split(":", 1)[0],))
    command = ["git", "clone", "--bare", "--quiet", "--no-tags", "--", row.url, str(destination)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=CLONE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"cloning took longer than {CLONE_SECONDS // 60} minutes") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise UnreadableError(f"it could not be cloned ({said[:200]})")
    return destination
