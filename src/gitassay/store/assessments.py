"""Assessments in the store: taking them in, finding them, reading them back."""

import uuid
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, insert, or_, select, union_all, update

from gitassay.model.assessment import Assessment
from gitassay.model.blind import pseudonym
from gitassay.model.candidate import Status
from gitassay.store.audit import note
from gitassay.store.errors import NotThereError
from gitassay.store.reveals import hidden_from
from gitassay.store.search import fitting
from gitassay.store.tables import assessment, assignment, candidate

CALM = frozenset({Status.READ, Status.SKIPPED, Status.EMPTY})
MOST_SOUGHT = 200


@dataclass(frozen=True, slots=True)
class Held:
    """One assessment as the inbox shows it. `low` to `high` is the suggested total; `version` counts its decisions.

    Where `hidden`, name and login are a pseudonym and None.
    """

    id: str
    candidate_id: str
    sha256: str
    name: str
    login: str | None
    as_of: str
    generated_at: str
    rubric: str
    low: float
    high: float
    assessed: int
    red: int
    attention: int
    problems: int
    needed: int
    blind: bool
    state: str
    version: int
    hidden: bool


_SHOWN = (
    assessment.c.id,
    assessment.c.candidate_id,
    assessment.c.sha256,
    candidate.c.name,
    candidate.c.login,
    *(assessment.c[name] for name in ("as_of", "generated_at", "rubric", "low", "high", "assessed", "red", "attention", "problems")),
    *(assessment.c[name] for name in ("needed", "blind", "state", "version")),
)


def take_in(
    connection: Connection, document: Assessment, at: str, actor: str, needed: int = 1, blind: bool = False, person: str | None = None
) -> str:
    """Keep an assessment, and return its id; the very same one of the same candidate is kept once.

    `person` is the candidate's id where it is known; else login or name tell who it is.
    """
    person = person or candidate_of(connection, document, at)
    known = connection.execute(
        select(assessment.c.id).where(and_(assessment.c.candidate_id == person, assessment.c.sha256 == document.sha256))
    ).scalar()
    if known is not None:
        return str(known)
    one = uuid.uuid4().hex
    connection.execute(
        insert(assessment).values(
            id=one,
            candidate_id=person,
            sha256=document.sha256,
            rubric=document.rubric.sha256,
            as_of=document.as_of,
            generated_at=document.generated_at,
            document=zlib.compress(document.model_dump_json().encode(), 6),
            low=document.total.low,
            high=document.total.high,
            assessed=document.total.assessed,
            red=sum(flag.polarity == "red" for flag in document.flags),
            attention=len(document.attention),
            problems=sum(card.status not in CALM for card in document.repositories),
            needed=needed,
            blind=blind,
            state="open",
            version=0,
        )
    )
    note(connection, at, actor, "assessment added", one, {"sha256": document.sha256})
    return one


def candidate_of(connection: Connection, document: Assessment, at: str, namesake: bool = True) -> str:
    """The id of the candidate: who has the same login, or without one (unless `namesake` is False) the same name, is the same."""
    card = document.candidate
    if card.login or namesake:
        same = candidate.c.login == card.login if card.login else and_(candidate.c.login.is_(None), candidate.c.name == card.name)
        known = connection.execute(select(candidate.c.id).where(same)).scalar()
        if known is not None:
            return str(known)
    one = uuid.uuid4().hex
    sought = f"{card.name} {card.login or ''}".lower()[:MOST_SOUGHT]
    connection.execute(insert(candidate).values(id=one, name=card.name, login=card.login, url=card.url, sought=sought, created_at=at))
    return one


def held(connection: Connection, one: str, seen_by: str | None = None, viewer: str | None = None) -> Held:
    """One assessment's line; with `seen_by` only if it is assigned to that person. `viewer` is who looks, see `hidden_from`.

    Raises:
        NotThereError: there is none, or none for that person: the two are not told apart.
    """
    row = connection.execute(_seen(_shown_to(viewer).where(assessment.c.id == one), seen_by)).first()
    if row is None:
        raise NotThereError("There is no such assessment.")
    return _held(row)


