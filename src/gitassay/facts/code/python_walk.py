"""Walks a Python syntax tree once, without recursion, and gathers what the rows of the code table are made of."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gitassay.facts.code import python_tree as tree
from gitassay.facts.code.asserting import is_trivial
from gitassay.facts.code.names import Around, Binding, Scope
from gitassay.facts.code.python_binding import (
    bind,
    bind_declared,
    bind_from,
    bind_import,
    bind_parameters,
    bind_target,
    end_position,
    iterated,
    position,
)
from gitassay.facts.code.rows import MAX_ROWS, MAX_TEXT, SHORTEST_TEXT, Rows, writable
from gitassay.facts.code.table import Assertion, Import, Loop, Text

_LEAVES = frozenset({ast.Name, ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal, ast.MatchSingleton})
_LEFT_OUT = frozenset(
    {"ctx", "op", "ops", "name", "names", "attr", "id", "arg", "type_comment", "type_ignores", "kind", "conversion", "rest"}
)
_NOTED = frozenset({ast.Constant, ast.Name, ast.Attribute, ast.UnaryOp})
_ENDLESS = frozenset({"itertools.count()", "count()", "itertools.repeat()"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Gathered:
    """What one file holds: finished rows, and nodes that wait until all names are known."""

    module: Scope
    rows: Rows = field(default_factory=Rows)
    stars: list[str] = field(default_factory=list)
    calls: list[tuple[ast.Call, Around]] = field(default_factory=list)
    definitions: list[tuple[Function | ast.ClassDef, Scope, Scope]] = field(default_factory=list)
    assignments: list[tuple[str, ast.expr, Scope]] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    awaited: set[int] = field(default_factory=set)
    filled: list[tuple[int, list[tuple[str, str]], Scope, int]] = field(default_factory=list)
    """Texts with gaps: their place among the texts, the chains filled in, and the scope and position these hold for."""


def _child_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    return tuple(name for name in reversed(kind._fields) if name not in _LEFT_OUT)


class Walk:
    """One walk over one tree. Nodes wait on a stack, so that depth costs no recursion."""

    def __init__(self) -> None:
        self.gathered = Gathered(Scope("", "module"))
        self._rows = self.gathered.rows
        self._stack: list[tuple[ast.AST, Around]] = []
        self._fields: dict[type[ast.AST], tuple[str, ...]] = {}
        self._filled: dict[int, list[tuple[str, str]]] = {}
        self._handlers: dict[type[ast.AST], Callable[[Any, Around], None]] = {
            ast.Import: self._import, ast.ImportFrom: self._import_from, ast.FunctionDef: self._function,
            ast.AsyncFunctionDef: self._function, ast.ClassDef: self._class, ast.Assign: self._assign, ast.AnnAssign: self._annotated,
            ast.NamedExpr: self._named, ast.For: self._for, ast.AsyncFor: self._for, ast.While: self._while, ast.With: self._with,
            ast.AsyncWith: self._with, ast.Try: self._try, ast.TryStar: self._try, ast.If: self._if, ast.Return: self._return,
            ast.Expr: self._expression, ast.Assert: self._assert, ast.Call: self._call, ast.Constant: self._constant,
            ast.JoinedStr: self._joined, ast.Await: self._await, ast.comprehension: self._comprehension, ast.BinOp: self._operation,
            ast.match_case: self._case,
        }  # fmt: skip

    def run(self, module: ast.Module) -> Gathered:
        """Walk the whole tree."""
        self._body(module.body, Around(self.gathered.module))
        stack, handlers, fields = self._stack, self._handlers, self._fields
        while stack:
            node, around = stack.pop()
            kind = type(node)
            handler = handlers.get(kind)
            if handler is not None:
                handler(node, around)
                continue
            names = fields.get(kind)
            if names is None:
                names = fields[kind] = _child_fields(kind)
            for name in names:
                child = getattr(node, name)
                if type(child) is list:
                    self._push(child, around)
                elif child is not None and type(child) not in _LEAVES:
                    stack.append((child, around))
        return self.gathered

    def _push(self, nodes: Sequence[ast.AST | None], around: Around) -> None:
        self._stack.extend([(node, around) for node in reversed(nodes) if node is not None and type(node) not in _LEAVES])

    def _body(self, body: Sequence[ast.stmt], around: Around) -> None:
        around.scope.statements += len(body)
        self._push(body, around)

    # statements

    def _import(self, node: ast.Import, around: Around) -> None:
        for one in node.names:
            self._rows.imports.append(Import(one.name, None, one.asname, node.lineno, around.optional))
            bind_import(node, one, around)

    def _import_from(self, node: ast.ImportFrom, around: Around) -> None:
        module = "." * node.level + (node.module or "")
        for one in node.names:
            self._rows.imports.append(Import(module, one.name, one.asname, node.lineno, around.optional))
            if one.name == "*":
                self.gathered.stars.append(module)
            else:
                bind_from(node, module, one, around)

    def _receive(self, target: ast.expr, value: ast.expr) -> None:
        """Remember which variable receives the value of a call."""
        inner = value.value if isinstance(value, ast.Await) else value
        name = tree.target_name(target) if type(inner) is ast.Call else None
        if name:
            self.gathered.targets[id(inner)] = name

    def _note(self, target: ast.expr, value: ast.expr, around: Around) -> None:
        """Keep an assignment of a literal or a name for its row."""
        if type(value) in _NOTED and len(self.gathered.assignments) < MAX_ROWS and (name := tree.target_name(target)):
            self.gathered.assignments.append((name, value, around.scope))

    def _assign(self, node: ast.Assign, around: Around) -> None:
        at = end_position(node)
        for target in node.targets:
            bind_target(target, node.value, at, around)
            self._note(target, node.value, around)
        self._receive(node.targets[0], node.value)
        self._push([*node.targets, node.value], around)

    def _annotated(self, node: ast.AnnAssign, around: Around) -> None:
        if node.value is not None:
            if not isinstance(node.value, ast.Constant):
                bind_target(node.target, node.value, end_position(node), around)
            self._receive(node.target, node.value)
            self._note(node.target, node.value, around)
        bind_declared(node, around)
        self._push([node.value], around)
        self._annotation(node.annotation, around)

    def _annotation(self, node: ast.expr | None, around: Around) -> None:
        """Only composed annotations can hold a call, such as `Annotated[str, Depends(f)]`."""
        if isinstance(node, ast.Subscript):
            self._stack.append((node, around))

    def _named(self, node: ast.NamedExpr, around: Around) -> None:
        bind_target(node.target, node.value, end_position(node), around)
        self._receive(node.target, node.value)
        self._push([node.value], around)

    def _function(self, node: Function, around: Around) -> None:
        outer = around.scope
        scope = Scope(outer.inner(node.name), "function", outer)
        bind(node.name, Binding(position(node), function=scope), around)
        self.gathered.definitions.append((node, outer, scope))
        bind_parameters(node, scope, outer)
        for one in (*node.args.args, *node.args.kwonlyargs):
            self._annotation(one.annotation, around)
        self._annotation(node.returns, around)
        self._body(node.body, Around(scope, optional=True))
        self._push([*node.decorator_list, *node.args.defaults, *node.args.kw_defaults], around)

    def _class(self, node: ast.ClassDef, around: Around) -> None:
        scope = Scope(around.scope.inner(node.name), "class", around.scope)
        bind(node.name, Binding(position(node)), around)
        self.gathered.definitions.append((node, around.scope, scope))
        self._body(node.body, Around(scope, optional=around.optional))
        self._push([*node.decorator_list, *node.bases, *(one.value for one in node.keywords)], around)

    def _return(self, node: ast.Return, around: Around) -> None:
        if node.value is None:
            return
        scope = around.scope
        if scope.returns is None:
            back = tree.bound_to(node.value, position(node), scope)
            scope.returns = back if back.head is not None else None
        self._push([node.value], around)

    def _for(self, node: ast.For | ast.AsyncFor, around: Around) -> None:
        bind_target(node.target, iterated(node.iter), end_position(node.iter), around)
        found = tree.chain(node.iter)
        self._loop("for", node, around, forever=found is not None and "".join(found) in _ENDLESS)
        self._push([node.iter], around)

    def _while(self, node: ast.While, around: Around) -> None:
        inside = self._loop("while", node, around, forever=isinstance(node.test, ast.Constant) and bool(node.test.value))
        self._push([node.test], inside)

    def _loop(self, kind: str, node: ast.For | ast.AsyncFor | ast.While, around: Around, forever: bool) -> Around:
        self._rows.loops.append(Loop(kind, node.lineno, node.end_lineno or node.lineno, around.scope.name, forever))
        inside = Around(around.scope, True, around.guarded, around.optional, around.fallback)
        self._body(node.orelse, around)
        self._body(node.body, inside)
        return inside

    def _with(self, node: ast.With | ast.AsyncWith, around: Around) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                bind_target(item.optional_vars, item.context_expr, end_position(item.context_expr), around)
                self._receive(item.optional_vars, item.context_expr)
        self._body(node.body, around)
        self._push([item.context_expr for item in node.items], around)

    def _try(self, node: ast.Try | ast.TryStar, around: Around) -> None:
        imports = tree.catches_import_errors(node)
        optional = around.optional or imports
        inside = Around(around.scope, around.loop, around.guarded or bool(node.handlers), optional, around.fallback)
        after = Around(around.scope, around.loop, around.guarded, optional, around.fallback or imports)
        self._body(node.finalbody, around)
        for handler in reversed(node.handlers):
            if handler.name and handler.type is not None:
                bind(handler.name, tree.bound_to(handler.type, position(handler), around.scope), around)
            self._body(handler.body, after)
            self._push([handler.type], around)
        self._body(node.orelse, around)
        self._body(node.body, inside)

    def _if(self, node: ast.If, around: Around) -> None:
        inside = around
        if not around.optional and tree.is_conditional_import(node.test):
            inside = Around(around.scope, around.loop, around.guarded, True, around.fallback)
        self._body(node.orelse, inside)
        self._body(node.body, inside)
        self._push([node.test], around)

    def _case(self, node: ast.match_case, around: Around) -> None:
        self._body(node.body, around)
        self._push([node.pattern, node.guard], around)

    def _expression(self, node: ast.Expr, around: Around) -> None:
        value = node.value
        if isinstance(value, ast.Constant):
            around.scope.statements -= 1
            self._text(value, around, docstring=True)
        else:
            self._stack.append((value, around))

    def _assert(self, node: ast.Assert, around: Around) -> None:
        self._rows.assertions.append(Assertion(node.lineno, around.scope.name, is_trivial(node.test)))
        self._push([node.test, node.msg], around)

    # expressions

    def _call(self, node: ast.Call, around: Around) -> None:
        if len(self.gathered.calls) < MAX_ROWS:
            self.gathered.calls.append((node, around))
        else:
            self._rows.cut = True
        values = [*node.args, *[one.value for one in node.keywords]]
        function = node.func
        if isinstance(function, ast.Attribute):
            if function.attr == "format" and type(function.value) is ast.Constant:
                self._filled[id(function.value)] = tree.filled_in(values)
            function = function.value
        self._push([function, *values], around)

    def _operation(self, node: ast.BinOp, around: Around) -> None:
        if type(node.op) is ast.Mod and type(node.left) is ast.Constant:
            self._filled[id(node.left)] = tree.filled_in([node.right])
        self._push([node.left, node.right], around)

    def _await(self, node: ast.Await, around: Around) -> None:
        self.gathered.awaited.add(id(node.value))
        self._push([node.value], around)

    def _comprehension(self, node: ast.comprehension, around: Around) -> None:
        if isinstance(node.target, ast.Name) and node.target.id not in around.scope.names:
            bind_target(node.target, iterated(node.iter), end_position(node.iter), around)
        self._push([node.iter, *node.ifs], around)

    def _constant(self, node: ast.Constant, around: Around) -> None:
        if type(node.value) is str:
            self._text(node, around)

    def _text(self, node: ast.Constant, around: Around, docstring: bool = False) -> None:
        value = node.value
        if isinstance(value, str) and len(value) >= SHORTEST_TEXT:
            self._keep(value, node, around, self._filled.get(id(node)), docstring)

    def _keep(self, value: str, node: ast.expr, around: Around, filled: list[tuple[str, str]] | None, docstring: bool = False) -> None:
        if filled:
            self.gathered.filled.append((len(self._rows.texts), filled, around.scope, position(node)))
        end = node.end_lineno or node.lineno
        self._rows.text(Text(writable(value[:MAX_TEXT]), node.lineno, end, around.scope.name, filled is not None, docstring))

    def _joined(self, node: ast.JoinedStr, around: Around) -> None:
        filled = [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
        value = tree.literal_text(node, MAX_TEXT) or ""
        if len(value) >= SHORTEST_TEXT:
            self._keep(value, node, around, tree.filled_in(filled) if filled else None)
        self._push(filled, around)
