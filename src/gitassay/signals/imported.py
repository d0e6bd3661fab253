"""Declared packages against imported ones: how each import is provided for, and which declared package nobody uses."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from gitassay.facts.facts import Facts
from gitassay.facts.manifests.table import Declared
from gitassay.model.finding import Place
from gitassay.resources import resource
from gitassay.signals.imports import (
    Wanted,
    is_carried,
    is_named,
    loose_name,
    plain_name,
    published_as,
    python_wanted,
    script_wanted,
    told_by_readme,
)

KINDS = ("missing", "unknown", "development", "conda", "readme", "transitive", "optional", "notebook", "test", "example", "declared")
"""How an import is provided for, what matters most first: by nothing; not to be told, since a manifest computes its packages; only
for development; only in a conda environment; only by a command in the README; by another package; by an extra, or the code does
without; not at all, but only notebooks, tests, or examples and documents import it; by a manifest."""
FROZEN = 2
"""A list that pins everything and is so many times longer than what is imported is a frozen environment."""
_FILES_THAT_NAME = re.compile(
    r"(?:^|/)(?:[\w.-]*Dockerfile[\w.-]*|Makefile|Procfile|Pipfile|\.pre-commit-config\.yaml|tox\.ini|noxfile\.py|setup\.cfg|[\w.-]+\.sh"
    r"|[\w.-]*\.config\.(?:[cm]?[jt]s|json)|\.\w+rc(?:\.\w+)?|app\.ya?ml|dvc\.yaml|docker-compose[\w.-]*\.ya?ml|tsconfig[\w.-]*\.json"
    r"|conf\.py|mkdocs\.ya?ml|angular\.json|settings\.py)$|^\.github/workflows/[\w.-]+$"
)
MAX_NAMING_FILES = 60
MAX_NAMING_BYTES = 100_000
_WORD = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9._/-]{0,100}")


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported package, how it is provided for (one of KINDS), and where it is imported first."""

    ecosystem: str
    package: str
    kind: str
    place: Place


@lru_cache(maxsize=1)
def imported_packages(facts: Facts) -> tuple[Imported, ...]:
    """Every package that Python, JavaScript or TypeScript code imports from outside, by ecosystem and name."""
    python = _classified(facts, "pypi", ("pypi", "conda"), python_wanted(facts))
    return (*python, *_classified(facts, "npm", ("npm",), script_wanted(facts)))


def _classified(facts: Facts, ecosystem: str, kin: tuple[str, ...], wanted: Sequence[Wanted]) -> Iterable[Imported]:
    known = _Known(facts, ecosystem, kin)
    rows: dict[str, list[Wanted]] = {}
    for one in wanted:
        rows.setdefault(one.package, []).append(one)
    for package, places in sorted(rows.items()):
        kinds = [(KINDS.index(kind), one.place) for one in places if (kind := known.kind_of(one))]
        guarded = any(one.optional for one in places)
        worst, place = min(kinds, key=lambda kind: (kind[0], kind[1].path, kind[1].start))
        # Where one file tries an import, its author knows that the package may be absent.
        kind = "optional" if guarded and KINDS[worst] in ("missing", "unknown") else KINDS[worst]
        yield Imported(ecosystem, package, kind, place)


class _Known:
    """The names that one ecosystem's manifests, locks and the README provide. The README is read only when nothing else does."""

    def __init__(self, facts: Facts, ecosystem: str, kin: tuple[str, ...]) -> None:
        rows = [one for one in facts.manifests.declared if one.ecosystem in kin]
        native = [one for one in rows if one.ecosystem == ecosystem]
        self._ecosystem, self._facts = ecosystem, facts
        self._main = _names(one for one in native or rows if one.scope in ("main", "build"))
        self._optional = _names(one for one in rows if one.scope == "optional")
        self._conda = _names(one for one in rows if one.ecosystem == "conda")
        self._all = _names(rows)
        self._locked = frozenset(plain_name(one.name) for one in facts.manifests.locked if one.ecosystem in kin)
        self._unclear = any((one.dynamic or one.problem) and not one.lock for one in facts.manifests.files if one.ecosystem in kin)

    def kind_of(self, one: Wanted) -> str:
        if one.role != "main":
            return self._kind_beside(one)
        if self._named(one, self._main):
            return "declared"
        if self._carried(one, self._main):
            return "transitive"
        if one.optional or self._named(one, self._optional) or self._carried(one, self._optional):
            return "optional"
        if self._carried(one, self._all) or self._named(one, self._locked - self._all):
            return "transitive"
        if self._named(one, self._all):
            return "conda" if self._named(one, self._conda) else "development"
        if self._named(one, self._readme) or self._carried(one, self._readme):
            return "readme"
        return "unknown" if self._unclear else "missing"

    @cached_property
    def _readme(self) -> frozenset[str]:
        return told_by_readme(self._facts)

    def _kind_beside(self, one: Wanted) -> str:
        """For notebooks, tests, examples and documents any manifest will do."""
        if self._named(one, self._all | self._locked) or self._carried(one, self._all):
            return "declared"
        return "optional" if one.optional else {"notebook": "notebook", "test": "test"}.get(one.role, "example")

    def _named(self, one: Wanted, known: frozenset[str]) -> bool:
        return is_named(one, known, self._ecosystem)

    def _carried(self, one: Wanted, known: frozenset[str]) -> bool:
        return self._ecosystem == "pypi" and is_carried(one, known)


