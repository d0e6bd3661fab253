"""Prompts as they ship: a folder for each version, found by name, rendered without any of the candidate's text acting as a template."""

import hashlib
import json
import tomllib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from gitassay.model.summary import PromptReference
from gitassay.resources import resource

FILES = ("prompt.toml", "reply.schema.json", "system.md", "user.md.j2")


@dataclass(frozen=True, slots=True)
class PromptLimits:
    """What is sent and kept at most: findings, characters of JSON, characters of one excerpt, sentences, tokens of the reply."""

    evidence: int
    characters: int
    excerpt: int
    sentences: int
    reply_tokens: int


@dataclass(frozen=True)
class Prompt:
    """One version of one prompt."""

    reference: PromptReference
    title: str
    system: str
    user: str
    schema: dict[str, Any]
    limits: PromptLimits

    def messages(self, title: str, evidence: str, boundary: str) -> list[dict[str, str]]:
        """The two messages. What is filled in is never read as a template."""
        values = {"title": title, "evidence": evidence, "boundary": boundary, "limits": self.limits}
        system, user = (_environment().from_string(text).render(values) for text in (self.system, self.user))
        return [{"role": "system", "content": system.strip()}, {"role": "user", "content": user.strip()}]

    def schema_for(self, ids: Sequence[str]) -> dict[str, Any]:
        """The reply's schema in which an id (in the list "evidence", or a field "id") can only be one of these."""
        schema = deepcopy(self.schema)
        (rows,) = schema["properties"].values()
        fields = rows["items"]["properties"]
        place = fields["evidence"]["items"] if "evidence" in fields else fields["id"]
        place["enum"] = list(ids)
        return schema


@cache
def load_prompt(name: str, version: str | None = None) -> Prompt:
    """A prompt that ships, by default its newest version.

    Raises:
        FileNotFoundError: there is none of that name or version.
    """
    folder = resource("prompts") / name
    chosen = folder / (version or max((path.name for path in folder.iterdir() if path.name.isdigit()), key=int))
    rows = tomllib.loads((chosen / "prompt.toml").read_text(encoding="utf-8"))
    return Prompt(
        reference=PromptReference(name=name, version=chosen.name, sha256=_digest(chosen)),
        title=rows["title"],
        system=(chosen / "system.md").read_text(encoding="utf-8"),
        user=(chosen / "user.md.j2").read_text(encoding="utf-8"),
        schema=json.loads((chosen / "reply.schema.json").read_text(encoding="utf-8")),
        limits=PromptLimits(**rows["limits"]),
    )


def _digest(folder: Path) -> str:
    """One hash over all files of a version; line ends as git checks them out on some systems do not count."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(f"{name}\n".encode() + (folder / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


@cache
def _environment() -> Environment:
    return Environment(undefined=StrictUndefined, autoescape=False)
