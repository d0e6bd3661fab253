"""Walks the syntax tree of a file in a further language and notes its rows."""

from dataclasses import dataclass, replace

from tree_sitter import Node

from gitassay.facts.code.foreign_imports import STATEMENTS, imported
from gitassay.facts.code.foreign_names import Known, child, dotted, text_of
from gitassay.facts.code.grammars import Grammar
from gitassay.facts.code.rows import MAX_ITEMS, MAX_ROWS, MAX_TEXT, SHORTEST_TEXT, Rows
from gitassay.facts.code.table import Assertion, Call, Definition, Import, Loop, Text

MAX_DECORATORS = 20
_LITERAL = frozenset({"true", "false", "boolean_literal", "boolean", "null", "nil", "null_literal", "none"})
_FOREVER = ("while (true)", "while(true)", "for {", "for(;;)", "for (;;)", "loop {", "while true")


@dataclass(frozen=True, slots=True)
class Around:
    """What a node stands in."""

    scope: str = ""
    loop: bool = False
    guarded: bool = False
    awaited: bool = False


class Walk:
    """One walk over one tree; it keeps its own stack, since candidates choose how deep trees are."""

    def __init__(self, language: str, grammar: Grammar) -> None:
        self._language = language
        self._grammar = grammar
        self._rows = Rows()
        self._known = Known()
        self._met = 0
        self._full = False

    def run(self, root: Node) -> Rows:
        """Note every row of the tree, names resolved as far as the file tells."""
        waiting = [(root, Around())]
        while waiting and not self._full:
            node, around = waiting.pop()
            inner = self._visit(node, around)
            waiting.extend((one, inner) for one in reversed(node.named_children))
        self._rows.cut = self._rows.cut or self._full
        return self._resolved()

    def _visit(self, node: Node, around: Around) -> Around:
        kind, grammar = node.type, self._grammar
        if kind in STATEMENTS:
            self._import(node)
        if kind in grammar.binds or kind in grammar.typed:
            self._bind(node, around)
        if kind in grammar.calls:
            self._call(node, around)
        if kind in grammar.strings:
            self._text(node, around)
        if kind in grammar.assertions:
            self._rows.assertions.append(Assertion(node.start_point.row + 1, around.scope, _is_certain(node)))
        if kind in grammar.loops:
            self._loop(node, around)
            return replace(around, loop=True)
        if kind in grammar.functions:
            return self._define(node, around)
        if kind in grammar.guards:
            return replace(around, guarded=True)
        return replace(around, awaited=kind == "await_expression") if around.awaited or kind == "await_expression" else around

    def _import(self, node: Node) -> None:
        for module, alias in imported(self._language, text_of(node, 5_000)):
            if alias:
                self._known.modules.setdefault(alias, module)
            row = Import(module, None, alias or None, node.start_point.row + 1)
            if not self._rows.imports or self._rows.imports[-1].module != module or self._rows.imports[-1].line != row.line:
                self._rows.imports.append(row)

    def _bind(self, node: Node, around: Around) -> None:
        binds, typed = self._grammar.binds.get(node.type), self._grammar.typed.get(node.type)
        if binds is not None:
            target = child(node, binds[0])
            value = child(node, binds[1]) if binds[1] else _last(node)
            if target is not None and value is not None and target != value:
                self._known.bind(around.scope, dotted(target, self._grammar), dotted(value, self._grammar))
        if typed is not None:
            kind, name = (child(node, typed[0]), child(node, typed[1])) if typed[0] else (_last(node), child(node, ""))
            if name == kind:
                name = _last(node)
            self._known.bind(
                around.scope, dotted(child(name, "name") or name if name else None, self._grammar), dotted(kind, self._grammar)
            )

    def _call(self, node: Node, around: Around) -> None:
        self._met += 1
        self._full = self._met >= MAX_ROWS
        name = dotted(node, self._grammar)
        line, end = node.start_point.row + 1, node.end_point.row + 1
        module = _required(name, node, self._grammar) if self._language == "ruby" else ""
        if module:
            self._rows.imports.append(Import(module, None, None, line))
        if not name or module:
            return
        strings, keywords, values = self._arguments(node)
        call = Call(name, line, end, around.scope, around.loop, around.guarded, keywords, strings, awaited=around.awaited)
        self._rows.calls.append(call)
        if self._grammar.asserts.fullmatch(name):
            told = name.rpartition(".")[2].lower().startswith(("assert", "expect", "true", "false", "equal"))
            trivial = told and bool(values) and all(_is_certain(one) for one in values)
            self._rows.assertions.append(Assertion(line, around.scope, trivial))
        if name in self._grammar.blocks:
            self._rows.definitions.append(Definition("function", strings[0] if strings else name, line, end, ("test",), statements=1))

    def _arguments(self, node: Node) -> tuple[tuple[str, ...], tuple[str, ...], list[Node]]:
        """Literal texts, names of arguments and all arguments of a call."""
        holder = node.child_by_field_name("arguments") or next(
            (one for one in node.named_children if one.type in ("arguments", "value_arguments", "token_tree", "argument_list")), None
        )
        values = (
            holder.named_children[:MAX_ITEMS]
            if holder is not None
            else [one for one in node.named_children if one.type in self._grammar.strings]
        )
        strings = [self._literal(one) for one in (_value(value) for value in values) if one.type in self._grammar.strings]
        body = node.child_by_field_name("body") if node.type == "composite_literal" else None
        keyed = [*values, *(body.named_children[:MAX_ITEMS] if body is not None else ())]
        keys = [text_of(_key(one, self._grammar)).strip(":\"'") for one in keyed if one.type in self._grammar.keys]
        return tuple(one for one in strings if one), tuple(dict.fromkeys(key for key in keys if key)), values

    def _literal(self, node: Node) -> str:
        return text_of(node).strip("\"'`@$").removeprefix('r"').removeprefix('r#"')

    def _text(self, node: Node, around: Around) -> None:
        value = (node.text or b"")[: 4 * MAX_TEXT].decode("utf-8", errors="replace").strip("\"'`@$r#\n")[:MAX_TEXT]
        if len(value) >= SHORTEST_TEXT:
            filled = any("interpolat" in one.type or one.type in ("variable_name", "format_specifier") for one in node.named_children)
            self._rows.text(Text(value, node.start_point.row + 1, node.end_point.row + 1, around.scope, filled))

    def _loop(self, node: Node, around: Around) -> None:
        opening = (node.text or b"")[:40].decode("utf-8", errors="replace")
        row = Loop(
            self._grammar.loops[node.type], node.start_point.row + 1, node.end_point.row + 1, around.scope, opening.startswith(_FOREVER)
        )
        self._rows.loops.append(row)

    def _define(self, node: Node, around: Around) -> Around:
        grammar = self._grammar
        own = text_of(node.child_by_field_name("name"), 100) or text_of(
            next((one for one in node.named_children if one.type in grammar.names), None), 100
        )
        name = f"{around.scope}.{own}" if around.scope else own
        if not own or len(name) > 1_000:
            return around
        marks = tuple(dotted(child(one, "name") or child(one, ""), grammar) for one in _annotations(node, grammar))
        is_test = grammar.tests.fullmatch(own) or any(mark.rpartition(".")[2] in grammar.marks for mark in marks)
        bases = tuple(dotted(one, grammar) for holder in node.named_children if holder.type in grammar.bases for one in _listed(holder))
        body = node.child_by_field_name("body") or _last(node)
        self._rows.definitions.append(
            Definition(
                kind=grammar.functions[node.type],
                name=name,
                line=node.start_point.row + 1,
                end=node.end_point.row + 1,
                decorators=(*(mark for mark in marks if mark), *(("test",) if is_test else ())),
                bases=tuple(base for base in bases if base),
                statements=body.named_child_count if body is not None else 0,
            )
        )
        return Around(scope=name)

    def _resolved(self) -> Rows:
        rows, known = self._rows, self._known
        rows.calls = [replace(one, name=known.resolved(one.name, one.scope)) for one in rows.calls]
        rows.definitions = [
            replace(
                one,
                bases=tuple(known.resolved(base, "") for base in one.bases),
                decorators=tuple(mark if mark == "test" else known.resolved(mark, "") for mark in one.decorators),
            )
            for one in rows.definitions
        ]
        return rows


