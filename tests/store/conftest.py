"""Stores to test with: SQLite in a file, and a real PostgreSQL server of our own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from gitassay.store.engine import connect, open_store

NOT_ROOT = "postgres"


def _programs() -> Path:
    found = shutil.which("pg_ctl")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not places:
        pytest.fail("The store is tested with PostgreSQL, and it is not installed: apt-get install postgresql (Debian).")
    return places[-1]


def _run(*command: str) -> None:
    """Run a program of PostgreSQL's, which refuses to be root's."""
    lead = ("runuser", "-u", NOT_ROOT, "--") if os.geteuid() == 0 else ()
    subprocess.run([*lead, *command], check=True, capture_output=True, cwd="/")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server that listens on a socket in a folder of its own (pytest's folders are closed to other users)."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="gitassay-pg-") as place:
        if os.geteuid() == 0:
            shutil.chown(place, NOT_ROOT)
        _run(f"{programs}/initdb", "-D", f"{place}/data", "-U", "gitassay", "-A", "trust", "--no-sync")
        settings = f"-k {place} -c listen_addresses='' -c fsync=off"
        _run(f"{programs}/pg_ctl", "-D", f"{place}/data", "-w", "-o", settings, "-l", f"{place}/log", "start")
        try:
            yield f"postgresql+psycopg://gitassay@/{{}}?host={place}"
        finally:
            _run(f"{programs}/pg_ctl", "-D", f"{place}/data", "-w", "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database; every test that asks for one runs on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    server = str(request.getfixturevalue("server"))
    name = f"t{abs(hash(str(tmp_path)))}"
    with connect(server.format("postgres")).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return server.format(name)


@pytest.fixture
def store(address: str) -> Iterator[Engine]:
    engine = open_store(address)
    yield engine
    engine.dispose()
