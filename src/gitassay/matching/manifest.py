"""What an index says about itself: its sources, and the versions without which its hashes mean nothing."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gitassay.matching.lexers import VERSION
from gitassay.matching.winnowing import K, W

FORMAT = 2
MANIFEST = "manifest.json"
ARRAYS = "hashes.bin"
KINDS = ("tutorial", "template", "example", "background")


class IndexFormatError(ValueError):
    """An index that can't be used: what is wrong, and the one thing to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One tutorial, course, example or template. `since` is its first commit (seconds since 1970), `roots` are its root commits.

    `family` joins sources of one course or lineage: what they share is no sign against either.
    """

    name: str
    url: str
    commit: str
    licence: str
    title: str
    kind: str
    family: str
    since: int
    roots: tuple[str, ...]
    files: int = 0
    prints: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Where one array lies in the file of arrays: its item type (of `array`), first byte and number of items."""

    code: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest. `sha256` is over the file of arrays."""

    title: str
    sources: tuple[Source, ...]
    sections: dict[str, Section]
    sha256: str
    format: int = FORMAT
    lexer: int = VERSION
    k: int = K
    w: int = W

    def text(self) -> str:
        """The manifest as JSON, one source a line; equal content gives equal bytes."""
        head = {key: value for key, value in asdict(self).items() if key != "sources"}
        rows = ",\n  ".join(json.dumps(asdict(source), sort_keys=True) for source in self.sources)
        return json.dumps(head, sort_keys=True, indent=1).removesuffix("\n}") + f',\n "sources": [\n  {rows}\n ]\n}}\n'


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of the index in `folder`.

    Raises:
        IndexFormatError: it is missing or broken, or was built by another version of the lexer.
    """
    try:
        stored: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        versions = {key: stored.pop(key) for key in ("format", "lexer", "k", "w")}
        sources = tuple(Source(**{**row, "roots": tuple(row["roots"])}) for row in stored.pop("sources"))
        sections = {name: Section(**row) for name, row in stored.pop("sections").items()}
        manifest = Manifest(sources=sources, sections=sections, **stored, **versions)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexFormatError(f"{folder} holds no readable index ({type(error).__name__}). Build it again.") from error
    if versions != {"format": FORMAT, "lexer": VERSION, "k": K, "w": W}:
        raise IndexFormatError(f"{folder} was built by another version of gitassay. Build it again with `gitassay tutorials build`.")
    return manifest
