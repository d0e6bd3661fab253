"""A git repository written byte by byte, so that it can hold what git itself refuses to write."""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ADA = b"Ada <ada@example.org>"
WHEN = b"1700000000 +0000"
NUMBERS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4, "delta": 7}
MANY = 40


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link to `target`."""

    target: bytes


@dataclass(frozen=True, slots=True)
class Submodule:
    """A submodule at a commit that is nowhere."""

    commit: str = "5" * 40


Content = bytes | str | Link | Submodule
Entry = tuple[bytes, bytes, str]


@dataclass(slots=True)
class _Stored:
    kind: str
    size: int
    packed: bytes
    base: str = ""


class Den:
    """One repository in the making. Nothing is on disk until `settle` is called."""

    def __init__(self, path: Path, bare: bool = True, algorithm: str = "sha1") -> None:
        self.path = path
        self.git = path if bare else path / ".git"
        self.bare = bare
        self.config = f"[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = {str(bare).lower()}\n"
        self.head = "ref: refs/heads/main\n"
        self.refs: dict[str, str] = {}
        self._algorithm = algorithm
        self._objects: dict[str, _Stored] = {}

    def store(self, kind: str, body: bytes) -> str:
        """Add an object of any content and return its id."""
        oid = hashlib.new(self._algorithm, f"{kind} {len(body)}\0".encode() + body).hexdigest()
        if oid not in self._objects:
            self._objects[oid] = _Stored(kind, len(body), zlib.compress(body, 1))
        return oid

    def store_compressed(self, kind: str, size: int, oid: str, packed: bytes, base: str = "") -> str:
        """Add an object that is compressed already, or (kind `delta`) one made from `base`."""
        self._objects[oid] = _Stored(kind, size, packed, base)
        return oid

    def drop(self, oid: str) -> None:
        """Forget an object that others name."""
        del self._objects[oid]

    def blob(self, content: bytes | str) -> str:
        """Add a file's content."""
        return self.store("blob", content.encode() if isinstance(content, str) else content)

    def tree(self, entries: Iterable[Entry], ordered: bool = False) -> str:
        """Add a tree of (mode, name, id), in git's order unless `ordered` says that the order is meant."""
        listed = list(entries)
        if not ordered:
            listed.sort(key=lambda entry: entry[1] + (b"/" if entry[0] == b"40000" else b""))
        return self.store("tree", b"".join(mode + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in listed))

    def files(self, contents: Mapping[str | bytes, Content]) -> str:
        """Add nested trees of files by path."""
        here: list[Entry] = []
        below: dict[bytes, dict[str | bytes, Content]] = {}
        for path, content in contents.items():
            raw = path if isinstance(path, bytes) else path.encode("utf-8", "surrogateescape")
            first, slash, rest = raw.partition(b"/")
            if slash:
                below.setdefault(first, {})[rest] = content
            else:
                here.append(self._entry(first, content))
        here += [(b"40000", name, self.files(inside)) for name, inside in below.items()]
        return self.tree(here)

    def _entry(self, name: bytes, content: Content) -> Entry:
        if isinstance(content, Link):
            return b"120000", name, self.blob(content.target)
        if isinstance(content, Submodule):
            return b"160000", name, content.commit
        return b"100644", name, self.blob(content)

    def commit(
        self,
        tree: str,
        parents: Iterable[str] = (),
        message: bytes | str = "Add the project\n",
        author: bytes = ADA,
        when: bytes = WHEN,
        committed: bytes | None = None,
        extra: bytes = b"",
    ) -> str:
        """Add a commit. `extra` are header lines that follow the committer."""
        lines = [f"tree {tree}\n".encode(), *(f"parent {parent}\n".encode() for parent in parents)]
        lines += [b"author " + author + b" " + when + b"\n", b"committer " + (committed or author + b" " + when) + b"\n", extra, b"\n"]
        return self.store("commit", b"".join(lines) + (message.encode() if isinstance(message, str) else message))

    def project(self, contents: Mapping[str | bytes, Content], **more: object) -> str:
        """Add one commit with these files as `main`."""
        oid = self.commit(self.files(contents), **more)  # type: ignore[arg-type]
        self.refs["refs/heads/main"] = oid
        return oid

    def settle(self, contents: Mapping[str | bytes, Content] | None = None) -> None:
        """Write it all to disk; `contents` are laid out as the work tree of a repository that isn't bare."""
        for folder in ("objects/info", "objects/pack", "refs/heads", "refs/tags", "info"):
            (self.git / folder).mkdir(parents=True, exist_ok=True)
        (self.git / "HEAD").write_bytes(self.head.encode("utf-8", "surrogateescape"))
        (self.git / "config").write_bytes(self.config.encode("utf-8", "surrogateescape"))
        self._write_refs()
        if len(self._objects) > MANY or any(one.base for one in self._objects.values()):
            self._write_pack()
        else:
            self._write_loose()
        for path, content in (contents or {}).items():
            self._lay_out(self.path / (path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")), content)

    def _lay_out(self, target: Path, content: Content) -> None:
        if isinstance(content, Submodule):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            target.symlink_to(content.target.decode())
        else:
            target.write_bytes(content.encode() if isinstance(content, str) else content)

    def _write_refs(self) -> None:
        if len(self.refs) > MANY:
            lines = "".join(f"{oid} {name}\n" for name, oid in sorted(self.refs.items()))
            (self.git / "packed-refs").write_text("# pack-refs with: peeled fully-peeled sorted \n" + lines)
            return
        for name, oid in self.refs.items():
            target = self.git / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"{oid}\n")

    def _write_loose(self) -> None:
        for oid, one in self._objects.items():
            target = self.git / "objects" / oid[:2] / oid[2:]
            target.parent.mkdir(exist_ok=True)
            body = zlib.decompress(one.packed)
            target.write_bytes(zlib.compress(f"{one.kind} {one.size}\0".encode() + body, 1))

    def _write_pack(self) -> None:
        pack = bytearray(b"PACK" + struct.pack(">II", 2, len(self._objects)))
        rows = []
        for oid, one in self._objects.items():
            entry = _entry_header(NUMBERS[one.kind], one.size) + bytes.fromhex(one.base) + one.packed
            rows.append((bytes.fromhex(oid), zlib.crc32(entry), len(pack)))
            pack += entry
        checksum = hashlib.sha1(pack).digest()
        stem = self.git / "objects" / "pack" / f"pack-{checksum.hex()}"
        stem.with_suffix(".pack").write_bytes(bytes(pack) + checksum)
        stem.with_suffix(".idx").write_bytes(_index(sorted(rows), checksum))


def _entry_header(number: int, size: int) -> bytes:
    first = (number << 4) | (size & 15)
    size >>= 4
    header = bytearray()
    while size:
        header.append(first | 128)
        first, size = size & 127, size >> 7
    header.append(first)
    return bytes(header)


def _index(rows: list[tuple[bytes, int, int]], checksum: bytes) -> bytes:
    counts = [0] * 256
    for oid, _, _ in rows:
        counts[oid[0]] += 1
    fanout, total = [], 0
    for count in counts:
        total += count
        fanout.append(total)
    body = b"\xfftOc" + struct.pack(">I", 2) + struct.pack(">256I", *fanout) + b"".join(oid for oid, _, _ in rows)
    body += b"".join(struct.pack(">I", crc) for _, crc, _ in rows) + b"".join(struct.pack(">I", offset) for _, _, offset in rows)
    body += checksum
    return body + hashlib.sha1(body).digest()
