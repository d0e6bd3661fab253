"""Reads files of a snapshot as text, within limits."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable

from gitassay.model.snapshot import Snapshot

MAX_TEXT_BYTES = 1_000_000
MAX_NOTEBOOK_BYTES = 10_000_000
MAX_KEPT_CHARACTERS = 40_000_000
BINARY_PROBE_BYTES = 8_000
_PICTURE = re.compile(r'"(?:iVBORw0KGgo|/9j/)[A-Za-z0-9+/=\\n]{2000,}')
"""What a PNG or JPEG of a notebook begins with, as base64: bytes that are no text, whatever follows."""


class Texts:
    """Decodes blobs as UTF-8, or as UTF-16 where marked so; each is read once while it stays among the texts kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._kept: dict[str, str | None] = {}
        self._size = 0
        self._without_pictures: dict[str, str] = {}

    def text(self, path: str, limit: int = MAX_TEXT_BYTES) -> str | None:
        """Return the file's text; None when there is no such regular file, its blob is absent, larger than `limit` bytes, or binary."""
        oid = self._oid(path, limit)
        if oid is None:
            return None
        if oid not in self._kept:
            self._keep(oid, decode(self._snapshot.blobs.read(oid)))
        return self._kept[oid]

    def without_pictures(self, path: str, limit: int = MAX_TEXT_BYTES) -> str | None:
        """The file's text with each picture that a notebook holds emptied, for those who search it as it stands: lines stay where they are.

        Half of what is stored in notebooks are pictures, and each of eighty searches would run through them.
        """
        text = self.text(path, limit)
        oid = self._oid(path, limit)
        if text is None or oid is None or not ('"iVBORw0KGgo' in text or '"/9j/' in text):
            return text
        if oid not in self._without_pictures:
            self._without_pictures[oid] = _PICTURE.sub('"', text)
        return self._without_pictures[oid]

    def preload(self, paths: Iterable[str], limit: int = MAX_TEXT_BYTES) -> None:
        """Read these files in one go, without waiting for each; what does not fit is read when asked for."""
        wanted = dict.fromkeys(oid for path in paths if (oid := self._oid(path, limit)) is not None and oid not in self._kept)
        for oid, content in self._snapshot.blobs.stream(wanted):
            if self._size < MAX_KEPT_CHARACTERS:
                self._keep(oid, decode(content))

    def lines(self, path: str, start: int, end: int, limit: int = MAX_NOTEBOOK_BYTES) -> list[str] | None:
        """Return lines `start` to `end` (1-based, inclusive) without their line ends, as git and GitHub count them."""
        text = self.text(path, limit)
        if text is None:
            return None
        return [line.removesuffix("\r") for line in text.split("\n")[start - 1 : end]]

    def _oid(self, path: str, limit: int) -> str | None:
        file = self._snapshot.by_path.get(path)
        if file is None or not file.is_regular or file.size is None or file.size > limit:
            return None
        return file.oid

    def _keep(self, oid: str, text: str | None) -> None:
        """Keep a text, dropping the oldest ones where there are too many characters."""
        self._kept[oid] = text
        self._size += len(text or "")
        while self._size > MAX_KEPT_CHARACTERS and len(self._kept) > 1:
            self._size -= len(self._kept.pop(next(iter(self._kept))) or "")


def decode(content: bytes | None) -> str | None:
    """Decode bytes as UTF-8 with bad bytes replaced; None for absent or binary content (a NUL in its first 8,000 bytes).

    What starts with the byte order mark of UTF-16 is read as such: a shell on Windows writes manifests and READMEs so.
    """
    if content is not None and content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and len(content) % 2 == 0:
        text = content.decode("utf-16", errors="replace")
        return None if "\0" in text[:BINARY_PROBE_BYTES] else text
    if content is None or b"\0" in content[:BINARY_PROBE_BYTES]:
        return None
    return content.decode("utf-8", errors="replace").removeprefix("\ufeff")
