"""What can be asked of a batch without running it: how far it is, who is missing, what changed; and putting back, taking back."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine as Database

from gitassay.batch.differences import differences
from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.store import batches
from gitassay.store.batches import Batch
from gitassay.store.engine import open_store, reading

MISSED = ("failed", "quarantined", "nothing", "cancelled")
MOST_LISTED = 20


def database(out: Path, address: str | None) -> Database:
    """The store: as said, else a file in the batch's folder."""
    return open_store(address or f"sqlite:///{out}/batch.db")


def status_line(batch: Batch, counted: dict[str, int]) -> str:
    """A batch in one line."""
    told = ", ".join(f"{count} {state}" for state, count in counted.items())
    return f"Batch {batch.number} ({batch.state}, as of {batch.as_of}): {told or 'nobody listed'}"


def show_status(out: Path, address: str | None, number: int | None) -> None:
    """Print how far a batch is."""
    store = database(out, address)
    with reading(store) as connection:
        batch = batches.numbered(connection, number)
        lines = [status_line(batch, batches.counts(connection, batch.id))]
        missed = [task for task in batches.every(connection, batch.id) if task.state in MISSED or (task.state == "pending" and task.reason)]
    lines += [f"  {task.applicant}: {task.state} after {task.attempts} tries: {task.reason or ''}" for task in missed[:MOST_LISTED]]
    lines += [f"  and {len(missed) - MOST_LISTED} more, in index.csv"] if len(missed) > MOST_LISTED else []
    answer("\n".join(lines))


def put_back(out: Path, address: str | None, number: int | None, applicants: list[str]) -> None:
    """Put tasks back that ended without an assessment."""
    store = database(out, address)
    with store.begin() as connection:
        batch = batches.numbered(connection, number)
        changed = batches.retry(connection, batch.id, applicants, datetime.now(UTC).isoformat(timespec="seconds"))
    if not changed:
        raise CommandError("Nobody of that batch failed, was set aside or was cancelled.", Exit.NOTHING)
    answer(f"{changed} put back. Go on with: gitassay batch run --resume --out {out}")


def take_back(out: Path, address: str | None, number: int | None) -> None:
    """Cancel a batch."""
    store = database(out, address)
    with store.begin() as connection:
        batch = batches.numbered(connection, number)
        changed = batches.cancel(connection, batch.id, datetime.now(UTC).isoformat(timespec="seconds"))
    answer(f"Batch {batch.number} is cancelled: {changed} not begun. What is being read now is finished first.")


def show_difference(out: Path, address: str | None, first: int, second: int | None) -> None:
    """Print what differs between two batches."""
    store = database(out, address)
    with reading(store) as connection:
        earlier, later = batches.numbered(connection, first), batches.numbered(connection, second)
        lines = differences(batches.every(connection, earlier.id), batches.every(connection, later.id))
    answer("\n".join(lines) or "Nothing differs.")
