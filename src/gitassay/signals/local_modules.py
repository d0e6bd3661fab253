"""Which modules the repository itself holds, so that an import can be told from a dependency."""

import fnmatch
from functools import lru_cache
from pathlib import PurePosixPath

from gitassay.facts.facts import Facts
from gitassay.model.snapshot import Snapshot

MAX_IGNORE_FILES = 50
MAX_IGNORE_BYTES = 100_000
MAX_PATTERNS = 1_000
MAX_PATTERN = 200
MAX_STARS = 4
_PYTHON = (".py", ".pyi", ".pyx", ".so", ".pyd", ".ipynb")
_SCRIPT = (
    ".js",
    ".jsx",
    ".ts",
    ".tsx",
    ".mjs",
    ".cjs",
    ".mts",
    ".cts",
    ".d.ts",
    ".json",
    ".vue",
    ".svelte",
    ".css",
    ".scss",
    ".node",
    ".wasm",
)
_MADE = frozenset(
    {
        "_version",
        "version",
        "__version__",
        "_build",
        "generated",
        "__generated__",
        "_generated",
        "dist",
        "build",
        "lib",
        "out",
        "target",
        "node_modules",
    }
)


_TEMPLATES = (".default", ".example", ".sample", ".template", ".dist", ".in", ".tmpl")
"""Endings of files that are copied to the name before it."""


class LocalModules:
    """The tree as modules: Python by dotted path, JavaScript by file path."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._files = frozenset(file.path for file in snapshot.files)
        self._folders = frozenset(str(parent) for path in self._files for parent in PurePosixPath(path).parents)
        self.python = frozenset(tail for path in self._files if _is_module(path) for tail in _tails(_stem(path))) | frozenset(
            tail for path in self._files if path.endswith(".py") for tail in _tails(str(PurePosixPath(path).parent))
        )
        self._stems = frozenset(_stem(path) for path in self._files if _is_module(path))
        self._any_stems = frozenset(_stem(path) for path in self._files)
        self._names = frozenset(path.rsplit("/", 1)[-1] for path in self._files)
        self._packages = frozenset(path.removesuffix("/__init__.py") for path in self._files if path.endswith("/__init__.py"))
        self._homes = _homes(self._stems, self._files)
        self._ignored = _ignored(snapshot)
        self._made: dict[str, bool] = {}

    def has_python(self, module: str) -> bool:
        """Whether some file or folder of Python code can be imported under this dotted name from some root."""
        return module.replace(".", "/") in self.python

    def has_folder(self, path: str) -> bool:
        """Whether some file lies in this folder or below it."""
        return path in self._folders

    def may_import(self, path: str, top: str) -> bool:
        """Whether `import top` in a file may lead to one of the repository's own.

        A module inside of a package answers only files of that package and below it (which people run from there): for all others the
        name is that of something installed. A file that imports its own name means something installed, too.
        """
        stem, folder = _stem(path), path.rpartition("/")[0]
        for home in self._homes.get(top, ()):
            reachable = home not in self._packages or folder == home or folder.startswith(home + "/")
            if reachable and (f"{home}/{top}" if home else top) != stem:
                return True
        return False

    def has_relative(self, path: str, module: str) -> bool:
        """Whether a relative Python import (`.x`, `..x.y`) of a file leads to a file or a folder."""
        bare = module.lstrip(".")
        folder = PurePosixPath(path).parent
        for _ in range(len(module) - len(bare) - 1):
            folder = folder.parent
        goal = str(folder / bare.replace(".", "/")) if bare else str(folder)
        return goal in self._folders or goal in self._stems

    def lacks_module(self, path: str, module: str) -> bool:
        """Whether `import a.b.c` in a file names a package of the repository, `a.b`, in which no file of any kind is called `c`.

        The package has to be reachable from the file: in its own folder or in one above it.
        """
        parent, dot, name = module.replace(".", "/").rpartition("/")
        roots = ("", *(f"{folder}/" for folder in PurePosixPath(path).parents if str(folder) != "."))
        homes = [root + parent for root in roots if dot and root + parent in self._packages]
        return bool(homes) and not any(f"{home}/{name}" in self._folders or f"{home}/{name}" in self._any_stems for home in homes)

    def has_script(self, path: str, module: str) -> bool:
        """Whether a relative import of a JavaScript or TypeScript file leads to a file, as bundlers look it up."""
        goal = normal(str(PurePosixPath(path).parent / module.split("?", 1)[0]))
        if not goal:  # out of the repository, or its root, which is what the project itself is
            return True
        if goal in self._files or any(goal + ending in self._files for ending in _SCRIPT):
            return True
        if any(f"{goal}/index{ending}" in self._files or f"{goal}/package.json" in self._files for ending in _SCRIPT):
            return True
        stem = goal.rsplit(".", 1)[0] if goal.endswith((".js", ".jsx", ".mjs", ".cjs")) else None
        return stem is not None and any(stem + ending in self._files for ending in _SCRIPT)

    def made_later(self, path: str) -> bool:
        """Whether a path is left out by .gitignore or made by a build, so that its absence says nothing."""
        if path not in self._made:
            self._made[path] = self._is_made_later(path)
        return self._made[path]

    def _is_made_later(self, path: str) -> bool:
        parts = PurePosixPath(path).parts
        stems = {part.split(".", 1)[0] for part in parts}
        if any(f"{parts[-1]}{ending}" in self._names for ending in _TEMPLATES):
            return True
        if stems & _MADE or any(stem.endswith(("_pb2", "_pb2_grpc", "_version")) for stem in stems):
            return True
        return any(_matches(pattern, path.removeprefix(folder)) for folder, pattern in self._ignored if path.startswith(folder))


def _homes(stems: frozenset[str], files: frozenset[str]) -> dict[str, set[str]]:
    """For each name of a module or a folder with Python code, the folders it stands in."""
    homes: dict[str, set[str]] = {}
    folders = {str(parent) for path in files if path.endswith(".py") for parent in PurePosixPath(path).parents} - {"."}
    for one in (*stems, *folders):
        home, _, name = one.rpartition("/")
        homes.setdefault(name, set()).add(home)
    return homes


def _is_module(path: str) -> bool:
    return path.endswith(_PYTHON)


def _stem(path: str) -> str:
    """A path without all its endings: a/b.cpython-311.so is a/b."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + name.split(".", 1)[0]


