"""Writes an index: sorted arrays of hashes with places, boilerplate left out, equal bytes for equal sources."""

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from gitassay.matching.extract import Extract
from gitassay.matching.manifest import ARRAYS, MANIFEST, Manifest, Section, Source

FAMILIES = 3
"""A fingerprint of more families than this is common knowledge."""

PLACES = 3
"""How many files of one source keep the same fingerprint."""

BUCKETS = 1 << 16
"""Of the 63 bits of a hash the first 16 choose a bucket and the next 32 are stored: by chance a file meets nothing."""

LAST_DAY = 65_535


@dataclass(slots=True)
class _Table:
    """All postings before they are sorted, and the files they point at."""

    hashes: "array[int]" = field(default_factory=lambda: array("Q"))
    places: "array[int]" = field(default_factory=lambda: array("I"))
    written: "array[int]" = field(default_factory=lambda: array("B"))
    owner: "array[int]" = field(default_factory=lambda: array("H"))
    file_source: "array[int]" = field(default_factory=lambda: array("H"))
    file_base: "array[int]" = field(default_factory=lambda: array("I"))
    file_since: "array[int]" = field(default_factory=lambda: array("H"))
    paths: list[str] = field(default_factory=list)
    number: dict[tuple[int, str], int] = field(default_factory=dict)
    lines: int = 0

    def file(self, source: int, path: str, since: int, lines: int) -> int:
        """The number of a file, first seen on day `since`; its lines take the next `lines` + 1 global line numbers."""
        self.number[source, path] = len(self.paths)
        self.file_source.append(source)
        self.file_base.append(self.lines)
        self.file_since.append(min(max(since, 0), LAST_DAY))
        self.paths.append(path)
        self.lines += lines + 1
        return len(self.paths) - 1


def write_index(title: str, parts: Sequence[tuple[Source, Extract]], folder: Path) -> Manifest:
    """Write the index of these sources into `folder` (the background ones only subtract) and return its manifest."""
    shown = sorted((part for part in parts if part[0].kind != "background"), key=lambda part: part[0].name)
    common = _common(extract for source, extract in parts if source.kind == "background")
    of_templates = {value for source, extract in shown if source.kind == "template" for value in _values(extract)}
    dropped = common | _wide(shown, of_templates)
    table = _Table()
    kept = [
        _add(table, number, extract, dropped if source.kind == "template" else dropped | of_templates)
        for number, (source, extract) in enumerate(shown)
    ]
    sources = tuple(replace(source, files=len(extract.files), prints=count) for (source, extract), count in zip(shown, kept, strict=True))
    names = _names(shown, parts)
    blobs = _blobs(table, shown)
    sections, content = _packed(table, names, blobs)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(title, sources, sections, hashlib.sha256(content).hexdigest())
    (folder / ARRAYS).write_bytes(content)
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    return manifest


def _common(backgrounds: Iterable[Extract]) -> set[int]:
    """Fingerprints that stand in an ordinary project or a library: boilerplate, or common to both by descent."""
    return {value for extract in backgrounds for value in _values(extract)}


def _values(extract: Extract) -> set[int]:
    return {value for _, prints in extract.files for value in prints.hashes}


def _wide(shown: Sequence[tuple[Source, Extract]], of_templates: set[int]) -> set[int]:
    """Fingerprints of more than FAMILIES families; those of a template are the template's, however many start from it."""
    by_family: dict[str, set[int]] = {}
    for source, extract in shown:
        by_family.setdefault(source.family, set()).update(_values(extract))
    counts: Counter[int] = Counter()
    for values in by_family.values():
        counts.update(values)
    return {value for value, count in counts.items() if count > FAMILIES and value not in of_templates}


