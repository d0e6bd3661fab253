"""Writes a commit graph, git's index of a history, with whatever parents one likes."""

import hashlib
import struct

from tests.zoo.den import Den

NO_PARENT = 0x70000000
HEADER, ROW = 8, 12


def write_commit_graph(den: Den, trees: dict[str, str], parents: dict[str, str | None], when: int) -> None:
    """Claim that the commits (id to tree id) have these parents, at most one each, and were made at `when`."""
    oids = sorted(trees)
    place = {oid: number for number, oid in enumerate(oids)}
    fanout = b"".join(struct.pack(">I", sum(int(oid[:2], 16) <= first for oid in oids)) for first in range(256))
    rows = b""
    for oid in oids:
        parent = parents.get(oid)
        generation = 2 if parent else 1
        rows += bytes.fromhex(trees[oid]) + struct.pack(">II", place[parent] if parent else NO_PARENT, NO_PARENT)
        rows += struct.pack(">Q", generation << 34 | when)
    chunks = [(b"OIDF", fanout), (b"OIDL", b"".join(bytes.fromhex(oid) for oid in oids)), (b"CDAT", rows)]
    offset = HEADER + ROW * (len(chunks) + 1)
    table, body = b"", b""
    for name, content in chunks:
        table += name + struct.pack(">Q", offset + len(body))
        body += content
    table += b"\0\0\0\0" + struct.pack(">Q", offset + len(body))
    whole = b"CGPH" + bytes([1, 1, len(chunks), 0]) + table + body
    (den.git / "objects" / "info" / "commit-graph").write_bytes(whole + hashlib.sha1(whole).digest())