def document(connection: Connection, one: str) -> Assessment:
    """The assessment itself.

    Raises:
        NotThereError: there is none.
    """
    packed = connection.execute(select(assessment.c.document).where(assessment.c.id == one)).scalar()
    if packed is None:
        raise NotThereError("There is no such assessment.")
    return Assessment.model_validate_json(zlib.decompress(packed))


def documents_of(connection: Connection, person: str) -> Iterator[Assessment]:
    """All assessments of a candidate, oldest first."""
    asked = select(assessment.c.document).where(assessment.c.candidate_id == person).order_by(assessment.c.generated_at, assessment.c.id)
    for packed in connection.execute(asked).scalars():
        yield Assessment.model_validate_json(zlib.decompress(packed))


def inbox(
    connection: Connection,
    words: str = "",
    states: Sequence[str] = (),
    seen_by: str | None = None,
    limit: int = 50,
    after: tuple[int, str] | None = None,
    viewer: str | None = None,
) -> tuple[Held, ...]:
    """A page of assessments, what needs attention most first, never by score.

    `words` must all be in the name or login, or in the pseudonym where `viewer` may not know these: search must not tell.
    `after` is (attention, id) of the last line of the page before.
    """
    page = union_all(*(_narrowed(fits, states, seen_by, after) for fits in fitting(words, viewer))).subquery()
    chosen = select(page.c.id).order_by(page.c.attention.desc(), page.c.id).limit(limit)
    ordered = _shown_to(viewer).where(assessment.c.id.in_(chosen)).order_by(assessment.c.attention.desc(), assessment.c.id)
    return tuple(_held(row) for row in connection.execute(ordered))


def _narrowed(fits: ColumnElement[bool], states: Sequence[str], seen_by: str | None, after: tuple[int, str] | None) -> Select[Any]:
    """The ids that fit, from indexes alone: a row holds a whole assessment, and passing over many of them takes long."""
    asked = _seen(select(assessment.c.id, assessment.c.attention).where(fits), seen_by)
    if states:
        asked = asked.where(assessment.c.state.in_(states))
    if after is not None:
        attention, last = after
        behind = and_(assessment.c.attention == attention, assessment.c.id > last)
        asked = asked.where(assessment.c.attention <= attention, or_(assessment.c.attention < attention, behind))
    return asked


def counts(connection: Connection, seen_by: str | None = None) -> dict[str, int]:
    """How many assessments are in each state."""
    asked = _seen(select(assessment.c.state, func.count()).select_from(assessment), seen_by).group_by(assessment.c.state)
    return {str(row[0]): int(row[1]) for row in connection.execute(asked)}


def assign(connection: Connection, one: str, person: str, at: str, actor: str) -> None:
    """Let a person judge an assessment; twice is once."""
    held(connection, one)
    there = and_(assignment.c.assessment_id == one, assignment.c.person_id == person)
    if connection.execute(select(assignment).where(there)).first() is None:
        connection.execute(insert(assignment).values(assessment_id=one, person_id=person))
        note(connection, at, actor, "assigned", one, {"person": person})


def assigned(connection: Connection, one: str) -> tuple[str, ...]:
    """The ids of those who are to judge it."""
    return tuple(
        connection.execute(select(assignment.c.person_id).where(assignment.c.assessment_id == one).order_by("person_id")).scalars()
    )


def ask_for(connection: Connection, one: str, needed: int, at: str, actor: str) -> None:
    """Say how many reviewers an assessment needs."""
    connection.execute(update(assessment).where(assessment.c.id == one).values(needed=needed))
    note(connection, at, actor, "reviewers needed", one, {"needed": needed})


def _seen(asked: Select[Any], person: str | None) -> Select[Any]:
    if person is None:
        return asked
    return asked.join(assignment, and_(assignment.c.assessment_id == assessment.c.id, assignment.c.person_id == person))


def _shown_to(viewer: str | None) -> Select[Any]:
    return select(*_SHOWN, hidden_from(viewer).label("hidden")).join_from(assessment, candidate)


def _held(row: Row[Any]) -> Held:
    line = Held(**row._mapping)
    return replace(line, name=pseudonym(line.sha256), login=None, hidden=True) if line.hidden else replace(line, hidden=False)
