"""One repository at one commit: its tree, its history and a way to read its blobs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TreeFile:
    """One entry of the tree. `size` is in bytes, or None when the blob is listed but absent."""

    path: str
    oid: str
    mode: str
    size: int | None

    @property
    def is_regular(self) -> bool:
        """Whether this is a plain file, and neither a symbolic link nor a submodule."""
        return self.mode in ("100644", "100755", "100664")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit as its author wrote it. Times are seconds since 1970 as claimed, names and e-mails raw (no mailmap)."""

    oid: str
    parents: int
    author_name: str
    author_email: str
    author_time: int
    committer_email: str
    committer_time: int
    message: str
    paths: tuple[str, ...]


class Blobs(Protocol):
    """Reads blobs by object id; an absent or over-large blob reads as None."""

    def read(self, oid: str) -> bytes | None:
        """Return the bytes of one blob, or None when it can't be had."""
        ...

    def stream(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Yield (object id, bytes or None) in the order asked, without waiting between requests."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A repository at one commit. `files` are sorted by path, `commits` newest first; `truncated` names every cap that was hit."""

    repository: str
    commit: str
    files: tuple[TreeFile, ...]
    commits: tuple[Commit, ...]
    blobs: Blobs
    truncated: tuple[str, ...] = ()
    by_path: dict[str, TreeFile] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_path", {file.path: file for file in self.files})
