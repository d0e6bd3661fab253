"""What is wrong with the rows of a catalogue, in sentences that name file and row."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from gitassay.facts.catalogue import Entry

MAX_PATTERN = 300


def faults(folder: Path, concepts: frozenset[str]) -> list[str]:
    """Every fault of the `*.toml` files of a folder; `concepts` are the words that signals ask with. An empty list: it can be used."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        return [f"{folder}: there is no *.toml file. Name a folder of catalogue files."]
    found: list[str] = []
    seen: dict[tuple[str, ...], str] = {}
    for path in paths:
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            found.append(f"{path.name}: {error}")
            continue
        rows = document.get("entry", [])
        if not isinstance(rows, list) or not rows:
            found.append(f"{path.name}: it has no [[entry]].")
            continue
        default = {"concept": document["concept"]} if "concept" in document else {}
        for number, row in enumerate(rows, start=1):
            place = f"{path.name}: row {number} ({row.get('name', 'without a name') if isinstance(row, dict) else 'no table'})"
            found.extend(f"{place}: {fault}" for fault in _row(default | row if isinstance(row, dict) else {}, place, concepts, seen))
    return found


def _row(row: dict[str, object], place: str, concepts: frozenset[str], seen: dict[tuple[str, ...], str]) -> Iterator[str]:
    try:
        entry = Entry.model_validate(row)
    except ValidationError as error:
        yield from (f"{'.'.join(map(str, one['loc']))}: {one['msg']}." for one in error.errors())
        return
    if not entry.source.strip():
        yield "it has no source. Say where the knowledge is from."
    if entry.concept not in concepts:
        yield f"no signal asks for {entry.concept!r}. Correct the concept; `gitassay catalogue show` lists them."
    kinds = (("calls", entry.calls), ("bases", entry.bases), ("decorators", entry.decorators), ("endpoints", entry.endpoints))
    if not any(patterns for _, patterns in kinds):
        yield "it has no pattern. Give calls, bases, decorators or endpoints."
    for kind, patterns in kinds:
        for pattern in patterns:
            if not pattern.strip("*. ") or len(pattern) > MAX_PATTERN:
                yield f"{kind}: {pattern!r} matches everything or nothing."
            key = (entry.concept, kind, pattern, *entry.keywords, "", *entry.strings)
            if seen.setdefault(key, place) != place:
                yield f"{kind}: {pattern!r} stands in {seen[key]} already."
