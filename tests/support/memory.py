"""A repository written down in a test, without git: real facts over blobs kept in a dictionary."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

from gitassay.facts.catalogue import Catalogue, load_catalogue
from gitassay.facts.facts import NOTHING_LOOKED_UP, Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.finding import Finding
from gitassay.model.lookups import Lookups
from gitassay.model.snapshot import Commit, Snapshot, TreeFile
from gitassay.resources import resource
from gitassay.signals.answer import Answer
from gitassay.signals.signal import Signal

COMMIT = "c" * 40
AS_OF = 1_780_000_000


class DictBlobs:
    """Blobs held in memory."""

    def __init__(self, blobs: dict[str, bytes]) -> None:
        self._blobs = blobs

    def read(self, oid: str) -> bytes | None:
        return self._blobs.get(oid)

    def stream(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        for oid in oids:
            yield oid, self._blobs.get(oid)


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return load_catalogue(resource("config") / "catalogue")


def repository(
    files: dict[str, str | bytes],
    commits: tuple[Commit, ...] = (),
    identity: Identity | None = None,
    source: RepositorySource | None = None,
    as_of: int = AS_OF,
    lookups: Lookups = NOTHING_LOOKED_UP,
) -> Facts:
    """Facts of a repository with these files (path to content)."""
    contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    blobs = {hashlib.sha1(content).hexdigest(): content for content in contents.values()}
    tree = tuple(TreeFile(path, hashlib.sha1(content).hexdigest(), "100644", len(content)) for path, content in sorted(contents.items()))
    snapshot = Snapshot("ada/project", COMMIT, tree, commits, DictBlobs(blobs))
    offered = source or RepositorySource(id="ada/project", location="", local=True)
    return Facts(snapshot, offered, identity or Identity(name="Ada"), catalogue(), as_of, lookups=lookups)


def ask(signal: Signal, files: dict[str, str | bytes], **more: object) -> Finding:
    """Ask one signal about a repository with these files."""
    facts = repository(files, **more)  # type: ignore[arg-type]
    return signal.ask(facts, Answer(signal.id, facts))
