"""Erases a candidate from the store; what is left says that somebody was erased, and nobody can tell who."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, and_, delete, insert, select, update

from gitassay.store import candidates
from gitassay.store.audit import note
from gitassay.store.batch_tables import batch_task, keeping, tombstone
from gitassay.store.tables import assessment, candidate

CHUNK = 500
SQLITE_OVERWRITES = ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
EMPTIED = ("owner", "lease_until", "failure", "reason", "candidate_id", "assessment_id", "sha256", "folder", "mark", "summary")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased from the store, and which applicants' files are to go with it."""

    candidate_id: str
    assessments: int
    tasks: int
    applicants: tuple[str, ...]


def erase(connection: Connection, person: str, at: str, actor: str, reason: str) -> Erased:
    """Erase a candidate with all assessments, decisions and lines of batches, and leave a tombstone.

    Raises:
        ConflictError: the candidate is held.
    """
    candidates.free(connection, person)
    applicants = applicants_of(connection, person)
    mine = batch_task.c.applicant.in_(applicants)
    positions = connection.execute(select(batch_task.c.batch_id, batch_task.c.position).where(mine)).all()
    emptied: dict[str, object] = dict.fromkeys(EMPTIED)
    for one in positions:
        where = and_(batch_task.c.batch_id == one.batch_id, batch_task.c.position == one.position)
        values = {**emptied, "applicant": f"erased {one.position}", "row": {}, "state": "erased"}
        connection.execute(update(batch_task).where(where).values(**values))
    gone = connection.execute(delete(assessment).where(assessment.c.candidate_id == person)).rowcount
    connection.execute(delete(keeping).where(keeping.c.candidate_id == person))
    connection.execute(delete(candidate).where(candidate.c.id == person))
    for number, applicant in enumerate(applicants):
        one_id = person if number == 0 else f"{person[:28]}{number:04d}"
        connection.execute(insert(tombstone).values(candidate_id=one_id, subject=subject(applicant), at=at, reason=reason[:200]))
    if not applicants:
        connection.execute(insert(tombstone).values(candidate_id=person, subject=subject(person), at=at, reason=reason[:200]))
    note(connection, at, actor, "erased", person, {"assessments": gone, "tasks": len(positions)})
    return Erased(person, gone, len(positions), applicants)


def leave_out(connection: Connection, batch_id: str, at: str) -> int:
    """Leave out of a new batch who was erased: a list that still names them must not bring them back. Returns how many."""
    buried = set(connection.execute(select(tombstone.c.subject)).scalars())
    if not buried:
        return 0
    listed = connection.execute(select(batch_task.c.position, batch_task.c.applicant).where(batch_task.c.batch_id == batch_id)).all()
    positions = [one.position for one in listed if subject(one.applicant) in buried]
    for start in range(0, len(positions), CHUNK):
        chosen: Sequence[int] = positions[start : start + CHUNK]
        for position in chosen:
            where = and_(batch_task.c.batch_id == batch_id, batch_task.c.position == position)
            values = {"state": "erased", "applicant": f"erased {position}", "row": {}, "finished_at": at}
            connection.execute(update(batch_task).where(where).values(**values))
    return len(positions)


def subject(applicant: str) -> str:
    """What stands for an applicant who was erased."""
    return hashlib.sha256(b"gitassay erased\0" + applicant.strip().lower().encode(errors="surrogatepass")).hexdigest()


def applicants_of(connection: Connection, person: str) -> tuple[str, ...]:
    """The keys by which lists name a candidate."""
    return tuple(connection.execute(select(batch_task.c.applicant).where(batch_task.c.candidate_id == person).distinct()).scalars())


def overwrite(engine: Engine) -> None:
    """Have the database give up the pages of what was erased; it would keep them, readable, for later use."""
    connection = engine.raw_connection()
    try:
        driver = connection.driver_connection
        assert driver is not None
        if engine.dialect.name == "postgresql":
            connection.rollback()
            driver.autocommit = True
        cursor = driver.cursor()
        tables = ("candidate", "assessment", "decision", "batch_task", "keeping")
        commands = [f"VACUUM FULL {table}" for table in tables] if engine.dialect.name == "postgresql" else SQLITE_OVERWRITES
        for command in commands:
            cursor.execute(command)
        cursor.close()
        if engine.dialect.name == "postgresql":
            driver.autocommit = False
    finally:
        connection.close()
