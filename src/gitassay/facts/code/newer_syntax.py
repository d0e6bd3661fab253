"""Reads under older Pythons what 3.12 and 3.14 brought: f-strings with quotes and lines in their fields (PEP 701), type parameters
(PEP 695), and exceptions side by side without brackets (PEP 758). What was Python 2's way to name the exception is refused under 3.14, too.

Each run of strings in a field is taken out, a name is put in its place, and the tree gets back what was taken out. Type parameters and
aliases go, since nothing here asks for them. So the same file gives the same rows, whichever Python gitassay runs on.
"""

import ast
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

NEWEST = (3, 14)
"""The Python whose syntax is read, whichever runs."""

_BEGIN = re.compile(r"#[^\n]*|(?<!\w)(?P<prefix>[rRbBuUfF]{0,2})(?P<quote>'''|\"\"\"|'|\")")
_IN_FIELD = re.compile(r"[\[({]|[\])}]|!(?!=)|:|\n")
_SPACE = re.compile(r"(?:[ \t\f]|\\?\r?\n|#[^\n]*\n)*")
_PLAIN = {
    "'": re.compile(r"[^\\'\n]*(?:\\.[^\\'\n]*)*'", re.DOTALL),
    '"': re.compile(r'[^\\"\n]*(?:\\.[^\\"\n]*)*"', re.DOTALL),
    "'''": re.compile(r"(?:[^\\]|\\.)*?'''", re.DOTALL),
    '"""': re.compile(r'(?:[^\\]|\\.)*?"""', re.DOTALL),
}
_PARAMETERS = re.compile(r"\b(def|class)([ \t]+\w+)[ \t]*\[(?!\s*\])((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,300})\][ \t]*(\(?)")
_ALIAS = re.compile(r"(?m)^([ \t]*)type[ \t]+\w+[ \t]*(?:\[[^\]\n]{0,300}\])?[ \t]*=(?!=)[ \t]*")
_EXCEPTIONS = re.compile(r"(?m)^([ \t]*except\*?[ \t]+)(\w[\w.]{0,200}(?:[ \t]*,[ \t]*(?:\w+\.){0,9}[A-Z]\w+){1,50})(?=[ \t]*:)")
_SIDE_BY_SIDE = re.compile(r"\bexcept\b\*?[^:(\n]{1,300},")
_TEMPLATE = re.compile(r"(?<!\w)(?:[tT][rR]?|[rR][tT])['\"]")
_MARK = "_string_of_a_field_"
_DEEPEST = 8


class NotReadError(ValueError):
    """What stands here is no f-string of Python 3.12 either, or too deep."""


@dataclass(slots=True)
class _Text:
    """A text that is rewritten from its beginning to its end. `taken` are runs of strings with the place at which each begins."""

    source: str
    depth: int
    at: int = 0
    taken: list[tuple[str, int]] = field(default_factory=list)
    _ahead: tuple[int, re.Match[str] | None] = (-1, None)

    def string(self) -> re.Match[str] | None:
        """The next comment or string; what was found ahead is kept until it is passed, so that a text is searched once."""
        begin, found = self._ahead
        if not begin <= self.at or begin < 0 or (found is not None and found.start() < self.at):
            self._ahead = self.at, _BEGIN.search(self.source, self.at)
        return self._ahead[1]

    def code(self) -> Iterator[str]:
        """The parts of a source text, f-strings rewritten, type parameters gone and all else as it is."""
        while begin := _BEGIN.search(self.source, self.at):
            yield _untyped(self.source[self.at : begin.start()])
            self.at = begin.start()
            yield self.token(begin)
        yield _untyped(self.source[self.at :])

    def token(self, begin: re.Match[str]) -> str:
        """A comment or a string, rewritten if it is an f-string."""
        self.at = begin.end()
        quote = begin["quote"]
        if quote and "f" in begin["prefix"].lower():
            return self.formatted(begin["prefix"], quote)
        if quote:
            end = _PLAIN[quote].match(self.source, self.at)
            if end is None:
                raise NotReadError("a string has no end")
            self.at = end.end()
        return self.source[begin.start() : self.at]

    def formatted(self, prefix: str, quote: str) -> str:
        """An f-string whose fields hold no string. One with lines in its fields gets three quotes."""
        parts = list(self.literals(quote, "r" in prefix.lower(), ends=quote))
        inside = "".join(parts)
        self.at += len(quote)
        whole = quote * 3 if len(quote) == 1 and "\n" in inside else quote
        return f"{prefix}{whole}{inside}{whole}"

    def literals(self, quote: str, raw: bool, ends: str) -> Iterator[str]:
        """Text and fields up to the quote, or up to the end of a field's format."""
        while not self.source.startswith(ends, self.at):
            here = self.source[self.at : self.at + 2]
            if not here or (here[0] == "\n" and len(quote) == 1 and ends == quote):
                raise NotReadError("an f-string has no end")
            if here in ("{{", "}}") and ends == quote:
                size = 2
            elif here[0] == "{":
                self.at += 1
                yield "{" + "".join(self.expression(quote, raw)) + "}"
                continue
            elif here == "\\N" and not raw:
                size = self.source.find("}", self.at) + 1 - self.at
            else:
                size = 2 if here[0] == "\\" else 1
            yield self.source[self.at : self.at + max(size, 1)]
            self.at += max(size, 1)

    def expression(self, quote: str, raw: bool) -> Iterator[str]:
        """A field up to its closing brace, which is passed over."""
        depth = 0
        while True:
            string, mark = self.string(), _IN_FIELD.search(self.source, self.at)
            if mark is None:
                raise NotReadError("a field has no end")
            if string is not None and string.start() < mark.start():
                yield self.source[self.at : string.start()]
                self.at = string.start()
                yield self.run(string)
                continue
            yield self.source[self.at : mark.start()]
            self.at = mark.end()
            if mark[0] == "}" and depth == 0:
                return
            yield mark[0]
            if mark[0] == ":" and depth == 0:
                yield from self.literals(quote, raw, ends="}")
            depth += (mark[0] in "[({") - (mark[0] in "])}")

    def run(self, begin: re.Match[str]) -> str:
        """A comment, which goes, or strings that stand side by side, for which a name stands."""
        start = self.at
        if not begin["quote"]:
            self.at = begin.end()
            return ""
        inner = _Text(self.source, self.depth + 1)
        if inner.depth > _DEEPEST:
            raise NotReadError("f-strings stand too deep in one another")
        following: re.Match[str] | None = begin
        while following is not None and following["quote"]:
            inner.at = following.start()
            inner.token(following)
            self.at = inner.at
            space = _SPACE.match(self.source, self.at)
            following = _BEGIN.match(self.source, space.end() if space else self.at)
        text = self.source[start : self.at]
        self.taken.append((text, start))
        return f"{_MARK}{len(self.taken) - 1}_" + "\n" * text.count("\n")


