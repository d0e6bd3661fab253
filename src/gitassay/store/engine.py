"""Opens a store by its address, and refuses one of another version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from gitassay.store.errors import OutdatedStoreError, StoreError
from gitassay.store.upgrade import current, newest, upgrade

BUSY_MILLISECONDS = 15_000


def open_store(address: str, make: bool = True) -> Engine:
    """The store at a database address (`sqlite:///runs.db`, `postgresql+psycopg://…`). A new one is made if `make`.

    Raises:
        StoreError: it can't be reached, or is of another version.
    """
    engine = connect(address)
    try:
        found = current(engine)
        if found is None and make:
            upgrade(engine)
        elif found != newest():
            engine.dispose()
            raise OutdatedStoreError(
                f"The store is at version {found or 'none'}, and this gitassay needs {newest()}. Run `gitassay db upgrade`."
            )
    except OperationalError as error:
        raise StoreError(f"The store can't be opened: {error.orig}. Check its address and that the server runs.") from error
    return engine


def connect(address: str) -> Engine:
    """An engine for the address, without looking at what is there.

    Raises:
        StoreError: it is no address of a kind that is known.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreError(f"{url.get_backend_name()} is no database the store can use. Choose sqlite or postgresql.")
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"{address!r} is no address of a store ({error}). Write it as sqlite:///runs.db.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: object) -> None:
    """Readers never wait for the writer, writers wait for each other, and references hold."""
    connection.isolation_level = None  # transactions are begun by us, see _begin
    cursor = connection.cursor()
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {BUSY_MILLISECONDS}"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A transaction that may write takes its turn at once: one that reads first and writes later could be refused half-way."""
    writes = not connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads and waits for nobody."""
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection
