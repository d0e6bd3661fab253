"""Brings a store to this version's tables, with Alembic."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

import gitassay.store.batch_tables  # noqa: F401 - makes the tables of batches known beside the others
from gitassay.store.errors import OutdatedStoreError

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The version of the tables that this gitassay knows."""
    return versions()[-1]


def current(engine: Engine) -> str | None:
    """The version of the tables in the store; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def versions() -> tuple[str, ...]:
    """All versions that tables have had, oldest first: the steps' file names begin with them."""
    return tuple(sorted(path.name[1:5] for path in (SCRIPTS / "versions").glob("v[0-9][0-9][0-9][0-9]_*.py")))


def upgrade(engine: Engine, to: str = "head") -> None:
    """Change the tables step by step up to `to`, all steps or none; all data is kept.

    Raises:
        OutdatedStoreError: the tables are of a version that this gitassay does not know.
    """
    from alembic import command  # takes longer to load than most commands to run, and is seldom needed

    config, found = _config(), current(engine)
    if found is not None and found not in versions():
        raise OutdatedStoreError(f"The store is at version {found}, which this gitassay does not know. Install the one that made it.")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
