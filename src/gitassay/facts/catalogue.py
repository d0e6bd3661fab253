"""What libraries and idioms are evidence of: the rows of `config/catalogue/*.toml`, matched against the code table."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from gitassay.facts.code.table import Call, Code, Unit
from gitassay.model.finding import Place


class Entry(BaseModel):
    """One row: a library's way of doing something.

    `concept` is what a match is evidence of (the words signals ask with). `calls`, `bases` and `decorators` are resolved
    dotted names, where `*` stands for any run of characters; `keywords` (when given) must all be passed to a matching call, and
    one of `strings` must be among its literal arguments; `endpoints` are pieces of URLs in literal text without blanks.
    `source` says where the row's knowledge is from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    concept: str
    calls: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
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


MAX_NAME = 300
MAX_KNOWN = 50_000

Row = tuple[re.Pattern[str], Entry, bool]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", text)))


class _Rows:
    """Rows of one kind, looked up by the first or the last part of a dotted name so that a name meets few patterns."""

    def __init__(self, rows: list[tuple[str, Entry]]) -> None:
        self._heads: dict[str, list[Row]] = defaultdict(list)
        self._tails: dict[str, list[Row]] = defaultdict(list)
        self._others: list[Row] = []
        self._known: dict[str, tuple[Entry, ...]] = {}
        found: list[str] = []
        for text, entry in rows:
            head, tail = text.split(".", 1)[0], text.rsplit(".", 1)[-1]
            row = (_pattern(text), entry, text.startswith("*."))
            if "*" not in head:
                self._heads[head].append(row)
            elif "*" not in tail:
                self._tails[tail].append(row)
            else:
                self._others.append(row)
                found.append(max(re.split(r"\*", text), key=len))
        self._hints = tuple(dict.fromkeys(found))

    def of(self, name: str) -> tuple[Entry, ...]:
        """Entries a name matches. One that fits any owner counts only where none that names the library tells the same concept."""
        if name not in self._known:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            self._known[name] = self._matched(name)
        return self._known[name]

    def _matched(self, name: str) -> tuple[Entry, ...]:
        if len(name) > MAX_NAME:
            return ()
        others = self._others if any(hint in name for hint in self._hints) else ()
        rows = [*self._heads.get(name.split(".", 1)[0], ()), *self._tails.get(name.rsplit(".", 1)[-1], ()), *others]
        matched = [(entry, loose) for pattern, entry, loose in rows if pattern.fullmatch(name)]
        named = {(entry.concept, entry.keywords, entry.strings) for entry, loose in matched if not loose}
        told = {concept for concept, keywords, strings in named if not keywords and not strings}
        return tuple(dict.fromkeys(entry for entry, loose in matched if not loose or entry.concept not in told))


