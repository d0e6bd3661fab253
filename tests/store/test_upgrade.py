"""From every version of the tables that there was, a store comes to today's with all that was in it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, Table, select, text

from gitassay.store import batches, candidates
from gitassay.store.decisions import decide
from gitassay.store.engine import connect, open_store, reading
from gitassay.store.errors import OutdatedStoreError
from gitassay.store.persons import add_person
from gitassay.store.soundness import faults
from gitassay.store.upgrade import current, newest, upgrade, versions
from tests.store.test_store import ADA, AT, kept
from tests.support.sample import sample_assessment, sample_decision

Rows = dict[str, list[dict[str, Any]]]


def filled(store: Engine) -> Engine:
    """A store with something of each kind in it."""
    one = kept(store, sample_assessment())
    with store.begin() as connection:
        decide(connection, one, ADA, sample_decision(sample_assessment()), 0, AT)
        add_person(connection, "Tom", "reviewer", AT, "ada", "correct horse battery")
        batch = batches.begin(connection, AT, "2026-11-24", "b" * 64, {"title": "x"}, [("A-1", {"targets": ["ada"]})])
        task = batches.claim(connection, batch.id, "host:1", 1_000.0, 60.0)
        assert task is not None
        person = candidates.kept(connection)[0].id
        batches.settle(connection, task, "done", AT, candidate_id=person, assessment_id=one, summary={"low": 1}, seconds=1.5)
        candidates.hold(connection, person, "a dispute", AT, "ada")
    return store


def rows_of(engine: Engine) -> Rows:
    """Everything in a store, by table."""
    metadata = MetaData()
    metadata.reflect(engine)
    with reading(engine) as connection:
        return {table.name: [dict(row) for row in connection.execute(_ordered(table)).mappings()] for table in metadata.sorted_tables}


def _ordered(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def put(engine: Engine, rows: Rows) -> Rows:
    """Put in what the tables of this version have a place for; returns that."""
    metadata, there = MetaData(), {}
    metadata.reflect(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name != "alembic_version":
                there[table.name] = [{one.name: row[one.name] for one in table.columns if one.name in row} for row in rows[table.name]]
                for row in there[table.name]:
                    connection.execute(table.insert().values(**row))
    return there


@pytest.mark.parametrize("version", versions())
def test_an_upgrade_from_any_version_keeps_everything(version: str, address: str, tmp_path: Path) -> None:
    whole = rows_of(filled(open_store(f"sqlite:///{tmp_path}/whole.db")))
    engine = connect(address)
    upgrade(engine, version)
    before = put(engine, whole)
    upgrade(engine)
    after = rows_of(engine)

    assert current(engine) == newest()
    assert len(before["assessment"]) == len(before["decision"]) == 1
    for table, rows in before.items():
        assert [{name: row[name] for name in one} for row, one in zip(after[table], rows, strict=True)] == rows
    with reading(open_store(address, make=False)) as connection:
        assert list(faults(connection)) == []


def test_a_store_of_a_newer_gitassay_is_left_alone(address: str) -> None:
    engine = open_store(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(OutdatedStoreError, match="Install the one that made it"):
        upgrade(engine)