class _GiveBack(ast.NodeTransformer):
    """Puts what was taken out in the place of its name."""

    def __init__(self, text: _Text) -> None:
        self._taken, self._depth = text.taken, text.depth
        self._lines = [line.start() for line in re.finditer("\n", text.source)]

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name that stands for strings becomes their tree."""
        if not node.id.startswith(_MARK):
            return node
        text, start = self._taken[int(node.id.removeprefix(_MARK).rstrip("_"))]
        inner = _tree(f"({text}\n)", self._depth + 1).body[0]
        assert isinstance(inner, ast.Expr)
        return ast.increment_lineno(inner.value, bisect(self._lines, start))

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A field that shows its own text (`{a["b"]=}`) shows it as it was written."""
        if isinstance(node.value, str) and _MARK in node.value:
            node.value = re.sub(rf"{_MARK}(\d+)_\n*", lambda mark: self._taken[int(mark[1])][0], node.value)
        return node


def read_newer(source: str) -> ast.Module:
    """The tree of a source text in the syntax of Python 3.12.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it can't be parsed, or is nothing that this Python reads.
    """
    if _MARK in source:
        raise NotReadError("it holds the name that would stand for a string")
    return _tree(source, 0)


def refuse_newest(source: str, tree: ast.Module) -> None:
    """Refuse what only Python 3.14 reads, or reads otherwise than it was meant, so that each Python says the same of it.

    Raises:
        SyntaxError: a template string, or a lower-case name beside an exception: Python 2's way to name what was caught.
    """
    side_by_side, template = _SIDE_BY_SIDE.search(source), _TEMPLATE.search(source)
    if not side_by_side and not template:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and side_by_side and _names_what_was_caught(node.type):
            raise SyntaxError("multiple exception types must be parenthesized", ("", node.lineno, node.col_offset, None))
        if type(node).__name__ == "TemplateStr":
            raise SyntaxError("invalid syntax", ("", node.lineno, node.col_offset, None))  # type: ignore[attr-defined]


def _names_what_was_caught(caught: ast.expr | None) -> bool:
    if not isinstance(caught, ast.Tuple) or not caught.elts:
        return False
    bare = (caught.lineno, caught.col_offset) == (caught.elts[0].lineno, caught.elts[0].col_offset)
    last = ast.unparse(caught.elts[-1]).rpartition(".")[2]
    return bare and not last[:1].isupper()


def _untyped(code: str) -> str:
    """Code between strings without type parameters and aliases, exceptions in brackets, on as many lines as before."""

    def bare(found: re.Match[str]) -> str:
        lines = "\n" * found[3].count("\n")
        return f"{found[1]}{found[2]}{found[4] + lines if found[4] or not lines else f'({lines})'}"

    return _EXCEPTIONS.sub(r"\1(\2)", _ALIAS.sub(r"\1", _PARAMETERS.sub(bare, code)))


def _tree(source: str, depth: int) -> ast.Module:
    text = _Text(source, depth)
    tree = ast.parse("".join(text.code()))
    _GiveBack(text).visit(tree)
    return tree
