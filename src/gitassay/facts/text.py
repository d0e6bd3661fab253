"""Reads files of a snapshot as text, within limits."""

from gitassay.model.snapshot import Snapshot

MAX_TEXT_BYTES = 1_000_000
MAX_NOTEBOOK_BYTES = 10_000_000
BINARY_PROBE_BYTES = 8_000


class Texts:
    """Decodes blobs as UTF-8 (bad bytes replaced), each read at most once while it stays in the small cache."""

    def __init__(self, snapshot: Snapshot, kept: int = 256) -> None:
        self._snapshot = snapshot
        self._kept = kept
        self._cache: dict[str, str | None] = {}

    def text(self, path: str, limit: int = MAX_TEXT_BYTES) -> str | None:
        """Return the file's text; None when there is no such regular file, its blob is absent, larger than `limit` bytes, or binary."""
        file = self._snapshot.by_path.get(path)
        if file is None or not file.is_regular or file.size is None or file.size > limit:
            return None
        if file.oid not in self._cache:
            if len(self._cache) >= self._kept:
                self._cache.pop(next(iter(self._cache)))
            self._cache[file.oid] = decode(self._snapshot.blobs.read(file.oid))
        return self._cache[file.oid]

    def lines(self, path: str, start: int, end: int, limit: int = MAX_NOTEBOOK_BYTES) -> list[str] | None:
        """Return lines `start` to `end` (1-based, inclusive) without their line ends, as git and GitHub count them."""
        text = self.text(path, limit)
        if text is None:
            return None
        return [line.removesuffix("\r") for line in text.split("\n")[start - 1 : end]]


def decode(content: bytes | None) -> str | None:
    """Decode bytes as UTF-8 with bad bytes replaced; None for absent or binary content (a NUL in its first 8,000 bytes)."""
    if content is None or b"\0" in content[:BINARY_PROBE_BYTES]:
        return None
    return content.decode("utf-8", errors="replace").removeprefix("\ufeff")
