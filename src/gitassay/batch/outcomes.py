"""What becomes of an applicant whose assessment did not come about: tried again, failed, or set aside. None of it is a low score."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from gitassay.batch.engines import WorkerDiedError
from gitassay.batch.errors import BatchError, EngineLostError
from gitassay.batch.settings import Running
from gitassay.batch.task import is_full
from gitassay.model.assessment import Assessment
from gitassay.model.candidate import Status
from gitassay.sources.errors import NothingThereError, SourceError, TokenError, UnreachableError
from gitassay.store.batches import Task

UNLUCKY = frozenset({Status.TIMED_OUT, Status.FAILED})
"""What a busy machine may be the reason of; one more try tells."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A kind of end. `final` is the state it leads to: `at_once`, or when tries are used up; one that is not the applicant's doing does
    not count as a try, and is waited for only when it comes twice in a row: each try asks GitHub anew.
    """

    failure: str
    final: str
    at_once: bool = False
    counts: bool = True
    reason: str = ""

    def next(self, task: Task, settings: Running, now: float, reason: str) -> tuple[str, dict[str, Any]]:
        """The task's next state, and what else changes about it."""
        values: dict[str, Any] = {"failure": self.failure, "reason": reason[:1_000]}
        if not self.counts:
            return "pending", {**values, "not_before": now + (settings.pause if task.failure == self.failure else 0)}
        attempts = task.attempts + 1
        values["attempts"] = attempts
        same_again = self.final == "quarantined" and task.failure == self.failure
        if self.at_once or same_again or attempts >= settings.attempts:
            return self.final, values
        return "pending", {**values, "not_before": now + settings.pause * 2**task.attempts}


def fate_of(error: Exception) -> Fate | None:
    """What an error means for the applicant; None when it is not about the applicant and the batch can't go on."""
    if isinstance(error, NothingThereError):
        return Fate("nothing", "nothing", at_once=True)
    if isinstance(error, UnreachableError):
        return Fate("unreachable", "failed")
    if isinstance(error, EngineLostError):
        return Fate("engine lost", "failed", counts=False)
    if isinstance(error, (TokenError, BatchError, SQLAlchemyError)) or is_full(error):
        return None
    if isinstance(error, SourceError):
        return Fate("source", "failed", at_once=True)
    if isinstance(error, WorkerDiedError):
        return Fate("worker died", "quarantined")
    if isinstance(error, TimeoutError):
        return Fate("took too long", "quarantined")
    return Fate(f"fault {type(error).__name__}"[:40], "quarantined")


def retried(assessment: Assessment, task: Task, settings: Running) -> Fate | None:
    """Whether to try again although there is an assessment: repositories were missed for reasons that may pass."""
    attempts = task.attempts + 1
    lost = [card.id for card in assessment.repositories if card.status == Status.UNREACHABLE]
    slow = [card.id for card in assessment.repositories if card.status in UNLUCKY]
    if lost and attempts < settings.attempts:
        return Fate("unreachable", "failed", reason=f"{len(lost)} of {len(assessment.repositories)} repositories could not be reached.")
    if slow and attempts < min(2, settings.attempts):
        return Fate("unread", "failed", reason=f"{len(slow)} of {len(assessment.repositories)} repositories were not read to their end.")
    return None
