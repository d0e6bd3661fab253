"""Reads Markdown (CommonMark with tables) into rows, with the lines of the stored file."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gitassay.facts.readme.headings import allow_close_headings
from gitassay.facts.readme.html import attribute, read_html
from gitassay.facts.readme.prose import find_urls
from gitassay.facts.readme.table import Block, Draft, Heading, Reference, Row
from gitassay.facts.readme.unseen import Unseen

MAX_NESTING = 20
MAX_FRONT = 200
_TAG = re.compile(r"^<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]{0,3000})>$")
_INLINE_TAG = re.compile(r"^<(/?)(a|img|source|br|h[1-6])\b([^<>]{0,3000})>$", re.IGNORECASE)


def read_markdown(lines: list[str], draft: Draft) -> None:
    """Read Markdown; front matter is skipped, lines stay as they are in the file."""
    source = _without_front_matter(lines)
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    allow_close_headings(parser)
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # addresses as their author wrote them
    tokens = parser.parse("\n".join(source))
    _Walk(source, draft).walk(tokens)


def front_matter(lines: list[str]) -> int:
    """How many lines at the top are front matter between `---` or `+++`; 0 for none."""
    mark = lines[0].rstrip() if lines else ""
    if mark not in ("---", "+++"):
        return 0
    return next((number for number, line in enumerate(lines[1:MAX_FRONT], start=2) if line.rstrip() == mark), 0)


def _without_front_matter(lines: list[str]) -> list[str]:
    count = front_matter(lines)
    return [""] * count + lines[count:]


class _Walk:
    """Goes through the tokens once."""

    def __init__(self, source: list[str], draft: Draft) -> None:
        self._source = source
        self._draft = draft
        self._header: tuple[str, ...] = ()
        self._cells: list[str] = []
        self._in_head = False
        self._unseen = Unseen()

    def walk(self, tokens: list[Token]) -> None:
        kind = ""
        for number, token in enumerate(tokens):
            if self._unseen and token.type not in ("html_block", "inline"):
                pass
            elif token.type == "inline":
                self._inline(token, tokens[number - 1], kind)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block" and token.map:
                self._unseen = read_html(token.content, token.map[0] + 1, self._draft, self._unseen)
            elif token.type.startswith(("tr_", "thead_", "tbody_")):
                self._table(token)
            kind = token.type

    def _code(self, token: Token) -> None:
        start, end = token.map or (0, 1)
        language = token.info.strip().split()[0].strip("{}.").lower() if token.info.strip() else ""
        text = token.content.removesuffix("\n")
        if token.type == "code_block":
            end = start + text.count("\n") + 1
        self._draft.blocks.append(Block(language[:50], text, start + 1, max(end, start + 1)))

    def _table(self, token: Token) -> None:
        if token.type == "thead_open":
            self._in_head, self._header = True, ()
        elif token.type == "thead_close":
            self._in_head = False
        elif token.type == "tr_open":
            self._cells = []
        elif token.type == "tr_close" and self._in_head:
            self._header = tuple(self._cells)

    def _inline(self, token: Token, opening: Token, kind: str) -> None:
        start, end = token.map or opening.map or (0, 1)
        text, self._unseen = _Inline(self._source, start, end, self._draft.references, self._unseen).read(token.children or [])
        if kind == "heading_open" and (text or not self._unseen):
            if opening.level == 0:
                self._draft.headings.append(Heading(text[:300], int(opening.tag[1]), start + 1))
            elif text:
                self._draft.prose.append((start + 1, text))
        elif kind in ("td_open", "th_open"):
            self._cells.append(text)
            if not self._in_head:
                self._cell_of_row(start + 1)
        elif text:
            self._draft.prose.append((start + 1, text))

    def _cell_of_row(self, line: int) -> None:
        """Keep the row up to its latest cell, so that each row is there once and whole."""
        if len(self._cells) > 1:
            self._draft.rows.pop()
        self._draft.rows.append(Row(self._header, tuple(self._cells), line))


class _Inline:
    """The plain text of a paragraph, with its links and images."""

    def __init__(self, source: list[str], start: int, end: int, references: list[Reference], unseen: Unseen) -> None:
        self._unseen = unseen
        self._source = source
        self._line = start + 1
        self._end = end
        self._references = references
        self._text: list[str] = []
        self._open: list[tuple[str, int, int]] = []

    def read(self, children: list[Token]) -> tuple[str, Unseen]:
        """The text, and what hides text behind its end."""
        for token in children:
            if not (self._unseen and token.type not in ("html_inline", "softbreak", "hardbreak")):
                self._take(token)
        while self._open:
            self._close()
        return " ".join("".join(self._text).split()), self._unseen

    def _take(self, token: Token) -> None:
        if token.type in ("softbreak", "hardbreak"):
            self._text.append(" ")
            self._line += 1
        elif token.type == "link_open":
            self._start(str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            self._close()
        elif token.type == "image":
            self._refer(str(token.attrs.get("src", "")), token.content, True, self._line)
        elif token.type == "html_inline":
            self._html(token.content)
        else:
            self._text.append(token.content)
            if token.type == "text" and not self._open and "://" in token.content:
                for url in find_urls(token.content):
                    self._refer(url, "", False, self._line)

    def _html(self, content: str) -> None:
        match = _INLINE_TAG.match(" ".join(content[:4_000].split()))
        name = match.group(2).lower() if match else ""
        if self._is_unseen(content):
            pass
        elif match and name == "a":
            self._anchor(bool(match.group(1)), attribute("href", match.group(3)))
        elif match and name in ("img", "source"):
            self._refer(attribute("src", match.group(3)), attribute("alt", match.group(3)), True, self._line)
        elif name:
            self._text.append(" ")
        self._line += content.count("\n")

    def _is_unseen(self, content: str) -> bool:
        """Follow tags that hide what is in them; whether this one is one, or within one."""
        before, tag = self._unseen, _TAG.match(content)
        if tag is not None:
            self._unseen = before.after(tag.group(2).lower(), bool(tag.group(1)), tag.group(3))
        return bool(before or self._unseen)

    def _anchor(self, closing: bool, url: str) -> None:
        if closing and self._open:
            self._close()
        elif url:
            self._start(url)

    def _start(self, url: str) -> None:
        self._open.append((url, len(self._text), self._line))

    def _close(self) -> None:
        if not self._open:  # an `</a>` within a link of Markdown closed it already
            return
        url, position, line = self._open.pop()
        self._refer(url, " ".join("".join(self._text[position:]).split()), False, line)

    def _refer(self, url: str, text: str, image: bool, line: int) -> None:
        """Keep a reference; line breaks inside of code and addresses are not counted, so look where the address stands."""
        if url:
            found = next(self._lines_with(url, line), line)
            self._references.append(Reference(url, text[:500], image, found))

    def _lines_with(self, url: str, line: int) -> Iterator[int]:
        return (number for number in range(line, min(self._end, line + 50) + 1) if url in self._source[number - 1])