def normal(path: str) -> str | None:
    """The path with `.` and `..` worked out; None when it leads out of the repository."""
    parts: list[str] = []
    for part in PurePosixPath(path).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in (".", "/"):
            parts.append(part)
    return "/".join(parts)


def _tails(path: str) -> list[str]:
    """Every ending of a path: a/b/c, b/c, c; with `/__init__` left off."""
    parts = [part for part in path.removesuffix("/__init__").split("/") if part and part != "."]
    return ["/".join(parts[index:]) for index in range(max(0, len(parts) - 8), len(parts))]


def _matches(pattern: str, path: str) -> bool:
    """Whether a line of .gitignore leaves a path out; negations and rarer forms are not followed."""
    parts = path.split("/")
    return path.startswith(pattern + "/") or fnmatch.fnmatchcase(path, pattern) or any(fnmatch.fnmatchcase(part, pattern) for part in parts)


def _ignored(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """The lines of every .gitignore with the folder they hold for, within limits."""
    found: list[tuple[str, str]] = []
    files = [file for file in snapshot.files if file.path.rsplit("/", 1)[-1] == ".gitignore" and file.is_regular]
    for file in files[:MAX_IGNORE_FILES]:
        content = snapshot.blobs.read(file.oid) if file.size and file.size < MAX_IGNORE_BYTES else None
        for line in (content or b"").decode("utf-8", errors="replace").splitlines():
            pattern = line.strip().strip("/")
            if pattern and not pattern.startswith(("#", "!")) and len(pattern) <= MAX_PATTERN and pattern.count("*") <= MAX_STARS:
                found.append((file.path.removesuffix(".gitignore"), pattern))
    return tuple(found[:MAX_PATTERNS])


@lru_cache(maxsize=1)
def _of(snapshot: Snapshot) -> LocalModules:
    return LocalModules(snapshot)


def local_modules(facts: Facts) -> LocalModules:
    """The modules of a repository, worked out once for the signals that ask one after the other."""
    return _of(facts.snapshot)
