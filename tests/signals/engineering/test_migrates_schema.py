from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.migrates_schema import migrates_schema
from tests.support.memory import ask


def test_alembic_steps_are_migrations() -> None:
    assert (
        ask(
            migrates_schema,
            {
                "alembic/versions/1_a.py": (
                    "from alembic import op\n"
                    "import sqlalchemy as sa\n"
                    "\n"
                    "\n"
                    "def upgrade():\n"
                    '    op.add_column("users", sa.Column("age", sa.Integer()))\n'
                ),
                "app.py": 'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite://")\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_numbered_sql_steps_are_migrations() -> None:
    assert (
        ask(
            migrates_schema,
            {
                "app.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
                "migrations/0001_init.sql": "CREATE TABLE users (id int);\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_tables_created_at_start_are_none() -> None:
    assert (
        ask(
            migrates_schema, {"app.py": 'import sqlite3\n\ndb = sqlite3.connect("a.db")\ndb.execute("CREATE TABLE users (id int)")\n'}
        ).outcome
        == Outcome.NO
    )


def test_a_project_without_a_database_is_not_asked() -> None:
    assert (
        ask(
            migrates_schema,
            {
                "app.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NOT_APPLICABLE
    )
