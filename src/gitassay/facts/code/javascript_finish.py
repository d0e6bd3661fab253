"""Turns what was gathered from a JavaScript or TypeScript file into rows, once every name of the file is known."""

from dataclasses import replace

from tree_sitter import Node

from gitassay.facts.code import javascript_tree as tree
from gitassay.facts.code.javascript_gathered import Gathered
from gitassay.facts.code.names import Around, Names, Scope
from gitassay.facts.code.rows import MAX_ITEMS, MAX_VALUE, Rows, fill_texts
from gitassay.facts.code.table import Assertion, Assignment, Call

_RUNNERS = frozenset(
    {
        "is",
        "not",
        "true",
        "false",
        "truthy",
        "falsy",
        "deepEqual",
        "equal",
        "equals",
        "notEqual",
        "same",
        "ok",
        "throws",
        "throwsAsync",
        "like",
    }
)
_LITERALS = frozenset({"true", "false", "null", "undefined", "number", "string"})
_SAME = frozenset({"equal", "strictEqual", "deepEqual", "deepStrictEqual", "is", "toBe", "toEqual", "toStrictEqual"})
_HOLDS = frozenset({"assert", "ok", "true", "truthy", "isTrue", "toBeTruthy", "toBeDefined"})


def finish(gathered: Gathered) -> Rows:
    """All rows of a file."""
    finisher = _Finisher(gathered)
    rows = gathered.rows
    rows.calls = [call for node, around in gathered.calls if (call := finisher.call(node, around)) is not None]
    rows.definitions = [
        replace(row, decorators=finisher.dotted(decorators, outer), statements=scope.statements)
        for row, decorators, outer, scope in gathered.functions
    ] + [
        replace(row, decorators=finisher.dotted(decorators, outer), bases=finisher.dotted(bases, outer), statements=scope.statements)
        for row, decorators, bases, outer, scope in gathered.classes
    ]
    rows.assignments = [finisher.assignment(*one) for one in gathered.assignments]
    finisher.fill()
    return rows


class _Finisher:
    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._names = Names()

    def call(self, node: Node, around: Around) -> Call | None:
        """The row of a call; None when nothing names what is called. An assertion among the calls is noted as such, too."""
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        name = self._dotted(function, around.scope, node.start_byte)
        if function is None or not name:
            return None
        start, end = tree.lines_of(node)
        trivial = _asserting(name, function, node)
        if trivial is not None:
            self._gathered.rows.assertions.append(Assertion(start, around.scope.name, trivial))
        keywords: list[str] = []
        strings: list[str] = []
        names: list[str] = []
        for value in tree.arguments_of(node):
            pieces: list[Node | None] = [value]
            if value.type == "object":
                pairs = tree.values_of(value)
                keywords.extend(key for key, _ in pairs)
                pieces = [inner for _, inner in pairs]
            elif value.type == "array":
                pieces = list(value.named_children[:MAX_ITEMS])
            for piece in pieces:
                self._argument(piece, around.scope, node.start_byte, strings, names)
        return Call(
            name=name,
            line=start,
            end=end,
            scope=around.scope.name,
            loop=around.loop,
            guarded=around.guarded,
            keywords=tuple(keywords[:MAX_ITEMS]),
            strings=tuple(strings[:MAX_ITEMS]),
            names=tuple(names[:MAX_ITEMS]),
            target=self._gathered.targets.get(node.id),
            awaited=node.id in self._gathered.awaited,
        )

    def _argument(self, node: Node | None, scope: Scope, at: int, strings: list[str], names: list[str]) -> None:
        if node is None:
            return
        text = tree.literal_text(node, MAX_VALUE)
        if text is not None:
            strings.append(text)
            return
        inner = node.named_child(0) if node.type == "spread_element" and node.named_child_count else node
        found = tree.plain_chain(inner) if inner is not None else None
        if found is not None:
            names.append(self._names.resolve(found[0], found[1], scope, at))

    def fill(self) -> None:
        """Name what is filled into texts."""
        fill_texts(self._gathered.rows, self._gathered.filled, self._names)

    def assignment(self, target: str, value: Node, scope: Scope) -> Assignment:
        """The row of an assignment of a literal or a name."""
        text = tree.literal_text(value, MAX_VALUE)
        if text is None:
            named = value.type in ("identifier", "member_expression")
            text = self._dotted(value, scope, value.start_byte) if named else tree.text_of(value)
        return Assignment(target, text, value.start_point.row + 1, scope.name)

    def dotted(self, nodes: list[Node], scope: Scope) -> tuple[str, ...]:
        """Resolved names of decorators or bases."""
        inner = [node.named_child(0) if node.type == "decorator" and node.named_child_count else node for node in nodes]
        return tuple(name for node in inner if node is not None and (name := self._dotted(node, scope, node.start_byte)))

    def _dotted(self, node: Node | None, scope: Scope, at: int) -> str:
        found = tree.chain(node)
        return self._names.resolve(found[0], found[1], scope, at) if found else ""


def _asserting(name: str, function: Node, node: Node) -> bool | None:
    """For a call that asserts: whether it can never fail. None for calls that assert nothing."""
    found = tree.chain(function)
    head, tail = found if found is not None else ("", "")
    last = tail.rpartition(".")[2]
    if head == "expect" and tail.startswith("()."):
        return _is_trivial(last, [*_expected(function), *tree.arguments_of(node)])
    if head == "assert" or name.startswith(("assert", "chai.assert")):
        return _is_trivial(last or "assert", tree.arguments_of(node))
    if (head in ("t", "test", "tap") and last in _RUNNERS and tail.count(".") == 1) or last in ("should", "expect"):
        return _is_trivial(last, tree.arguments_of(node))
    return None


def _expected(function: Node) -> list[Node]:
    """The argument of `expect` at the head of a chain."""
    node: Node | None = function
    for _ in range(tree.MAX_STEPS):
        if node is None:
            break
        inner = node.child_by_field_name("function")
        if inner is not None and inner.type == "identifier":
            return tree.arguments_of(node)[:1]
        node = inner or node.child_by_field_name("object")
    return []


def _is_trivial(last: str, values: list[Node]) -> bool:
    if last in _SAME and len(values) >= 2:
        alike = tree.text_of(values[0]) == tree.text_of(values[1])
        return alike and values[0].type == values[1].type and values[0].type in (_LITERALS | {"identifier"})
    return last in _HOLDS and len(values) >= 1 and values[0].type in ("true", "number", "string")
