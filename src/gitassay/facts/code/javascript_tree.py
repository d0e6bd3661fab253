"""What single nodes of a JavaScript or TypeScript syntax tree say: chains of names, literal text, arguments."""

from tree_sitter import Node

from gitassay.facts.code.names import MODULE, Binding, Scope
from gitassay.facts.code.rows import MAX_ITEMS, MAX_VALUE

MAX_STEPS = 200
MAX_COPIED = 5_000
MAX_PARTS = 60
MAX_NAMES = 20
FUNCTIONS = frozenset(
    {
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function_declaration",
        "generator_function",
    }
)
STRINGS = frozenset({"string", "template_string"})
NAMES = frozenset(
    {
        "identifier",
        "this",
        "super",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "type_identifier",
        "undefined",
    }
)
_LITERALS = {"string": "string", "template_string": "string", "array": "array", "object": "object", "regex": "regex", "number": "number"}
_NEXT = {
    "member_expression": "object", "subscript_expression": "object", "call_expression": "function", "new_expression": "constructor",
    "ternary_expression": "consequence", "binary_expression": "left", "assignment_expression": "right",
}  # fmt: skip
_THROUGH = frozenset(
    {"await_expression", "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression", "spread_element"}
)
_COPIED = frozenset({"string", "string_fragment", "comment"})
_EITHER = frozenset({"||", "??", "&&"})
_MEANINGLESS = frozenset({"true", "false", "null", "undefined", "unary_expression", "class", *_LITERALS, *FUNCTIONS})


def text_of(node: Node | None, limit: int = MAX_VALUE) -> str:
    """The source text of a node, cut to `limit` characters; "" for a very large one that is no literal (copying each would add up)."""
    if node is None or (node.end_byte - node.start_byte > MAX_COPIED and node.type not in _COPIED):
        return ""
    content = node.text
    return content[: limit * 4].decode("utf-8", errors="replace")[:limit] if content else ""


def lines_of(node: Node) -> tuple[int, int]:
    """The first and last line of a node."""
    return node.start_point.row + 1, node.end_point.row + 1


def chain(node: Node | None) -> tuple[str, str] | None:
    """The head and tail (see `Names`) of an expression, or None when it starts with no name.

    `await`, brackets, casts and subscripts are looked through; `require("x")` and `import("x")` are the module itself.
    """
    parts: list[str] = []
    for _ in range(MAX_STEPS):
        if node is None or len(parts) > MAX_PARTS:
            return None
        kind = node.type
        if kind in NAMES:
            return text_of(node), "".join(reversed(parts))
        module = required(node) if kind == "call_expression" else None
        if module is not None:
            return MODULE + module, "".join(reversed(parts))
        if kind in _LITERALS:
            return _LITERALS[kind], "".join(reversed(parts))
        parts.extend(_part(node, kind))
        node = _inner(node, kind)
    return None


def _part(node: Node, kind: str) -> tuple[str, ...]:
    """What a node adds to the tail."""
    if kind in ("call_expression", "new_expression"):
        return ("()",)
    if kind == "member_expression":
        return ("." + text_of(node.child_by_field_name("property")),)
    if kind == "subscript_expression":
        index = node.child_by_field_name("index")
        return ("." + text_of(index)[1:-1],) if index is not None and index.type == "string" else ()
    return ()


def _inner(node: Node, kind: str) -> Node | None:
    """The node that a chain goes on with, towards its head."""
    if kind in _NEXT:
        return node.child_by_field_name(_NEXT[kind])
    return node.named_child(0) if kind in _THROUGH and node.named_child_count else None


def required(node: Node) -> str | None:
    """The module that `require("x")` or `import("x")` loads; None for every other call."""
    function = node.child_by_field_name("function")
    if function is None or function.type not in ("identifier", "import") or text_of(function, 10) not in ("require", "import"):
        return None
    arguments = node.child_by_field_name("arguments")
    first = arguments.named_child(0) if arguments is not None and arguments.named_child_count else None
    return text_of(first)[1:-1].removeprefix("node:") if first is not None and first.type == "string" else None


def plain_chain(node: Node) -> tuple[str, str] | None:
    """The chain of a name or a member without any call in it; None for everything else."""
    if node.type not in ("identifier", "member_expression", "this", "shorthand_property_identifier", "subscript_expression"):
        return None
    found = chain(node)
    return None if found is None or "()" in found[1] or found[0].startswith(MODULE) or found[0] in _LITERALS.values() else found


def bound_to(value: Node, at: int, scope: Scope) -> Binding:
    """What a name means once this value is assigned to it. Literals, functions and sums mean nothing."""
    kind = value.type
    if kind in _MEANINGLESS or (kind == "binary_expression" and text_of(value.child_by_field_name("operator"), 4) not in _EITHER):
        return Binding(at)
    found = chain(value)
    return Binding(at) if found is None else Binding(at, head=found[0], tail=found[1], scope=scope)


