"""A whole store as lines of JSON, the same from both databases: a copy that can be read without gitassay."""

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from gitassay.store.tables import metadata
from gitassay.store.upgrade import newest

LEFT_OUT = {"login": None, "person": {"password"}, "api_budget": None}
"""Tables (None) and columns that are no part of a copy: sessions, hashes of passwords, what tokens may still ask."""


def dump(connection: Connection) -> Iterator[str]:
    """Lines: first what this is, then a row each, table by table in the order in which they refer to each other."""
    yield _line({"store": "gitassay", "version": newest()})
    for table in metadata.sorted_tables:
        hidden = LEFT_OUT.get(table.name, set())
        if hidden is not None:
            yield from _rows(connection, table, hidden)


def _rows(connection: Connection, table: Table, hidden: set[str]) -> Iterator[str]:
    columns = [column for column in table.columns if column.name not in hidden]
    asked = select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=50).execute(asked).mappings():
        yield _line({"table": table.name, "row": {name: _plain(table.name, name, value) for name, value in row.items()}})


def _plain(table: str, name: str, value: Any) -> Any:
    """A value as JSON has it; an assessment as the document that it is."""
    if (table, name) == ("assessment", "document"):
        return json.loads(zlib.decompress(value))
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True) + "\n"
