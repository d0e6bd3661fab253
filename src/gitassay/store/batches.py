"""Batches in the store: which applicants there are, who works on whom, and what became of each. Every change is one short transaction."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, desc, func, insert, or_, select, update

from gitassay.store.audit import note
from gitassay.store.batch_tables import batch, batch_task
from gitassay.store.errors import NotThereError

OPEN = ("pending", "running")
CHUNK = 500
"""Rows written at a time."""
READ = 100
"""Rows read at a time: each carries what its table shows."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch. `number` counts those of a store."""

    id: str
    number: int
    state: str
    as_of: str
    basis: str
    settings: dict[str, Any]
    created_at: str
    finished_at: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One applicant of one batch, with what became of them."""

    batch_id: str
    position: int
    applicant: str
    row: dict[str, Any]
    state: str
    attempts: int
    interruptions: int
    not_before: float
    owner: str | None
    lease_until: float | None
    failure: str | None
    reason: str | None
    candidate_id: str | None
    assessment_id: str | None
    sha256: str | None
    folder: str | None
    mark: dict[str, Any] | None
    summary: dict[str, Any] | None
    repositories: int
    seconds: float
    finished_at: str | None


def begin(
    connection: Connection, at: str, as_of: str, basis: str, settings: Mapping[str, Any], applicants: Iterable[tuple[str, dict[str, Any]]]
) -> Batch:
    """A new batch with one pending task an applicant: (key, row)."""
    number = int(connection.execute(select(func.coalesce(func.max(batch.c.number), 0))).scalar_one()) + 1
    one = uuid.uuid4().hex
    connection.execute(
        insert(batch).values(
            id=one, number=number, created_at=at, state="open", as_of=as_of, basis=basis, settings=dict(settings), finished_at=None
        )
    )
    rows = [
        {"batch_id": one, "position": position, "applicant": key, "row": row, "state": "pending"}
        for position, (key, row) in enumerate(applicants, 1)
    ]
    for start in range(0, len(rows), CHUNK):
        connection.execute(insert(batch_task), rows[start : start + CHUNK])
    note(connection, at, "batch", "batch begun", one, {"number": number, "applicants": len(rows)})
    return numbered(connection, number)


def numbered(connection: Connection, number: int | None = None) -> Batch:
    """The batch with a number, or the last one.

    Raises:
        NotThereError: there is none.
    """
    asked = select(batch).order_by(desc(batch.c.number)).limit(1)
    row = connection.execute(asked if number is None else asked.where(batch.c.number == number)).mappings().first()
    if row is None:
        raise NotThereError("There is no batch yet." if number is None else f"There is no batch {number}.")
    return Batch(**row)


def claim(connection: Connection, one: str, owner: str, now: float, lease: float) -> Task | None:
    """The next task whose time has come, held by `owner` from now on; None when there is none."""
    asked = (
        select(batch_task)
        .where(batch_task.c.batch_id == one, batch_task.c.state == "pending", batch_task.c.not_before <= now)
        .order_by(batch_task.c.position)
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite has no such words and needs none: its writers take turns
    )
    row = connection.execute(asked).mappings().first()
    if row is None:
        return None
    held = {"state": "running", "owner": owner, "lease_until": now + lease}
    connection.execute(update(batch_task).where(_is(row)).values(**held))
    return Task(**{**row, **held})


def next_turn(connection: Connection, one: str) -> float | None:
    """When the next pending task may be taken (seconds since 1970); None when none is pending."""
    asked = select(func.min(batch_task.c.not_before)).where(batch_task.c.batch_id == one, batch_task.c.state == "pending")
    found = connection.execute(asked).scalar()
    return None if found is None else float(found)


def renew(connection: Connection, one: str, owner: str, until: float) -> None:
    """Hold what is held for longer."""
    connection.execute(update(batch_task).where(_held(one, owner)).values(lease_until=until))


def settle(connection: Connection, task: Task, state: str, at: str, **values: Any) -> bool:
    """Tell what became of a task; False, and nothing changed, when it is no longer its owner's."""
    changed = connection.execute(
        update(batch_task)
        .where(_held(task.batch_id, task.owner or ""), batch_task.c.position == task.position)
        .values(state=state, owner=None, lease_until=None, finished_at=None if state == "pending" else at, **values)
    )
    return changed.rowcount == 1


def reclaim(connection: Connection, one: str, now: float, dead: str | None = None) -> int:
    """Put back what nobody works on any more: leases that ran out, and all of owners that begin with `dead`. Returns how many."""
    gone: ColumnElement[bool] = batch_task.c.lease_until < now
    if dead is not None:
        gone = or_(gone, batch_task.c.owner.startswith(dead, autoescape=True))
    changed = connection.execute(
        update(batch_task)
        .where(batch_task.c.batch_id == one, batch_task.c.state == "running", gone)
        .values(state="pending", owner=None, lease_until=None, interruptions=batch_task.c.interruptions + 1)
    )
    return changed.rowcount