def _names(rows: Iterable[Declared]) -> frozenset[str]:
    return frozenset(plain_name(one.name) for one in rows)


@lru_cache(maxsize=1)
def used_packages(facts: Facts) -> dict[tuple[str, str], bool]:
    """For each declared Python and npm package of the main code whether anything uses it.

    A package is in use when a file imports it, a script or configuration names it, or it is one of those that others load without an
    import. Frozen environments are left out, and so are packages whose modules' names can't be known (from addresses and folders).
    """
    if any((one.dynamic or one.problem) and not one.lock for one in facts.manifests.files):
        return {}
    found: dict[tuple[str, str], bool] = {}
    words: frozenset[str] | None = None
    for ecosystem, wanted in (("pypi", python_wanted(facts)), ("npm", script_wanted(facts))):
        rows = [one for one in facts.manifests.declared if one.ecosystem == ecosystem and one.scope == "main"]
        if not wanted or not rows or _is_frozen(rows, wanted):
            continue
        names = {name for one in wanted for name in (published_as(one) if ecosystem == "pypi" else _script_names(one))}
        loose = {loose_name(name) for name in names}
        known = _names(facts.manifests.declared)
        for one in rows:
            name = plain_name(one.name)
            used = name in names or loose_name(name) in loose or one.state in ("url", "path") or _is_needed(name, known, wanted)
            if not used:
                words = _words(facts) if words is None else words
                used = name in words or plain_name(one.name.rpartition("/")[2]) in words
            found[ecosystem, one.name] = used
    return found


def _script_names(one: Wanted) -> tuple[str, str]:
    return plain_name(one.package), "@types/" + plain_name(one.package.replace("/", "--").lstrip("@"))


def _is_frozen(rows: list[Declared], wanted: Sequence[Wanted]) -> bool:
    pinned = sum(one.state in ("pinned", "url", "path") for one in rows)
    return pinned >= 0.9 * len(rows) and len(rows) > FROZEN * len({one.package for one in wanted})


def _is_needed(name: str, known: frozenset[str], wanted: Sequence[Wanted]) -> bool:
    """Whether a package works without being imported: as a tool, or loaded by another that is declared; or it brings what is imported."""
    loaded = _loaded()
    if any(re.fullmatch(pattern, name) for pattern in loaded["tools"]):
        return True
    if any(plain_name(other) in known for other in loaded["by"].get(name, ())):
        return True
    return any(is_carried(one, frozenset({name})) and not published_as(one) & known for one in wanted)


@cache
def _loaded() -> dict[str, Any]:
    return tomllib.loads((resource("config") / "loaded_packages.toml").read_text(encoding="utf-8"))


def _words(facts: Facts) -> frozenset[str]:
    """Names in scripts, containers, build files and configuration, and in short texts of the code."""
    texts = [command for one in facts.manifests.files for _, command in one.scripts]
    files = [file.path for file in facts.files if (file.size or 0) <= MAX_NAMING_BYTES and _FILES_THAT_NAME.search(file.path)]
    texts += [facts.texts.text(path) or "" for path in files[:MAX_NAMING_FILES]]
    texts += [text.value for unit in facts.code.own for text in unit.texts if len(text.value) <= 100 and not text.docstring]
    return frozenset(part for text in texts for word in _WORD.findall(text) for part in _parts(word))


def _parts(word: str) -> set[str]:
    """The names in a word of a file: `pkg`, `@scope/pkg`, `pkg.module`, `pkg/plugin`."""
    scoped = "/".join(word.split("/")[:2]) if word.startswith("@") else word.split("/")[0]
    return {plain_name(scoped), plain_name(word.split(".")[0])}