class Catalogue:
    """All rows, ready to be matched against a code table."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._calls = _Rows([(pattern, entry) for entry in entries for pattern in entry.calls])
        self._bases = _Rows([(pattern, entry) for entry in entries for pattern in entry.bases])
        self._decorators = _Rows([(pattern, entry) for entry in entries for pattern in entry.decorators])
        self._endpoints = tuple((endpoint, entry) for entry in entries for endpoint in entry.endpoints)
        self._any_endpoint = re.compile("|".join(re.escape(endpoint) for endpoint, _ in self._endpoints) or r"(?!)")

    def find(self, code: Code) -> dict[str, tuple[Use, ...]]:
        """Return every use by concept, in the order of files and lines."""
        found: dict[str, dict[tuple[str, str, int], Use]] = defaultdict(dict)
        modules = _modules(code)
        for unit in code.units:
            hidden = _hidden(unit, modules)
            for use in (*self._called(unit), *self._written(unit), *self._defined(unit)):
                if use.symbol.split(".", 1)[0] in hidden and not self._is_of_any_owner(use, modules):
                    continue
                found[use.concept].setdefault((use.library, use.place.path, use.place.start), use)
        return {
            concept: tuple(sorted(uses.values(), key=lambda use: (use.place.path, use.place.start, use.library)))
            for concept, uses in found.items()
        }

    def _is_of_any_owner(self, use: Use, modules: dict[str, set[str]]) -> bool:
        """Whether what a function of a local module gives is called as any owner may be: `clients.get().chat.completions.create`."""
        given = _beyond_module(use.symbol, modules)
        return given.count(".") > 1 and any(
            (entry.concept, entry.name) == (use.concept, use.library) for entry in self._calls.of("?." + given)
        )

    def _called(self, unit: Unit) -> Iterator[Use]:
        for call in unit.calls:
            matched = [(entry, call.name) for entry in self._calls.of(call.name) if _passes(entry, call)]
            matched += [found for text in call.strings for found in self._addressed(text)]
            place = Place(unit.path, call.line, call.end)
            for entry, symbol in matched:
                yield Use(entry.concept, entry.name, symbol, place, call.scope, unit.role, call.loop, call.guarded, call.keywords)

    def _written(self, unit: Unit) -> Iterator[Use]:
        for text in unit.texts:
            if not text.docstring:
                for entry, symbol in self._addressed(text.value):
                    yield Use(entry.concept, entry.name, symbol, Place(unit.path, text.line, text.end), text.scope, unit.role)

    def _defined(self, unit: Unit) -> Iterator[Use]:
        for definition in unit.definitions:
            place = Place(unit.path, definition.line, definition.line)
            matched = [(entry, base) for base in definition.bases for entry in self._bases.of(base)]
            matched += [(entry, name) for name in definition.decorators for entry in self._decorators.of(name)]
            for entry, symbol in matched:
                yield Use(entry.concept, entry.name, symbol, place, definition.name, unit.role)

    def _addressed(self, text: str) -> list[tuple[Entry, str]]:
        """Endpoints in a text that is an address and no sentence."""
        if "/" not in text or not self._any_endpoint.search(text) or any(character.isspace() for character in text.strip()):
            return []
        return [(entry, endpoint) for endpoint, entry in self._endpoints if endpoint in text]


def _passes(entry: Entry, call: Call) -> bool:
    """Whether a call passes what the row asks for."""
    if not set(entry.keywords) <= set(call.keywords):
        return False
    return not entry.strings or any(text in entry.strings for text in call.strings)


def _modules(code: Code) -> dict[str, set[str]]:
    """The names that Python code in a folder (or in the root, "") could import as modules of its own.

    A folder without `__init__.py` is none: an installed package of that name comes before it.
    """
    modules: dict[str, set[str]] = defaultdict(set)
    for unit in code.units:
        if unit.path.endswith(".py"):
            folder, _, name = unit.path.rpartition("/")
            modules[folder].add(name.removesuffix(".py"))
            if name == "__init__.py" and folder:
                above, _, package = folder.rpartition("/")
                modules[above].add(package)
    return modules


def _beyond_module(name: str, modules: dict[str, set[str]]) -> str:
    """What of a dotted name stands behind the module of the repository that it begins with."""
    folder, rest = "", name
    while "." in rest and (head := rest.split(".", 1)[0]) in modules.get(folder, set()):
        folder, rest = f"{folder}/{head}".strip("/"), rest.split(".", 1)[1]
    return rest


def _hidden(unit: Unit, modules: dict[str, set[str]]) -> set[str]:
    """Names of libraries that modules of the repository hide from this file: one of its own `agents` is not the library of that name.

    A folder `src` with `__init__.py` is a package, whose modules are imported as `src.agents` and hide nothing, save from scripts in it.
    """
    if unit.language != "python":
        return set()
    folder, _, name = unit.path.rpartition("/")
    sources = modules.get("src", set())
    hidden = modules.get("", set()) | (sources if folder == "src" or "__init__" not in sources else set())
    if "__init__" not in modules.get(folder, set()):
        hidden = hidden | modules.get(folder, set())
    return hidden - {name.removesuffix(".py")}


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
