"""Records what became of an applicant: files first, whole or not at all, then one transaction that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine as Store

from gitassay.batch.errors import DiskFullError
from gitassay.batch.folders import PAGE, folder_of, write_whole
from gitassay.batch.task import full, is_full
from gitassay.model.assessment import Assessment
from gitassay.report.summary import SUMMARY, summarise
from gitassay.store import batches, candidates
from gitassay.store.assessments import candidate_of, take_in
from gitassay.store.batches import Task


@dataclass(frozen=True, slots=True)
class Place:
    """Where runs are written, and how: the batch's number, its folder and scratch on the same disk, formats, blind reports, days kept."""

    number: int
    folder: Path
    scratch: Path
    formats: Sequence[str]
    blind: bool
    days: int


@dataclass(frozen=True, slots=True)
class Made:
    """An assessment, what its sources looked like before, its summary in the run before, and how many seconds it took."""

    assessment: Assessment
    mark: dict[str, list[str]] | None
    before: dict[str, Any] | None
    seconds: float


def record(store: Store, task: Task, made: Made, place: Place, at: str) -> str:
    """Write and record an assessment; returns what to tell of it, "" when somebody else did meanwhile.

    Raises:
        DiskFullError: it can't be written.
    """
    folder = folder_of(task.applicant, place.number)
    try:
        write_whole(made.assessment, place.formats, place.folder / folder, place.scratch)
    except OSError as error:
        if is_full(error):
            raise DiskFullError(full(place.folder)) from error
        raise
    before = SUMMARY.validate_python(made.before) if made.before else None
    summary = summarise(f"{folder}/{PAGE}", made.assessment, (), before)
    with store.begin() as connection:
        candidates.alone(connection)
        person = _person(connection, task, made.assessment, at)
        known = take_in(connection, made.assessment, at, "batch", blind=place.blind, person=person)
        recorded = batches.settle(
            connection,
            task,
            "done",
            at,
            candidate_id=person,
            assessment_id=known,
            sha256=made.assessment.sha256,
            folder=folder,
            mark=made.mark,
            summary=SUMMARY.dump_python(summary, mode="json"),
            repositories=summary.read,
            seconds=round(made.seconds, 3),
            failure=None,
            reason=None,
        )
        if not recorded:
            connection.rollback()
            return ""
        _keep(connection, person, made.assessment.as_of, place.days)
    return f"{task.applicant}: {summary.read} of {summary.read + summary.unread} repositories read, {summary.state}."


def record_unchanged(store: Store, task: Task, earlier: Task, mark: dict[str, list[str]], at: str) -> None:
    """Record that the assessment of an earlier batch still holds."""
    summary = {**(earlier.summary or {}), "changes": ["Nothing changed since the run before."]}
    kept = {name: getattr(earlier, name) for name in ("candidate_id", "assessment_id", "sha256", "folder", "repositories")}
    with store.begin() as connection:
        batches.settle(connection, task, "unchanged", at, **kept, mark=mark, summary=summary, failure=None, reason=None)


def _person(connection: Connection, task: Task, assessment: Assessment, at: str) -> str:
    """The candidate's id: the same applicant's of an earlier batch, or the account's. A name alone makes nobody the same."""
    return candidates.of_applicant(connection, task.applicant) or candidate_of(connection, assessment, at, namesake=False)


def _keep(connection: Connection, person: str, as_of: str, days: int) -> None:
    if days:
        candidates.keep_until(connection, person, (date.fromisoformat(as_of) + timedelta(days=days)).isoformat())
