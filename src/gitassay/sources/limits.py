"""How much is taken and read of one repository: numbers of `config/thresholds.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class CloneLimits:
    """What one clone may take: seconds of wall clock, bytes on disk, bytes of the largest blob that is brought."""

    seconds: float = 180
    bytes: int = 500 * MEGABYTE
    blob_bytes: int = MEGABYTE


@dataclass(frozen=True, slots=True)
class SnapshotLimits:
    """How much of a repository is read: files, bytes of paths, commits, bytes of history, bytes of one blob."""

    files: int = 20_000
    path_bytes: int = 4 * MEGABYTE
    commits: int = 3_000
    log_bytes: int = 40 * MEGABYTE
    blob_bytes: int = 10 * MEGABYTE


CLONE = CloneLimits()
SNAPSHOT = SnapshotLimits()


def clone_limits(path: Path) -> CloneLimits:
    """Read `[limits.clone]`."""
    return CloneLimits(**_table(path, "clone"))


def snapshot_limits(path: Path) -> SnapshotLimits:
    """Read `[limits.snapshot]`."""
    return SnapshotLimits(**_table(path, "snapshot"))


def _table(path: Path, name: str) -> dict[str, int]:
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["limits"][name])
