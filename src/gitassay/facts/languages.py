"""How much of the project is written in which language."""

from dataclasses import dataclass

from gitassay.facts.files import RepositoryFile


@dataclass(frozen=True, slots=True)
class Languages:
    """Bytes by language over own files (largest first), and what was left out as vendored or generated."""

    bytes: tuple[tuple[str, int], ...]
    left_out_bytes: int


def read_languages(files: tuple[RepositoryFile, ...]) -> Languages:
    """Add up the bytes of source files that are the project's own."""
    raise NotImplementedError
