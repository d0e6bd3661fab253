"""Figures that documents hold against each other, and whether any of them comes from the repository."""

from collections.abc import Sequence

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.facts.results import Origin
from gitassay.model.finding import Place
from gitassay.signals.reading import at

METHODS = 2


def computed_here(facts: Facts, places: Sequence[Place]) -> bool:
    """Whether the repository computes or shows any of the figures at these places: others are claims, which prove nothing."""
    backed = {(one.place.path, one.place.start) for one in facts.results.backed}
    return any((place.path, place.start) in backed for place in places)


def compared_rows(facts: Facts, readme: Readme) -> list[tuple[str, Place]]:
    """Rows with figures, by their label, of tables that have figures for at least two methods."""
    told = (one for one in facts.results.readme if one.place.path == readme.path)
    lines = {one.place.start for one in told if one.origin is Origin.TABLE}
    by_header: dict[tuple[str, ...], list[tuple[str, Place]]] = {}
    for row in readme.rows:
        if row.line in lines and row.cells:
            by_header.setdefault(row.header, []).append((row.cells[0][:100], at(readme, row.line)))
    tables = [rows for rows in by_header.values() if len({label for label, _ in rows}) >= METHODS]
    return [row for rows in tables for row in rows if not _is_class_report(row[0])]


def _is_class_report(label: str) -> bool:
    """Whether a row is of a classification report (a class or an average), which compares no methods."""
    return label.strip().lower() in ("macro avg", "weighted avg", "accuracy", "micro avg", "0", "1")
