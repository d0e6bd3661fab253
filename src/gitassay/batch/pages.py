"""The table of a batch: every applicant of the list once, with what became of them."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine as Store

from gitassay.batch.folders import PAGE
from gitassay.batch.records import SUMMARY
from gitassay.report.index import Missed, render_index, render_index_csv
from gitassay.report.summary import RunSummary, summarise
from gitassay.review.decision import read_assessment, read_decisions
from gitassay.review.record import RECORD
from gitassay.store import batches
from gitassay.store.batches import Batch, Task
from gitassay.store.engine import reading

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
    """Write index.html and index.csv of a batch, each whole or not at all, and return where they are."""
    runs: list[RunSummary] = []
    missed: list[Missed] = []
    for task in _tasks(store, batch):
        if task.state in ASSESSED and task.summary:
            runs.append(_summary(task, folder))
        elif task.state in STATES:
            missed.append(Missed(task.row.get("name") or task.applicant, STATES[task.state], task.reason or ""))
    page, table = folder / "index.html", folder / "index.csv"
    for path, text in ((page, render_index(runs, title, missed)), (table, render_index_csv(runs, missed))):
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(text.encode())
        new.replace(path)
    return page, table


def _tasks(store: Store, batch: Batch) -> Iterator[Task]:
    after = 0
    while True:
        with reading(store) as connection:
            found = batches.tasks(connection, batch.id, after)
        if not found:
            return
        yield from found
        after = found[-1].position


def _summary(task: Task, folder: Path) -> RunSummary:
    """The task's line; read anew from its folder when a person has decided there meanwhile."""
    line = SUMMARY.validate_python(task.summary)
    run = folder / (task.folder or "")
    if not (run / RECORD).exists():
        return line
    assessment = read_assessment(run)
    return summarise(f"{task.folder}/{PAGE}", assessment, read_decisions(run, assessment))
