"""Reads JavaScript and TypeScript (JSX and TSX too) by tree-sitter."""

import re
from dataclasses import replace
from functools import cache

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Tree

from gitassay.facts.code.javascript_finish import finish
from gitassay.facts.code.javascript_walk import Walk
from gitassay.facts.code.rows import MAX_SOURCE, count_lines, filled
from gitassay.facts.code.table import Parse, Unit

SMALL_FAULT = 3
"""Faults that a newer syntax than the grammar's may cause: up to this many bytes are passed over."""
MAX_SCRIPTS = 10
MAX_TRIED_AGAIN = 100_000
_BRACKETS = frozenset({"}", ")", "]"})
_NARROW = frozenset(
    {
        "string",
        "jsx_text",
        "jsx_attribute",
        "interface_body",
        "object_type",
        "class_body",
        "union_type",
        "type_annotation",
        "template_literal_type",
    }
)
_SCRIPT = re.compile(r"<script\b([^<>]{0,300})>")
_TYPED = re.compile(r"\blang\s*=\s*['\"]?tsx?\b")


@cache
def _parser(kind: str) -> Parser:
    grammars = {
        "javascript": tree_sitter_javascript.language,
        "typescript": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }
    return Parser(Language(grammars[kind]()))


def read_javascript(path: str, language: str, role: str, source: str) -> Unit:
    """Parse a file; a substantial syntax error makes it broken, a slight one doubtful, and what could be read is kept."""
    base = Unit(path, language, role, count_lines(source), Parse.OK)
    if len(source) > MAX_SOURCE:
        return replace(base, parse=Parse.TOO_LARGE, problem=f"more than {MAX_SOURCE:,} characters", problem_line=1)
    tree, fault = _parsed(source, "tsx" if path.lower().endswith(".tsx") else language)
    if fault is not None:
        line = min(fault.start_point.row + 1, max(base.lines, 1))
        base = replace(base, parse=Parse.BROKEN, problem="invalid syntax", problem_line=line)
    elif tree.root_node.has_error:
        base = replace(base, parse=Parse.DOUBTFUL)
    return filled(base, finish(Walk().run(tree.root_node)))


def read_component(path: str, language: str, role: str, source: str) -> Unit:
    """Read the scripts of a Vue or Svelte component, at their lines."""
    if len(source) > MAX_SOURCE:
        return Unit(path, language, role, count_lines(source), Parse.TOO_LARGE, f"more than {MAX_SOURCE:,} characters", 1)
    pieces: list[str] = []
    end, typed = 0, False
    for _ in range(MAX_SCRIPTS):
        tag = _SCRIPT.search(source, end)
        close = source.find("</script", tag.end()) if tag is not None else -1
        if tag is None or close == -1:
            break
        typed = typed or bool(_TYPED.search(tag.group(1)))
        pieces += ["\n" * source.count("\n", end, tag.end()), source[tag.end() : close]]
        end = close
    unit = read_javascript(path, "typescript" if typed else "javascript", role, "".join(pieces))
    return replace(unit, language=language, lines=count_lines(source))


def _parsed(source: str, kind: str) -> tuple[Tree, Node | None]:
    """The tree and its first fault; JavaScript with types (Flow) and TypeScript with markup are tried as TSX, too."""
    content = source.encode("utf-8", errors="replace")
    tree = _parser(kind).parse(content)
    fault = _fault(tree.root_node)
    if fault is None or kind == "tsx" or len(content) > MAX_TRIED_AGAIN:
        return tree, fault
    other = _parser("tsx").parse(content)
    return (other, None) if _fault(other.root_node) is None else (tree, fault)


def _fault(root: Node) -> Node | None:
    """The first node that the grammar could not make sense of, those apart that rather the grammar is to blame for."""
    waiting = [root] if root.has_error else []
    while waiting:
        node = waiting.pop()
        if node.is_missing and node.type in _BRACKETS:
            return node
        if node.type == "ERROR" and not _is_excused(node):
            return node
        waiting.extend(child for child in reversed(node.children) if child.has_error)
    return None


def _is_excused(node: Node) -> bool:
    """Whether a fault is tiny, or stands on one line where the grammar is known to be narrower than the language."""
    if node.end_byte - node.start_byte <= SMALL_FAULT:
        return True
    around = node.parent.type if node.parent is not None else ""
    return node.start_point.row == node.end_point.row and around in _NARROW
