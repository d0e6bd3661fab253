"""The texts a reader sees in a page, with the language each is said to be in."""

from html.parser import HTMLParser

UNREAD = frozenset({"script", "style", "code", "pre"})
EMPTY = frozenset({"meta", "img", "br", "input", "link"})
SPOKEN = frozenset({"title", "aria-label", "alt", "placeholder"})


class Texts(HTMLParser):
    """Collects (language, text) of text nodes and of the attributes that are read out, what is code or data left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or (self._open[-1][1] if self._open else "")
        self.found += [(language, value) for name, value in attrs if name in SPOKEN and value]
        if tag not in EMPTY:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = self._open[-1][1] if self._open else ""
        self.found += [(language, value) for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag:
            self._open.pop()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in UNREAD for tag, _ in self._open):
            self.found.append((self._open[-1][1] if self._open else "", data.strip()))


def texts(html: str) -> list[tuple[str, str]]:
    parser = Texts()
    parser.feed(html)
    return parser.found
