"""What the assessment says about packages: a table for each repository, and which dated answers it rests on."""

from typing import Literal

from gitassay.model.document import Document


class DependencyRow(Document):
    """One package of a repository as a table shows it.

    `declared` is the specifier as written ("" without one), `version` the exact version in use ("" when no file tells), with
    `told_by` pinned, locked or constrained. `imported` is how code uses it: used, unused, or "" when that was not worked out.
    `advisory` is affected, floor_affected, unknown, clear or not_checked; `advisories` are the first ids of `advisory_count`, of which
    `known_count` were published by the repository's last commit; `advisory_problem` says why it is unknown.
    `libyears` is None when nobody asked or the source does not say; `notes` are plain words (yanked, gone, ...).
    """

    ecosystem: str
    name: str
    scope: str
    declared: str = ""
    state: str = ""
    version: str = ""
    told_by: str = ""
    path: str = ""
    line: int = 0
    imported: str = ""
    advisory: str = "not_checked"
    advisories: tuple[str, ...] = ()
    advisory_count: int = 0
    known_count: int = 0
    advisory_problem: str = ""
    newest: str = ""
    libyears: float | None = None
    notes: tuple[str, ...] = ()


class ImportedPackage(Document):
    """A package that code imports and no manifest declares for it: why, in one of the classes of missing packages, and where first."""

    ecosystem: str
    name: str
    kind: str
    path: str
    line: int


class DependencyTable(Document):
    """The packages of one repository. `packages` counts all, `rows` are those that say most, `unread` are manifests nobody could read."""

    packages: int = 0
    rows: tuple[DependencyRow, ...] = ()
    imported: tuple[ImportedPackage, ...] = ()
    unread: tuple[str, ...] = ()


class LookedUp(Document):
    """One kind of dated answers that entered the assessment: advisories or registries, from where, as of which day, with their hash."""

    kind: Literal["advisories", "registries"]
    source: str
    day: str
    sha256: str
