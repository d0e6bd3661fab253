"""Reads JavaScript and TypeScript (JSX and TSX too) by tree-sitter."""

from functools import cache

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from gitassay.facts.code.javascript_visitor import JavaScriptVisitor
from gitassay.facts.code.python import MAX_SOURCE, filled
from gitassay.facts.code.table import Parse, Unit

SMALL_FAULT = 3
"""Faults that a newer syntax than the grammar's may cause: up to this many bytes are passed over."""


@cache
def _parser(kind: str) -> Parser:
    grammars = {
        "javascript": tree_sitter_javascript.language,
        "typescript": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }
    return Parser(Language(grammars[kind]()))


def read_javascript(path: str, language: str, role: str, source: str) -> Unit:
    """Parse a file; a substantial syntax error makes it broken, and what could be read is kept."""
    base = Unit(path=path, language=language, role=role, lines=source.count("\n") + 1, parse=Parse.OK)
    if len(source) > MAX_SOURCE:
        return Unit(path, language, role, base.lines, Parse.TOO_LARGE, "larger than is read", 1)
    kind = "tsx" if path.endswith((".tsx",)) else language
    tree = _parser(kind).parse(source.encode("utf-8", errors="replace"))
    visitor = JavaScriptVisitor()
    visitor.read(tree.root_node)
    fault = _fault(tree.root_node) if tree.root_node.has_error else None
    if fault is not None:
        problem_line = min(fault.start_point.row + 1, base.lines)
        base = Unit(path, language, role, base.lines, Parse.BROKEN, "invalid syntax", problem_line)
    return filled(base, visitor.rows)


def _fault(root: Node) -> Node | None:
    """The first node that the grammar could not make sense of, small ones apart."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "ERROR" and node.end_byte - node.start_byte > SMALL_FAULT:
            return node
        waiting.extend(child for child in reversed(node.children) if child.has_error)
    return None
