"""What single nodes of a Python syntax tree say: chains of names, literal text, and whether a body does anything."""

import ast
from collections.abc import Sequence

from gitassay.facts.code.names import Binding, Scope
from gitassay.facts.code.rows import MAX_VALUE, writable

MAX_STEPS = 200
MAX_PARTS = 60
MAX_ARGUMENTS = 100
MAX_NAMES = 20

_LITERALS: dict[type[ast.AST], str] = {
    ast.JoinedStr: "str", ast.List: "list", ast.ListComp: "list", ast.Dict: "dict", ast.DictComp: "dict",
    ast.Set: "set", ast.SetComp: "set", ast.Tuple: "tuple", ast.GeneratorExp: "generator",
}  # fmt: skip
_INTO: dict[type[ast.AST], str] = {
    ast.Subscript: "value", ast.Await: "value", ast.NamedExpr: "value", ast.Starred: "value", ast.BinOp: "left", ast.IfExp: "body",
}  # fmt: skip
_ABSTRACT = frozenset({"abstractmethod", "abstractproperty", "abstractclassmethod", "abstractstaticmethod", "overload"})
_WRAPPERS = frozenset({"Optional", "Annotated", "Final", "ClassVar"})
_PLAIN_TYPES = frozenset({"str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "set", "frozenset", "object", "None"})


def chain(node: ast.AST) -> tuple[str, str] | None:
    """The head and tail (see `Names`) of an expression, or None when it starts with no name; subscripts and `await` are looked through."""
    parts: list[str] = []
    for _ in range(MAX_STEPS):
        kind = type(node)
        if kind is ast.Name:
            return node.id, "".join(reversed(parts))  # type: ignore[attr-defined]
        if kind is ast.Attribute:
            parts.append("." + node.attr)  # type: ignore[attr-defined]
            node = node.value  # type: ignore[attr-defined]
        elif kind is ast.Call:
            parts.append("()")
            node = node.func  # type: ignore[attr-defined]
        elif kind in _INTO:
            node = getattr(node, _INTO[kind])
        elif kind is ast.BoolOp:
            node = node.values[0]  # type: ignore[attr-defined]
        else:
            head = type(node.value).__name__ if isinstance(node, ast.Constant) else _LITERALS.get(kind)
            return (head, "".join(reversed(parts))) if head else None
        if len(parts) > MAX_PARTS:
            return None
    return None


def plain_chain(node: ast.AST) -> tuple[str, str] | None:
    """The chain of a name, an attribute or a subscript without any call in it; None for everything else."""
    if type(node) is ast.Name:
        return node.id, ""
    found = chain(node) if isinstance(node, ast.Attribute | ast.Subscript) else None
    return None if found is None or "()" in found[1] or _starts_literal(node) else found


def _starts_literal(node: ast.AST) -> bool:
    for _ in range(MAX_STEPS):
        if not isinstance(node, ast.Attribute | ast.Subscript):
            break
        node = node.value
    return not isinstance(node, ast.Name)


def bound_to(value: ast.AST, at: int, scope: Scope) -> Binding:
    """What a name means once this value is assigned to it. Sums and literals mean nothing; `a | b` is a pipe that starts at `a`."""
    kind = type(value)
    if kind in _LITERALS or kind is ast.Constant or (kind is ast.BinOp and not isinstance(value.op, ast.BitOr)):  # type: ignore[attr-defined]
        return Binding(at)
    found = chain(value)
    return Binding(at) if found is None else Binding(at, head=found[0], tail=found[1], scope=scope)


def annotation_chain(node: ast.AST | None) -> tuple[str, str] | None:
    """The class that an annotation names: `X`, `Optional[X]`, `X | None`, `"X"`; None for built-in and composed ones."""
    for _ in range(10):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named = node.value[:200].partition("|")[0].strip().removeprefix("Optional[").removesuffix("]")
            head, dot, tail = named.partition(".")
            return (head, dot + tail) if head.isidentifier() and head not in _PLAIN_TYPES else None
        if isinstance(node, ast.Subscript) and _last(node.value) in _WRAPPERS:
            node = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
        elif isinstance(node, ast.BinOp):
            node = node.right if isinstance(node.left, ast.Constant) else node.left
        else:
            break
    if not isinstance(node, ast.Name | ast.Attribute):
        return None
    found = plain_chain(node)
    return None if found is None or found[0] in _PLAIN_TYPES else found


def _last(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def target_name(node: ast.AST) -> str | None:
    """A target as written: `x`, `self.x`, `a, b`; None for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Tuple | ast.List):
        names = [name for one in node.elts[:MAX_ARGUMENTS] if (name := target_name_of_one(one))]
        return ", ".join(names)[:MAX_VALUE] or None
    return target_name_of_one(node)


def target_name_of_one(node: ast.AST) -> str | None:
    """A target that is no tuple."""
    found = plain_chain(node.value if isinstance(node, ast.Starred) else node)
    return None if found is None else (found[0] + found[1])[:MAX_VALUE]


def literal_text(node: ast.AST, limit: int) -> str | None:
    """The text of a string literal or f-string (`{}` for what is filled in), cut to `limit`; None for everything else."""
    if isinstance(node, ast.Constant):
        return writable(node.value[:limit]) if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    pieces = [piece.value if isinstance(piece, ast.Constant) and isinstance(piece.value, str) else "{}" for piece in node.values[:500]]
    return writable("".join(pieces)[:limit])


def literal_value(node: ast.AST) -> str | None:
    """A literal as text: a string as it is, numbers and constants as Python writes them; None for everything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        value = literal_value(node.operand)
        return None if value is None else f"-{value}"[:MAX_VALUE]
    if not isinstance(node, ast.Constant):
        return None
    if isinstance(node.value, str):
        return writable(node.value[:MAX_VALUE])
    try:
        return repr(node.value)[:MAX_VALUE]
    except ValueError:
        return None


def literals(node: ast.AST) -> list[ast.AST]:
    """The argument itself, or the elements of a list, tuple or dictionary written in place of it."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return list(node.elts[:MAX_ARGUMENTS])
    if isinstance(node, ast.Dict):
        return list(node.values[:MAX_ARGUMENTS])
    return [node]


def inner_names(node: ast.AST) -> list[tuple[str, str]]:
    """Chains of names anywhere inside an expression, in order, at most 20."""
    found: list[tuple[str, str]] = []
    stack: list[ast.AST] = [node]
    for _ in range(MAX_STEPS):
        if not stack or len(found) >= MAX_NAMES:
            break
        one = stack.pop()
        names = plain_chain(one)
        if names is not None:
            found.append(names)
        else:
            stack.extend(child for child in reversed(list(ast.iter_child_nodes(one))) if not isinstance(child, ast.expr_context))
    return found


def filled_in(nodes: Sequence[ast.AST]) -> list[tuple[str, str]]:
    """Chains inside expressions, at most 20."""
    return [found for node in nodes[:MAX_ARGUMENTS] for found in inner_names(node)][:MAX_NAMES]


def has_docstring(body: list[ast.stmt]) -> bool:
    """Whether a body opens with a docstring."""
    first = body[0] if body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)


def is_stub(body: list[ast.stmt]) -> bool:
    """Whether a body only promises: `pass`, `...`, a docstring, or `raise NotImplementedError`."""
    return all(_does_nothing(one) for one in body[:5]) and len(body) <= 5


def _does_nothing(one: ast.stmt) -> bool:
    if isinstance(one, ast.Pass):
        return True
    if isinstance(one, ast.Expr):
        return isinstance(one.value, ast.Constant)
    if not isinstance(one, ast.Raise) or one.exc is None:
        return False
    return _last(one.exc.func if isinstance(one.exc, ast.Call) else one.exc) == "NotImplementedError"


def is_abstract(decorators: list[ast.expr]) -> bool:
    """Whether a decorator says that the body is meant to be empty."""
    return any(_last(one) in _ABSTRACT for one in decorators)


def is_interface(node: ast.ClassDef) -> bool:
    """Whether a class is one whose methods are meant to be filled in elsewhere."""
    bases = [_last(one.value if isinstance(one, ast.Subscript) else one) for one in node.bases]
    metas = [_last(one.value) for one in node.keywords if one.arg == "metaclass"]
    return any(name in ("Protocol", "ABC", "Interface") for name in bases) or "ABCMeta" in metas


def catches_import_errors(node: ast.Try | ast.TryStar) -> bool:
    """Whether a `try` expects that an import in it may fail."""
    for handler in node.handlers:
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if any(one is None or _last(one) in ("ImportError", "ModuleNotFoundError", "Exception", "BaseException") for one in kinds):
            return True
    return False


def is_conditional_import(test: ast.expr) -> bool:
    """Whether an `if` asks for type checking or for the platform or version of Python."""
    names = [head + tail for head, tail in inner_names(test)]
    return any(name.endswith("TYPE_CHECKING") or name.startswith(("sys.version", "sys.platform", "os.name")) for name in names)
