"""Erases a candidate everywhere: store, pages, runs, and what is remembered of their repositories."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy import Engine as Store

from gitassay.batch.folders import CACHE, applicant_folder
from gitassay.batch.lock import folder_lock
from gitassay.batch.pages import write_pages
from gitassay.llm.cache import ReplyCache
from gitassay.memo import Memo
from gitassay.model.assessment import Assessment
from gitassay.review.decision import ASSESSMENT
from gitassay.store import batches, candidates, erasure
from gitassay.store.assessments import documents_of
from gitassay.store.engine import reading
from gitassay.store.errors import NotThereError

SHORTEST = 3
"""Shorter names are too common to look for in what is remembered."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a candidate may be: a batch's folder, folders of single runs, of what is remembered, and of a model's replies."""

    batch: Path
    runs: Sequence[Path] = ()
    caches: Sequence[Path] = ()
    replies: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased: assessments and lines of batches in the store, folders of runs, remembered readings, a model's replies."""

    assessments: int
    tasks: int
    folders: int
    remembered: int
    replies: int


def erase_everywhere(store: Store, text: str, places: Places, at: str, actor: str, reason: str) -> Gone:
    """Erase the candidate called `text`. Files go first: should we be cut off, the store still knows whom to erase.

    Raises:
        NotThereError: the store holds nobody of that name.
        ConflictError: the candidate is held.
        BusyError: a batch is being run in the folder.
    """
    with folder_lock(places.batch):
        with reading(store) as connection:
            person = candidates.find(connection, text)
            candidates.free(connection, person)
            names, applicants = _names(connection, person), erasure.applicants_of(connection, person)
        folders = _without_batch_folders(places.batch, applicants) + sum(_without_runs(folder, names) for folder in places.runs)
        remembered = sum(Memo(folder).forget(sorted(names)) for folder in places.caches)
        replies = sum(ReplyCache(folder).clear() for folder in places.replies)
        with store.begin() as connection:
            erased = erasure.erase(connection, person, at, actor, reason)
        erasure.overwrite(store)
        _pages_again(store, places.batch)
    return Gone(erased.assessments, erased.tasks, folders, remembered, replies)


def _names(connection: Connection, person: str) -> frozenset[str]:
    """What the candidate and their repositories are called, in what is remembered and in runs."""
    names: set[str] = set()
    for document in documents_of(connection, person):
        card = document.candidate
        names |= {card.login or "", card.name, *(repository.id for repository in document.repositories)}
    return frozenset(name for name in names if len(name) >= SHORTEST)


def _without_batch_folders(batch: Path, applicants: Sequence[str]) -> int:
    count = 0
    for applicant in applicants:
        runs = batch / applicant_folder(applicant)
        count += sum(1 for one in runs.glob("*") if one.is_dir())
        for folder in (runs, batch / CACHE / runs.name):
            shutil.rmtree(folder, ignore_errors=True)
    return count


def _without_runs(folder: Path, names: frozenset[str]) -> int:
    """Remove single runs of the candidate: those whose login, or whose name where there is none, is theirs."""
    count = 0
    for path in sorted(folder.rglob(ASSESSMENT)):
        try:
            card = Assessment.model_validate_json(path.read_bytes()).candidate
        except (OSError, ValueError):
            continue
        if (card.login or card.name) in names:
            shutil.rmtree(path.parent, ignore_errors=True)
            count += 1
    return count


def _pages_again(store: Store, batch: Path) -> None:
    try:
        with reading(store) as connection:
            last = batches.numbered(connection)
    except NotThereError:
        return
    if (batch / "index.html").exists():
        write_pages(store, last, batch, str(last.settings.get("title") or "Candidates"))
