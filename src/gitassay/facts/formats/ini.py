"""Reads INI files (setup.cfg, tox.ini) as sections, keys and values with lines; nothing is interpolated."""

import re
from dataclasses import dataclass

from gitassay.facts.formats.errors import UnreadableError

MAX_CHARACTERS = 200_000
MAX_LINE = 20_000
_SECTION = re.compile(r"^\[([^\[\]\n]{1,200})\]\s*(?:[#;].*)?$")
_PAIR = re.compile(r"^([^=:\s\[#;][^=:\n]{0,200}?)\s*[=:]\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Pair:
    """One key: its value as (line, text) rows without blank and commented ones."""

    section: str
    key: str
    line: int
    rows: tuple[tuple[int, str], ...]

    @property
    def value(self) -> str:
        """The first row of the value, "" for an empty one."""
        return self.rows[0][1] if self.rows else ""


@dataclass(frozen=True, slots=True)
class Ini:
    """An INI file: sections as (name, line) and all pairs, in order."""

    sections: tuple[tuple[str, int], ...]
    pairs: tuple[Pair, ...]

    def pair(self, section: str, key: str) -> Pair | None:
        """The first pair of this name; keys count with `-` as `_`."""
        return next((one for one in self.pairs if one.section == section and one.key == key), None)

    def within(self, section: str) -> tuple[Pair, ...]:
        """All pairs of a section."""
        return tuple(one for one in self.pairs if one.section == section)


def read_ini(text: str) -> Ini:
    """Return the sections and pairs; a text without a section is read as empty.

    Raises:
        UnreadableError: too large, or with a line too long.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"larger than {MAX_CHARACTERS // 1000} kB")
    sections: list[tuple[str, int]] = []
    pairs: list[tuple[str, str, int, list[tuple[int, str]]]] = []
    open_pair = False
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            raise UnreadableError("a line longer than 20 kB")
        bare = line.strip()
        if not bare or bare.startswith(("#", ";")):
            continue
        header = _SECTION.match(bare) if not line[0].isspace() else None
        if header:
            sections.append((header.group(1).strip(), number))
            open_pair = False
        elif line[0].isspace() and open_pair:
            pairs[-1][3].append((number, bare))
        elif sections:
            pair = _PAIR.match(bare)
            open_pair = pair is not None
            if pair:
                key = pair.group(1).strip().lower().replace("-", "_")
                pairs.append((sections[-1][0], key, number, [(number, pair.group(2))] if pair.group(2) else []))
    return Ini(tuple(sections), tuple(Pair(section, key, line, tuple(rows)) for section, key, line, rows in pairs))
