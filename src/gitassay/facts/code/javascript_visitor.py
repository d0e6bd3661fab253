"""Walks a JavaScript or TypeScript syntax tree without recursion and notes its rows."""

from dataclasses import dataclass, replace

from tree_sitter import Node

from gitassay.facts.code.javascript_names import JavaScriptNames, dotted_parts, text_of
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition, Import, Loop, Text
from gitassay.facts.code.visitor import MAX_ITEMS, MAX_TEXT, MAX_VALUE, SHORTEST_TEXT, Rows

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
CLASSES = frozenset({"class_declaration", "class", "abstract_class_declaration"})
LOOPS = {"while_statement": "while", "do_statement": "while", "for_statement": "for", "for_in_statement": "for"}
STRINGS = frozenset({"string", "template_string"})


@dataclass(frozen=True, slots=True)
class Where:
    """The surroundings of a node; `target` is the variable that receives its value, `awaited` whether `await` stands before it."""

    scope: str = ""
    loop: bool = False
    guarded: bool = False
    target: str | None = None
    awaited: bool = False


class JavaScriptVisitor:
    """One pass over one tree, with a stack of its own: nesting in a file can't exhaust ours."""

    def __init__(self) -> None:
        self.rows = Rows()
        self._names = JavaScriptNames()

    def read(self, root: Node) -> None:
        """Note the rows of the tree. Names are learned first, as functions may use what is declared below them."""
        self._names.learn(root)
        waiting: list[tuple[Node, Where]] = [(root, Where())]
        while waiting:
            node, where = waiting.pop()
            inside = self._note(node, where)
            if inside is not None:
                waiting.extend((child, self._for_child(node, child, where, inside)) for child in reversed(node.named_children))

    def _for_child(self, node: Node, child: Node, where: Where, inside: Where) -> Where:
        if node.type == "try_statement" and child.type == "statement_block" and child == node.child_by_field_name("body"):
            return replace(inside, guarded=where.guarded or node.child_by_field_name("handler") is not None)
        return inside

    def _note(self, node: Node, where: Where) -> Where | None:
        """Note one node; return the surroundings of its children, or None when they need no visit."""
        kind = node.type
        calm = replace(where, target=None, awaited=False) if where.target or where.awaited else where
        if kind in FUNCTIONS:
            return self._function(node, where)
        if kind in CLASSES:
            return self._class(node, where)
        if kind in ("call_expression", "new_expression"):
            self._call(node, where)
            return calm
        if kind in LOOPS:
            self._loop(node, where)
            return replace(calm, loop=True)
        if kind in STRINGS:
            self._string(node, where)
            return calm if kind == "template_string" else None
        return self._statement(node, where, calm)

    def _statement(self, node: Node, where: Where, calm: Where) -> Where | None:
        kind = node.type
        if kind == "import_statement":
            self.rows.imports.extend(imports_of(node))
            return None
        if kind == "await_expression":
            return replace(where, awaited=True)
        if kind in ("variable_declarator", "assignment_expression"):
            return self._assignment(node, calm)
        if kind in ("comment", "jsx_text", "regex"):
            return None
        return calm

    def _assignment(self, node: Node, where: Where) -> Where:
        target = node.child_by_field_name("name") or node.child_by_field_name("left")
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if target is None or value is None:
            return where
        name = ".".join(dotted_parts(target)) or None
        if name and value.type in ("string", "number", "true", "false", "identifier", "member_expression"):
            told = text_of(value).strip("'\"") if value.type not in ("identifier", "member_expression") else self._names.of(value)
            self.rows.assignments.append(Assignment(name, (told or "")[:MAX_VALUE], value.start_point.row + 1, where.scope))
        return replace(where, target=name)

    def _function(self, node: Node, where: Where) -> Where:
        named = node.child_by_field_name("name")
        name = text_of(named) if named is not None else where.target
        if name is None:
            return replace(where, target=None, awaited=False)
        qualified = f"{where.scope}.{name}" if where.scope else name
        body = node.child_by_field_name("body")
        statements = body.named_child_count if body is not None and body.type == "statement_block" else 1
        parameters = node.child_by_field_name("parameters")
        words = tuple(text_of(child)[:60] for child in parameters.named_children) if parameters is not None else ()
        annotated = node.child_by_field_name("return_type") is not None or any(":" in word for word in words)
        self.rows.definitions.append(
            Definition(
                "function", qualified, *_lines(node), parameters=words, annotated=annotated, statements=statements, stub=statements == 0
            )
        )
        return Where(scope=qualified)

    def _class(self, node: Node, where: Where) -> Where:
        named = node.child_by_field_name("name")
        name = text_of(named) if named is not None else where.target or "class"
        heritage = next((child for child in node.children if child.type == "class_heritage"), None)
        bases = tuple(base for base in (self._names.of(part) for part in _bases(heritage)) if base)
        body = node.child_by_field_name("body")
        count = body.named_child_count if body is not None else 0
        qualified = f"{where.scope}.{name}" if where.scope else name
        self.rows.definitions.append(Definition("class", qualified, *_lines(node), bases=bases, statements=count, stub=count == 0))
        return Where(scope=qualified)

    def _loop(self, node: Node, where: Where) -> None:
        condition = node.child_by_field_name("condition")
        forever = condition is not None and text_of(condition).strip("();") in ("true", "1", "")
        kind = LOOPS[node.type]
        self.rows.loops.append(Loop(kind, *_lines(node), where.scope, forever and (kind == "while" or node.type == "for_statement")))

    def _string(self, node: Node, where: Where) -> None:
        value, names = self._literal(node)
        if len(value) >= SHORTEST_TEXT:
            self.rows.texts.append(Text(value[:MAX_TEXT], *_lines(node), where.scope, bool(names), names=tuple(names)[:MAX_ITEMS]))

    def _literal(self, node: Node) -> tuple[str, list[str]]:
        """The text of a literal, and the names interpolated into it."""
        if node.type == "string":
            return text_of(node)[1:-1], []
        parts: list[str] = []
        names: list[str] = []
        for child in node.named_children:
            if child.type == "template_substitution":
                parts.append("{}")
                names += [name for inner in child.named_children if (name := self._names.of(inner))]
            else:
                parts.append(text_of(child))
        return "".join(parts), names

    def _call(self, node: Node, where: Where) -> None:
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        name = self._names.of(function) if function is not None else None
        if function is None or name is None:
            return
        arguments = node.child_by_field_name("arguments")
        values = arguments.named_children if arguments is not None and arguments.type == "arguments" else []
        self._required(function, values, node)
        keywords, strings, names = self._arguments(values)
        start, end = _lines(node)
        call = Call(name, start, end, where.scope, where.loop, where.guarded, keywords, strings, names, where.target, where.awaited)
        self.rows.calls.append(call)
        trivial = _asserting(name, text_of(function)[:300], values)
        if trivial is not None:
            self.rows.assertions.append(Assertion(start, where.scope, trivial))

    def _required(self, function: Node, values: list[Node], node: Node) -> None:
        """`require("x")` and `import("x")` are imports too."""
        if text_of(function) in ("require", "import") and values and values[0].type == "string":
            module = text_of(values[0])[1:-1]
            self.rows.imports.append(Import(module, None, None, node.start_point.row + 1, optional=text_of(function) == "import"))

    def _arguments(self, values: list[Node]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        keywords: list[str] = []
        strings: list[str] = []
        names: list[str] = []
        for value in values[:MAX_ITEMS]:
            if value.type in STRINGS:
                strings.append(self._literal(value)[0][:MAX_VALUE])
            elif value.type in ("identifier", "member_expression"):
                names += [name for name in (self._names.of(value),) if name]
            elif value.type == "object":
                for key, inner in _properties(value):
                    keywords.append(key)
                    if inner is not None and inner.type in STRINGS:
                        strings.append(self._literal(inner)[0][:MAX_VALUE])
        return tuple(keywords[: MAX_ITEMS * 2]), tuple(strings[:MAX_ITEMS]), tuple(names[:MAX_ITEMS])


def _lines(node: Node) -> tuple[int, int]:
    return node.start_point.row + 1, node.end_point.row + 1


def _properties(node: Node) -> list[tuple[str, Node | None]]:
    """Keys and values at the top level of an object literal."""
    found: list[tuple[str, Node | None]] = []
    for child in node.named_children:
        if child.type == "pair":
            key = child.child_by_field_name("key")
            if key is not None:
                found.append((text_of(key).strip("'\"")[:60], child.child_by_field_name("value")))
        elif child.type == "shorthand_property_identifier":
            found.append((text_of(child), None))
        elif child.type == "method_definition":
            name = child.child_by_field_name("name")
            found.append((text_of(name) if name is not None else "", None))
    return found


def _bases(heritage: Node | None) -> list[Node]:
    """The classes a class extends; TypeScript wraps them once more."""
    if heritage is None:
        return []
    clauses = [child for child in heritage.named_children if child.type == "extends_clause"]
    return [inner for clause in clauses for inner in clause.named_children[:1]] or list(heritage.named_children[:1])


def imports_of(node: Node) -> list[Import]:
    """The rows of one import statement."""
    source = node.child_by_field_name("source")
    if source is None:
        return []
    module, line = text_of(source)[1:-1], node.start_point.row + 1
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    if clause is None:
        return [Import(module, None, None, line)]
    rows: list[Import] = []
    for child in clause.named_children:
        if child.type == "identifier":
            rows.append(Import(module, "default", text_of(child), line))
        elif child.type == "namespace_import":
            rows.append(Import(module, None, text_of(child.named_children[0]), line))
        elif child.type == "named_imports":
            rows.extend(_named(module, one, line) for one in child.named_children if one.type == "import_specifier")
    return rows


def _named(module: str, node: Node, line: int) -> Import:
    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    return Import(module, text_of(name) if name is not None else None, text_of(alias) if alias is not None else None, line)


def _asserting(name: str, written: str, values: list[Node]) -> bool | None:
    """For a call that asserts: whether it can never fail. None for calls that assert nothing."""
    head = written.split("(", 1)[0]
    if head == "expect" and ".to" in written:
        inner = written[written.find("(") + 1 : written.find(")")].strip()
        constant = inner in ("true", "false", "1", "0", "null")
        return constant and (not values or text_of(values[0]) == inner)
    if head.startswith(("assert", "t.is", "t.deepEqual", "t.true")) or name.startswith(("assert", "node:assert", "chai.assert")):
        return len(values) == 1 and text_of(values[0]) in ("true", "1")
    return None
