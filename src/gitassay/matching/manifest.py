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
VERSIONS = {"format": FORMAT, "lexer": VERSION, "k": K, "w": W}
"""What an index has to be built with for its hashes to mean the same here."""

KINDS = ("tutorial", "template", "example", "background")


class IndexFormatError(ValueError):
    """An index that can't be used: what is wrong, and the one thing to do."""


class IndexVersionError(IndexFormatError):
    """An index whose hashes mean something else: it was built with another format, lexer, k or w."""


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
        IndexVersionError: it was built with another format, lexer, k or w.
        IndexFormatError: it is missing or broken.
    """
    try:
        stored: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        versions = {key: stored.pop(key) for key in VERSIONS}
        other = [f"{key} {versions[key]} instead of {here}" for key, here in VERSIONS.items() if versions[key] != here]
        if other:
            raise IndexVersionError(f"{folder} was built with {', '.join(other)}. Build it again with `gitassay tutorials build`.")
        sources = tuple(Source(**{**row, "roots": tuple(row["roots"])}) for row in stored.pop("sources"))
        sections = {name: Section(**row) for name, row in stored.pop("sections").items()}
        return Manifest(sources=sources, sections=sections, **stored, **versions)
    except IndexVersionError:
        raise
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexFormatError(f"{folder} holds no readable index ({type(error).__name__}). Build it again.") from error
