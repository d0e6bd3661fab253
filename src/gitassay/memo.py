"""Keeps what was worked out once: bytes under a digest of all they depend on, in a folder of bounded size that many processes share.

A value is data for a parser and never a program's (no pickle). Each carries its digest: one that is cut, damaged or too large is as good as
absent. Writing is by renaming, so that a reader sees a whole value or none; a cache that can't be written is no error.
"""

import contextlib
import hashlib
import json
import os
import threading
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MAX_VALUE = 32_000_000
MAX_STORED = 8_000_000
MAX_BYTES = 500_000_000
"""What a cache may hold before the values unused for longest go."""
KEPT = 0.8
"""The share of the limit that is left after they went."""
_MARK = b"gitassay-memo-1\n"
_DIGEST = 32


def digest(*parts: bytes | str) -> str:
    """A key made from parts; each is counted, so that no two lists of parts give the same bytes."""
    whole = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", errors="surrogatepass")
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Memo:
    """The values of one folder. The folder is made when the first value is kept, readable by its owner alone."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The value under a key, None when there is none that is whole."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                content = file.read(MAX_STORED + 1)
            with contextlib.suppress(OSError):
                os.utime(path)
        except OSError:
            return None
        return _opened(key, content)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, unless it is too large or the folder can't be written."""
        content = _sealed(key, value)
        if len(value) > MAX_VALUE or len(content) > MAX_STORED:
            return
        path = self._path(key)
        with contextlib.suppress(OSError):
            try:
                _write(path, content)
            except FileNotFoundError:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write(path, content)

    def prune(self, most: int = MAX_BYTES) -> None:
        """Drop the values unused for longest until the folder is below its limit. Safe beside other processes that do the same."""
        found = sorted(self._values())
        held = sum(size for _, size, _ in found)
        if held <= most:
            return
        for _, size, path in found:
            with contextlib.suppress(OSError):
                path.unlink()
            held -= size
            if held <= KEPT * most:
                return

    def forget(self, words: Sequence[str]) -> int:
        """Drop all values in which one of the words stands, and tell how many those were."""
        sought = [form for word in words for form in _forms(word)]
        count = 0
        for _, _, path in list(self._values()):
            value = self.get(f"{path.parent.name}{path.name}")
            if value is not None and any(form in value for form in sought):
                path.unlink(missing_ok=True)
                count += 1
        return count

    def _values(self) -> Iterator[tuple[float, int, Path]]:
        """When each value was last used, its size and its file."""
        for path in self.folder.glob("[0-9a-f]/*"):
            with contextlib.suppress(OSError):
                stat = path.lstat()
                yield stat.st_mtime, stat.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key[:1] / key[1:]


def _write(path: Path, content: bytes) -> None:
    """Write beside and rename. No other thread or process that runs writes under the same name beside."""
    beside = path.with_name(f".new-{os.getpid()}-{threading.get_ident()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(content)
    beside.replace(path)


def _forms(word: str) -> set[bytes]:
    """How a word may be written in a value: as it is, or escaped as in JSON."""
    return {word.encode(errors="surrogatepass"), json.dumps(word)[1:-1].encode()}


def _sealed(key: str, value: bytes) -> bytes:
    packed = zlib.compress(value, 1)
    return _MARK + hashlib.sha256(key.encode() + packed).digest() + packed


def _opened(key: str, content: bytes) -> bytes | None:
    """The value in a file's content, None when it is not whole, is another's, or unpacks to more than is allowed."""
    start = len(_MARK) + _DIGEST
    if len(content) > MAX_STORED or not content.startswith(_MARK):
        return None
    packed = content[start:]
    if hashlib.sha256(key.encode() + packed).digest() != content[len(_MARK) : start]:
        return None
    unpacking = zlib.decompressobj()
    try:
        value = unpacking.decompress(packed, MAX_VALUE)
    except zlib.error:
        return None
    return value if unpacking.eof else None
