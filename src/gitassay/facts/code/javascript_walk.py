"""Walks a JavaScript or TypeScript syntax tree once, without recursion, and gathers what the rows are made of."""

from collections.abc import Callable
from dataclasses import replace

from tree_sitter import Node

from gitassay.facts.code import javascript_tree as tree
from gitassay.facts.code.javascript_binding import bind_field, bind_parameters, bind_target, read_import
from gitassay.facts.code.javascript_gathered import CLASSES, LOOPS, PASSED_OVER, STATEMENTS, Gathered
from gitassay.facts.code.names import Around, Binding, Scope
from gitassay.facts.code.rows import MAX_ROWS, MAX_TEXT, SHORTEST_TEXT
from gitassay.facts.code.table import Assertion, Definition, Import, Loop, Text

_NOTED = frozenset({"string", "number", "true", "false", "identifier", "member_expression", "template_string"})
_EXPORTS = ("module.exports.", "exports.")


class Walk:
    """One walk over one tree. Nodes wait on a stack, so that depth costs no recursion."""

    def __init__(self) -> None:
        self.gathered = Gathered(Scope("", "module"))
        self._rows = self.gathered.rows
        self._stack: list[tuple[Node, Around]] = []
        self._names: dict[int, str] = {}
        self._decorators: dict[int, list[Node]] = {}
        self._documented: set[int] = set()
        self._handlers: dict[str, Callable[[Node, Around], None]] = {
            "import_statement": self._import, "export_statement": self._export, "comment": self._comment, "string": self._text,
            "template_string": self._text, "call_expression": self._call, "new_expression": self._call, "await_expression": self._await,
            "variable_declarator": self._declaration, "assignment_expression": self._assignment, "field_definition": self._field,
            "public_field_definition": self._field, "class_body": self._members, "try_statement": self._try,
            "return_statement": self._return, "expression_statement": self._expression, "jsx_attribute": self._attribute,
            **dict.fromkeys(tree.FUNCTIONS, self._function), **dict.fromkeys(CLASSES, self._class), **dict.fromkeys(LOOPS, self._loop),
        }  # fmt: skip

    def run(self, root: Node) -> Gathered:
        """Walk the whole tree."""
        stack, handlers = self._stack, self._handlers
        stack.append((root, Around(self.gathered.module)))
        while stack:
            node, around = stack.pop()
            kind = node.type
            if kind in PASSED_OVER:
                continue
            if kind in STATEMENTS:
                around.scope.counted.statements += 1
            handler = handlers.get(kind)
            if handler is not None:
                handler(node, around)
            else:
                self._push(node.named_children, around)
        return self.gathered

    def _push(self, nodes: list[Node], around: Around) -> None:
        self._stack.extend([(node, around) for node in reversed(nodes)])

    def _import(self, node: Node, around: Around) -> None:
        self._rows.imports.extend(read_import(node, around))

    def _export(self, node: Node, around: Around) -> None:
        source = node.child_by_field_name("source")
        if source is not None:
            self._rows.imports.append(Import(tree.text_of(source)[1:-1], None, None, node.start_point.row + 1))
            return
        declared = node.child_by_field_name("declaration") or node.child_by_field_name("value")
        if declared is not None:
            self._decorators[declared.id] = node.children_by_field_name("decorator")
            if declared.type in tree.FUNCTIONS or declared.type in CLASSES:
                self._names[declared.id] = "default"
        self._push(node.named_children, around)

    def _comment(self, node: Node, around: Around) -> None:
        if tree.text_of(node, 3) == "/**":
            self._documented.add(node.end_point.row + 1)

    def _expression(self, node: Node, around: Around) -> None:
        """A text that stands alone is no text of the program; `expect(x).to.be.true` asserts without a call."""
        inner = node.named_child(0) if node.named_child_count else None
        if inner is not None and inner.type == "string":
            self._note_text(inner, around, docstring=True)
            return
        if inner is not None and inner.type == "member_expression":
            found = tree.chain(inner)
            if found is not None and found[0] == "expect" and found[1].startswith("()."):
                self._rows.assertions.append(Assertion(node.start_point.row + 1, around.scope.name))
        self._push(node.named_children, around)

    # definitions

    def _function(self, node: Node, around: Around) -> None:
        named = node.child_by_field_name("name")
        name = tree.text_of(named) if named is not None else self._names.pop(node.id, None)
        outer = around.scope
        body = node.child_by_field_name("body")
        if name is None:
            scope = Scope(outer.name, "callback", outer)
            bind_parameters(node, scope, outer)
            self._push(node.named_children, replace(around, scope=scope))
            return
        scope = Scope(outer.inner(name), "function", outer)
        if outer.kind == "class" or node.type != "method_definition":
            outer.bind(name.removeprefix("this."), Binding(node.start_byte, function=scope))
        parameters, typed = bind_parameters(node, scope, outer)
        promised = node.child_by_field_name("return_type")
        declared = tree.annotation_chain(promised)
        if declared is not None:
            scope.returns = Binding(node.start_byte, head=declared[0], tail=declared[1], scope=outer)
        elif body is not None and body.type != "statement_block":
            scope.returns = tree.bound_to(body, node.end_byte, scope)
            scope.statements = 1
        decorators = self._decorators.pop(node.id, [])
        start, end = tree.lines_of(node)
        row = Definition(
            kind="method" if outer.kind == "class" else "function",
            name=scope.name,
            line=start,
            end=end,
            parameters=parameters,
            annotated=typed or promised is not None,
            documented=self._is_documented(node, decorators),
            stub=tree.promises_only(body) and not (name == "constructor" and parameters),
            asynchronous=any(child.type == "async" for child in node.children[:4]),
        )
        self.gathered.functions.append((row, decorators, outer, scope))
        self._push([child for child in node.named_children if child != named], Around(scope, optional=True))

    def _is_documented(self, node: Node, decorators: list[Node]) -> bool:
        row = min([node.start_point.row, *(one.start_point.row for one in decorators)])
        return row in self._documented or row + 1 in self._documented

    def _class(self, node: Node, around: Around) -> None:
        named = node.child_by_field_name("name")
        name = tree.text_of(named) if named is not None else self._names.pop(node.id, "class")
        scope = Scope(around.scope.inner(name), "class", around.scope)
        around.scope.bind(name, Binding(node.start_byte))
        heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
        decorators = self._decorators.pop(node.id, []) + node.children_by_field_name("decorator")
        body = node.child_by_field_name("body")
        start, end = tree.lines_of(node)
        bases = _bases(heritage)
        bare = body is not None and not body.named_child_count and not bases and not decorators
        row = Definition("class", scope.name, start, end, documented=self._is_documented(node, decorators), stub=bare)
        self.gathered.classes.append((row, decorators, bases, around.scope, scope))
        self._push([*node.children_by_field_name("decorator"), *bases], around)
        if body is not None:
            self._stack.append((body, Around(scope, optional=around.optional)))

    def _members(self, node: Node, around: Around) -> None:
        waiting: list[Node] = []
        for child in node.named_children:
            if child.type == "decorator":
                waiting.append(child)
            elif child.type != "comment":
                if waiting:
                    self._decorators[child.id] = waiting
                waiting = []
        self._push(node.named_children, around)

    def _field(self, node: Node, around: Around) -> None:
        value = node.child_by_field_name("value")
        name = tree.text_of(node.child_by_field_name("name") or node.child_by_field_name("property"))
        bind_field(node, around)
        if value is not None:
            self._receive(f"this.{name}", value, around)
            if value.type in tree.FUNCTIONS:
                self._names[value.id] = name
        self._push(node.named_children, around)

    # assignments

    def _declaration(self, node: Node, around: Around) -> None:
        target, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if target is None:
            return
        if value is None:
            declared = tree.annotation_chain(node.child_by_field_name("type"))
            if declared is not None:
                around.scope.bind(tree.text_of(target), Binding(node.start_byte, head=declared[0], tail=declared[1], scope=around.scope))
            return
        self._assigned(target, value, around)
        self._stack.append((value, around))

    def _assignment(self, node: Node, around: Around) -> None:
        target, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        if target is not None and value is not None:
            self._assigned(target, value, around)
        self._push(node.named_children, around)

    def _assigned(self, target: Node, value: Node, around: Around) -> None:
        name = tree.target_name(target)
        if value.type in tree.FUNCTIONS or value.type in CLASSES:
            short = name or ""
            for prefix in _EXPORTS:
                short = short.removeprefix(prefix)
            if short:
                self._names[value.id] = short.removeprefix("this.")
            return
        bind_target(target, value, around)
        if name:
            self._receive(name, value, around)

    def _receive(self, name: str, value: Node, around: Around) -> None:
        """Remember which variable receives the value of a call, and keep plain assignments for their rows."""
        inner: Node | None = value
        while inner is not None and inner.type in ("await_expression", "parenthesized_expression", "as_expression", "non_null_expression"):
            inner = inner.named_child(0) if inner.named_child_count else None
        if inner is not None and inner.type in ("call_expression", "new_expression"):
            self.gathered.targets[inner.id] = name
        if value.type in _NOTED and len(self.gathered.assignments) < MAX_ROWS:
            self.gathered.assignments.append((name, value, around.scope))

    def _return(self, node: Node, around: Around) -> None:
        value = node.named_child(0) if node.named_child_count else None
        scope = around.scope
        if value is not None and scope.kind == "function" and scope.returns is None:
            back = tree.bound_to(value, node.start_byte, scope)
            scope.returns = back if back.head is not None else None
        self._push(node.named_children, around)

    # control flow

    def _loop(self, node: Node, around: Around) -> None:
        condition = node.child_by_field_name("condition")
        words = tree.text_of(condition, 20).strip("(); \n")
        forever = words in ("true", "1") or (node.type == "for_statement" and not words)
        start, end = tree.lines_of(node)
        self._rows.loops.append(Loop(LOOPS[node.type], start, end, around.scope.name, forever))
        if node.type == "for_in_statement":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if left is not None and right is not None:
                bind_target(left, right, around)
        once = {child.id for name in ("right", "initializer") if (child := node.child_by_field_name(name)) is not None}
        inside = replace(around, loop=True)
        self._stack.extend([(child, around if child.id in once else inside) for child in reversed(node.named_children)])

    def _try(self, node: Node, around: Around) -> None:
        body, handler = node.child_by_field_name("body"), node.child_by_field_name("handler")
        self._push([child for child in node.named_children if child != body], around)
        if body is not None:
            self._stack.append((body, replace(around, guarded=around.guarded or handler is not None, optional=True)))

    # calls and texts

    def _call(self, node: Node, around: Around) -> None:
        module = tree.required(node) if node.type == "call_expression" else None
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if module is not None:
            lazy = function is not None and function.type == "import"
            self._rows.imports.append(Import(module, None, None, node.start_point.row + 1, lazy or around.optional))
            return
        if len(self.gathered.calls) < MAX_ROWS:
            self.gathered.calls.append((node, around))
        else:
            self._rows.cut = True
        arguments = node.child_by_field_name("arguments")
        if arguments is not None:
            self._stack.append((arguments, around))
        if function is not None:
            caught = function.type == "member_expression" and tree.text_of(function.child_by_field_name("property"), 10) == "catch"
            self._stack.append((function, replace(around, guarded=True) if caught else around))

    def _await(self, node: Node, around: Around) -> None:
        inner = node.named_child(0) if node.named_child_count else None
        while inner is not None and inner.type == "parenthesized_expression":
            inner = inner.named_child(0) if inner.named_child_count else None
        if inner is not None:
            self.gathered.awaited.add(inner.id)
        self._push(node.named_children, around)

    def _attribute(self, node: Node, around: Around) -> None:
        """Class names and labels of markup are no texts of the program; addresses are."""
        self._push([child for child in node.named_children if child.type != "string" or "://" in tree.text_of(child)], around)

    def _text(self, node: Node, around: Around) -> None:
        self._note_text(node, around)
        if node.type == "template_string":
            self._push([child for child in node.named_children if child.type == "template_substitution"], around)

    def _note_text(self, node: Node, around: Around, docstring: bool = False) -> None:
        value = tree.literal_text(node, MAX_TEXT) or ""
        if len(value) < SHORTEST_TEXT:
            return
        filled = [child for child in node.named_children if child.type == "template_substitution"] if node.type == "template_string" else []
        start, end = tree.lines_of(node)
        if filled:
            self.gathered.filled.append((len(self._rows.texts), tree.filled_in(filled), around.scope, node.start_byte))
        self._rows.text(Text(value, start, end, around.scope.name, bool(filled), docstring))


def _bases(heritage: Node | None) -> list[Node]:
    """The class a class extends; TypeScript wraps it once more."""
    if heritage is None:
        return []
    for child in heritage.named_children:
        if child.type == "extends_clause":
            return child.children_by_field_name("value")[:1]
    return [child for child in heritage.named_children if child.type != "implements_clause"][:1]
