"""Tells who a blind report is about, after putting on record who asked and why."""

from pathlib import Path

from gitassay.model.blind import BlindKey
from gitassay.model.decision import RevealEntry
from gitassay.model.record import sealed
from gitassay.plain import visible
from gitassay.review.blind import blind
from gitassay.review.decision import moment, person, read_assessment
from gitassay.review.errors import InvalidDecisionError
from gitassay.review.record import REVEALS, append, locked, read_record


def reveal(run: Path, by: str, reason: str, at: str) -> BlindKey:
    """Put on record that `by` learns who the candidate is, then return the key that says it.

    Raises:
        DecisionError: nobody is named, no reason is given, or the run can't be read; nothing was written or told then.
    """
    assessment = read_assessment(run)
    why = visible(reason.strip(), 500)
    if not why:
        raise InvalidDecisionError("Nothing is revealed.", "The record needs a reason.", "Say why with --reason.")
    with locked(run):
        entries = read_reveals(run)
        previous = entries[-1].sha256 if entries else ""
        made = RevealEntry(
            number=len(entries) + 1,
            by=person(by),
            at=moment(at),
            assessment_sha256=assessment.sha256,
            reason=why,
            previous=previous,
            sha256="",
        )
        append(run / REVEALS, sealed(made))
    return blind(assessment)[1]


def read_reveals(run: Path) -> tuple[RevealEntry, ...]:
    """Who learned the candidate's identity, oldest first.

    Raises:
        BrokenRecordError: the record was altered.
    """
    return read_record(run / REVEALS, RevealEntry)
