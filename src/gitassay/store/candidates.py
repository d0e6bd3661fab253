"""Candidates in the store: who an applicant is, how long they are kept, and why longer."""

from dataclasses import dataclass

from sqlalchemy import Connection, desc, insert, or_, select, text, update

from gitassay.store.audit import note
from gitassay.store.batch_tables import batch, batch_task, keeping
from gitassay.store.errors import ConflictError, NotThereError
from gitassay.store.tables import candidate


@dataclass(frozen=True, slots=True)
class Kept:
    """One candidate, until which day they are kept, and what holds them longer."""

    id: str
    name: str
    login: str | None
    until: str | None
    hold: str | None


def of_applicant(connection: Connection, applicant: str) -> str | None:
    """The candidate's id that an applicant of earlier batches has."""
    asked = (
        select(batch_task.c.candidate_id)
        .join_from(batch_task, batch)
        .where(batch_task.c.applicant == applicant, batch_task.c.candidate_id.is_not(None))
        .order_by(desc(batch.c.number))
        .limit(1)
    )
    found = connection.execute(asked).scalar()
    return None if found is None else str(found)


def alone(connection: Connection) -> None:
    """Let nobody else take candidates in until the transaction ends: two who find nobody of an account would both make one."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE candidate IN SHARE ROW EXCLUSIVE MODE"))


def find(connection: Connection, called: str) -> str:
    """The candidate's id for an id, an applicant's key, a login, or a name that only one has.

    Raises:
        NotThereError: nobody, or more than one, is called so.
    """
    for known in (select(candidate.c.id).where(candidate.c.id == called), select(candidate.c.id).where(candidate.c.login == called)):
        found = connection.execute(known).scalar()
        if found is not None:
            return str(found)
    applicant = of_applicant(connection, called)
    if applicant is not None:
        return applicant
    named = connection.execute(select(candidate.c.id).where(candidate.c.name == called)).scalars().all()
    if len(named) == 1:
        return str(named[0])
    raise NotThereError(
        f"{len(named)} candidates are called {called!r}. Name one by login or id: {', '.join(named)}."
        if named
        else f"The store holds no candidate {called!r}. Name one by login, applicant's id, or the store's id."
    )


def keep_until(connection: Connection, person: str, day: str) -> None:
    """Keep a candidate until a day."""
    if connection.execute(update(keeping).where(keeping.c.candidate_id == person).values(until=day)).rowcount == 0:
        connection.execute(insert(keeping).values(candidate_id=person, until=day, hold=None))


def hold(connection: Connection, person: str, reason: str | None, at: str, actor: str) -> None:
    """Keep a candidate whatever day it is, for a reason the law gives; None ends that."""
    if connection.execute(update(keeping).where(keeping.c.candidate_id == person).values(hold=reason)).rowcount == 0:
        connection.execute(insert(keeping).values(candidate_id=person, until=None, hold=reason))
    note(connection, at, actor, "held" if reason else "hold ended", person)


def free(connection: Connection, person: str) -> None:
    """Make sure that nothing holds a candidate.

    Raises:
        ConflictError: something does.
    """
    held = connection.execute(select(keeping.c.hold).where(keeping.c.candidate_id == person)).scalar()
    if held:
        raise ConflictError(f"The candidate is held: {held}. End that first: gitassay retention release.")


def kept(connection: Connection, person: str | None = None, due: str | None = None) -> tuple[Kept, ...]:
    """Candidates, one or all; with `due` those whose day is over and whom nothing holds."""
    asked = select(candidate.c.id, candidate.c.name, candidate.c.login, keeping.c.until, keeping.c.hold).outerjoin_from(candidate, keeping)
    if person is not None:
        asked = asked.where(candidate.c.id == person)
    if due is not None:
        asked = asked.where(keeping.c.until < due, or_(keeping.c.hold.is_(None), keeping.c.hold == ""))
    return tuple(Kept(**row._mapping) for row in connection.execute(asked.order_by(candidate.c.id)))
