"""The commands that documents print: lines of fenced and indented blocks that a reader would type into a shell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SHELL = frozenset({"", "sh", "bash", "shell", "console"})
"""What a fence may call a shell; a fence without a word counts as one, so that nothing is passed over."""
_FENCE = re.compile(r"^\s{0,3}```\s*(\w*)")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s")


@dataclass(frozen=True, slots=True)
class Printed:
    """One command as it stands in a document. `line` counts from 1."""

    line: int
    text: str


def printed_commands(page: Path) -> list[Printed]:
    """All commands of a page in their order; lines that end with a backslash are one with the next."""
    commands: list[Printed] = []
    for number, text in _shell_lines(page.read_text(encoding="utf-8").splitlines()):
        if commands and commands[-1].text.endswith("\\"):
            commands[-1] = Printed(commands[-1].line, commands[-1].text[:-1] + text.strip())
        elif text.strip() and not text.strip().startswith("#"):
            commands.append(Printed(number, text.strip()))
    return commands


def _shell_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    fence: str | None = None
    listed = False
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark:
            fence = mark[1] if fence is None else None
        elif fence is not None:
            if fence in SHELL:
                yield number, line
        else:
            listed = bool(_LIST_ITEM.match(line)) or (listed and (not line or line[0] == " "))
            if not listed and re.match(r" {4}\S", line):
                yield number, line
