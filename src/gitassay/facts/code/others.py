"""Reads files of further languages: by their syntax tree where there is a grammar, else their lines are counted."""

from dataclasses import replace

from tree_sitter import Node

from gitassay.facts.code.foreign_walk import Walk
from gitassay.facts.code.grammars import GRAMMARS, parser_of
from gitassay.facts.code.rows import MAX_SOURCE, count_lines, filled
from gitassay.facts.code.table import Parse, Unit

UNREADABLE = 0.5
"""A file of which at least this share makes no sense to the grammar is rather another dialect than broken."""


def read_other(path: str, language: str, role: str, source: str) -> Unit:
    """The unit of a file. The grammars lag behind their languages, so a fault is never told as broken code."""
    base = Unit(path, language, role, count_lines(source), Parse.OK)
    if len(source) > MAX_SOURCE:
        return replace(base, parse=Parse.TOO_LARGE, problem="larger than is read", problem_line=1)
    if language not in GRAMMARS:
        return base
    content = source.encode("utf-8", errors="replace")
    root = parser_of(language).parse(content).root_node
    if root.has_error and _unread(root) > UNREADABLE * len(content):
        base = replace(base, parse=Parse.LIMIT, problem="a dialect that is not read here", problem_line=1)
    return filled(base, Walk(language, GRAMMARS[language]).run(root))


def _unread(root: Node) -> int:
    """Bytes in nodes of the first levels that the grammar made no sense of."""
    return sum(one.end_byte - one.start_byte for one in root.named_children if one.type == "ERROR" and not one.named_child_count)
