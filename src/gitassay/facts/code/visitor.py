"""Walks the syntax tree of one Python file once and notes its rows."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gitassay.facts.code.asserting import is_trivial, is_trivial_call
from gitassay.facts.code.names import Names
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition, Import, Loop, Text

MAX_TEXT = 2_000
MAX_VALUE = 300
MAX_ITEMS = 12
SHORTEST_TEXT = 3

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Rows:
    """The rows noted so far."""

    imports: list[Import] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Where:
    """The surroundings of a node: qualified name of the enclosing definition, and whether a loop, a try or a condition encloses it."""

    scope: str = ""
    loop: bool = False
    guarded: bool = False
    optional: bool = False


class Visitor:
    """One pass over one tree."""

    def __init__(self) -> None:
        self.rows = Rows()
        self._names = Names()
        self._handlers: dict[type[ast.AST], Callable[..., None]] = {
            ast.Import: self._import,
            ast.ImportFrom: self._import_from,
            ast.FunctionDef: self._function,
            ast.AsyncFunctionDef: self._function,
            ast.ClassDef: self._class,
            ast.Assign: self._assign,
            ast.AnnAssign: self._annotated,
            ast.Call: self._call,
            ast.Await: self._await,
            ast.Constant: self._constant,
            ast.JoinedStr: self._joined,
            ast.For: self._loop,
            ast.AsyncFor: self._loop,
            ast.While: self._loop,
            ast.Try: self._try,
            ast.If: self._if,
            ast.With: self._with,
            ast.AsyncWith: self._with,
            ast.Assert: self._assert,
            ast.Return: self._return,
        }

    def visit(self, node: ast.AST, where: Where) -> None:
        """Note what the node is, then go on to what it holds."""
        handler = self._handlers.get(type(node))
        if handler is not None:
            handler(node, where)
        else:
            self._children(node, where)

    def _children(self, node: ast.AST, where: Where) -> None:
        for child in ast.iter_child_nodes(node):
            self.visit(child, where)

    def body(self, statements: list[ast.stmt], where: Where) -> None:
        """Visit statements; a text that opens them is their docstring."""
        for index, statement in enumerate(statements):
            if index == 0 and _is_text(statement):
                assert isinstance(statement, ast.Expr)
                self._docstring(statement.value, where)
            else:
                self.visit(statement, where)

    def _docstring(self, node: ast.expr, where: Where) -> None:
        assert isinstance(node, ast.Constant)
        self.rows.texts.append(Text(str(node.value)[:MAX_TEXT], node.lineno, _end(node), where.scope, docstring=True))

    # imports

    def _import(self, node: ast.Import, where: Where) -> None:
        for alias in node.names:
            self.rows.imports.append(Import(alias.name, None, alias.asname, node.lineno, where.optional))
            head = alias.name.split(".", 1)[0]
            self._names.bind(alias.asname or head, alias.name if alias.asname else head)

    def _import_from(self, node: ast.ImportFrom, where: Where) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            self.rows.imports.append(Import(module, alias.name, alias.asname, node.lineno, where.optional))
            dot = "" if module.endswith(".") else "."
            self._names.bind(alias.asname or alias.name, f"{module}{dot}{alias.name}")

    # definitions

    def _function(self, node: Function, where: Where) -> None:
        name = _qualified(where.scope, node.name)
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        typed = [argument for argument in arguments if argument.annotation is not None]
        body, documented = _own_body(node.body)
        decorators = self._decorators(node.decorator_list, where)
        self.rows.definitions.append(
            Definition(
                kind="function",
                name=name,
                line=node.lineno,
                end=_end(node),
                decorators=decorators,
                parameters=tuple(argument.arg for argument in arguments),
                annotated=bool(typed) or node.returns is not None,
                statements=_count(body),
                documented=documented,
                stub=_is_stub(body) and not any(one.rsplit(".", 1)[-1] in ("abstractmethod", "overload") for one in decorators),
            )
        )
        for default in (*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)):
            self.visit(default, where)
        self._names.enter()
        for argument in typed:
            dotted = self._names.annotation(argument.annotation)
            if dotted:
                self._names.bind(argument.arg, dotted)
        self.body(node.body, Where(scope=name, optional=True))
        self._names.leave()

    def _class(self, node: ast.ClassDef, where: Where) -> None:
        name = _qualified(where.scope, node.name)
        body, documented = _own_body(node.body)
        bases = tuple(dotted for base in node.bases if (dotted := self._names.of(base)))
        self.rows.definitions.append(
            Definition(
                kind="class",
                name=name,
                line=node.lineno,
                end=_end(node),
                decorators=self._decorators(node.decorator_list, where),
                bases=bases,
                statements=_count(body),
                documented=documented,
                stub=_is_stub(body) and not bases,
            )
        )
        self._names.enter_class()
        self._foresee(node)
        self.body(node.body, replace(where, scope=name, loop=False, guarded=False))
        self._names.leave_class()

    def _foresee(self, node: ast.ClassDef) -> None:
        """Learn what `self.x` is before methods that stand above `__init__` or below it use it."""
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                self._names.enter()
                for argument in method.args.args:
                    dotted = self._names.annotation(argument.annotation)
                    if dotted:
                        self._names.bind(argument.arg, dotted)
                for statement in method.body:
                    if isinstance(statement, ast.Assign):
                        self._names.assign(statement.targets[0], statement.value)
                self._names.leave()

    def _decorators(self, nodes: list[ast.expr], where: Where) -> tuple[str, ...]:
        for node in nodes:
            self.visit(node, where)
        return tuple(dotted for node in nodes if (dotted := self._names.of(node)))

    def _return(self, node: ast.Return, where: Where) -> None:
        if node.value is not None:
            if isinstance(node.value, ast.Call | ast.Name | ast.Attribute):
                dotted = self._names.of(node.value)
                if dotted and "." in dotted:
                    self._names.returns(where.scope, dotted)
            self.visit(node.value, where)

    # assignments

    def _assign(self, node: ast.Assign, where: Where) -> None:
        for target in node.targets:
            self._bind(target, node.value, None, where)
        self._value(node.value, node.targets[0], where)

    def _annotated(self, node: ast.AnnAssign, where: Where) -> None:
        self._bind(node.target, node.value, node.annotation, where)
        if node.value is not None:
            self._value(node.value, node.target, where)

    def _value(self, value: ast.expr, target: ast.expr, where: Where) -> None:
        """Visit the right side; a call in it knows the variable that receives its value."""
        inner = value.value if isinstance(value, ast.Await) else value
        if isinstance(inner, ast.Call):
            self._call(inner, where, target=_text_of(target), awaited=inner is not value)
        else:
            self.visit(value, where)

    def _bind(self, target: ast.expr, value: ast.expr | None, annotation: ast.expr | None, where: Where) -> None:
        name = _text_of(target)
        if name and value is not None:
            told = self._told(value)
            if told is not None:
                self.rows.assignments.append(Assignment(name, told[:MAX_VALUE], value.lineno, where.scope))
        self._names.assign(target, value, annotation)

    def _told(self, value: ast.expr) -> str | None:
        if isinstance(value, ast.Constant):
            return str(value.value)
        return self._names.of(value) if isinstance(value, ast.Name | ast.Attribute) else None

    def _with(self, node: ast.With | ast.AsyncWith, where: Where) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                self._names.assign(item.optional_vars, item.context_expr)
                self._value(item.context_expr, item.optional_vars, where)
            else:
                self.visit(item.context_expr, where)
        for statement in node.body:
            self.visit(statement, where)

    # calls and texts

    def _await(self, node: ast.Await, where: Where) -> None:
        if isinstance(node.value, ast.Call):
            self._call(node.value, where, awaited=True)
        else:
            self.visit(node.value, where)

    def _call(self, node: ast.Call, where: Where, target: str | None = None, awaited: bool = False) -> None:
        name = self._names.of(node.func)
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        if name:
            texts = (value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str))
            dotted = (self._names.of(value) for value in values if isinstance(value, ast.Name | ast.Attribute))
            self.rows.calls.append(
                Call(
                    name=name,
                    line=node.lineno,
                    end=_end(node),
                    scope=where.scope,
                    loop=where.loop,
                    guarded=where.guarded,
                    keywords=tuple(keyword.arg for keyword in node.keywords if keyword.arg)[:MAX_ITEMS],
                    strings=tuple(text[:MAX_VALUE] for text in texts)[:MAX_ITEMS],
                    names=tuple(one for one in dotted if one)[:MAX_ITEMS],
                    target=target,
                    awaited=awaited,
                )
            )
            trivial = is_trivial_call(name, node)
            if trivial is not None:
                self.rows.assertions.append(Assertion(node.lineno, where.scope, trivial))
        self.visit(node.func, where)
        for value in values:
            self.visit(value, where)

    def _constant(self, node: ast.Constant, where: Where) -> None:
        if isinstance(node.value, str) and len(node.value) >= SHORTEST_TEXT:
            self.rows.texts.append(Text(node.value[:MAX_TEXT], node.lineno, _end(node), where.scope))

    def _joined(self, node: ast.JoinedStr, where: Where) -> None:
        parts: list[str] = []
        names: list[str] = []
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                parts.append("{}")
                dotted = self._names.of(value.value)
                names += [dotted] if dotted else []
                self.visit(value.value, where)
            elif isinstance(value, ast.Constant):
                parts.append(str(value.value))
        text = "".join(parts)[:MAX_TEXT]
        if len(text) >= SHORTEST_TEXT:
            self.rows.texts.append(Text(text, node.lineno, _end(node), where.scope, bool(names), names=tuple(names)[:MAX_ITEMS]))

    # control flow

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, where: Where) -> None:
        inside = replace(where, loop=True)
        if isinstance(node, ast.While):
            forever = isinstance(node.test, ast.Constant) and bool(node.test.value)
            self.rows.loops.append(Loop("while", node.lineno, _end(node), where.scope, forever))
            self.visit(node.test, inside)
        else:
            self.rows.loops.append(Loop("for", node.lineno, _end(node), where.scope))
            self.visit(node.target, where)
            self.visit(node.iter, where)
        for statement in (*node.body, *node.orelse):
            self.visit(statement, inside)

    def _try(self, node: ast.Try, where: Where) -> None:
        inside = replace(where, guarded=where.guarded or bool(node.handlers), optional=where.optional or _expects_absence(node))
        for statement in node.body:
            self.visit(statement, inside)
        absent = replace(where, optional=inside.optional)
        for part in (*node.handlers, *node.orelse, *node.finalbody):
            self.visit(part, absent)

    def _if(self, node: ast.If, where: Where) -> None:
        self.visit(node.test, where)
        checking = _text_of(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for statement in node.body:
            self.visit(statement, replace(where, optional=True) if checking else where)
        for statement in node.orelse:
            self.visit(statement, where)

    def _assert(self, node: ast.Assert, where: Where) -> None:
        self.rows.assertions.append(Assertion(node.lineno, where.scope, is_trivial(node.test)))
        self._children(node, where)


def _qualified(scope: str, name: str) -> str:
    return f"{scope}.{name}" if scope else name


def _end(node: ast.expr | ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _own_body(body: list[ast.stmt]) -> tuple[list[ast.stmt], bool]:
    """The statements without the docstring, and whether there was one."""
    documented = bool(body) and _is_text(body[0])
    return (body[1:] if documented else body), documented


def _count(body: list[ast.stmt]) -> int:
    """Statements below, those of nested definitions apart."""
    total, waiting = 0, list(body)
    while waiting:
        statement = waiting.pop()
        total += 1
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for part in ("body", "orelse", "finalbody"):
            waiting.extend(getattr(statement, part, None) or ())
        for handler in getattr(statement, "handlers", None) or ():
            waiting.extend(handler.body)
    return total


def _is_stub(body: list[ast.stmt]) -> bool:
    """Whether nothing is done: no statement, or only pass, `...` and raising NotImplementedError."""
    return all(_does_nothing(statement) for statement in body)


def _does_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return True
    if isinstance(statement, ast.Raise) and statement.exc is not None:
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return _text_of(raised) == "NotImplementedError"
    return False


def _expects_absence(node: ast.Try) -> bool:
    """Whether a handler catches a failing import."""
    caught = [
        name for handler in node.handlers if handler.type is not None for name in ast.walk(handler.type) if isinstance(name, ast.Name)
    ]
    return any(name.id in ("ImportError", "ModuleNotFoundError", "Exception") for name in caught) or any(
        handler.type is None for handler in node.handlers
    )


def _text_of(node: ast.expr) -> str | None:
    """`a` or `a.b.c` as written, or None."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])
