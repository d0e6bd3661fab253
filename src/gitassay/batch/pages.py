"""The table of a batch: every applicant of the list once, with what became of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy import Engine as Store

from gitassay.batch.folders import PAGE
from gitassay.report.index import Listing, Missed, index_csv, index_page
from gitassay.report.summary import SUMMARY, RunSummary, summarise
from gitassay.review.decision import read_assessment, read_decisions
from gitassay.review.record import RECORD
from gitassay.store import batches
from gitassay.store.batches import READ, Batch, Task
from gitassay.store.engine import reading

T = TypeVar("T")
ASSESSED = frozenset({"done", "unchanged"})
STATES = {
    "pending": "Not begun",
    "running": "Being read",
    "nothing": "Nothing public to assess",
    "failed": "Not analysed",
    "quarantined": "Not analysed, set aside",
    "cancelled": "Cancelled",
}


def write_pages(store: Store, batch: Batch, folder: Path, title: str) -> tuple[Path, Path]:
    """Write index.html and index.csv of a batch, each whole or not at all, and return where they are.

    Of thousands of applicants only the order is held in memory; each is read when its line is written.
    """
    page, table = folder / "index.html", folder / "index.csv"
    with reading(store) as connection:
        listing = _listing(connection, batch, folder)
        for path, pieces in ((page, index_page(listing, title)), (table, index_csv(listing))):
            _write(path, pieces)
    return page, table


def _write(path: Path, pieces: Iterable[str]) -> None:
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    new.replace(path)


def _listing(connection: Connection, batch: Batch, folder: Path) -> Listing:
    """What there is to show, in its order, and what is said of all."""
    order: list[tuple[tuple[int, int, int, str], int]] = []
    missed: list[int] = []
    titles: dict[tuple[str, str], None] = {}
    rubrics: set[str] = set()
    for task in batches.every(connection, batch.id):
        if task.state in ASSESSED and task.summary:
            run = _summary(task, folder)
            order.append((run.urgency, task.position))
            titles |= dict.fromkeys((score.category, score.title) for score in run.scores)
            rubrics.add(run.rubric)
        elif task.state in STATES:
            missed.append(task.position)
    runs = _Lines(connection, batch, [position for _, position in sorted(order)], lambda task: _summary(task, folder))
    confirmed = sum(urgency[0] for urgency, _ in order)
    return Listing(runs, tuple(titles), tuple(sorted(rubrics)), confirmed, _Lines(connection, batch, missed, _missed))


class _Lines(Collection[T], Generic[T]):
    """Lines of a table, read from the store whenever they are gone through."""

    def __init__(self, connection: Connection, batch: Batch, positions: Sequence[int], line: Callable[[Task], T]) -> None:
        self._connection, self._batch, self._positions, self._line = connection, batch, positions, line

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self._positions), READ):
            chosen = self._positions[start : start + READ]
            found = batches.at(self._connection, self._batch.id, chosen)
            yield from (self._line(found[position]) for position in chosen)

    def __contains__(self, line: object) -> bool:
        return any(line == one for one in self)


def _missed(task: Task) -> Missed:
    return Missed(task.row.get("name") or task.applicant, STATES.get(task.state, task.state), task.reason or "")


def _summary(task: Task, folder: Path) -> RunSummary:
    """The task's line; read anew from its folder when a person has decided there meanwhile."""
    line = SUMMARY.validate_python(task.summary)
    run = folder / (task.folder or "")
    if not (run / RECORD).exists():
        return line
    assessment = read_assessment(run)
    return summarise(f"{task.folder}/{PAGE}", assessment, read_decisions(run, assessment))
