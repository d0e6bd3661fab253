import json
import zlib

import pytest
from sqlalchemy import Engine, text, update

from gitassay.store.dump import dump
from gitassay.store.engine import reading
from gitassay.store.soundness import faults
from gitassay.store.tables import assessment, audit, decision, metadata
from tests.store.test_upgrade import filled
from tests.support.sample import sample_assessment


def found(store: Engine) -> list[str]:
    with reading(store) as connection:
        return list(faults(connection))


def without_triggers(store: Engine, *tables: str) -> None:
    """What somebody with all rights on the database would do first."""
    with store.begin() as connection:
        for table in tables:
            on = f" ON {table}" if store.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {table}_no_update{on}"))


def test_nothing_is_wrong_with_what_nobody_touched(store: Engine) -> None:
    assert found(filled(store)) == []


def test_an_altered_assessment_is_found(store: Engine) -> None:
    filled(store)
    other = sample_assessment().model_copy(update={"as_of": "2020-01-01"})
    with store.begin() as connection:
        connection.execute(update(assessment).values(document=zlib.compress(other.model_dump_json().encode())))
    (said,) = found(store)

    assert "is not the one that was put in: its hash differs." in said


def test_an_assessment_that_can_not_be_read_is_found(store: Engine) -> None:
    filled(store)
    with store.begin() as connection:
        connection.execute(update(assessment).values(document=b"nonsense"))

    assert [said.split(" ", 2)[2] for said in found(store)] == ["can't be read any more."]


def test_an_altered_decision_and_an_altered_event_are_found(store: Engine) -> None:
    filled(store)
    without_triggers(store, "decision", "audit")
    with store.begin() as connection:
        payload = connection.execute(decision.select()).mappings().one()["payload"]
        connection.execute(update(decision).values(payload={**payload, "by": "Eve"}))
        connection.execute(update(audit).where(audit.c.number == 2).values(actor="eve"))
    said = found(store)

    assert said[0] == "The record of events does not hold from event 2 on: it was altered, or events were taken out."
    assert said[1].startswith("Decision 1 on assessment ")
    assert len(said) == 2


def test_a_copy_has_every_row_and_no_secret(store: Engine) -> None:
    filled(store)
    with reading(store) as connection:
        first, *lines = [json.loads(line) for line in dump(connection)]
    rows = {table: [line["row"] for line in lines if line["table"] == table] for table in metadata.tables}

    assert first["store"] == "gitassay"
    assert [row["name"] for row in rows["person"]] == ["Tom"]
    assert "password" not in rows["person"][0]
    assert rows["assessment"][0]["document"] == json.loads(sample_assessment().model_dump_json())
    assert {table: len(rows[table]) for table in ("decision", "batch", "batch_task", "keeping")} == dict.fromkeys(
        ("decision", "batch", "batch_task", "keeping"), 1
    )


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_damaged_file_is_found(store: Engine) -> None:
    filled(store)
    with store.connect() as connection, connection.begin():
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        connection.execute(text("UPDATE assessment SET state = 'nonsense'"))
    store.dispose()

    assert found(store) == ["The database file is damaged: CHECK constraint failed in assessment"]
