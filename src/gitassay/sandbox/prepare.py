"""Writes a repository's files into a folder and says what to try; run as a child with limits, since what it reads is hostile."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from gitassay.facts.catalogue import Catalogue
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.facts import Facts
from gitassay.facts.manifests.table import Declared
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.snapshot import Snapshot
from gitassay.serving import serve
from gitassay.sources.snapshot import open_snapshot

MAX_MODULES = 10
MAX_FILES = 5_000
MAX_BYTES = 200_000_000
MAX_REQUIREMENTS = 200
_NOT_TRIED = frozenset({"setup", "conftest", "__main__", "noxfile", "tasks"})


def handle(message: dict[str, Any]) -> dict[str, Any]:
    """The files of a commit written below a folder, and what to try."""
    with open_snapshot(message["git_dir"], "repository", message["commit"]) as snapshot:
        source = RepositorySource(id="repository", location="", local=True)
        facts = Facts(snapshot, source, Identity(name=""), Catalogue(()), 0)
        written = write_tree(snapshot, Path(message["folder"]))
        return {"files": written, "modules": modules_of(facts.code.main), **_asked(facts.manifests.declared)}


def write_tree(snapshot: Snapshot, folder: Path) -> int:
    """Write the regular files of a snapshot below a folder and return how many: no links, no `.git`, nothing outside of it.

    Of names that differ by their case alone, the first is written.
    """
    wanted = [file for file in snapshot.files if file.is_regular and file.size is not None and _is_plain(file.path)][:MAX_FILES]
    written, total, taken = 0, 0, set[str]()
    for file in wanted:
        total += file.size or 0
        content = snapshot.blobs.read(file.oid) if total <= MAX_BYTES and file.path.casefold() not in taken else None
        if content is None:
            continue
        taken.add(file.path.casefold())
        target = folder.joinpath(*PurePosixPath(file.path).parts)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as out:
                out.write(content)
            written += 1
        except (OSError, ValueError):  # a file where a folder is needed, a name this machine does not take
            continue
    return written


def _is_plain(path: str) -> bool:
    parts = path.split("/")
    return not path.startswith("/") and "\0" not in path and all(part not in ("", ".", "..") and part.lower() != ".git" for part in parts)


def modules_of(units: tuple[Unit, ...]) -> list[list[str]]:
    """Modules to import, each with the folder to import it from; packages before single files, those near the root first."""
    paths = {unit.path for unit in units if unit.language == "python" and unit.parse is Parse.OK and unit.path.endswith(".py")}
    packages = {path.removesuffix("/__init__.py") for path in paths if path.endswith("/__init__.py")}
    found = sorted({_importable(path, packages) for path in paths}, key=lambda one: (one[0].count("/"), one[1].count("."), one))
    return [[root, name] for root, name in found if name.rsplit(".", 1)[-1] not in _NOT_TRIED and _is_name(name)][:MAX_MODULES]


def _importable(path: str, packages: set[str]) -> tuple[str, str]:
    """The folder above the outermost package a file lies in ("" for the root), and its dotted name from there."""
    stem = path.removesuffix("/__init__.py").removesuffix(".py")
    root = stem.rpartition("/")[0]
    while root in packages:
        root = root.rpartition("/")[0]
    return root, (stem.removeprefix(root + "/") if root else stem).replace("/", ".")


def _is_name(name: str) -> bool:
    return all(part.isidentifier() for part in name.split("."))


def _asked(declared: tuple[Declared, ...]) -> dict[str, list[str]]:
    """What main code asks for as lines of our own, and what can't be said in such a line: addresses, folders, strange names."""
    lines = list(dict.fromkeys(_lines(declared)))[:MAX_REQUIREMENTS]
    left = [one.name for one in declared if one.ecosystem == "pypi" and one.scope == "main" and one.state in ("url", "path")]
    return {"requirements": lines, "left_out": list(dict.fromkeys(left))[:MAX_REQUIREMENTS]}


def _lines(declared: tuple[Declared, ...]) -> Iterator[str]:
    for one in declared:
        if one.ecosystem != "pypi" or one.scope != "main" or one.state in ("url", "path"):
            continue
        for text in (f"{one.name}{one.version}", one.name):
            try:
                asked = Requirement(text)
            except InvalidRequirement:
                continue
            if asked.url is None:
                yield f"{asked.name}{asked.specifier}"
                break


if __name__ == "__main__":
    serve(handle)
