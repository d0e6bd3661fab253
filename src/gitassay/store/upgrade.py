"""Brings a store to this version's tables, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import gitassay.store.batch_tables  # noqa: F401 - makes the tables of batches known beside the others
from gitassay.store.errors import OutdatedStoreError

SCRIPTS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The version of the tables that this gitassay knows."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(engine: Engine) -> str | None:
    """The version of the tables in the store; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def versions() -> tuple[str, ...]:
    """All versions that tables have had, oldest first."""
    return tuple(reversed([str(one.revision) for one in ScriptDirectory.from_config(_config()).walk_revisions()]))


def upgrade(engine: Engine, to: str = "head") -> None:
    """Change the tables step by step up to `to`, all steps or none; all data is kept.

    Raises:
        OutdatedStoreError: the tables are of a version that this gitassay does not know.
    """
    config, found = _config(), current(engine)
    if found is not None and found not in versions():
        raise OutdatedStoreError(f"The store is at version {found}, which this gitassay does not know. Install the one that made it.")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
