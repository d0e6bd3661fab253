"""Puts the packages of one repository into the rows of a table: what is declared, its version, what is known about it."""

from gitassay.facts.dependencies.standing import Age, Standing
from gitassay.facts.facts import Facts
from gitassay.model.dependencies import DependencyRow, DependencyTable, ImportedPackage
from gitassay.plain import visible, without_secrets
from gitassay.signals.imported import imported_packages, used_packages

MOST_ROWS = 200
MOST_IMPORTED = 100
MOST_IDS = 20
LONGEST = 120
_CONCERN = {"affected": 0, "floor_affected": 1, "unknown": 2, "clear": 3, "not_checked": 3}


def dependency_table(facts: Facts) -> DependencyTable:
    """The table of a repository: declared packages first, those that something is wrong with before others.

    Packages that only a lock file holds are left out unless they are affected.
    """
    shown = [row for row in facts.dependencies if row.scope or row.advisory == "affected"]
    ordered = sorted(shown, key=lambda row: (_CONCERN[row.advisory], not row.scope, not _is_notable(row.age), row.ecosystem, row.name))
    used = used_packages(facts)
    absent = [one for one in imported_packages(facts) if one.kind not in ("declared", "builtin")]
    return DependencyTable(
        packages=len([row for row in facts.dependencies if row.scope]),
        rows=tuple(_row(row, used) for row in ordered[:MOST_ROWS]),
        imported=tuple(
            ImportedPackage(
                ecosystem=one.ecosystem, name=_text(one.package), kind=one.kind, path=_text(one.place.path), line=one.place.start
            )
            for one in absent[:MOST_IMPORTED]
        ),
        unread=tuple(_text(one.path) for one in facts.manifests.files if one.problem or one.dynamic)[:MOST_IMPORTED],
    )


def _row(row: Standing, used: dict[tuple[str, str], bool]) -> DependencyRow:
    first, age = row.first, row.age or Age()
    known = used.get((row.ecosystem, row.name))
    return DependencyRow(
        ecosystem=row.ecosystem,
        name=_text(row.name),
        scope=row.scope or "beneath",
        declared=_text(first.written),
        state=first.state,
        version=_text(first.version),
        told_by=first.told_by,
        path=_text(first.path),
        line=first.line,
        imported="" if known is None else "used" if known else "unused",
        advisory=row.advisory,
        advisories=row.ids[:MOST_IDS],
        advisory_count=len(row.ids),
        known_count=len(row.known),
        advisory_problem=_text(row.problem) if row.advisory == "unknown" else "",
        newest=_text(age.newest),
        libyears=age.libyears,
        notes=tuple(_text(note) for note in _notes(row)),
    )


def _notes(row: Standing) -> list[str]:
    """What else there is to say about releases, in plain words."""
    age, notes = row.age, list[str]()
    if age is None:
        return notes
    if age.gone:
        notes.append("gone from the registry")
    if age.yanked:
        notes.append("this release was withdrawn (yanked)")
    if age.deprecated is not None:
        notes.append(f"deprecated: {age.deprecated}" if age.deprecated else "deprecated")
    elif not age.told:
        notes.append("the source does not say whether it is deprecated")
    return [*notes, age.problem] if age.problem else notes


def _is_notable(age: Age | None) -> bool:
    return age is not None and (age.gone or age.yanked or age.deprecated is not None)


def _text(text: str) -> str:
    return visible(without_secrets(text), LONGEST)
