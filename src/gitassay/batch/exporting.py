"""All that is held of a candidate, and why: one JSON document to hand over."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from gitassay.batch.folders import applicant_folder
from gitassay.store import candidates, erasure
from gitassay.store.assessments import documents_of
from gitassay.store.audit import every
from gitassay.store.batch_tables import batch, batch_task
from gitassay.store.decisions import decisions
from gitassay.store.tables import assessment, candidate

WHY = {
    "candidate": "To know whose assessments these are.",
    "kept": "Until which day data are kept, or what law or dispute keeps them longer.",
    "lists": "What the list of applicants said, and what became of it in each batch.",
    "assessments": "What was read in public repositories, and what is suggested for a person to decide.",
    "decisions": "What persons decided, for the record that the law asks for.",
    "record": "Who did what with these data; ids and hashes alone.",
    "files": "Pages and files made from the assessments.",
}


def export_of(connection: Connection, text: str, folder: Path) -> dict[str, Any]:
    """All that the store and the batch's folder hold of the candidate called `text`.

    Raises:
        NotThereError: the store holds nobody of that name.
    """
    person = candidates.find(connection, text)
    ids = list(connection.execute(select(assessment.c.id).where(assessment.c.candidate_id == person).order_by(assessment.c.id)).scalars())
    applicants = erasure.applicants_of(connection, person)
    row = connection.execute(select(candidate).where(candidate.c.id == person)).mappings().one()
    held: dict[str, Any] = {
        "candidate": dict(row),
        "kept": [asdict(one) for one in candidates.kept(connection, person)],
        "lists": _lists(connection, applicants),
        "assessments": [one.model_dump(mode="json") for one in documents_of(connection, person)],
        "decisions": [entry.model_dump(mode="json") for one in ids for _, entry in decisions(connection, one)],
        "record": _record(connection, {person, *ids}),
        "files": [path.relative_to(folder).as_posix() for one in applicants for path in _files(folder / applicant_folder(one))],
    }
    return {"what": held, "why": WHY}


def _lists(connection: Connection, applicants: tuple[str, ...]) -> list[dict[str, Any]]:
    asked = select(batch_task, batch.c.number).join_from(batch_task, batch).where(batch_task.c.applicant.in_(applicants))
    return [dict(row) for row in connection.execute(asked.order_by(batch.c.number)).mappings()]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _record(connection: Connection, ids: set[str]) -> list[dict[str, Any]]:
    return [asdict(event) for event in every(connection) if event.object in ids]
