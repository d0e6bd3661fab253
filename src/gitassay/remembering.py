"""Remembers the reading of a repository: what it depends on, and when the day of the assessment is part of that."""

import hashlib
from functools import cache
from pathlib import Path

from pydantic_core import to_json

import gitassay
from gitassay import __version__
from gitassay.facts.facts import NOTHING_LOOKED_UP, Facts
from gitassay.facts.history import LATE
from gitassay.matching.manifest import MANIFEST
from gitassay.memo import Memo, digest
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.lookups import Lookups
from gitassay.model.reading import RepositoryReading
from gitassay.model.snapshot import Snapshot
from gitassay.resources import resource


@cache
def analyser() -> str:
    """What reads: the digest of the program's own source and of its configuration."""
    whole = hashlib.sha256(__version__.encode())
    source, config = Path(gitassay.__file__).parent, resource("config")
    for root, pattern in ((source, "*.py"), (config, "*.toml"), (config, "*.json"), (config, "*.bin")):
        for path in sorted(root.rglob(pattern)):
            whole.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


class Remembered:
    """The memo of one repository's reading. The same commit may be held in whole or in part, so what is there is part of the key."""

    def __init__(
        self,
        memo: Memo,
        snapshot: Snapshot,
        source: RepositorySource,
        identity: Identity,
        as_of: int,
        tutorials: tuple[Path, ...] = (),
        lookups: Lookups = NOTHING_LOOKED_UP,
    ) -> None:
        self._memo = memo
        listed = "\n".join(f"{file.mode} {file.oid} {file.size} {file.path}" for file in snapshot.files)
        commits = "\n".join(f"{one.oid} {len(one.paths)}" for one in snapshot.commits)
        about = to_json([source, identity.name, identity.login, identity.account_id, sorted(identity.emails), identity.created_at])
        told = to_json(lookups)
        base: tuple[bytes | str, ...] = (
            analyser(),
            snapshot.commit,
            listed,
            commits,
            about,
            told,
            *indexed(tutorials),
            *snapshot.truncated,
        )
        self._dated = digest("dated", str(as_of), *base)
        latest = max((max(one.author_time, one.committer_time) for one in snapshot.commits), default=0)
        self._settled = digest("settled" if latest <= as_of + LATE else f"settled at {as_of}", *base)

    def get(self) -> RepositoryReading | None:
        """The reading as it was, None when there is none or what is there is no reading."""
        for key in (self._settled, self._dated):
            kept = self._memo.get(key)
            if kept is not None:
                try:
                    return RepositoryReading.model_validate_json(kept)
                except ValueError:
                    continue
        return None

    def put(self, reading: RepositoryReading, facts: Facts) -> None:
        """Keep a reading. Where no fact asked for the day, and all commits are older, it holds for every later day."""
        if any(finding.outcome == "error" for finding in reading.findings):
            return
        self._memo.put(self._dated if facts.asked_for_the_day else self._settled, reading.model_dump_json().encode())


def indexed(folders: tuple[Path, ...]) -> tuple[bytes, ...]:
    """What the own indexes in these folders say about themselves, their hash among it; a changed index gives another reading."""
    found = (path for folder in folders for path in (folder / MANIFEST, *sorted(folder.glob(f"*/{MANIFEST}"))) if path.is_file())
    return tuple(path.read_bytes() for path in found)