def _last(node: Node) -> Node | None:
    return node.named_child(node.named_child_count - 1) if node.named_child_count > 1 else None


def _key(node: Node, grammar: Grammar) -> Node | None:
    """The name of a named argument; None for one that has none."""
    if grammar.keys[node.type]:
        return node.child_by_field_name(grammar.keys[node.type])
    return node.named_child(0) if node.named_child_count > 1 else None


def _value(node: Node) -> Node:
    """What an argument holds."""
    return node.named_children[-1] if node.type in ("argument", "value_argument") and node.named_child_count else node


def _listed(holder: Node) -> list[Node]:
    """The types that a list of base classes names."""
    first = holder.named_child(0) if holder.named_child_count == 1 else None
    return first.named_children if first is not None and first.type in ("type_list", "interface_type_list") else holder.named_children


def _annotations(node: Node, grammar: Grammar) -> list[Node]:
    """The annotations of a definition: inside of it, in its modifiers, or (Rust) before it."""
    found: list[Node] = []
    waiting = [one for one in node.named_children if one.type in ("modifiers", "attribute_list", "attribute_group", *grammar.annotations)]
    before = node.prev_named_sibling
    while before is not None and before.type == "attribute_item" and len(waiting) < MAX_DECORATORS:
        waiting.append(before)
        before = before.prev_named_sibling
    while waiting and len(found) < MAX_DECORATORS:
        one = waiting.pop(0)
        if one.type in grammar.annotations:
            found.append(one)
        elif one.type in ("modifiers", "attribute_list", "attribute_group", "attribute_item"):
            waiting.extend(one.named_children)
    return found


def _is_certain(node: Node) -> bool:
    """Whether an asserted expression is a literal."""
    inner = _value(node)
    return inner.type in _LITERAL or "literal" in inner.type or inner.type in ("integer", "string", "float")


def _required(name: str, node: Node, grammar: Grammar) -> str:
    """The module that a Ruby file requires with this call, "" for none."""
    if name not in ("require", "require_relative"):
        return ""
    arguments = node.child_by_field_name("arguments")
    first = arguments.named_child(0) if arguments is not None and arguments.named_child_count else None
    return text_of(first).strip("\"'") if first is not None and first.type in grammar.strings else ""
