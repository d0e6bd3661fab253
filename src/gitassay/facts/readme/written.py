"""A README outside a repository: read from its text alone, with its headings as they were written."""

import re

from gitassay.facts.readme.read import parse
from gitassay.facts.readme.table import Readme, Section

MAX_SHOWN = 2_000
_MARKS = re.compile(r"^\s{0,3}#{1,6}\s*")
_HTML = re.compile(r"^\s*<", re.IGNORECASE)


def read_one(name: str, text: str) -> Readme:
    """Parse one README by the ending of its name (none: by what it looks like)."""
    return parse(name, text)


def headings_as_written(readme: Readme, text: str) -> list[str]:
    """Each section's heading as it stands in the file, without the marks of its level; "" for a text without any."""
    lines = text.removeprefix("\ufeff").split("\n")
    return [_written(readme, section, lines) for section in readme.sections]


def _written(readme: Readme, section: Section, lines: list[str]) -> str:
    line = lines[section.start - 1][:MAX_SHOWN].strip()
    if not section.heading and not section.level:
        return ""
    if readme.format != "markdown" or _HTML.match(line):
        return section.heading
    return _MARKS.sub("", line).rstrip("# \t\r") or section.heading
