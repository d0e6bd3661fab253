"""How much of the project is written in which language."""

from collections import Counter
from dataclasses import dataclass

from gitassay.facts.files import RepositoryFile

OWN = frozenset({"main", "notebook", "test", "example"})
LEFT_OUT = frozenset({"vendored", "generated"})


@dataclass(frozen=True, slots=True)
class Languages:
    """Bytes by language over own files (largest first), and what was left out as vendored or generated."""

    bytes: tuple[tuple[str, int], ...]
    left_out_bytes: int


def read_languages(files: tuple[RepositoryFile, ...]) -> Languages:
    """Add up the bytes of source files that are the project's own."""
    own: Counter[str] = Counter()
    left_out = 0
    for file in files:
        if file.language and file.role in OWN:
            own[file.language] += file.size or 0
        elif file.role in LEFT_OUT:
            left_out += file.size or 0
    return Languages(tuple(sorted(((name, size) for name, size in own.items() if size), key=lambda row: (-row[1], row[0]))), left_out)
