"""The rows of the manifest table."""

import posixpath
from dataclasses import dataclass, field

MAX_ROWS = 30_000
MAX_NAME = 300
MAX_INCLUDES = 100
MAX_VERSION = 300


@dataclass(frozen=True, slots=True)
class Declared:
    """A package some manifest asks for.

    `scope` is main, dev, test, docs, optional or build; `state` is pinned (one exact version), bounded, floor, any, url or path;
    `version` the specifier as written. `name` is normalised for its ecosystem (pypi, npm, go, cargo, rubygems, maven, composer, conda).
    """

    ecosystem: str
    name: str
    version: str
    state: str
    scope: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Locked:
    """A package at the exact version a lock file names."""

    ecosystem: str
    name: str
    version: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A manifest or lock file that was seen.

    `dynamic` when packages are computed, so that a missing one can't be told; `problem` when unreadable. `entry_points` are
    (name, target, line), `includes` the requirements files it names, as paths of the repository.
    """

    path: str
    ecosystem: str
    kind: str
    lock: bool
    dynamic: bool = False
    problem: str = ""
    scripts: tuple[tuple[str, str], ...] = ()
    entry_points: tuple[tuple[str, str, int], ...] = ()
    includes: tuple[str, ...] = ()


MOST_PUBLISHED = 5
"""Names that a registry is asked about; a repository of many packages has more."""


@dataclass(frozen=True, slots=True)
class Manifests:
    """All manifests of one repository. Packages are sorted by path and line."""

    files: tuple[ManifestFile, ...] = ()
    declared: tuple[Declared, ...] = ()
    locked: tuple[Locked, ...] = ()
    constrained: tuple[Declared, ...] = ()
    """What constraints files fix, for packages that others declare."""
    package_names: tuple[str, ...] = ()
    """Names under which the repository itself publishes (so that importing them is no missing dependency)."""

    @property
    def published(self) -> tuple[tuple[str, str], ...]:
        """The same with each registry for which there is a manifest in the root folder: (ecosystem, name)."""
        kinds = {file.ecosystem for file in self.files if "/" not in file.path and not file.lock} & {"pypi", "npm"}
        return tuple((kind, name) for kind in sorted(kinds) for name in self.package_names[:MOST_PUBLISHED])


@dataclass(slots=True)
class Page:
    """What one parser finds in one file. A parser gets it with `path` and `text` and fills in the rest."""

    path: str
    text: str
    scope: str = ""
    """A scope that holds for the whole file, "" when each row has its own."""
    foreign: bool = False
    """Set when the file only has the name of a manifest."""
    dynamic: bool = False
    declared: list[Declared] = field(default_factory=list)
    locked: list[Locked] = field(default_factory=list)
    constrained: list[Declared] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    entry_points: list[tuple[str, str, int]] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def include(self, target: str) -> None:
        """Add a requirements file this one names, when it lies in the repository."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target[:MAX_NAME]))
        outside = target.startswith(("/", "~")) or "://" in target or path.startswith("..")
        if not outside and path not in self.includes and len(self.includes) < MAX_INCLUDES:
            self.includes.append(path)

    def declare(self, ecosystem: str, name: str, version: str, state: str, scope: str, line: int) -> None:
        """Add a declared package."""
        if name and (ecosystem, name) != ("pypi", "python") and len(self.declared) < MAX_ROWS:
            self.declared.append(
                Declared(ecosystem, _clean(name, MAX_NAME), _clean(version, MAX_VERSION), state, self.scope or scope, self.path, line)
            )

    def constrain(self, name: str, version: str, state: str, line: int) -> None:
        """Add what a constraints file says about a Python package."""
        if len(self.constrained) < MAX_ROWS:
            self.constrained.append(Declared("pypi", _clean(name, MAX_NAME), _clean(version, MAX_VERSION), state, "", self.path, line))

    def lock(self, ecosystem: str, name: str, version: str, line: int) -> None:
        """Add a locked package."""
        if name and version and len(self.locked) < MAX_ROWS:
            self.locked.append(Locked(ecosystem, _clean(name, MAX_NAME), _clean(version, MAX_VERSION), self.path, line))


def _clean(text: str, limit: int) -> str:
    """Cut, and without lone surrogates, which JSON can smuggle in and nothing can write."""
    return text[:limit].encode("utf-8", "replace").decode("utf-8")