def _add(table: _Table, source: int, extract: Extract, dropped: set[int]) -> int:
    """Add a source's postings, its largest files first, so that several versions of a file gather in the same ones."""
    seen: Counter[int] = Counter()
    before = len(table.hashes)
    for path, prints in sorted(extract.files, key=lambda file: (-len(file[1].hashes), file[0])):
        number = table.file(source, path, extract.since.get(path, 0), max(prints.lines, default=0))
        base = table.file_base[number]
        for value, line, raw in zip(prints.hashes, prints.lines, prints.written, strict=True):
            seen[value] += 1
            if seen[value] <= PLACES and value not in dropped:
                table.hashes.append(value)
                table.places.append(base + line)
                table.written.append(raw)
                table.owner.append(source)
    return len(table.hashes) - before


def _names(shown: Sequence[tuple[Source, Extract]], parts: Sequence[tuple[Source, Extract]]) -> "tuple[array[int], array[int]]":
    """Names of definitions that one family alone has, and no ordinary project: (sorted numbers, source)."""
    families: dict[int, set[str]] = {}
    for source, extract in parts:
        for name in extract.names:
            families.setdefault(name, set()).add(source.family if source.kind != "background" else "")
    rows = sorted((name, number) for number, (_, extract) in enumerate(shown) for name in extract.names if len(families[name]) == 1)
    return array("Q", [name for name, _ in rows]), array("H", [number for _, number in rows])


def _blobs(table: _Table, shown: Sequence[tuple[Source, Extract]]) -> "tuple[array[int], array[int]]":
    """The first 63 bits of blob ids that one family alone has (or a template), sorted, with the file they stand in."""
    families: dict[str, set[str]] = {}
    of_templates = {oid for source, extract in shown if source.kind == "template" for oid, _ in extract.blobs}
    for source, extract in shown:
        for oid, _ in extract.blobs:
            families.setdefault(oid, set()).add(source.family)
    first: dict[int, int] = {}
    for number, (source, extract) in enumerate(shown):
        for oid, path in extract.blobs:
            mine = source.kind == "template" if oid in of_templates else len(families[oid]) == 1
            if mine and blob_number(oid) not in first:
                at = table.number.get((number, path))
                first[blob_number(oid)] = table.file(number, path, extract.since.get(path, 0), 0) if at is None else at
    rows = sorted(first.items())
    return array("Q", [oid for oid, _ in rows]), array("I", [file for _, file in rows])


def blob_number(oid: str) -> int:
    """The first 63 bits of a blob id."""
    return int(oid[:16], 16) >> 1


def _packed(
    table: _Table, names: "tuple[array[int], array[int]]", blobs: "tuple[array[int], array[int]]"
) -> tuple[dict[str, Section], bytes]:
    rows = sorted(zip(table.hashes, table.places, table.written, strict=True))
    in_bucket = Counter(value >> 47 for value, _, _ in rows)
    starts: list[int] = []
    paths = bytearray()
    for path in table.paths:
        starts.append(len(paths))
        paths += path.encode("utf-8", "replace") + b"\n"
    arrays = {
        "bucket": array("I", accumulate(map(in_bucket.__getitem__, range(BUCKETS)), initial=0)),
        "middle": array("I", [value >> 15 & 0xFFFFFFFF for value, _, _ in rows]),
        "place": array("I", [place for _, place, _ in rows]),
        "written": array("B", [raw for _, _, raw in rows]),
        "file_base": table.file_base,
        "file_source": table.file_source,
        "file_path": array("I", starts),
        "file_since": table.file_since,
        "name": names[0],
        "name_source": names[1],
        "blob": blobs[0],
        "blob_file": blobs[1],
        "paths": array("B", paths),
    }
    return _laid_out(arrays)


def _laid_out(arrays: "dict[str, array[int]]") -> tuple[dict[str, Section], bytes]:
    sections: dict[str, Section] = {}
    content = bytearray()
    for name, values in arrays.items():
        content += b"\0" * (-len(content) % 8)
        sections[name] = Section(values.typecode, len(content), len(values))
        content += values.tobytes()
    return sections, bytes(content)
