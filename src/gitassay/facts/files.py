"""The role and language of every file: what is the project, and what only lies in it."""

from dataclasses import dataclass

from gitassay.facts.text import Texts
from gitassay.model.snapshot import Snapshot

ROLES = ("main", "notebook", "test", "example", "docs", "config", "vendored", "generated", "other")


@dataclass(frozen=True, slots=True)
class RepositoryFile:
    """One file with its role (one of ROLES) and its language ("" when it is no source file). `size` in bytes, None when absent."""

    path: str
    oid: str
    size: int | None
    role: str
    language: str


def classify(snapshot: Snapshot, texts: Texts) -> tuple[RepositoryFile, ...]:
    """Give every regular file its role and language, sorted by path."""
    raise NotImplementedError
