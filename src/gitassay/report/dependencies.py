"""The packages of each repository as a table and in plain sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gitassay.model.assessment import Assessment, RepositoryCard
from gitassay.model.dependencies import DependencyRow, DependencyTable, LookedUp
from gitassay.report.words import counted, day

MOST_ROWS = 25
LEAST_ROWS = 5
ROWS_ON_A_PAGE = 120
"""Shared by all tables of a page; the whole tables are in the assessment and in packages.csv."""
MOST_NAMED = 6
_SCOPES = {
    "optional": "optional",
    "dev": "for development",
    "test": "for tests",
    "docs": "for documents",
    "beneath": "brought along by others",
}
_STATES = {"bounded": "a range", "floor": "a lowest version", "any": "any version", "url": "an address", "path": "a folder"}
_TONES = {"affected": "against", "floor_affected": "check", "clear": "supports"}
_ABSENT = (
    ("missing", "is declared nowhere", "are declared nowhere"),
    ("conda", "is declared only for conda", "are declared only for conda"),
    ("readme", "is named only by a command in the README", "are named only by a command in the README"),
    ("development", "is declared only for development", "are declared only for development"),
)


@dataclass(frozen=True, slots=True)
class PackageView:
    """One package: its row of the document, and its cells in words. `tone` colours the vulnerabilities."""

    document: DependencyRow
    scope: str
    version: str
    advisory: str
    tone: str
    age: str


@dataclass(frozen=True, slots=True)
class PackagesView:
    """The packages of one repository: what there is to say, and the rows, of which a page has `room` for the first.

    `advised` and `aged` tell whether somebody was asked about vulnerabilities and about age: a column without answers says nothing.
    """

    repository: str
    sentences: tuple[str, ...]
    rows: tuple[PackageView, ...]
    room: int
    advised: bool
    aged: bool

    @property
    def shown(self) -> tuple[PackageView, ...]:
        """The rows a page has room for."""
        return self.rows[: self.room]

    @property
    def more(self) -> int:
        """How many rows a page leaves out."""
        return max(len(self.rows) - self.room, 0)


def packages_views(assessment: Assessment) -> tuple[PackagesView, ...]:
    """The packages of every repository that declares or imports some."""
    sources: dict[str, LookedUp] = {one.kind: one for one in assessment.looked_up}
    cards = [card for card in assessment.repositories if card.dependencies.rows or card.dependencies.imported or card.dependencies.unread]
    room = min(max(ROWS_ON_A_PAGE // len(cards), LEAST_ROWS), MOST_ROWS) if cards else MOST_ROWS
    return tuple(_view(card, sources, room) for card in cards)


def _view(card: RepositoryCard, sources: dict[str, LookedUp], room: int) -> PackagesView:
    table = card.dependencies
    rows = tuple(_row(row, "registries" in sources) for row in table.rows)
    return PackagesView(card.id, tuple(_sentences(table, sources)), rows, room, "advisories" in sources, "registries" in sources)


def _row(row: DependencyRow, aged: bool) -> PackageView:
    version = row.version if row.version else _STATES.get(row.state, "can't be told")
    version += f", {row.told_by}" if row.told_by else ""
    return PackageView(row, _SCOPES.get(row.scope, ""), version, _advisory(row), _TONES.get(row.advisory, "unknown"), _age(row, aged))


def _advisory(row: DependencyRow) -> str:
    if row.advisory == "affected":
        known = f", {row.known_count} of them when last worked on" if row.known_count else ", found since"
        return f"{row.advisory_count} known{known}"
    words = {
        "floor_affected": "the lowest version it admits is affected",
        "clear": "none known",
        "unknown": f"can't be told: {row.advisory_problem}" if row.advisory_problem else "can't be told",
        "not_checked": "not checked",
    }
    return words[row.advisory]


def _age(row: DependencyRow, aged: bool) -> str:
    if row.libyears is None:
        return f"newest is {row.newest}" if row.newest else "can't be told" if aged else "not checked"
    return f"{row.libyears:.1f} years behind {row.newest}" if row.libyears else "the newest"


def _sentences(table: DependencyTable, sources: dict[str, LookedUp]) -> Iterator[str]:
    exact = [row for row in table.rows if row.version]
    if table.packages:
        yield f"{counted(table.packages, 'package')} declared, {len([row for row in exact if row.scope != 'beneath'])} at an exact version."
    else:
        yield "No package is declared."
    yield from _imports(table)
    yield from _vulnerabilities(table.rows, sources.get("advisories"))
    yield from _ages(table.rows, sources.get("registries"))


def _imports(table: DependencyTable) -> Iterator[str]:
    for kind, one, many in _ABSENT:
        names = [row.name for row in table.imported if row.kind == kind]
        if names:
            yield f"{counted(len(names), 'imported package')} {one if len(names) == 1 else many}: {_named(names)}."
    idle = [row.name for row in table.rows if row.imported == "unused"]
    if idle:
        yield f"No file was seen to use {_named(idle)}."
    if table.unread:
        yield f"{_named(table.unread)} can't be read without running it, so that a missing package can't be told."


def _vulnerabilities(rows: Sequence[DependencyRow], source: LookedUp | None) -> Iterator[str]:
    if source is None:
        yield "Not checked for known vulnerabilities: no source was named."
        return
    affected = [row for row in rows if row.advisory == "affected"]
    told = f" (advisories as of {day(source.day)})" if source.day else ""
    if affected:
        then = sum(row.known_count > 0 for row in affected)
        said = f"{counted(len(affected), 'package')} at a version with known vulnerabilities{told}"
        yield f"{said}; for {then} of them one was known when the project was last worked on."
    elif any(row.advisory == "clear" for row in rows):
        yield f"No known vulnerability affects the versions that are named{told}."
    else:
        yield "Whether vulnerabilities affect the packages can't be told."


def _ages(rows: Sequence[DependencyRow], source: LookedUp | None) -> Iterator[str]:
    if source is None:
        yield "Not checked for age: no package registry was named."
        return
    dated = [row.libyears for row in rows if row.libyears is not None]
    if dated:
        yield f"{counted(len(dated), 'package')} with a known age, {sum(dated):.1f} years behind the newest releases in all."
    else:
        yield "How old the packages are can't be told."


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ", ".join(listed[:MOST_NAMED]) + more
