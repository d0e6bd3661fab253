"""What every part of the documents rests on: frozen models, places with their excerpts, and JSON that is the same everywhere."""

import json

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """Base of every part of the document: frozen, and nothing that isn't described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocationDocument(Document):
    """A place with its excerpt, read back from the commit.

    `permalink` is a web address for hosted repositories, else `id@commit:path#Lx-Ly`.
    """

    path: str
    start: int
    end: int
    commit: str
    permalink: str
    excerpt: str
    shortened: bool = False


def canonical(content: object) -> bytes:
    """JSON with sorted keys and no spaces, ASCII only: equal content gives equal bytes everywhere."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