def give_back(connection: Connection, one: str, owner: str) -> int:
    """Put back what `owner` holds, without holding it against anybody."""
    changed = connection.execute(update(batch_task).where(_held(one, owner)).values(state="pending", owner=None, lease_until=None))
    return changed.rowcount


def retry(connection: Connection, one: str, applicants: Iterable[str], at: str) -> int:
    """Put failed and quarantined tasks back, all or those named. Returns how many."""
    wanted = list(applicants)
    which = and_(batch_task.c.batch_id == one, batch_task.c.state.in_(("failed", "quarantined", "cancelled")))
    if wanted:
        which = and_(which, batch_task.c.applicant.in_(wanted))
    fresh = {"state": "pending", "attempts": 0, "interruptions": 0, "not_before": 0.0, "failure": None, "finished_at": None}
    changed = connection.execute(update(batch_task).where(which).values(**fresh)).rowcount
    if changed:
        connection.execute(update(batch).where(batch.c.id == one).values(state="open", finished_at=None))
        note(connection, at, "batch", "tasks put back", one, {"tasks": changed})
    return changed


def cancel(connection: Connection, one: str, at: str) -> int:
    """Take back what has not begun; whoever works on the batch ends soon. Returns how many tasks."""
    pending = and_(batch_task.c.batch_id == one, batch_task.c.state == "pending")
    changed = connection.execute(update(batch_task).where(pending).values(state="cancelled", finished_at=at)).rowcount
    connection.execute(update(batch).where(batch.c.id == one).values(state="cancelled", finished_at=at))
    note(connection, at, "batch", "batch cancelled", one, {"tasks": changed})
    return changed


def close(connection: Connection, one: str, at: str) -> None:
    """Say that nothing of a batch is left to do."""
    done = connection.execute(update(batch).where(batch.c.id == one, batch.c.state == "open").values(state="done", finished_at=at)).rowcount
    if done:
        note(connection, at, "batch", "batch done", one, dict(counts(connection, one)))


def counts(connection: Connection, one: str) -> dict[str, int]:
    """How many tasks are in each state."""
    asked = select(batch_task.c.state, func.count()).where(batch_task.c.batch_id == one).group_by(batch_task.c.state)
    return {str(row[0]): int(row[1]) for row in connection.execute(asked.order_by(batch_task.c.state))}


def tasks(connection: Connection, one: str, after: int = 0, limit: int = READ) -> tuple[Task, ...]:
    """Tasks behind the position `after`, in the order of the list."""
    asked = select(batch_task).where(batch_task.c.batch_id == one, batch_task.c.position > after).order_by(batch_task.c.position)
    return tuple(Task(**row) for row in connection.execute(asked.limit(limit)).mappings())


def every(connection: Connection, one: str) -> Iterable[Task]:
    """All tasks of a batch, some at a time."""
    after = 0
    while found := tasks(connection, one, after):
        yield from found
        after = found[-1].position


def at(connection: Connection, one: str, positions: Collection[int]) -> dict[int, Task]:
    """The tasks at some positions, by position."""
    asked = select(batch_task).where(batch_task.c.batch_id == one, batch_task.c.position.in_(positions))
    return {row["position"]: Task(**row) for row in connection.execute(asked).mappings()}


def before(connection: Connection, task: Task, number: int | None = None) -> tuple[Task, Batch] | None:
    """The last assessment of the same applicant in an earlier batch (that one, with `number`), and its batch."""
    asked = (
        select(batch_task, batch.c.number)
        .join_from(batch_task, batch)
        .where(
            batch_task.c.applicant == task.applicant,
            batch_task.c.batch_id != task.batch_id,
            batch_task.c.state.in_(("done", "unchanged")),
            batch_task.c.assessment_id.is_not(None),
        )
        .order_by(desc(batch.c.number))
        .limit(1)
    )
    row = connection.execute(asked if number is None else asked.where(batch.c.number == number)).mappings().first()
    if row is None:
        return None
    values = dict(row)
    of = numbered(connection, values.pop("number"))
    return Task(**values), of


def _is(row: RowMapping) -> ColumnElement[bool]:
    return and_(batch_task.c.batch_id == row["batch_id"], batch_task.c.position == row["position"])


def _held(one: str, owner: str) -> ColumnElement[bool]:
    return and_(batch_task.c.batch_id == one, batch_task.c.state == "running", batch_task.c.owner == owner)
