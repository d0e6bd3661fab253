"""Decisions in the store: only added to, one hash chain for each assessment, and nobody's overwritten unseen."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from gitassay.model.decision import DecisionEntry, DecisionFile
from gitassay.model.record import sealed
from gitassay.store.assessments import held
from gitassay.store.audit import note
from gitassay.store.errors import ConflictError
from gitassay.store.tables import assessment, decision

Made = tuple[str, DecisionEntry]
"""The id of the person who decided, and the decision."""


def decide(
    connection: Connection, one: str, person: tuple[str, str], made: DecisionFile, seen: int, at: str, settles: bool = False
) -> DecisionEntry:
    """Add a person's decision to an assessment; `person` is id and name, `seen` the version of the assessment they looked at.

    With `settles` it is final whatever others decided.

    Raises:
        ConflictError: somebody else decided meanwhile.
        NotThereError: there is no such assessment.
    """
    line = held(connection, one)
    raised = connection.execute(
        update(assessment).where(assessment.c.id == one, assessment.c.version == seen).values(version=seen + 1)
    ).rowcount
    if raised != 1:
        raise ConflictError("Somebody else decided on this assessment meanwhile. Look at it again, then decide.")
    before = decisions(connection, one)
    previous = before[-1][1].sha256 if before else ""
    entry = sealed(DecisionEntry(number=len(before) + 1, by=person[1], at=at, decision=made, previous=previous, sha256=""))
    connection.execute(
        insert(decision).values(
            assessment_id=one, number=entry.number, person_id=person[0], payload=entry.model_dump(mode="json"), sha256=entry.sha256
        )
    )
    state = "final" if settles else state_of([*before, (person[0], entry)], line.needed)
    connection.execute(update(assessment).where(assessment.c.id == one).values(state=state))
    note(connection, at, person[0], "decided", one, {"number": entry.number, "sha256": entry.sha256, "state": state})
    return entry


def decisions(connection: Connection, one: str) -> tuple[Made, ...]:
    """All decisions on an assessment with the ids of who made them, oldest first."""
    rows = connection.execute(
        select(decision.c.person_id, decision.c.payload).where(decision.c.assessment_id == one).order_by(decision.c.number)
    )
    return tuple((row.person_id, DecisionEntry.model_validate(row.payload)) for row in rows)


def state_of(made: Sequence[Made], needed: int) -> str:
    """What decisions come to: each person's last one counts, and all who are needed have to agree on every score."""
    last = dict(made)
    if not last:
        return "open"
    if len(last) < needed:
        return "reviewed"
    scores = {tuple((choice.category, choice.score) for choice in entry.decision.choices) for entry in last.values()}
    return "final" if len(scores) == 1 else "disputed"


def disagreements(made: Sequence[Made]) -> dict[str, dict[str, int | None]]:
    """By category, the score each person last gave (by name), where they differ."""
    last = dict(made)
    by_category: dict[str, dict[str, int | None]] = {}
    for entry in last.values():
        for choice in entry.decision.choices:
            by_category.setdefault(choice.category, {})[entry.by] = choice.score
    return {category: scores for category, scores in by_category.items() if len(set(scores.values())) > 1}
