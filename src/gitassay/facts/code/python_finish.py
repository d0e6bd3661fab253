"""Turns what was gathered from a Python file into rows, once every name of the file is known."""

import ast
import builtins

from gitassay.facts.code import python_tree as tree
from gitassay.facts.code.asserting import asserts, is_trivial_call
from gitassay.facts.code.names import Around, Names, Scope
from gitassay.facts.code.python_binding import parameters, position
from gitassay.facts.code.python_walk import Function, Gathered
from gitassay.facts.code.rows import MAX_ITEMS, MAX_VALUE, Rows, fill_texts
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition

_BUILTINS = frozenset(dir(builtins))


def finish(gathered: Gathered, interface: bool) -> Rows:
    """All rows of a file. `interface` says that it is a `.pyi` file, where empty bodies are the rule."""
    stars = [module for module in dict.fromkeys(gathered.stars) if not module.startswith(".")]
    star = stars[0] if len(stars) == 1 and len(set(gathered.stars)) == 1 else None
    rows = gathered.rows
    finisher = _Finisher(gathered, Names(star, _BUILTINS), interface)
    rows.calls = [call for node, around in gathered.calls if (call := finisher.call(node, around)) is not None]
    rows.definitions = [finisher.definition(*one) for one in gathered.definitions]
    rows.assignments = [finisher.assignment(*one) for one in gathered.assignments]
    finisher.fill()
    return rows


class _Finisher:
    def __init__(self, gathered: Gathered, names: Names, interface: bool) -> None:
        self._gathered = gathered
        self._names = names
        self._interface = interface
        self._abstract = {
            id(scope) for node, _, scope in gathered.definitions if isinstance(node, ast.ClassDef) and tree.is_interface(node)
        }

    def call(self, node: ast.Call, around: Around) -> Call | None:
        """The row of a call; None when nothing names what is called. An assertion among the calls is noted as such, too."""
        at = position(node)
        name = self._dotted(node.func, around.scope, at)
        if not name:
            return None
        if asserts(name):
            self._gathered.rows.assertions.append(Assertion(node.lineno, around.scope.name, is_trivial_call(name, node)))
        strings: list[str] = []
        names: list[str] = []
        for value in [*node.args, *(one.value for one in node.keywords)][:MAX_ITEMS]:
            for piece in tree.literals(value):
                self._argument(piece, around.scope, at, strings, names)
        return Call(
            name=name,
            line=node.lineno,
            end=node.end_lineno or node.lineno,
            scope=around.scope.name,
            loop=around.loop,
            guarded=around.guarded,
            keywords=tuple(one.arg for one in node.keywords[:MAX_ITEMS] if one.arg is not None),
            strings=tuple(strings[:MAX_ITEMS]),
            names=tuple(names[:MAX_ITEMS]),
            target=self._gathered.targets.get(id(node)),
            awaited=id(node) in self._gathered.awaited,
        )

    def _argument(self, node: ast.AST, scope: Scope, at: int, strings: list[str], names: list[str]) -> None:
        text = tree.literal_text(node, MAX_VALUE)
        if text is not None:
            strings.append(text)
            return
        found = tree.plain_chain(node.value if isinstance(node, ast.Starred) else node)
        if found is not None:
            names.append(self._names.resolve(found[0], found[1], scope, at))

    def fill(self) -> None:
        """Name what is filled into texts."""
        fill_texts(self._gathered.rows, self._gathered.filled, self._names)

    def definition(self, node: Function | ast.ClassDef, outer: Scope, scope: Scope) -> Definition:
        """The row of a function, method or class."""
        decorators = tuple(name for one in node.decorator_list if (name := self._dotted(one, outer, position(one))))
        documented = tree.has_docstring(node.body)
        if isinstance(node, ast.ClassDef):
            bases = tuple(name for one in node.bases if (name := self._dotted(one, outer, position(one))))
            bare = not (node.bases or node.decorator_list or self._interface) and tree.is_stub(node.body)
            return Definition(
                "class", scope.name, node.lineno, node.end_lineno or node.lineno, decorators, bases,
                statements=scope.statements, documented=documented, stub=bare,
            )  # fmt: skip
        given = parameters(node)
        exempt = self._interface or tree.is_abstract(node.decorator_list) or id(outer) in self._abstract
        return Definition(
            kind="method" if outer.kind == "class" else "function",
            name=scope.name,
            line=node.lineno,
            end=node.end_lineno or node.lineno,
            decorators=decorators,
            parameters=tuple(one.arg for one in given),
            annotated=node.returns is not None or any(one.annotation is not None for one in given),
            statements=scope.statements,
            documented=documented,
            stub=not exempt and tree.is_stub(node.body),
            asynchronous=isinstance(node, ast.AsyncFunctionDef),
        )

    def assignment(self, target: str, value: ast.expr, scope: Scope) -> Assignment:
        """The row of an assignment of a literal or a name."""
        text = tree.literal_value(value)
        if text is None:
            text = self._dotted(value, scope, position(value))
        return Assignment(target, text, value.lineno, scope.name)

    def _dotted(self, node: ast.expr, scope: Scope, at: int) -> str:
        found = tree.chain(node)
        return self._names.resolve(found[0], found[1], scope, at) if found else ""
