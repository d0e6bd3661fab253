"""Picks headings, links, images, tables, code and text out of raw HTML in a README; the HTML itself is never shown."""

import html
import re
from dataclasses import dataclass, field

from gitassay.facts.readme.prose import find_urls
from gitassay.facts.readme.table import Block, Draft, Heading, Reference, Row
from gitassay.facts.readme.unseen import Unseen

MAX_CELLS = 50
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]{0,3000})>|<!--|<[!?][^<>]{0,500}>")
_ATTRIBUTE = r"""\b{name}\s*=\s*(?:"([^"<>]{{0,2000}})"|'([^'<>]{{0,2000}})'|([^\s"'<>]{{1,2000}}))"""
_NAMES = {name: re.compile(_ATTRIBUTE.format(name=name), re.IGNORECASE) for name in ("href", "src", "alt")}
_BREAKS = frozenset(
    {"p", "div", "li", "br", "tr", "td", "th", "ul", "ol", "table", "details", "summary", "blockquote", "hr", "section", "center"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"style", "script", "svg"})
_MEDIA = frozenset({"img", "video", "source"})


@dataclass(slots=True)
class _State:
    unseen: Unseen
    text: list[str] = field(default_factory=list)
    text_line: int = 0
    hidden: str = ""
    code: int = 0
    heading: int = 0
    heading_line: int = 0
    link: Reference | None = None
    link_text: list[str] = field(default_factory=list)
    header: tuple[str, ...] = ()
    cells: list[str] | None = None
    row_line: int = 0
    in_head: bool = False


def attribute(name: str, text: str) -> str:
    """The value of an attribute of a tag, "" when it has none."""
    match = _NAMES[name].search(text)
    return html.unescape(next((part for part in match.groups() if part), "")).strip() if match else ""


def without_tags(text: str) -> str:
    """The text between tags."""
    return html.unescape(_TAG.sub(" ", text))


def read_html(source: str, first: int, draft: Draft, unseen: Unseen) -> Unseen:
    """Read a block of HTML that starts on line `first`.

    `unseen` is what hides text where the block starts; what is returned is the same for its end.
    """
    return _Reader(source, first, draft, unseen).read()


class _Reader:
    """Walks the tags once; what is between them is prose, a heading, a cell or code."""

    def __init__(self, source: str, first: int, draft: Draft, unseen: Unseen) -> None:
        self._source = source
        self._line = first
        self._position = 0
        self._draft = draft
        self._now = _State(unseen)

    def read(self) -> Unseen:
        position = 0
        while match := _TAG.search(self._source, position):
            self._say(self._source[position : match.start()])
            self._move(match.start())
            position = match.end()
            if match.group() == "<!--":
                end = self._source.find("-->", position)
                position = len(self._source) if end < 0 else end + 3
                self._position, self._line = position, self._line + self._source.count("\n", match.start(), position)
            elif match.group(2):
                self._tag(match.group(2).lower(), bool(match.group(1)), match.group(3))
        self._say(self._source[position:])
        self._flush()
        return self._now.unseen

    def _move(self, position: int) -> None:
        self._line += self._source.count("\n", self._position, position)
        self._position = position

    def _say(self, text: str) -> None:
        now = self._now
        if now.hidden or now.unseen or not text:
            return
        if text.strip() and not now.text:
            now.text_line = self._line_at(text)
        if now.text or text.strip():
            now.text.append(text)
        if now.link is not None:
            now.link_text.append(text)
        elif not now.code:
            line = self._line_at(text)
            self._draft.references += [Reference(url, "", False, line) for url in find_urls(text)]

    def _line_at(self, text: str) -> int:
        start = len(text) - len(text.lstrip())
        position = self._source.find(text, self._position) if text else -1
        return self._line + (self._source.count("\n", self._position, position + start) if position >= 0 else 0)

    def _tag(self, name: str, closing: bool, attributes: str) -> None:
        before = self._now.unseen
        after = before.after(name, closing, attributes)
        if before or after:
            self._flush()
            self._now.unseen = after
        elif name in _HIDDEN:
            self._now.hidden = "" if closing else name
        elif name in _HEADINGS:
            self._flush()
            self._now.heading, self._now.heading_line = (0, 0) if closing else (int(name[1]), self._line)
        elif name == "a":
            self._anchor(closing, attributes)
        elif name in _MEDIA and attribute("src", attributes):
            self._draft.references.append(Reference(attribute("src", attributes), attribute("alt", attributes), True, self._line))
        elif name == "pre":
            self._flush()
            self._now.code = 0 if closing else self._line
        elif name in ("tr", "td", "th", "table", "thead"):
            self._table(name, closing)
        elif name in _BREAKS and not self._now.heading and self._now.cells is None:
            self._flush()

    def _anchor(self, closing: bool, attributes: str) -> None:
        if self._now.link is not None:
            text = " ".join(html.unescape("".join(self._now.link_text)).split())
            link = self._now.link
            self._draft.references.append(Reference(link.url, text[:500], False, link.line))
            self._now.link, self._now.link_text = None, []
        url = "" if closing else attribute("href", attributes)
        if url:
            self._now.link = Reference(url, "", False, self._line)

    def _table(self, name: str, closing: bool) -> None:
        now = self._now
        if name == "table":
            self._flush()
            now.header, now.cells = (), None
        elif name == "tr":
            self._end_cell()
            if now.cells:
                self._end_row(tuple(now.cells))
            now.cells = None if closing else []
            now.row_line, now.in_head = self._line, False
        elif name in ("td", "th"):
            self._end_cell()
            now.in_head = now.in_head or name == "th"

    def _end_cell(self) -> None:
        now = self._now
        text = " ".join(html.unescape("".join(now.text)).split())
        now.text = []
        if now.cells is None:
            self._prose(text, now.text_line)
        elif text and len(now.cells) < MAX_CELLS:
            now.cells.append(text)

    def _end_row(self, cells: tuple[str, ...]) -> None:
        if self._now.in_head and not self._now.header:
            self._now.header = cells
        else:
            self._draft.rows.append(Row(self._now.header, cells, self._now.row_line))

    def _prose(self, text: str, line: int) -> None:
        if text:
            self._draft.prose.append((line, text))

    def _flush(self) -> None:
        """End the paragraph, heading or code that was being collected."""
        now = self._now
        raw = html.unescape("".join(now.text))
        now.text = []
        text = " ".join(raw.split())
        if now.code and text:
            self._draft.blocks.append(Block("", raw.strip("\n"), now.code, max(now.code, self._line)))
        elif now.heading and text:
            self._draft.headings.append(Heading(text[:300], now.heading, now.heading_line))
        else:
            self._prose(text, now.text_line)
