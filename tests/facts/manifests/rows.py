"""Reads manifests written down in a test and gives their rows without the path."""

from gitassay.facts.manifests.table import ManifestFile, Manifests
from tests.support.memory import repository


def manifests(files: dict[str, str | bytes]) -> Manifests:
    return repository(files).manifests


def declared(path: str, text: str) -> list[tuple[str, str, str, str, str, int]]:
    """(ecosystem, name, version, state, scope, line) of what a manifest declares; it must be readable."""
    found = manifests({path: text})
    assert [one.problem for one in found.files] == [""]
    return [(one.ecosystem, one.name, one.version, one.state, one.scope, one.line) for one in found.declared]


def locked(path: str, text: str) -> list[tuple[str, str, str, int]]:
    """(ecosystem, name, version, line) of what a lock file holds; it must be readable."""
    found = manifests({path: text})
    assert [(one.lock, one.problem) for one in found.files] == [(True, "")]
    return [(one.ecosystem, one.name, one.version, one.line) for one in found.locked]


def file(path: str, text: str) -> ManifestFile:
    found = manifests({path: text}).files
    assert len(found) == 1
    return found[0]
