"""Animals that are small to fetch and endless to read."""

import hashlib
import io
import tarfile
import zipfile
import zlib
from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary
from tests.zoo.animal import READABLE, animal
from tests.zoo.den import Content, Den
from tests.zoo.project import FILES, with_files

MEGABYTE = 1024 * 1024
CUT = frozenset({Status.PARTIAL, Status.TOO_LARGE, Status.TIMED_OUT})


def zeros(size: int) -> bytes:
    """That many zero bytes, compressed."""
    squeeze = zlib.compressobj(1)
    piece = bytes(MEGABYTE)
    return b"".join(squeeze.compress(piece) for _ in range(size // MEGABYTE)) + squeeze.flush()


def zeros_id(size: int) -> str:
    """The object id of a blob of that many zero bytes."""
    digest = hashlib.sha1(f"blob {size}\0".encode())
    piece = bytes(MEGABYTE)
    for _ in range(size // MEGABYTE):
        digest.update(piece)
    return digest.hexdigest()


@animal(CUT)
def tree_bomb(path: Path, _: Canary) -> None:
    """Ten levels of ten folders that are the same one: 10^10 paths from a dozen objects. Safe: stops at a cap and says so."""
    den = Den(path)
    tree = den.files({f"f{number}.py": "x = 1\n" for number in range(10)})
    for _level in range(9):
        tree = den.tree([(b"40000", f"d{number}".encode(), tree) for number in range(10)])
    den.refs["refs/heads/main"] = den.commit(tree)
    den.settle()


@animal(READABLE | {Status.TOO_LARGE})
def delta_bomb(path: Path, _: Canary) -> None:
    """A few kilobytes of differences that unfold to 256 MB of README. Safe: the size is asked before the content."""
    den = Den(path)
    den.project(FILES)
    size = MEGABYTE // 4
    base = den.store("blob", bytes(size))
    for factor in (32, 32):
        whole = size * factor
        delta = _number(size) + _number(whole) + _copy(size) * factor
        base = den.store_compressed("delta", len(delta), zeros_id(whole), zlib.compress(delta), base)
        size = whole
    tree = den.tree([(b"100644", name, base) for name in (b"README.md", b"main.py", b"package.json")])
    den.refs["refs/heads/main"] = den.commit(tree, parents=[den.refs["refs/heads/main"]])
    den.settle()


def _number(value: int) -> bytes:
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    return bytes([*encoded, value])


def _copy(size: int) -> bytes:
    """Instructions that copy the whole base: at most 0xFFFFFF bytes at a time."""
    instructions, offset = b"", 0
    while offset < size:
        step = min(0xFF0000, size - offset)
        instructions += bytes([0xFF]) + offset.to_bytes(4, "little") + step.to_bytes(3, "little")
        offset += step
    return instructions


@animal(READABLE | {Status.TOO_LARGE})
def huge_blob(path: Path, _: Canary) -> None:
    """Files of 200 MB that pack to nothing, named like the ones that are read. Safe: left out by size."""
    den = Den(path)
    size = 200 * MEGABYTE
    blob = den.store_compressed("blob", size, zeros_id(size), zeros(size))
    honest = [(b"100644", b"app.py", den.blob("import json\n"))]
    names = (b"README.md", b"data.csv", b"huge.py", b"notebook.ipynb", b"package.json", b"pyproject.toml", b"yarn.lock")
    den.refs["refs/heads/main"] = den.commit(den.tree([(b"100644", name, blob) for name in names] + honest))
    for number in range(50):
        den.blob(f"{number}")
    den.settle()


@animal(READABLE | {Status.TOO_LARGE, Status.TIMED_OUT})
def many_files(path: Path, _: Canary) -> None:
    """Thirty thousand small source files. Safe: a cap that is named."""
    den = Den(path)
    blobs = [den.blob(f"import json\n\n\ndef number_{number}():\n    return {number}\n") for number in range(100)]
    folders = [
        (
            b"40000",
            f"part{folder:03}".encode(),
            den.tree((b"100644", f"m{n:03}.py".encode(), blobs[(folder + n) % 100]) for n in range(300)),
        )
        for folder in range(100)
    ]
    den.refs["refs/heads/main"] = den.commit(den.tree([*folders, (b"100644", b"README.md", den.blob("# Many\n"))]))
    den.settle()


@animal()
def many_refs(path: Path, _: Canary) -> None:
    """Twenty thousand branches and tags. Safe: one branch is read."""
    den = Den(path)
    oid = den.project(FILES)
    den.refs |= {f"refs/heads/topic-{number}": oid for number in range(10_000)}
    den.refs |= {f"refs/tags/v{number}": oid for number in range(10_000)}
    den.settle()


@animal()
def long_history(path: Path, _: Canary) -> None:
    """Five thousand commits. Safe: read in one walk, within a cap that is named."""
    den = Den(path)
    parent: list[str] = []
    base = den.files(FILES)
    other = den.files(with_files({"CHANGES.md": "more\n"}))
    for number in range(5000):
        when = f"{1_500_000_000 + number * 3600} +0000".encode()
        parent = [den.commit((base, other)[number % 2], parent, f"Step {number}\n", when=when)]
    den.refs["refs/heads/main"] = parent[0]
    den.settle()


@animal()
def wide_merge(path: Path, _: Canary) -> None:
    """A merge of three hundred parents, and the same parent many times. Safe: counted once each."""
    den = Den(path)
    tree = den.files(FILES)
    parents = [den.commit(tree, message=f"Root {number}\n") for number in range(300)]
    den.refs["refs/heads/main"] = den.commit(tree, parents + parents[:50], "Merge all\n")
    den.settle()


@animal(READABLE | {Status.TOO_LARGE})
def archives_bombs(path: Path, _: Canary) -> None:
    """Archives that unfold to 100 MB, climb out of their folder, or hold themselves. Safe: never unpacked."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("zeros.csv", "w") as inside:
        for _step in range(100):
            inside.write(bytes(MEGABYTE))
    slip = io.BytesIO()
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../../../../tmp/slipped.py", "x = 1\n")
        archive.writestr("/etc/slipped", "x\n")
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as tape:
        member = tarfile.TarInfo("../../slipped")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tape.addfile(member)
    gz = b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + zeros(MEGABYTE * 100)[2:-4]
    den = Den(path)
    packed = bomb.getvalue()
    names = ("data.zip", "book.xlsx", "paper.docx", "package-1.0-py3-none-any.whl", "model.keras", "app.jar", "weights.npz", "site.egg")
    files: dict[str | bytes, Content] = dict.fromkeys(names, packed)
    den.project(with_files({**files, "slip.zip": slip.getvalue(), "slip.tar.gz": tar.getvalue(), "logs.csv.gz": gz, "README.gz": gz}))
    den.settle()
