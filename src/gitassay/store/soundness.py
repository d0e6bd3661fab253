"""Looks whether a store still is what was put into it: the database itself, the chains of records, and each assessment's hash."""

import zlib
from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import Connection, select, text

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.record import entry_sha256
from gitassay.store.audit import broken
from gitassay.store.tables import assessment, decision


def faults(connection: Connection) -> Iterator[str]:
    """A sentence for each thing that is not as it was put in; nothing when all is."""
    yield from _of_the_file(connection)
    event = broken(connection)
    if event is not None:
        yield f"The record of events does not hold from event {event} on: it was altered, or events were taken out."
    yield from _of_decisions(connection)
    yield from _of_assessments(connection)


def _of_the_file(connection: Connection) -> Iterator[str]:
    """What SQLite finds in its own file; PostgreSQL looks after its files itself."""
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA integrity_check(20)")):
        if row[0] != "ok":
            yield f"The database file is damaged: {row[0]}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} refers to one of {row[2]} that is not there."


def _of_decisions(connection: Connection) -> Iterator[str]:
    before: dict[str, DecisionEntry] = {}
    rows = connection.execute(
        select(decision.c.assessment_id, decision.c.payload, decision.c.sha256).order_by(decision.c.assessment_id, decision.c.number)
    )
    for row in rows:
        entry, last = DecisionEntry.model_validate(row.payload), before.get(row.assessment_id)
        follows = (last.number + 1, last.sha256) if last else (1, "")
        if (entry.number, entry.previous) != follows or not entry_sha256(entry) == entry.sha256 == row.sha256:
            yield f"Decision {entry.number} on assessment {row.assessment_id} was altered, or one before it taken out."
        before = {row.assessment_id: entry}


def _of_assessments(connection: Connection) -> Iterator[str]:
    """One at a time: thousands do not fit into memory."""
    rows = connection.execution_options(yield_per=50).execute(
        select(assessment.c.id, assessment.c.sha256, assessment.c.document).order_by(assessment.c.id)
    )
    for row in rows:
        try:
            held = Assessment.model_validate_json(zlib.decompress(row.document))
        except (zlib.error, ValidationError):
            yield f"Assessment {row.id} can't be read any more."
            continue
        if not held.digest() == held.sha256 == row.sha256:
            yield f"Assessment {row.id} is not the one that was put in: its hash differs."
