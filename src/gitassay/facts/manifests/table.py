"""The rows of the manifest table."""

from dataclasses import dataclass, field


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
    (name, target, line), `includes` the files that a requirements file names with `-r` or `-c`, as paths of the repository.
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


@dataclass(frozen=True, slots=True)
class Manifests:
    """All manifests of one repository. Packages are sorted by path and line."""

    files: tuple[ManifestFile, ...] = ()
    declared: tuple[Declared, ...] = ()
    locked: tuple[Locked, ...] = ()
    package_names: tuple[str, ...] = ()
    """Names under which the repository itself publishes (so that importing them is no missing dependency)."""


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
    scripts: list[tuple[str, str]] = field(default_factory=list)
    entry_points: list[tuple[str, str, int]] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def declare(self, ecosystem: str, name: str, version: str, state: str, scope: str, line: int) -> None:
        """Add a declared package."""
        if name and (ecosystem, name) != ("pypi", "python") and len(self.declared) < MAX_ROWS:
            self.declared.append(Declared(ecosystem, name[:MAX_NAME], version[:MAX_VERSION], state, self.scope or scope, self.path, line))

    def lock(self, ecosystem: str, name: str, version: str, line: int) -> None:
        """Add a locked package."""
        if name and version and len(self.locked) < MAX_ROWS:
            self.locked.append(Locked(ecosystem, name[:MAX_NAME], version[:MAX_VERSION], self.path, line))


MAX_ROWS = 30_000
MAX_NAME = 300
MAX_VERSION = 300
