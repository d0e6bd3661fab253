"""The rows of one file while they are gathered, and the limits that hold for every language."""

import re
from dataclasses import dataclass, field, replace

from gitassay.facts.code.names import Names, Scope
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition, Import, Loop, Text, Unit

MAX_SOURCE = 500_000
MAX_ROWS = 20_000
MAX_TEXT = 2_000
MAX_VALUE = 300
MAX_ITEMS = 50
SHORTEST_TEXT = 3
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Rows:
    """The rows noted so far. `cut` says that there were more of a kind than are kept."""

    imports: list[Import] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    cut: bool = False

    def text(self, row: Text) -> None:
        """Note a text, unless there are too many."""
        if len(self.texts) < MAX_ROWS:
            self.texts.append(row)
        else:
            self.cut = True


def fill_texts(rows: Rows, filled: list[tuple[int, list[tuple[str, str]], Scope, int]], names: Names) -> None:
    """Give texts with gaps the names of what is filled in."""
    for index, chains, scope, at in filled:
        if index < len(rows.texts):
            rows.texts[index] = replace(rows.texts[index], names=names.of_filled(chains, scope, at))


def filled(base: Unit, rows: Rows) -> Unit:
    """The unit with its rows, each kind in the order of lines."""
    return replace(
        base,
        problem=base.problem or (f"only the first {MAX_ROWS:,} rows of a kind were kept" if rows.cut else ""),
        imports=tuple(sorted(rows.imports, key=_line)),
        calls=tuple(sorted(rows.calls, key=_line)),
        definitions=tuple(sorted(rows.definitions, key=_line)),
        texts=tuple(sorted(rows.texts, key=_line)),
        loops=tuple(sorted(rows.loops, key=_line)),
        assertions=tuple(sorted(rows.assertions, key=_line)),
        assignments=tuple(sorted(rows.assignments, key=_line)),
    )


def _line(row: Import | Call | Definition | Text | Loop | Assertion | Assignment) -> int:
    return row.line


def count_lines(text: str) -> int:
    """Lines as an editor counts them: a last line without an end counts, an empty text has none."""
    return text.count("\n") + (1 if text and not text.endswith("\n") else 0)


def writable(text: str) -> str:
    """The text without halves of characters that stand alone: an escape in a literal can make them, and no file can hold them."""
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)
