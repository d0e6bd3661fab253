"""Which dotted name an expression of Python stands for, as far as one file tells."""

import ast

MAX_DEPTH = 40


class Names:
    """Names bound in one file: imports, variables that hold what a call made, attributes of `self`, and what local functions return."""

    def __init__(self) -> None:
        self._scopes: list[dict[str, str]] = [{}]
        self._attributes: list[dict[str, str]] = [{}]
        self._returns: dict[str, str] = {}

    def enter(self) -> None:
        """A function begins: names bound from here on are its own."""
        self._scopes.append({})

    def leave(self) -> None:
        """The innermost function ends."""
        self._scopes.pop()

    def enter_class(self) -> None:
        """A class begins: it has attributes of its own."""
        self._attributes.append({})

    def leave_class(self) -> None:
        """The innermost class ends."""
        self._attributes.pop()

    def bind(self, name: str, dotted: str) -> None:
        """Remember that a name stands for a dotted name in the innermost function."""
        self._scopes[-1][name] = dotted

    def returns(self, function: str, dotted: str) -> None:
        """Remember what calling a local function gives."""
        self._returns.setdefault(function, dotted)

    def assign(self, target: ast.expr, value: ast.expr | None, annotation: ast.expr | None = None) -> None:
        """Follow `target = value`: a name or an attribute of `self` now stands for what the value is."""
        dotted = self.annotation(annotation) or (self.of(value) if value is not None else None)
        if isinstance(target, ast.Name):
            if dotted:
                self.bind(target.id, dotted)
            else:
                self._scopes[-1].pop(target.id, None)
        elif dotted and isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in ("self", "cls"):
            self._attributes[-1].setdefault(target.attr, dotted)

    def annotation(self, node: ast.expr | None) -> str | None:
        """The imported class an annotation names; `X | None` and `Optional[X]` name X."""
        if isinstance(node, ast.BinOp):
            return self.annotation(node.left) or self.annotation(node.right)
        if isinstance(node, ast.Subscript):
            return self.annotation(node.slice) if _last(node.value) == "Optional" else None
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            return self._lookup(node.value)
        if isinstance(node, ast.Name):
            return self._lookup(node.id)
        return self.of(node) if isinstance(node, ast.Attribute) else None

    def of(self, node: ast.expr, depth: int = 0) -> str | None:
        """The dotted name of an expression, or None when it is none (a number, a computed value)."""
        if depth > MAX_DEPTH:
            return None
        if isinstance(node, ast.Name):
            return self._lookup(node.id) or node.id
        if isinstance(node, ast.Attribute):
            return self._attribute(node, depth)
        if isinstance(node, ast.Call):
            made = self.of(node.func, depth + 1)
            return self._returns.get(made, made) if made else None
        if isinstance(node, ast.Await | ast.Subscript | ast.NamedExpr | ast.Starred):
            return self.of(node.value, depth + 1)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return "str"
        if isinstance(node, ast.JoinedStr):
            return "str"
        if isinstance(node, ast.BoolOp):
            return self.of(node.values[-1], depth + 1)
        return None

    def _attribute(self, node: ast.Attribute, depth: int) -> str | None:
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            return self._attributes[-1].get(node.attr) or f"{node.value.id}.{node.attr}"
        owner = self.of(node.value, depth + 1)
        return f"{owner}.{node.attr}" if owner else node.attr

    def _lookup(self, name: str) -> str | None:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        return None


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
