"""Notes what names of a Python file come to mean: by import, assignment, annotation, loop, `with` and `except`."""

import ast
from collections.abc import Iterable

from gitassay.facts.code import python_tree as tree
from gitassay.facts.code.names import Around, Binding, Scope

_ITERATION = frozenset({"enumerate", "tqdm", "list", "reversed", "sorted", "iter", "set", "tuple"})
_INSTANCE = ("self", "cls")


def position(node: ast.expr | ast.stmt | ast.excepthandler) -> int:
    """Where a node starts, as one number that grows along the file."""
    return (node.lineno << 20) + node.col_offset


def end_position(node: ast.expr | ast.stmt) -> int:
    """Where a node ends."""
    return ((node.end_lineno or node.lineno) << 20) + (node.end_col_offset or 0)


def bind(name: str, binding: Binding, around: Around) -> None:
    """Give a name its meaning; the fallback for a missing import doesn't replace what was imported first."""
    if not (around.fallback and name in around.scope.names):
        around.scope.bind(name, binding)


def bind_import(node: ast.Import, one: ast.alias, around: Around) -> None:
    """`import a.b` makes `a` known, `import a.b as c` makes `c` stand for `a.b`."""
    name = one.asname or one.name.partition(".")[0]
    bind(name, Binding(position(node), text=one.name if one.asname else name), around)


def bind_from(node: ast.ImportFrom, module: str, one: ast.alias, around: Around) -> None:
    """`from a import b as c` makes `c` stand for `a.b`; a relative module keeps its dots."""
    text = f"{module}{'' if module.endswith('.') else '.'}{one.name}"
    bind(one.asname or one.name, Binding(position(node), text=text), around)


def bind_target(target: ast.expr, value: ast.expr, at: int, around: Around) -> None:
    """Bind what is assigned to; `x = x.f()` keeps the meaning that `x` had."""
    if isinstance(target, ast.Name):
        binding = tree.bound_to(value, at, around.scope)
        if binding.head != target.id or not binding.tail:
            bind(target.id, binding, around)
    elif isinstance(target, ast.Tuple | ast.List):
        values: Iterable[ast.expr] = [value] * len(target.elts)
        if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts):
            values = value.elts
        for one, its in zip(target.elts[: tree.MAX_ARGUMENTS], values, strict=False):
            bind_target(one.value if isinstance(one, ast.Starred) else one, its, at, around)
    elif isinstance(target, ast.Attribute):
        _bind_member(target, tree.bound_to(value, at, around.scope), around)


def _bind_member(target: ast.Attribute, binding: Binding, around: Around) -> None:
    owner = around.scope.owner if isinstance(target.value, ast.Name) and target.value.id in _INSTANCE else None
    if owner is not None:
        owner.members.setdefault(target.attr, []).append(binding)


def bind_declared(node: ast.AnnAssign, around: Around) -> None:
    """`x: C` and `self.x: C` stand for a C, whatever is assigned later."""
    declared = tree.annotation_chain(node.annotation)
    if declared is None:
        return
    binding = Binding(end_position(node), head=declared[0], tail=declared[1], scope=around.scope)
    if isinstance(node.target, ast.Name):
        bind(node.target.id, binding, around)
    elif isinstance(node.target, ast.Attribute):
        _bind_member(node.target, binding, around)


def bind_parameters(node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, outer: Scope) -> None:
    """Parameters stand for the class they are annotated with, and hide names from outside otherwise."""
    for one in parameters(node):
        declared = tree.annotation_chain(one.annotation) if one.annotation is not None else None
        head, tail = declared or (None, "")
        scope.bind(one.arg, Binding(position(node), head=head, tail=tail, scope=outer))
    promised = tree.annotation_chain(node.returns) if node.returns is not None else None
    if promised is not None:
        scope.returns = Binding(position(node), head=promised[0], tail=promised[1], scope=outer)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    """Parameters in the order they are written."""
    given = node.args
    star = [given.vararg] if given.vararg else []
    return [*given.posonlyargs, *given.args, *star, *given.kwonlyargs, *([given.kwarg] if given.kwarg else [])]


def iterated(node: ast.expr) -> ast.expr:
    """What a loop really goes through: the list in `enumerate(list)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ITERATION and node.args:
        return node.args[0]
    return node
