"""Reads reStructuredText into rows, with every directive that reads files or the clock turned off."""

import re
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree

from gitassay.facts.readme.prose import read_text
from gitassay.facts.readme.table import Block, Draft, Heading, Reference, Row

MAX_CHARACTERS = 100_000
MAX_LINE = 2_000
MAX_MARKS = 200
"""Marks of inline markup on one line: each of them makes the parser look through the rest of its paragraph."""
MAX_INDENT = 60
MAX_PARAGRAPH = 5_000
_SETTINGS: dict[str, Any] = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "halt_level": 5,
    "report_level": 5,
    "warning_stream": False,
    "syntax_highlight": "none",
    "doctitle_xform": False,
    "sectsubtitle_xform": False,
    "docinfo_xform": False,
    "smart_quotes": False,
    "line_length_limit": MAX_LINE + 1,
}
_OFF = re.compile(
    r"^(\s{0,60}\.\.\s+(?:\|[^|\n]{1,100}\|\s+)?)(include|raw|csv-table|date|math|class|default-role|role|sectnum|contents|replace)\s*::",
    re.IGNORECASE,
)
_CODE = re.compile(r"^\.\.\s+(?:code-block|code|sourcecode|highlight)::[ \t]*(\S{0,50})")
_OPTION = re.compile(r"^\s*:[\w-]{1,50}:")


def read_restructured(lines: list[str], draft: Draft) -> None:
    """Read reStructuredText. What would cost too much, or that docutils can't read, is read as plain text instead."""
    if not _is_harmless(lines):
        read_text(lines, draft)
        return
    source = "\n".join(_OFF.sub(r"\1", line) for line in lines)
    try:
        document = publish_doctree(source, settings_overrides=_SETTINGS)
    except (RecursionError, MemoryError):
        raise
    except Exception:  # docutils fails on odd input with all kinds of errors; the text is still there to read
        read_text(lines, draft)
        return
    _Walk(lines, draft).walk(document)


def _is_harmless(lines: list[str]) -> bool:
    """Whether the parser's work stays in proportion: it looks ahead for the end of each mark and nests by indentation."""
    if sum(len(line) + 1 for line in lines) > MAX_CHARACTERS:
        return False
    paragraph = 0
    for line in lines:
        paragraph = paragraph + len(line) if line.strip() else 0
        marks = line.count("*") + line.count("`") + line.count("|") + line.count("_") + line.count("[")
        drawn = not line.strip(" =-*~^`|_+#:.\"'")
        if len(line) > MAX_LINE or (marks > MAX_MARKS and not drawn) or paragraph > MAX_PARAGRAPH * 4:
            return False
        if len(line) - len(line.lstrip()) > MAX_INDENT * 2 and line.strip():
            return False
    return True


class _Walk:
    """Goes through the document once."""

    def __init__(self, lines: list[str], draft: Draft) -> None:
        self._lines = lines
        self._draft = draft

    def walk(self, document: nodes.document) -> None:
        waiting: list[tuple[nodes.Node, int, int]] = [(document, 1, 0)]
        while waiting:
            node, line, level = waiting.pop()
            line = node.line or line
            if isinstance(node, nodes.section):
                level += 1
            if self._take(node, line, level):
                waiting.extend((child, line, level) for child in reversed(node.children))

    def _take(self, node: nodes.Node, line: int, level: int) -> bool:
        """Keep what a node is; whether its children are still to be read."""
        if isinstance(node, nodes.title):
            self._draft.headings.append(Heading(_plain(node)[:300], level or 1, self._title_line(line)))
        elif isinstance(node, nodes.system_message):
            self._unread(node)
            return False
        elif isinstance(node, nodes.literal_block):
            self._block(node, line)
            return False
        elif isinstance(node, nodes.substitution_definition):
            return False
        elif isinstance(node, nodes.table):
            self._table(node, line)
        elif isinstance(node, (nodes.paragraph, nodes.line_block, nodes.caption, nodes.term)):
            if not _within(node, nodes.table) and _plain(node):
                self._draft.prose.append((line, _plain(node)))
        elif isinstance(node, nodes.reference) and node.get("refuri"):
            self._refer(str(node["refuri"]), _plain(node), False, line)
        elif isinstance(node, nodes.image):
            self._refer(str(node.get("uri", "")), str(node.get("alt", "")), True, line)
        return True

    def _refer(self, url: str, text: str, image: bool, line: int) -> None:
        wanted = [part for part in (url, text.split("\n")[0]) if part]
        near = range(line, min(line + 40, len(self._lines)) + 1)
        found = next((number for part in wanted for number in near if part in self._lines[number - 1]), line)
        self._draft.references.append(Reference(url, text[:500], image, found))

    def _title_line(self, line: int) -> int:
        """The line of a title's text: docutils names the line that is drawn below it."""
        near = range(max(line - 2, 1), min(line, len(self._lines)) + 1)
        return next((number for number in near if self._lines[number - 1].strip() and not _is_drawn(self._lines[number - 1])), line)

    def _block(self, node: nodes.literal_block, line: int) -> None:
        listed: list[str] = node.get("classes", [])
        classes = [str(one) for one in listed if one != "code"]
        self._add_block(classes[0] if classes else "", node.astext(), line)

    def _add_block(self, language: str, text: str, line: int) -> None:
        rows = text.split("\n")
        near = range(line, min(line + 30, len(self._lines)) + 1)
        start = next((number for number in near if self._lines[number - 1].strip() == rows[0].strip()), line)
        end = min(start + len(rows) - 1, max(len(self._lines), start))
        self._draft.blocks.append(Block(language.lower()[:50], text, start, end))

    def _unread(self, message: nodes.system_message) -> None:
        """Code in a directive with options docutils does not know (those of Sphinx) is still code."""
        for one in message.findall(nodes.literal_block):
            rows = one.astext().split("\n")
            match = _CODE.match(rows[0])
            body = [row for row in rows[1:] if not _OPTION.match(row)]
            while body and not body[0].strip():
                body.pop(0)
            if match and body:
                indent = min((len(row) - len(row.lstrip()) for row in body if row.strip()), default=0)
                self._add_block(match.group(1), "\n".join(row[indent:] for row in body).rstrip(), int(message.get("line", 1)))

    def _table(self, table: nodes.table, line: int) -> None:
        header: tuple[str, ...] = ()
        for row in table.findall(nodes.row):
            cells = tuple(_plain(entry) for entry in row.findall(nodes.entry))
            number = next((inner.line for inner in row.findall(nodes.paragraph) if inner.line), line)
            if isinstance(row.parent, nodes.thead):
                header = cells
            else:
                self._draft.rows.append(Row(header, cells, number))


def _plain(node: Any) -> str:
    """The text of a node; that which stands for an image is none."""
    kept = (str(text) for text in node.findall(nodes.Text))
    return " ".join("".join(kept).split())


def _within(node: nodes.Node, kind: type[nodes.Node]) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kind):
            return True
        parent = parent.parent
    return False


def _is_drawn(line: str) -> bool:
    return len(line.strip()) > 1 and len(set(line.strip())) == 1 and not line.strip()[0].isalnum()
