"""Which dotted name an expression of JavaScript stands for, as far as one file tells."""

from tree_sitter import Node

MAX_DEPTH = 30
WRAPPERS = frozenset({"await_expression", "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"})


def text_of(node: Node) -> str:
    """The source text of a node."""
    return node.text.decode("utf-8", errors="replace") if node.text is not None else ""


def dotted_parts(node: Node | None) -> list[str]:
    """The parts of `a.b.c` as written; empty for anything else."""
    parts: list[str] = []
    while node is not None and node.type in ("member_expression", "subscript_expression"):
        named = node.child_by_field_name("property")
        if named is None:
            break
        parts.append(text_of(named))
        node = node.child_by_field_name("object")
    if node is None or node.type not in ("identifier", "this", "shorthand_property_identifier", "property_identifier"):
        return []
    return [text_of(node), *reversed(parts)]


class JavaScriptNames:
    """Names bound in one file: imports, `require`, and variables or attributes that hold what a call made."""

    def __init__(self) -> None:
        self._bound: dict[str, str] = {}

    def learn(self, root: Node) -> None:
        """Read imports and assignments of the whole file, in order, without recursion."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node.type == "import_statement":
                self._imported(node)
                continue
            if node.type in ("variable_declarator", "assignment_expression", "public_field_definition", "field_definition"):
                self._assigned(node)
            waiting.extend(reversed(node.named_children))

    def of(self, node: Node | None, depth: int = 0) -> str | None:
        """The dotted name of an expression, or None when it is none."""
        if node is None or depth > MAX_DEPTH:
            return None
        if node.type in ("identifier", "this", "super"):
            word = text_of(node)
            return self._bound.get(word, word)
        if node.type in ("member_expression", "subscript_expression"):
            return self._member(node, depth)
        if node.type in ("call_expression", "new_expression"):
            return self._made(node, depth)
        if node.type in WRAPPERS:
            return self.of(node.named_children[0], depth + 1) if node.named_children else None
        if node.type in ("string", "template_string"):
            return "string"
        return "import" if node.type == "import" else None

    def _member(self, node: Node, depth: int) -> str | None:
        written = ".".join(dotted_parts(node))
        if written in self._bound:
            return self._bound[written]
        named = node.child_by_field_name("property")
        owner = self.of(node.child_by_field_name("object"), depth + 1)
        if named is None:
            return owner
        return f"{owner}.{text_of(named)}" if owner else text_of(named)

    def _made(self, node: Node, depth: int) -> str | None:
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if function is not None and text_of(function) in ("require", "import"):
            return _literal_argument(node)
        return self.of(function, depth + 1)

    def _imported(self, node: Node) -> None:
        source = node.child_by_field_name("source")
        clause = next((child for child in node.named_children if child.type == "import_clause"), None)
        if source is None or clause is None:
            return
        module = text_of(source)[1:-1]
        for child in clause.named_children:
            if child.type == "identifier":
                self._bound[text_of(child)] = module
            elif child.type == "namespace_import":
                self._bound[text_of(child.named_children[0])] = module
            elif child.type == "named_imports":
                self._bind_pattern(child, module)

    def _assigned(self, node: Node) -> None:
        target = node.child_by_field_name("name") or node.child_by_field_name("left") or node.child_by_field_name("property")
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if target is None or value is None:
            return
        dotted = self.of(value) if value.type not in ("string", "template_string") else None
        if dotted is None:
            return
        if target.type == "object_pattern":
            self._bind_pattern(target, dotted)
            return
        written = ".".join(dotted_parts(target)) or (text_of(target) if target.type.endswith("identifier") else "")
        if node.type in ("public_field_definition", "field_definition") and written:
            written = f"this.{written}"
        if written and written != dotted:
            self._bound.setdefault(written, dotted)

    def _bind_pattern(self, pattern: Node, owner: str) -> None:
        """`{ A, B as C }` of an import, or `{ A, B: C }` of a `require`."""
        for one in pattern.named_children:
            name = one.child_by_field_name("name") or one.child_by_field_name("key")
            alias = one.child_by_field_name("alias") or one.child_by_field_name("value")
            word = text_of(name) if name is not None else text_of(one)
            bound = text_of(alias) if alias is not None else word
            if word.isidentifier() and bound.isidentifier():
                self._bound[bound] = f"{owner}.{word}"


def _literal_argument(node: Node) -> str | None:
    arguments = node.child_by_field_name("arguments")
    values = arguments.named_children if arguments is not None else []
    return text_of(values[0])[1:-1] if values and values[0].type == "string" else None
