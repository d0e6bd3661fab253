"""A store with persons of every role and assessments to judge, and clients of the server over it, logged in through its own pages."""

import html
import re
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine, update
from starlette.testclient import TestClient

from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.store.assessments import assign, take_in
from gitassay.store.engine import open_store, reading
from gitassay.store.persons import Person, add_person, begin
from gitassay.store.persons import session as session_of
from gitassay.store.tables import person
from gitassay.web.app import create_app
from gitassay.web.settings import Settings
from tests.support.sample import sample_assessment

AT = "2026-11-24T14:30:00+00:00"
PASSWORD = "correct horse battery"
NAMES = {"reader": "Rhea", "reviewer": "Imke de Vries", "lead": "Lea Brandt", "admin": "Amal Haddad"}
SEEN_AT = 1_800_000_000
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@dataclass(frozen=True)
class Desk:
    """The server's store, its application, and who may come in (by role)."""

    store: Engine
    app: Any
    persons: dict[str, Person]

    def client(self, role: str | None = None, **options: Any) -> TestClient:
        """A browser's stand-in, logged in as the person of a role; it sends what a browser sends with a form of our own page."""
        made = TestClient(self.app, base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False, **options)
        if role is not None:
            told = made.post("/login", data={"name": NAMES.get(role, role), "password": PASSWORD})
            assert told.status_code == 303, told.text
        return made

    def entered(self, role: str) -> TestClient:
        """The same without the cost of a password."""
        made = self.client()
        for name, value in self.cookie(role).items():
            made.cookies.set(name, value, domain="127.0.0.1", path="/")
        return made

    def cookie(self, role: str | None) -> dict[str, str]:
        """What the browser of somebody logged in sends; nothing for nobody."""
        if role is None:
            return {}
        with self.store.begin() as connection:
            return {"gitassay": begin(connection, self.persons[role], int(time.time()))}

    def add(self, document: Assessment, *judges: str, needed: int = 1, blind: bool = False) -> str:
        """Take in an assessment, assigned to the persons of these roles or names."""
        with self.store.begin() as connection:
            one = take_in(connection, document, AT, "import", needed=needed, blind=blind)
            for judge in judges:
                assign(connection, one, self.persons[judge].id, AT, "import")
        return one

    def hire(self, name: str, role: str) -> Person:
        """Add one more person."""
        with self.store.begin() as connection:
            self.persons[name] = _with_password(connection, name, role)
        return self.persons[name]


def desk_in(folder: Path, **settings: Any) -> Desk:
    """A desk with one person of each role."""
    store = open_store(f"sqlite:///{folder}/review.db")
    with store.begin() as connection:
        persons = {role: _with_password(connection, name, role) for role, name in NAMES.items()}
    return Desk(store, create_app(store, Settings(**{"requests_a_minute": 100_000, "logins_a_minute": 1_000} | settings)), persons)


@cache
def _hashed() -> str:
    """One hash for everybody: making one is meant to be slow."""
    return PasswordHasher().hash(PASSWORD)


def _with_password(connection: Connection, name: str, role: str) -> Person:
    made = add_person(connection, name, role, AT, "import")
    connection.execute(update(person).where(person.c.id == made.id).values(password=_hashed()))
    return made


def named(name: str, login: str | None = None, attention: int = 4) -> Assessment:
    """The sample assessment of somebody else."""
    made = sample_assessment()
    url = f"https://github.com/{login}" if login else None
    card = CandidateCard(name=name, login=login, url=url)
    return made.model_copy(update={"candidate": card, "attention": made.attention[:attention]}).sealed("2026-11-23T09:00:00Z")


def csrf_of(client: TestClient) -> str:
    """The secret of a client's session, as its pages carry it."""
    found = _CSRF.search(client.get("/me").text)
    assert found is not None
    return html.unescape(found.group(1))


def answers(document: Assessment, version: int, **changed: int | None) -> dict[str, str]:
    """What the form of an assessment sends: everything as suggested but for the changed categories, which have a reason."""
    sent = {"version": str(version), "note": ""}
    for number, row in enumerate(document.categories, start=1):
        score = changed.get(row.id, row.suggested)
        sent[f"c{number}-score"] = "none" if score is None else str(score)
        if score != row.suggested:
            sent[f"c{number}-reason"] = "interview"
            sent[f"c{number}-note"] = "Explained it at the whiteboard."
    return sent


__all__ = ["AT", "NAMES", "PASSWORD", "Desk", "answers", "csrf_of", "desk_in", "named", "reading", "session_of"]
