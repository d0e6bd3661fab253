"""A claim of a README, and small questions that several kinds of claims ask."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gitassay.facts.facts import Facts
from gitassay.facts.files import RepositoryFile
from gitassay.facts.text import MAX_NOTEBOOK_BYTES, MAX_TEXT_BYTES
from gitassay.model.readme import Standing

MAX_FILES = 1_500
MAX_CHARACTERS = 4_000_000
"""How much text is looked through for names that no table holds."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a README states: its kind, its name as written, its line, what became of it, and that in a sentence."""

    kind: str
    name: str
    line: int
    standing: Standing
    said: str


def standing(exists: bool | None) -> Standing:
    """What a lookup came to; None where absence would say nothing."""
    return Standing.CANNOT_TELL if exists is None else Standing.FOUND if exists else Standing.NOT_FOUND


def _limit(file: RepositoryFile) -> int:
    return MAX_NOTEBOOK_BYTES if file.language == "notebook" else MAX_TEXT_BYTES


def partly_read(facts: Facts, roles: Collection[str]) -> bool:
    """Whether some file of these roles is absent or too large to be looked through, so that a name not found may be there."""
    wanted = [one for one in facts.files if one.role in roles and one.language]
    return bool(facts.snapshot.truncated) or any(one.size is None or one.size > _limit(one) for one in wanted)


def texts(facts: Facts, roles: Collection[str]) -> Iterator[tuple[str, str]]:
    """Paths and texts of files of these roles, READMEs left out, until enough was looked through."""
    seen = 0
    wanted = [one for one in facts.files if one.role in roles and "readme" not in one.path.rpartition("/")[2].lower()]
    for file in wanted[:MAX_FILES]:
        text = facts.texts.text(file.path, _limit(file)) or ""
        seen += len(text)
        if seen > MAX_CHARACTERS:
            return
        yield file.path, text
