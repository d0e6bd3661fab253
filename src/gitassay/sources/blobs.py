"""Reads blobs by object id from one long-lived `git cat-file --batch`."""

import hashlib
import subprocess
import threading
from collections.abc import Iterable, Iterator
from itertools import islice

from gitassay.killed import TRIES, is_killed

WINDOW = 64
"""Requests sent ahead of their answers: enough to keep git busy, too few to fill the pipe."""


class GitBlobs:
    """Implements `Blobs` over a bare repository. A blob that is absent, damaged or larger than the limit reads as None."""

    def __init__(self, environment: dict[str, str], limit: int) -> None:
        self._environment = environment
        self._limit = limit
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._tries = 1

    def read(self, oid: str) -> bytes | None:
        """Return the bytes of one blob, or None when it can't be had."""
        return next(self.stream([oid]))[1]

    def stream(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Yield (object id, bytes or None) in the order asked; requests are sent a window ahead."""
        waiting = iter(oids)
        while batch := list(islice(waiting, WINDOW)):
            # The answers of a batch are collected before they are handed on: the caller may ask for another blob in between.
            yield from self._batch(batch)

    def _batch(self, batch: list[str]) -> list[tuple[str, bytes | None]]:
        with self._lock:
            child = self._running()
            assert child.stdin is not None
            try:
                child.stdin.write("".join(f"{oid}\n" for oid in batch).encode())
                child.stdin.flush()
            except BrokenPipeError:
                pass
            answers: list[tuple[str, bytes | None]] = []
            for oid in batch:
                answer = self._answer(child)
                if answer is None:
                    break
                answers.append((oid, answer[0]))
        if len(answers) < len(batch) and self._was_killed():
            return [*answers, *self._batch(batch[len(answers) :])]
        if len(answers) < len(batch):
            # git gave up at a damaged object: that one is lost, the rest is asked of a fresh process.
            self.close()
            lost = batch[len(answers)]
            return [*answers, (lost, None), *self._batch(batch[len(answers) + 1 :])] if len(batch) > 1 else [(lost, None)]
        return answers

    def _was_killed(self) -> bool:
        """Whether git was ended from outside, which loses no blob: it is asked again, a few times."""
        assert self._child is not None
        killed = is_killed(self._child.wait()) and self._tries < TRIES
        if killed:
            self._tries += 1
            self.close()
        return killed

    def _answer(self, child: subprocess.Popen[bytes]) -> tuple[bytes | None] | None:
        """The next answer in a tuple (None in it for an absent or over-large blob), or None when git ended."""
        assert child.stdout is not None
        head = child.stdout.readline()
        if not head:
            return None
        parts = head.split()
        if len(parts) != 3:
            return (None,)
        size = int(parts[2])
        kept: bytes | None = None
        if size <= self._limit:
            kept = child.stdout.read(size)
            if len(kept) < size:
                return None
        else:
            _skip(child, size)
        child.stdout.read(1)
        return (kept if parts[1] == b"blob" and _is_genuine(parts[0], kept) else None,)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
            self._child = None


def _is_genuine(oid: bytes, content: bytes | None) -> bool:
    """Whether content has the id it was asked by: git itself doesn't look when it reads from a folder handed over."""
    if content is None:
        return False
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest().encode() == oid


def _skip(child: subprocess.Popen[bytes], size: int) -> None:
    assert child.stdout is not None
    left = size
    while left > 0:
        chunk = child.stdout.read(min(left, 1 << 20))
        if not chunk:
            return
        left -= len(chunk)
