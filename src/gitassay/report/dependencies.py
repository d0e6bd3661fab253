"""The packages of each repository as a table and in plain sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gitassay.model.assessment import Assessment, RepositoryCard
from gitassay.model.dependencies import DependencyRow, DependencyTable, LookedUp
from gitassay.report.language import gettext, marked, ngettext
from gitassay.report.sentences import told_text
from gitassay.report.words import day, marks

MOST_ROWS = 25
LEAST_ROWS = 5
ROWS_ON_A_PAGE = 120
"""Shared by all tables of a page; the whole tables are in the assessment and in packages.csv."""
MOST_NAMED = 6
_SCOPES = {
    "optional": marked("optional"),
    "dev": marked("for development"),
    "test": marked("for tests"),
    "docs": marked("for documents"),
    "beneath": marked("brought along by others"),
}
_STATES = {
    "bounded": marked("a range"),
    "floor": marked("a lowest version"),
    "any": marked("any version"),
    "url": marked("an address"),
    "path": marked("a folder"),
}
_TONES = {"affected": "against", "floor_affected": "check", "clear": "supports"}
_ABSENT = ("missing", "conda", "readme", "development")


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
    version = row.version if row.version else gettext(_STATES.get(row.state, marked("can't be told")))
    version += f", {told_text(row.told_by)}" if row.told_by else ""
    scope = _SCOPES.get(row.scope, "")
    tone = _TONES.get(row.advisory, "unknown")
    return PackageView(row, gettext(scope) if scope else "", version, _advisory(row), tone, _age(row, aged))


def _advisory(row: DependencyRow) -> str:
    if row.advisory == "affected":
        known = (
            gettext("%(count)s known, %(then)s of them when last worked on") if row.known_count else gettext("%(count)s known, found since")
        )
        return known % {"count": row.advisory_count, "then": row.known_count}
    if row.advisory == "unknown" and row.advisory_problem:
        return gettext("can't be told: %(why)s") % {"why": told_text(row.advisory_problem)}
    words = {
        "floor_affected": marked("the lowest version it admits is affected"),
        "clear": marked("none known"),
        "unknown": marked("can't be told"),
        "not_checked": marked("not checked"),
    }
    return gettext(words[row.advisory])


def _age(row: DependencyRow, aged: bool) -> str:
    if row.libyears is None:
        if row.newest:
            return gettext("newest is %(version)s") % {"version": row.newest}
        return gettext("can't be told") if aged else gettext("not checked")
    if not row.libyears:
        return gettext("the newest")
    return gettext("%(years)s years behind %(version)s") % {"years": marks(f"{row.libyears:.1f}"), "version": row.newest}


def _sentences(table: DependencyTable, sources: dict[str, LookedUp]) -> Iterator[str]:
    exact = [row for row in table.rows if row.version]
    if table.packages:
        told = ngettext(
            "%(num)s package declared, %(exact)s at an exact version.",
            "%(num)s packages declared, %(exact)s at an exact version.",
            table.packages,
        )
        yield told % {"num": table.packages, "exact": len([row for row in exact if row.scope != "beneath"])}
    else:
        yield gettext("No package is declared.")
    yield from _imports(table)
    yield from _vulnerabilities(table.rows, sources.get("advisories"))
    yield from _ages(table.rows, sources.get("registries"))


def _imports(table: DependencyTable) -> Iterator[str]:
    for kind in _ABSENT:
        names = [row.name for row in table.imported if row.kind == kind]
        if names:
            yield _absent(kind, len(names)) % {"num": len(names), "names": _named(names)}
    idle = [row.name for row in table.rows if row.imported == "unused"]
    if idle:
        yield gettext("No file was seen to use %(names)s.") % {"names": _named(idle)}
    if table.unread:
        told = gettext("%(names)s can't be read without running it, so that a missing package can't be told.")
        yield told % {"names": _named(table.unread)}


def _absent(kind: str, amount: int) -> str:
    """The sentence for imported packages of this kind."""
    if kind == "missing":
        return ngettext(
            "%(num)s imported package is declared nowhere: %(names)s.",
            "%(num)s imported packages are declared nowhere: %(names)s.",
            amount,
        )
    if kind == "conda":
        return ngettext(
            "%(num)s imported package is declared only for conda: %(names)s.",
            "%(num)s imported packages are declared only for conda: %(names)s.",
            amount,
        )
    if kind == "readme":
        return ngettext(
            "%(num)s imported package is named only by a command in the README: %(names)s.",
            "%(num)s imported packages are named only by a command in the README: %(names)s.",
            amount,
        )
    return ngettext(
        "%(num)s imported package is declared only for development: %(names)s.",
        "%(num)s imported packages are declared only for development: %(names)s.",
        amount,
    )


def _vulnerabilities(rows: Sequence[DependencyRow], source: LookedUp | None) -> Iterator[str]:
    if source is None:
        yield gettext("Not checked for known vulnerabilities: no source was named.")
        return
    affected = [row for row in rows if row.advisory == "affected"]
    told = gettext(" (advisories as of %(day)s)") % {"day": day(source.day)} if source.day else ""
    if affected:
        then = sum(row.known_count > 0 for row in affected)
        said = ngettext(
            "%(num)s package at a version with known vulnerabilities%(asof)s; "
            "for %(then)s of them one was known when the project was last worked on.",
            "%(num)s packages at a version with known vulnerabilities%(asof)s; "
            "for %(then)s of them one was known when the project was last worked on.",
            len(affected),
        )
        yield said % {"num": len(affected), "asof": told, "then": then}
    elif any(row.advisory == "clear" for row in rows):
        yield gettext("No known vulnerability affects the versions that are named%(asof)s.") % {"asof": told}
    else:
        yield gettext("Whether vulnerabilities affect the packages can't be told.")


def _ages(rows: Sequence[DependencyRow], source: LookedUp | None) -> Iterator[str]:
    if source is None:
        yield gettext("Not checked for age: no package registry was named.")
        return
    dated = [row.libyears for row in rows if row.libyears is not None]
    if dated:
        said = ngettext(
            "%(num)s package with a known age, %(years)s years behind the newest releases in all.",
            "%(num)s packages with a known age, %(years)s years behind the newest releases in all.",
            len(dated),
        )
        yield said % {"num": len(dated), "years": marks(f"{sum(dated):.1f}")}
    else:
        yield gettext("How old the packages are can't be told.")


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = " " + gettext("and %(count)s more") % {"count": len(listed) - MOST_NAMED} if len(listed) > MOST_NAMED else ""
    return ", ".join(listed[:MOST_NAMED]) + more
