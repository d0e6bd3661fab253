"""The hash that binds an entry of an append-only record to its content."""

import hashlib
from typing import TypeVar

from gitassay.model.decision import Entry
from gitassay.model.document import canonical

E = TypeVar("E", bound=Entry)


def entry_sha256(entry: Entry) -> str:
    """The hash an entry should carry. `stale` depends on the assessment it is read beside, so it is left out."""
    return hashlib.sha256(canonical(entry.model_dump(mode="json", exclude={"sha256", "stale"}))).hexdigest()


def sealed(entry: E) -> E:
    """The entry with its hash."""
    return entry.model_copy(update={"sha256": entry_sha256(entry)})
