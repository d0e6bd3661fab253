"""Carries out what `db` and `audit` offer on a store that is there: neither makes one."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy import Engine as Database

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.store import audit, candidates
from gitassay.store.audit import Event
from gitassay.store.dump import dump
from gitassay.store.engine import connect, open_store, reading
from gitassay.store.errors import NotThereError
from gitassay.store.soundness import faults
from gitassay.store.tables import assessment
from gitassay.store.upgrade import current, newest, upgrade


def _address(out: Path, address: str | None) -> str:
    """The store's address: as said, else the file in the batch's folder, which has to be there."""
    if address is None and not (out / "batch.db").exists():
        raise CommandError(f"There is no store in {out}. Name its folder with --out, or its address with --store.", Exit.USAGE)
    return address or f"sqlite:///{out}/batch.db"


def _opened(out: Path, address: str | None) -> Database:
    return open_store(_address(out, address), make=False)


def bring_up_to_date(out: Path, address: str | None) -> None:
    """Upgrade the tables."""
    engine = connect(_address(out, address))
    before = current(engine)
    upgrade(engine)
    answer(f"The store is at version {newest()} already." if before == newest() else f"Upgraded from {before or 'nothing'} to {newest()}.")


def look_over(out: Path, address: str | None) -> int:
    """Print what is not sound; returns the exit code."""
    with reading(_opened(out, address)) as connection:
        found = list(faults(connection))
        held = audit.last(connection)
    answer("\n".join(found) or f"All is as it was put in. Version {newest()}, {held.number if held else 0} events.")
    return Exit.PARTIAL if found else Exit.DONE


def write_copy(into: Path, out: Path, address: str | None) -> None:
    """Write the store into a file, whole or not at all."""
    new = into.with_name(f".{into.name}.new")
    try:
        with reading(_opened(out, address)) as connection, new.open("w", encoding="utf-8") as file:
            file.writelines(dump(connection))
        new.replace(into)
    except OSError as error:
        raise CommandError(f"{into}: cannot be written ({error.strerror}). Choose another file with --into.", Exit.USAGE) from error
    finally:
        new.unlink(missing_ok=True)
    answer(str(into))


def show_events(about: str | None, action: str | None, after: int, format: str, out: Path, address: str | None) -> None:
    """Print events."""
    if format not in ("text", "json"):
        raise CommandError(f"--format {format!r} is not known. Choose text or json.", Exit.USAGE)
    with reading(_opened(out, address)) as connection:
        objects = _objects(connection, about) if about else None
        for event in audit.every(connection, after):
            if (objects is None or event.object in objects) and action in (None, event.action):
                answer(json.dumps(asdict(event), ensure_ascii=False, sort_keys=True) if format == "json" else _told(event))


def _objects(connection: Connection, about: str) -> set[str]:
    """The ids of a candidate and their assessments; what the store knows by no name is taken for an id, such as that of somebody erased."""
    try:
        person = candidates.find(connection, about)
    except NotThereError:
        return {about}
    return {person, *connection.execute(select(assessment.c.id).where(assessment.c.candidate_id == person)).scalars()}


def _told(event: Event) -> str:
    details = ", ".join(f"{name} {value}" for name, value in event.details.items())
    return f"{event.number}  {event.at}  {event.actor}: {event.action} {event.object}{f' ({details})' if details else ''}"


def verify_chain(head: str | None, out: Path, address: str | None) -> int:
    """Print whether the chain holds; returns the exit code."""
    with reading(_opened(out, address)) as connection:
        found, last = audit.broken(connection), audit.last(connection)
        kept = head is None or head in _hashes(connection)
    if found is not None:
        answer(f"The chain does not hold: event {found} was altered, or events before it were taken out.")
    elif not kept:
        answer(f"The chain holds, but {head} is not in it: events were taken out at its end, or it was written anew.")
    elif last is None:
        answer("There are no events yet.")
    else:
        answer(f"The chain of {last.number} events holds. Its last hash: {last.sha256}")
        answer("Note it elsewhere, and name it with --head the next time.")
    return Exit.DONE if found is None and kept else Exit.PARTIAL


def _hashes(connection: Connection) -> Iterator[str]:
    return (event.sha256 for event in audit.every(connection))