def annotation_chain(node: Node | None) -> tuple[str, str] | None:
    """The class that a type annotation names: `X`, `a.X`, `X | null`, `Promise<X>`; None for built-in and composed types."""
    for _ in range(10):
        if node is None:
            return None
        if node.type == "type_identifier":
            return text_of(node), ""
        if node.type == "nested_type_identifier":
            head, dot, tail = text_of(node).partition(".")
            return head, dot + tail
        if node.type == "generic_type":
            inner = node.child_by_field_name("type_arguments")
            node = inner if text_of(node.child_by_field_name("name")) == "Promise" else node.child_by_field_name("name")
        elif node.type in ("type_annotation", "type_arguments", "union_type", "parenthesized_type", "readonly_type"):
            node = node.named_child(0) if node.named_child_count else None
        else:
            return None
    return None


def target_name(node: Node | None) -> str | None:
    """A target as written: `x`, `this.x`, or the names of a pattern (`a, b`); None for anything else."""
    if node is None:
        return None
    if node.type in ("object_pattern", "array_pattern"):
        return ", ".join(name for name, _ in pattern_names(node))[:MAX_VALUE] or None
    found = plain_chain(node)
    return None if found is None else (found[0] + found[1])[:MAX_VALUE]


def pattern_names(node: Node) -> list[tuple[str, str]]:
    """The names that a pattern binds, each with the way to its value: `{ a, b: { c } }` gives (a, .a) and (c, .b.c)."""
    found: list[tuple[str, str]] = []
    waiting: list[tuple[Node, str]] = [(node, "")]
    for _ in range(MAX_STEPS):
        if not waiting:
            break
        one, way = waiting.pop()
        kind = one.type
        if kind == "shorthand_property_identifier_pattern":
            found.append((text_of(one), f"{way}.{text_of(one)}"))
        elif kind == "identifier":
            found.append((text_of(one), way))
        elif kind == "pair_pattern":
            key, value = one.child_by_field_name("key"), one.child_by_field_name("value")
            if value is not None:
                waiting.append((value, f"{way}.{text_of(key)}"))
        elif kind in ("assignment_pattern", "object_assignment_pattern", "required_parameter", "optional_parameter"):
            inner = one.child_by_field_name("left") or one.child_by_field_name("pattern")
            waiting.extend([(inner, way)] if inner is not None else [])
        elif kind in ("object_pattern", "array_pattern", "rest_pattern"):
            waiting.extend((child, way) for child in reversed(one.named_children[:MAX_ITEMS]))
    return found


def literal_text(node: Node, limit: int) -> str | None:
    """The text of a string or template (`{}` for what is filled in), cut to `limit`; None for everything else."""
    if node.type == "string":
        return text_of(node, limit + 2)[1:].removesuffix("'").removesuffix('"')[:limit]
    if node.type != "template_string":
        return None
    pieces: list[str] = []
    for child in node.named_children[:500]:
        pieces.append("{}" if child.type == "template_substitution" else text_of(child, limit))
    return "".join(pieces)[:limit]


def values_of(node: Node) -> list[tuple[str, Node | None]]:
    """Keys and values at the top level of an object literal; a value is None for a method, and the name itself for a shorthand."""
    found: list[tuple[str, Node | None]] = []
    for child in node.named_children[:MAX_ITEMS]:
        if child.type == "pair":
            found.append((text_of(child.child_by_field_name("key"), 60).strip("'\""), child.child_by_field_name("value")))
        elif child.type == "shorthand_property_identifier":
            found.append((text_of(child, 60), child))
        elif child.type == "method_definition":
            found.append((text_of(child.child_by_field_name("name"), 60), None))
    return found


def arguments_of(node: Node) -> list[Node]:
    """The arguments of a call, comments left out."""
    arguments = node.child_by_field_name("arguments")
    if arguments is None or arguments.type != "arguments":
        return []
    return [child for child in arguments.named_children[:MAX_ITEMS] if child.type != "comment"]


def filled_in(nodes: list[Node]) -> list[tuple[str, str]]:
    """Chains inside expressions, at most 20."""
    found: list[tuple[str, str]] = []
    waiting = list(reversed(nodes))
    for _ in range(MAX_STEPS):
        if not waiting or len(found) >= MAX_NAMES:
            break
        one = waiting.pop()
        names = plain_chain(one)
        if names is not None:
            found.append(names)
        elif one.type not in STRINGS or one.type == "template_string":
            waiting.extend(reversed(one.named_children[:MAX_ITEMS]))
    return found


def promises_only(body: Node | None) -> bool:
    """Whether the body of a function holds nothing, or only throws that it is not implemented."""
    if body is None or body.type != "statement_block":
        return False
    statements = [child for child in body.named_children[:3] if child.type != "comment"]
    if not statements:
        return True
    words = text_of(statements[0], 200).lower()
    return len(statements) == 1 and statements[0].type == "throw_statement" and "not" in words and "implemented" in words.replace(" ", "")
