"""Reads an index: its arrays stay on disk, mapped into memory, and are searched by bisection."""

import hashlib
import mmap
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from gitassay.matching.manifest import ARRAYS, MANIFEST, IndexFormatError, Manifest, Section, read_manifest
from gitassay.matching.writing import blob_number

DAY = 86_400


class Posting(NamedTuple):
    """Where a fingerprint stands in a source: file number, line, and 8 bits over the tokens as written there.

    A tuple, since a copied repository makes a hundred thousand of them.
    """

    file: int
    line: int
    written: int


class Index:
    """One index on disk. Opening reads the manifest only; the system brings pages of the arrays as they are asked for."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises:
            IndexFormatError: it is missing, broken, or of another version.
        """
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        if sys.byteorder != "little":
            raise IndexFormatError("The index of tutorials can't be read on this kind of machine (it is big-endian).")
        try:
            with (folder / ARRAYS).open("rb") as file:
                self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            views = {name: self._view(section) for name, section in self.manifest.sections.items()}
            self._bucket, self._middle = views["bucket"], views["middle"]
            self._place, self._written = views["place"], views["written"]
            self._file_base, self._file_source, self._file_path = views["file_base"], views["file_source"], views["file_path"]
            self._file_since = views["file_since"]
            self._name, self._name_source = views["name"], views["name_source"]
            self._blob, self._blob_file, self._paths = views["blob"], views["blob_file"], views["paths"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexFormatError(f"{folder} holds no readable index ({type(error).__name__}). Build it again.") from error

    def _view(self, section: Section) -> "memoryview[int]":
        size = array(section.code).itemsize
        if section.start < 0 or section.start + section.count * size > len(self._bytes):
            raise ValueError("a section lies outside the file")
        return self._bytes[section.start : section.start + section.count * size].cast(section.code)  # type: ignore[call-overload, no-any-return]

    def __len__(self) -> int:
        """Number of postings."""
        return len(self._middle)

    def is_intact(self) -> bool:
        """Whether the file of arrays is the one that the manifest describes."""
        return hashlib.sha256(self._bytes).hexdigest() == self.manifest.sha256

    def find(self, values: Sequence[int]) -> dict[int, list[Posting]]:
        """The postings of those hashes that the index holds."""
        buckets = [value >> 47 for value in values]
        middles = [value >> 15 & 0xFFFFFFFF for value in values]
        bounds = self._bucket
        ends = list(map(bounds.__getitem__, [bucket + 1 for bucket in buckets]))
        starts = map(bisect_left, repeat(self._middle), middles, map(bounds.__getitem__, buckets), ends)
        found: dict[int, list[Posting]] = {}
        middle = self._middle
        for value, wanted, start, end in zip(values, middles, starts, ends, strict=True):
            if start < end and middle[start] == wanted:
                found[value] = self._postings(start, end, wanted)
        return found

    def _postings(self, start: int, end: int, middle: int) -> list[Posting]:
        postings = []
        while start < end and self._middle[start] == middle:
            place = self._place[start]
            file = bisect_right(self._file_base, place) - 1
            postings.append(Posting(file, place - self._file_base[file], self._written[start]))
            start += 1
        return postings

    def source(self, file: int) -> int:
        """The number of the source that a file belongs to."""
        return self._file_source[file]

    def since(self, file: int) -> int:
        """When a file first stood in its source (seconds since 1970, to the day); the source's beginning where that is not known."""
        return self._file_since[file] * DAY or self.manifest.sources[self._file_source[file]].since

    def path(self, file: int) -> str:
        """The path of a file in its source."""
        start = self._file_path[file]
        end = self._file_path[file + 1] if file + 1 < len(self._file_path) else len(self._paths)
        return bytes(self._paths[start:end]).decode("utf-8", "replace").removesuffix("\n")

    def files_of_blobs(self, oids: Iterable[str]) -> dict[str, int]:
        """For each blob id that stands in the history of a source: the number of the file there."""
        found: dict[str, int] = {}
        for oid in oids:
            number = blob_number(oid)
            at = bisect_left(self._blob, number)
            if at < len(self._blob) and self._blob[at] == number:
                found[oid] = self._blob_file[at]
        return found

    def sources_of_names(self, names: Iterable[int]) -> dict[int, list[int]]:
        """For each name of a definition that only one family of sources has: the numbers of those sources."""
        found: dict[int, list[int]] = {}
        for name in names:
            at = bisect_left(self._name, name)
            while at < len(self._name) and self._name[at] == name:
                found.setdefault(name, []).append(self._name_source[at])
                at += 1
        return found


def open_indexes(folder: Path) -> tuple[Index, ...]:
    """The index that lies in `folder`, or those in the folders of it, by name.

    Raises:
        IndexVersionError: one was built with another format, lexer, k or w.
        IndexFormatError: there is none, or one is broken.
    """
    places = [folder] if (folder / MANIFEST).is_file() else sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))
    if not places:
        raise IndexFormatError(f"There is no index in {folder}. Build one with `gitassay tutorials build LIST --into FOLDER`.")
    return tuple(Index(place) for place in places)
