"""Who may use the store's pages, and their sessions."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from gitassay.store.audit import note
from gitassay.store.errors import NotThereError, StoreError
from gitassay.store.tables import ROLES, login, person

IDLE_SECONDS = 8 * 3600
WHOLE_SECONDS = 24 * 3600
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(16))
"""Compared with when there is no such person, so that both answers take as long."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role."""

    id: str
    name: str
    role: str
    disabled: bool = False

    def may(self, role: str) -> bool:
        """Whether the person's role is that or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Session:
    """A person logged in; `csrf` is what their forms have to carry, `seen_at` when the session was last known to be in use."""

    person: Person
    csrf: str
    seen_at: int


def add_person(
    connection: Connection, name: str, role: str, at: str, actor: str, password: str | None = None, subject: str | None = None
) -> Person:
    """Add somebody, by password or by what an identity provider calls them.

    Raises:
        StoreError: the role is none, the password too short, or the name taken.
    """
    if role not in ROLES:
        raise StoreError(f"{role!r} is no role. Choose one of: {', '.join(ROLES)}.")
    if connection.execute(select(person.c.id).where(person.c.name == name)).first() is not None:
        raise StoreError(f"There is somebody called {name} already. Choose another name.")
    made = Person(uuid.uuid4().hex, name, role)
    kept = _hashed(password) if password is not None else None
    connection.execute(
        insert(person).values(id=made.id, name=name, role=role, password=kept, subject=subject, disabled=False, created_at=at)
    )
    note(connection, at, actor, "person added", made.id, {"role": role})
    return made


def change_person(connection: Connection, one: str, at: str, actor: str, role: str | None = None, disabled: bool | None = None) -> None:
    """Give somebody another role, or end or restore their access; their sessions end.

    Raises:
        NotThereError: there is no such person.
        StoreError: the role is none.
    """
    if role is not None and role not in ROLES:
        raise StoreError(f"{role!r} is no role. Choose one of: {', '.join(ROLES)}.")
    changes: dict[str, str | bool] = {} if role is None else {"role": role}
    changes |= {} if disabled is None else {"disabled": disabled}
    if connection.execute(update(person).where(person.c.id == one).values(**changes)).rowcount != 1:
        raise NotThereError("There is no such person.")
    end_all(connection, one)
    note(connection, at, actor, "person changed", one, {name: str(value) for name, value in changes.items()})


def set_password(connection: Connection, one: str, password: str, at: str, actor: str) -> None:
    """Give somebody a password; their sessions end.

    Raises:
        NotThereError: there is no such person.
        StoreError: the password is too short or too long.
    """
    if connection.execute(update(person).where(person.c.id == one).values(password=_hashed(password))).rowcount != 1:
        raise NotThereError("There is no such person.")
    end_all(connection, one)
    note(connection, at, actor, "password set", one)


def has_password(connection: Connection, one: str) -> bool:
    """Whether a person can come in by password."""
    return connection.execute(select(person.c.password).where(person.c.id == one)).scalar() is not None


def persons(connection: Connection) -> tuple[Person, ...]:
    """Everybody, by name."""
    rows = connection.execute(select(person.c.id, person.c.name, person.c.role, person.c.disabled).order_by(person.c.name))
    return tuple(Person(**row._mapping) for row in rows)


def by_password(connection: Connection, name: str, password: str) -> Person | None:
    """Who has this name and password, or None. Both answers take as long."""
    row = connection.execute(select(person).where(person.c.name == name)).mappings().first()
    kept = row["password"] if row and row["password"] else _NOBODY
    try:
        _HASHER.verify(kept, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    return None if row is None or row["disabled"] else Person(row["id"], row["name"], row["role"])


def by_subject(connection: Connection, subject: str) -> Person | None:
    """Whom an identity provider calls so, or None."""
    return _one(connection, person.c.subject == subject)


def begin(connection: Connection, somebody: Person, now: int) -> str:
    """Begin a session and return what the cookie holds; the store keeps its hash alone. Sessions that are over go."""
    connection.execute(delete(login).where((login.c.created_at < now - WHOLE_SECONDS) | (login.c.seen_at < now - IDLE_SECONDS)))
    cookie = secrets.token_urlsafe(32)
    connection.execute(
        insert(login).values(id=_digest(cookie), person_id=somebody.id, csrf=secrets.token_hex(32), created_at=now, seen_at=now)
    )
    return cookie


def session(connection: Connection, cookie: str, now: int) -> Session | None:
    """The session of a cookie while it lasts, or None."""
    row = connection.execute(select(login).where(login.c.id == _digest(cookie))).mappings().first()
    if row is None or row["created_at"] < now - WHOLE_SECONDS or row["seen_at"] < now - IDLE_SECONDS:
        return None
    somebody = _one(connection, person.c.id == row["person_id"])
    return Session(somebody, row["csrf"], row["seen_at"]) if somebody else None


def touch(connection: Connection, cookie: str, now: int) -> None:
    """Keep a session from going idle."""
    connection.execute(update(login).where(login.c.id == _digest(cookie)).values(seen_at=now))


def end(connection: Connection, cookie: str) -> None:
    """End a session for good."""
    connection.execute(delete(login).where(login.c.id == _digest(cookie)))


def end_all(connection: Connection, one: str) -> int:
    """End every session of a person, and return how many there were."""
    return connection.execute(delete(login).where(login.c.person_id == one)).rowcount


def sessions(connection: Connection, one: str, now: int) -> int:
    """How many sessions of a person last."""
    lasting = and_(login.c.person_id == one, login.c.created_at >= now - WHOLE_SECONDS, login.c.seen_at >= now - IDLE_SECONDS)
    return connection.execute(select(func.count()).select_from(login).where(lasting)).scalar_one()


def _one(connection: Connection, wanted: ColumnElement[bool]) -> Person | None:
    row = connection.execute(select(person.c.id, person.c.name, person.c.role).where(wanted, person.c.disabled.is_(False))).first()
    return Person(**row._mapping) if row else None


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise StoreError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. Choose a longer one.")
    return _HASHER.hash(password)


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
