"""Dotted names in syntax trees of further languages, and what variables stand for."""

from dataclasses import dataclass, field

from tree_sitter import Node

from gitassay.facts.code.grammars import Grammar
from gitassay.facts.code.rows import MAX_VALUE

MAX_STEPS = 24
MAX_COPIED = 2_000
_THROUGH = frozenset(
    {
        "await_expression", "parenthesized_expression", "try_expression", "expression_list", "reference_expression", "pointer_type",
        "reference_type", "unary_expression", "type", "user_type", "nullable_type", "named_type", "optional_type", "primary_expression",
        "variable_declaration", "annotated_lambda", "type_list", "delegation_specifier", "as_expression", "postfix_expression",
        "variable_declarator",
    }
)  # fmt: skip
_OWN = ("this.", "self.", "$this.")


def text_of(node: Node | None, limit: int = MAX_VALUE) -> str:
    """The source text of a node, cut; "" for a very large one."""
    if node is None or node.end_byte - node.start_byte > MAX_COPIED or not node.text:
        return ""
    return node.text.decode("utf-8", errors="replace")[:limit]


def child(node: Node, name: str) -> Node | None:
    """The child of a field; the first named child for ""."""
    if name:
        return node.child_by_field_name(name)
    return node.named_child(0) if node.named_child_count else None


def dotted(node: Node | None, grammar: Grammar) -> str:
    """The dotted name of an expression or a type: calls, brackets and type arguments are looked through; "" when it has none."""
    parts: list[str] = []
    for _ in range(MAX_STEPS):
        if node is None:
            return ""
        kind = node.type
        if kind in grammar.names or kind in grammar.paths:
            parts.append(_plain(text_of(node)))
            return ".".join(part for part in reversed(parts) if part)
        if kind in grammar.calls and kind not in grammar.members:
            node = _head(node, grammar.calls[kind], parts)
        elif kind in grammar.members:
            node = _member(node, grammar.members[kind], parts)
        else:
            node = child(node, "") if kind in _THROUGH else None
    return ""


def _head(node: Node, fields: tuple[str, ...], parts: list[str]) -> Node | None:
    """The node a call's name goes on with; its last field is the method, when there are two and an object."""
    if len(fields) == 1:
        return child(node, fields[0])
    owner, method = node.child_by_field_name(fields[0]), node.child_by_field_name(fields[1])
    if owner is None:
        return method
    parts.append(text_of(method))
    return owner


def _member(node: Node, fields: tuple[str, str], parts: list[str]) -> Node | None:
    name = node.child_by_field_name(fields[1]) if fields[1] else None
    if name is None and node.type == "navigation_expression" and node.named_child_count > 1:
        name = node.named_child(node.named_child_count - 1)
    if name is not None:
        parts.append(_plain(text_of(name)).split("<", 1)[0])
    return child(node, fields[0])


def _plain(text: str) -> str:
    """A name with dots between its parts, without type arguments and signs."""
    return text.split("<", 1)[0].replace("::", ".").replace("\\", ".").lstrip("$@.*&").replace("?.", ".")


@dataclass(slots=True)
class Known:
    """The names of one file: `modules` by the name the file gives them, `values` by scope and variable."""

    modules: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)

    def bind(self, scope: str, name: str, value: str) -> None:
        """A variable stands for what a call returns or for a type; the first value a scope gives it counts."""
        bare = _own(name)
        if bare and value and "." not in bare and bare != value:
            where = scope.rpartition(".")[0] if bare != name else scope
            self.values.setdefault((where, bare), value)

    def resolved(self, name: str, scope: str) -> str:
        """A dotted name with modules and variables put in."""
        current = _own(name)
        for _ in range(5):
            head, dot, rest = current.partition(".")
            value = self.modules.get(head) or self._value(head, scope)
            if not value or value.partition(".")[0] == head:
                return current[:MAX_VALUE] if not value else f"{value}{dot}{rest}"[:MAX_VALUE]
            current = f"{value}{dot}{rest}"
            if head in self.modules:
                break
        return current[:MAX_VALUE]

    def _value(self, name: str, scope: str) -> str:
        while True:
            if (scope, name) in self.values:
                return self.values[(scope, name)]
            if not scope:
                return ""
            scope = scope.rpartition(".")[0]


def _own(name: str) -> str:
    return next((name.removeprefix(mark) for mark in _OWN if name.startswith(mark)), name)
