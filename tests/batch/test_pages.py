"""The table of a batch, on both databases."""

import csv
import tracemalloc
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, update

from gitassay.batch.pages import write_pages
from gitassay.report.summary import SUMMARY, summarise
from gitassay.store import batches
from gitassay.store.batch_tables import batch_task
from gitassay.store.batches import Batch
from tests.support.sample import sample_assessment

AT = "2026-11-24T14:30:00+00:00"


def done(store: Engine, applicants: int) -> Batch:
    """A batch in which every fourth applicant failed; the others need attention the more, the later they come in the list."""
    line = summarise("runs/x/0001/report.html", sample_assessment(), ())
    with store.begin() as connection:
        begun = batches.begin(connection, AT, "2026-11-24", "b" * 64, {}, ((f"a{one}", {}) for one in range(1, applicants + 1)))
        for position in range(1, applicants + 1):
            shown = SUMMARY.dump_python(replace(line, candidate=f"Candidate {position}", attention=position), mode="json")
            ended: dict[str, object] = {"state": "done", "summary": shown, "folder": "nowhere"}
            values = ended if position % 4 else {"state": "failed", "reason": "No answer."}
            where = (batch_task.c.batch_id == begun.id, batch_task.c.position == position)
            connection.execute(update(batch_task).where(*where).values(**values))
        return batches.numbered(connection, begun.number)


def test_everybody_is_in_the_table_once_and_what_needs_attention_stands_first(store: Engine, tmp_path: Path) -> None:
    page, table = write_pages(store, done(store, 450), tmp_path, "Candidates")
    rows = list(csv.reader(table.open(newline="")))[1:]
    html = page.read_text()
    read = [position for position in range(450, 0, -1) if position % 4]
    failed = [f"a{position}" for position in range(1, 451) if position % 4 == 0]

    assert [row[0] for row in rows] == [*(f"Candidate {position}" for position in read), *failed]
    assert [html.count(f">{row[0]}<") for row in rows] == [1] * 450
    assert "Without an assessment: 112" in html


def test_a_table_of_many_takes_the_memory_of_a_table_of_few(store: Engine, tmp_path: Path) -> None:
    few, many = done(store, 250), done(store, 1_000)
    write_pages(store, few, tmp_path, "Candidates")
    peaks = []
    for batch in (few, many):
        tracemalloc.start()
        write_pages(store, batch, tmp_path, "Candidates")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 2 * peaks[0], peaks
