"""Finds manifests and lock files and hands each to its parser."""

from gitassay.facts.files import RepositoryFile
from gitassay.facts.manifests.table import Manifests
from gitassay.facts.text import Texts

__all__ = ["Manifests", "read_manifests"]


def read_manifests(files: tuple[RepositoryFile, ...], texts: Texts) -> Manifests:
    """Read every manifest that is not vendored."""
    raise NotImplementedError
