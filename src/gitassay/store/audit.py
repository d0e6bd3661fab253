"""The record of who did what: one hash chain, only added to. It names candidates by id alone."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, desc, insert, or_, select, text

from gitassay.model.document import canonical
from gitassay.store.tables import audit

Details = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done. `object` is the id of what it was done to, "" for none."""

    number: int
    at: str
    actor: str
    action: str
    object: str
    details: dict[str, str | int | None]
    previous: str
    sha256: str

    def digest(self) -> str:
        """The hash the event should carry."""
        content = {name: value for name, value in asdict(self).items() if name != "sha256"}
        return hashlib.sha256(canonical(content)).hexdigest()


def note(connection: Connection, at: str, actor: str, action: str, object: str = "", details: Details | None = None) -> Event:
    """Add an event to the chain, within the caller's transaction: what happened and that it happened stand or fall together."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))  # SQLite's writers take turns anyway
    last = connection.execute(select(audit.c.number, audit.c.sha256).order_by(desc(audit.c.number)).limit(1)).first()
    number, previous = (last.number + 1, last.sha256) if last else (1, "")
    bare = Event(number, at, actor, action, object, dict(details or {}), previous, "")
    event = Event(**{**asdict(bare), "sha256": bare.digest()})
    connection.execute(insert(audit).values(**asdict(event)))
    return event


def events(connection: Connection, after: int = 0, limit: int = 1_000) -> tuple[Event, ...]:
    """Events with numbers above `after`, oldest first."""
    rows = connection.execute(select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit))
    return tuple(Event(**row) for row in rows.mappings())


def latest(connection: Connection, limit: int = 100, before: int | None = None, about: str = "") -> tuple[Event, ...]:
    """The newest events, newest first; with `before` those with lower numbers, with `about` those on this object or by this actor."""
    asked = select(audit).order_by(desc(audit.c.number)).limit(limit)
    if before is not None:
        asked = asked.where(audit.c.number < before)
    if about:
        asked = asked.where(or_(audit.c.object == about, audit.c.actor == about))
    return tuple(Event(**row) for row in connection.execute(asked).mappings())


def broken(connection: Connection) -> int | None:
    """The number of the first event that does not fit the one before it or its own hash; None when the chain holds."""
    previous, expected = "", 1
    for event in every(connection):
        if event.number != expected or event.previous != previous or event.digest() != event.sha256:
            return event.number
        previous, expected = event.sha256, expected + 1
    return None


def every(connection: Connection, after: int = 0) -> Iterator[Event]:
    """All events with numbers above `after`, oldest first, some at a time."""
    while rows := events(connection, after):
        yield from rows
        after = rows[-1].number


def last(connection: Connection) -> Event | None:
    """The newest event; None when there is none."""
    return next(iter(latest(connection, limit=1)), None)
