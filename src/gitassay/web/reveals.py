"""Who has learned whom a blind assessment is about."""

import hashlib

from sqlalchemy import Connection, and_, select

from gitassay.store.persons import Person
from gitassay.store.tables import audit


def has_seen_identity(connection: Connection, somebody: Person, one: str) -> bool:
    """Whether the record says that this person was told."""
    told = and_(audit.c.action == "revealed", audit.c.object == one, audit.c.actor == somebody.id)
    return connection.execute(select(audit.c.number).where(told).limit(1)).first() is not None


def pseudonym(one: str) -> str:
    """What a blind assessment is called in lists."""
    return f"Candidate {hashlib.sha256(one.encode()).hexdigest()[:4].upper()}"
