"""`gitassay db` and `gitassay audit`, as typed."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text, update

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.store.audit import last
from gitassay.store.engine import connect, open_store, reading
from gitassay.store.tables import audit
from gitassay.store.upgrade import newest, upgrade
from tests.store.test_upgrade import filled


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A batch's folder with a store in it."""
    filled(open_store(f"sqlite:///{tmp_path}/batch.db")).dispose()
    return tmp_path


def altered(out: Path) -> None:
    engine = open_store(f"sqlite:///{out}/batch.db")
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(update(audit).where(audit.c.number == 2).values(actor="eve"))
    engine.dispose()


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(list(arguments))
    told = capfd.readouterr()
    return code, told.out + told.err


def test_a_store_of_old_is_brought_up_to_date_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engine = connect(f"sqlite:///{tmp_path}/batch.db")
    upgrade(engine, "0001")
    engine.dispose()
    where = ("--out", str(tmp_path))

    assert said(capfd, "batch", "status", *where)[0] == Exit.USAGE
    assert said(capfd, "db", "upgrade", *where) == (Exit.DONE, f"Upgraded from 0001 to {newest()}.\n")
    assert said(capfd, "db", "upgrade", *where) == (Exit.DONE, f"The store is at version {newest()} already.\n")


@pytest.mark.parametrize("words", [("db", "upgrade"), ("db", "check"), ("db", "export"), ("audit", "log"), ("audit", "verify")])
def test_no_store_is_made_where_there_is_none(words: tuple[str, ...], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, told = said(capfd, *words, "--out", str(tmp_path / "nowhere"))

    assert code == Exit.USAGE
    assert "There is no store in" in told
    assert not (tmp_path / "nowhere").exists()


def test_a_sound_store_is_told_apart_from_an_altered_one(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sound = said(capfd, "db", "check", "--out", str(out))
    altered(out)
    code, told = said(capfd, "db", "check", "--out", str(out))

    assert (sound[0], sound[1][:25]) == (Exit.DONE, "All is as it was put in. ")
    assert code == Exit.PARTIAL
    assert "does not hold from event 2 on" in told


def test_a_copy_of_the_store_is_lines_of_json(out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _ = said(capfd, "db", "export", "--into", str(tmp_path / "copy.jsonl"), "--out", str(out))
    lines = (tmp_path / "copy.jsonl").read_text().splitlines()

    assert code == Exit.DONE
    assert json.loads(lines[0]) == {"store": "gitassay", "version": newest()}
    assert {json.loads(line)["table"] for line in lines[1:]} >= {"candidate", "assessment", "decision", "audit", "batch"}


def test_events_can_be_read_by_whom_they_are_about(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, everything = said(capfd, "audit", "log", "--out", str(out))
    _, held = said(capfd, "audit", "log", "--action", "held", "--format", "json", "--out", str(out))
    candidate = json.loads(held)["object"]
    _, hers = said(capfd, "audit", "log", "--about", candidate, "--out", str(out))
    actions = [line.split(": ")[1].split(" ")[0] for line in hers.splitlines()]

    assert len(everything.splitlines()) == 5
    assert actions == ["assessment", "decided", "held"]


def test_a_chain_that_was_cut_is_seen_by_a_hash_noted_before(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engine = open_store(f"sqlite:///{out}/batch.db")
    with reading(engine) as connection:
        newest_event = last(connection)
    assert newest_event is not None
    whole = said(capfd, "audit", "verify", "--head", newest_event.sha256, "--out", str(out))
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_delete"))
        connection.execute(text(f"DELETE FROM audit WHERE number = {newest_event.number}"))
    engine.dispose()
    shorter = said(capfd, "audit", "verify", "--out", str(out))
    cut = said(capfd, "audit", "verify", "--head", newest_event.sha256, "--out", str(out))

    assert whole[0] == shorter[0] == Exit.DONE
    assert newest_event.sha256 in whole[1]
    assert cut[0] == Exit.PARTIAL
    assert "events were taken out at its end" in cut[1]


def test_an_altered_chain_is_told(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    altered(out)
    code, told = said(capfd, "audit", "verify", "--out", str(out))

    assert code == Exit.PARTIAL
    assert "event 2 was altered" in told
