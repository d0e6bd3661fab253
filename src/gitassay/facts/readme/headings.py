"""Headings of Markdown that CommonMark does not count: `##Usage`, written without a blank, as GitHub drew them until 2017."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading

MAX_HEADING = 3_000
_CLOSE = re.compile(r"^(#{1,6})(?![#!\s])(\S.{0,3000})$")
_DIRECTIVE = re.compile(r"^(?:include|define|undef|ifn?def|if|else|endif|pragma|region|import|=>|\d)\b|^[={}]")
_NAME = re.compile(r"^[^\W\d_][^#{};=]{0,80}$")


def allow_close_headings(parser: MarkdownIt) -> None:
    """Let a parser read headings without a blank after their marks, wherever it reads those with one."""
    parser.block.ruler.at("heading", _rule, {"alt": ["paragraph", "reference", "blockquote"]})


def _rule(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start : start + 1] != "#" or state.is_code_block(line):
        return False
    if heading(state, line, last, silent):
        return True
    match = _CLOSE.match(state.src[start : min(state.eMarks[line], start + MAX_HEADING)])
    if match is None or not _is_title(match.group(2), len(match.group(1)), state, line, last):
        return False
    if not silent:
        _push(state, line, len(match.group(1)), match.group(2).rstrip().rstrip("#").rstrip())
    return True


def _is_title(text: str, level: int, state: StateBlock, line: int, last: int) -> bool:
    """Whether the text after the marks is a title: one `#` before small letters may be a tag or a comment, so it has to stand alone."""
    if _DIRECTIVE.match(text) or not any(letter.isalpha() for letter in text):
        return False
    if level > 1 or not text[0].islower():
        return True
    alone = (line == 0 or state.isEmpty(line - 1)) and (line + 1 >= last or state.isEmpty(line + 1))
    return alone and bool(_NAME.match(text))


def _push(state: StateBlock, line: int, level: int, text: str) -> None:
    state.line = line + 1
    opening = state.push("heading_open", f"h{level}", 1)
    opening.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [line, line + 1], []
    state.push("heading_close", f"h{level}", -1)
