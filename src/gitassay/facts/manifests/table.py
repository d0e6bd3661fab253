"""The rows of the manifest table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """A package some manifest asks for. `scope` is main, dev, test, docs, optional or build; `state` is pinned (one exact version), bounded, floor,
    any, url or path; `version` the specifier as written. `name` is normalised for its ecosystem (pypi, npm, go, cargo, rubygems, maven, composer, conda).
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
    """A manifest or lock file that was seen. `dynamic` when packages are computed, so that a missing one can't be told; `problem` when unreadable."""

    path: str
    ecosystem: str
    kind: str
    lock: bool
    dynamic: bool = False
    problem: str = ""
    scripts: tuple[tuple[str, str], ...] = ()
    entry_points: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifests:
    """All manifests of one repository. Packages are sorted by path and line."""

    files: tuple[ManifestFile, ...] = ()
    declared: tuple[Declared, ...] = ()
    locked: tuple[Locked, ...] = ()
    package_names: tuple[str, ...] = ()
    """Names under which the repository itself publishes (so that importing them is no missing dependency)."""
