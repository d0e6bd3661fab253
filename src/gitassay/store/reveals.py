"""Who has learned whom a blind assessment is about; everybody else gets a pseudonym, whatever their role."""

from sqlalchemy import ColumnElement, Connection, and_, exists, literal, select

from gitassay.store.audit import note
from gitassay.store.tables import assessment, audit

REVEALED = "revealed"


def reveal(connection: Connection, one: str, person: str, reason: str, at: str) -> None:
    """Put on record that a person learns who the candidate is, and why; from then on they see it."""
    note(connection, at, person, REVEALED, one, {"reason": reason})


def hidden_from(viewer: str | None) -> ColumnElement[bool]:
    """Whether a row of `assessment` hides its candidate from a person; from None, the program itself, nothing is hidden."""
    if viewer is None:
        return literal(False)
    told = exists(
        select(audit.c.number).where(and_(audit.c.object == assessment.c.id, audit.c.action == REVEALED, audit.c.actor == viewer))
    )
    return and_(assessment.c.blind, ~told)
