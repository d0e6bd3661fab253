"""Reads the sections of one README in a child process. Run as `python -m gitassay.sections`; it has no repository and no network."""

import gc
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gitassay.facts.readme.kinds import families, model_in_use, section_kinds
from gitassay.facts.readme.read import MAX_BYTES
from gitassay.facts.readme.written import headings_as_written, read_one
from gitassay.facts.text import decode
from gitassay.isolation import MEGABYTE, IsolationError, Limits, run_isolated
from gitassay.serving import serve

LIMITS = Limits(wall_seconds=30, cpu_seconds=2, memory_bytes=400 * MEGABYTE, file_bytes=0)
FOREIGN = "It does not read as English, so its sections were not measured."
SHORTENED = "It is too long or too deeply nested to be read whole; only its beginning was."


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A heading as written, the line it starts on, and what its section tells (none where that was not measured)."""

    heading: str
    start: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of one file; `remark` says what was not measured, and why, or is empty."""

    file: str
    sections: tuple[NamedSection, ...]
    remark: str = ""


class UnreadableError(Exception):
    """A file whose sections can't be read. The message says why."""


def prepare() -> None:
    """Load what every README needs, once for all of them."""
    model_in_use()
    families()


def read_sections(path: Path, name: str) -> Sections:
    """Read the sections of the README at `path` in a child process with limits.

    Raises:
        UnreadableError: it is no text file, or the child was stopped.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES)
    except OSError as error:
        raise UnreadableError(f"{name} can't be read: {error.strerror or error}. Name a README file.") from error
    try:
        reply = run_isolated("gitassay.sections", {"name": path.name, "content": b64encode(content).decode()}, LIMITS, warm=True)
    except IsolationError as error:
        raise UnreadableError(f"{name}: reading it {error}. Nothing is known of its sections.") from error
    if reply["binary"]:
        raise UnreadableError(f"{name} is no text file. Name a README in Markdown, reStructuredText or plain text.")
    sections = tuple(NamedSection(str(one["heading"]), int(one["start"]), tuple(one["kinds"])) for one in reply["sections"])
    return Sections(name, sections, str(reply["remark"]))


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Answer one request: the sections of the README whose name and content it holds."""
    gc.disable()  # the process ends with the request
    text = decode(b64decode(request["content"]))
    if text is None:
        return {"binary": True}
    readme = read_one(request["name"], text)
    kinds = section_kinds(readme)
    headings = headings_as_written(readme, text)
    titled = [number for number, section in enumerate(readme.sections) if section.level] or range(len(readme.sections))
    rows = [
        {"heading": headings[number], "start": readme.sections[number].start, "kinds": [str(one) for one in kinds[number]] if kinds else []}
        for number in titled
    ]
    shortened = SHORTENED if readme.shortened or len(request["content"]) // 4 * 3 >= MAX_BYTES else ""
    return {"binary": False, "sections": rows, "remark": " ".join(part for part in (FOREIGN if kinds is None else "", shortened) if part)}


if __name__ == "__main__":
    serve(handle)
