"""Reads a rubric and a role profile from TOML; what is wrong is named with file and line."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from gitassay.model.assessment import RubricReference
from gitassay.model.document import Document
from gitassay.model.rubric import Rubric

Model = TypeVar("Model", bound=Document)


class RubricError(ValueError):
    """A rubric or a profile that can't be used: what is wrong, where, and what to do."""


class Profile(Document):
    """A role profile: other weights for the same ladders (they still sum to 100), and notes for the reader."""

    id: str
    title: str
    weights: dict[str, float] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedRubric:
    """A rubric ready to judge by, with its reference (hash over the files as read) and the notes of its profile."""

    rubric: Rubric
    reference: RubricReference
    notes: tuple[str, ...] = ()


def load_rubric(path: Path, profile: Path | None = None) -> LoadedRubric:
    """Read the rubric at `path` and apply the profile, if any.

    Raises:
        RubricError: a file can't be read, is no TOML, or does not fit.
    """
    content = _read(path)
    rubric = _validate(Rubric, content, path)
    digest = hashlib.sha256(content)
    notes: tuple[str, ...] = ()
    name: str | None = None
    if profile is not None:
        addition = _read(profile)
        digest.update(b"\0" + addition)
        chosen = _validate(Profile, addition, profile)
        rubric = _weighted(rubric, chosen, profile)
        name, notes = chosen.id, chosen.notes
    reference = RubricReference(id=rubric.id, version=rubric.version, sha256=digest.hexdigest(), title=rubric.title, profile=name)
    return LoadedRubric(rubric, reference, notes)


def unknown_signals(rubric: Rubric, known: frozenset[str]) -> tuple[str, ...]:
    """Ids the rubric names that no signal has, each once, in order."""
    named = list(rubric.signals)
    for category in rubric.categories:
        named += [*category.evidence, *(term for level in category.levels for need in level.require for term in need.signals)]
        named += [term.removeprefix("not ") for cap in category.caps for term in cap.when]
        named += [ask.signal for ask in category.questions if ask.signal]
    for row in rubric.flags:
        named += [*row.signals, *(term for need in row.require for term in need.signals)]
    return tuple(dict.fromkeys(name for name in named if name not in known))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RubricError(f"{path}: cannot be read ({error.strerror}). Name an existing file.") from error


def _validate(model: type[Model], content: bytes, path: Path) -> Model:
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: is no valid TOML: {error}") from error
    try:
        return model.model_validate(document)
    except ValidationError as error:
        lines = content.decode("utf-8").splitlines()
        told = (f"{path}:{_line(lines, entry['loc'])}: {_where(entry['loc'])}{entry['msg']}" for entry in error.errors())
        raise RubricError("\n".join(told)) from error


def _where(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc) + ": " if loc else ""


def _line(lines: list[str], loc: tuple[int | str, ...]) -> int:
    """The line of the table or key that a validation error speaks of: the n-th header of each array on the way."""
    line, header = 0, ""
    for position, part in enumerate(loc):
        if isinstance(part, int):
            line = _nth(lines, line, re.compile(rf"\s*\[\[{re.escape(header)}\]\]"), part)
        else:
            header = f"{header}.{part}" if header else part
            following = loc[position + 1] if position + 1 < len(loc) else None
            if not isinstance(following, int):
                line = _nth(lines, line, re.compile(rf'\s*(\[.*"?{re.escape(part)}"?\]|"?{re.escape(part)}"?\s*=)'), 0)
    return line + 1


def _nth(lines: list[str], start: int, pattern: re.Pattern[str], number: int) -> int:
    found = [index for index in range(start, len(lines)) if pattern.match(lines[index])]
    return found[number] if number < len(found) else start


def _weighted(rubric: Rubric, profile: Profile, path: Path) -> Rubric:
    unknown = sorted(set(profile.weights) - {category.id for category in rubric.categories})
    if unknown:
        raise RubricError(f"{path}: weights name categories the rubric does not have: {', '.join(unknown)}.")
    categories = [
        category.model_copy(update={"weight": profile.weights.get(category.id, category.weight)}) for category in rubric.categories
    ]
    total = sum(category.weight for category in categories)
    if abs(total - 100) > 1e-9:
        raise RubricError(f"{path}: with this profile the weights sum to {total:g}, not to 100. Correct [weights].")
    return rubric.model_copy(update={"categories": tuple(categories)})
