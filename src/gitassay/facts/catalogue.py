"""What libraries and idioms are evidence of: the rows of `config/catalogue/*.toml`, matched against the code table."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from gitassay.facts.code.table import Code, Unit
from gitassay.model.finding import Place


class Entry(BaseModel):
    """One row: a library's way of doing something.

    `concept` is what a match is evidence of (the words signals ask with). `calls`, `bases` and `decorators` are resolved
    dotted names, where `*` stands for any run of characters; `keywords` (when given) must all be passed to a matching call;
    `endpoints` are pieces of URLs in literal text passed to a call or assigned. `source` says where the row's knowledge is from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    concept: str
    calls: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()
    since: str = ""
    source: str


@dataclass(frozen=True, slots=True)
class Use:
    """A place where own code does what `concept` names, by way of `library`. `symbol` is the resolved name that matched."""

    concept: str
    library: str
    symbol: str
    place: Place
    scope: str
    role: str
    loop: bool = False
    guarded: bool = False
    keywords: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", text)))


def _head(pattern: str) -> str:
    """The first dotted part of a pattern, or "*" when it is not literal."""
    head = pattern.split(".", 1)[0]
    return "*" if "*" in head else head


class Catalogue:
    """All rows, indexed by the first part of their dotted names so that a call meets few patterns."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._calls = self._index([(pattern, entry) for entry in entries for pattern in entry.calls])
        self._bases = self._index([(pattern, entry) for entry in entries for pattern in entry.bases])
        self._decorators = self._index([(pattern, entry) for entry in entries for pattern in entry.decorators])
        self._endpoints = tuple((endpoint, entry) for entry in entries for endpoint in entry.endpoints)

    @staticmethod
    def _index(rows: list[tuple[str, Entry]]) -> dict[str, list[tuple[re.Pattern[str], Entry]]]:
        index: dict[str, list[tuple[re.Pattern[str], Entry]]] = defaultdict(list)
        for pattern, entry in rows:
            index[_head(pattern)].append((_pattern(pattern), entry))
        return index

    @staticmethod
    def _matches(index: dict[str, list[tuple[re.Pattern[str], Entry]]], name: str) -> list[Entry]:
        rows = index.get(name.split(".", 1)[0], []) + index.get("*", [])
        return [entry for pattern, entry in rows if pattern.fullmatch(name)]

    def find(self, code: Code) -> dict[str, tuple[Use, ...]]:
        """Return every use by concept, in the order of files and lines."""
        found: dict[str, dict[tuple[str, str, int], Use]] = defaultdict(dict)
        for unit in code.units:
            for use in self._in_unit(unit):
                found[use.concept].setdefault((use.library, use.place.path, use.place.start), use)
        return {
            concept: tuple(sorted(uses.values(), key=lambda use: (use.place.path, use.place.start, use.library)))
            for concept, uses in found.items()
        }

    def _in_unit(self, unit: Unit) -> list[Use]:
        uses: list[Use] = []
        for call in unit.calls:
            place = Place(unit.path, call.line, call.end)
            named = [entry for entry in self._matches(self._calls, call.name) if set(entry.keywords) <= set(call.keywords)]
            spoken = [entry for endpoint, entry in self._endpoints if any(endpoint in text for text in call.strings)]
            uses.extend(
                Use(entry.concept, entry.name, call.name, place, call.scope, unit.role, call.loop, call.guarded, call.keywords)
                for entry in (*named, *spoken)
            )
        for text in unit.texts:
            if not text.docstring and "://" in text.value:
                place = Place(unit.path, text.line, text.end)
                uses.extend(
                    Use(entry.concept, entry.name, endpoint, place, text.scope, unit.role)
                    for endpoint, entry in self._endpoints
                    if endpoint in text.value
                )
        for definition in unit.definitions:
            place = Place(unit.path, definition.line, definition.line)
            matched = [(base, entry) for base in definition.bases for entry in self._matches(self._bases, base)]
            matched += [(name, entry) for name in definition.decorators for entry in self._matches(self._decorators, name)]
            uses.extend(Use(entry.concept, entry.name, name, place, definition.name, unit.role) for name, entry in matched)
        return uses


def load_catalogue(folder: Path) -> Catalogue:
    """Read `*.toml` of a folder, each with `[[entry]]` tables; a file may set a default `concept` for its rows.

    Raises:
        ValueError: a row is malformed; the message names the file and the row.
    """
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        default = {"concept": document["concept"]} if "concept" in document else {}
        for number, row in enumerate(document.get("entry", []), start=1):
            try:
                entries.append(Entry.model_validate({**default, **row}))
            except ValueError as error:
                raise ValueError(f"{path.name}: row {number} ({row.get('name', 'without a name')}): {error}") from error
    return Catalogue(tuple(entries))
