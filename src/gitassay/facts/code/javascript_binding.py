"""Notes what names of a JavaScript or TypeScript file come to mean: by import, declaration, assignment and parameter."""

from tree_sitter import Node

from gitassay.facts.code import javascript_tree as tree
from gitassay.facts.code.names import MAX_LEVELS, Around, Binding, Scope
from gitassay.facts.code.table import Import


def bind_target(target: Node, value: Node, around: Around) -> None:
    """Bind what is assigned to: a name, the names of a pattern, or an attribute of `this`."""
    at = value.end_byte
    if target.type in ("object_pattern", "array_pattern"):
        whole = tree.bound_to(value, at, around.scope)
        for name, way in tree.pattern_names(target):
            binding = Binding(at) if whole.head is None else Binding(at, head=whole.head, tail=whole.tail + way, scope=around.scope)
            around.scope.bind(name, binding)
        return
    found = tree.plain_chain(target)
    if found is None:
        return
    head, tail = found
    binding = tree.bound_to(value, at, around.scope)
    if not tail:
        if binding.head != head or not binding.tail:
            _home(head, around.scope, target).bind(head, binding)
    elif head == "this" and (owner := around.scope.owner) is not None and binding.head is not None:
        owner.members.setdefault(tail[1:], []).append(binding)


def _home(name: str, scope: Scope, target: Node) -> Scope:
    """The scope a name belongs to: where it is declared, or for `x = ...` the nearest one that knows it."""
    parent = target.parent
    if parent is not None and parent.type == "variable_declarator":
        return scope
    home: Scope | None = scope
    for _ in range(MAX_LEVELS):
        if home is None or name in home.names:
            break
        home = home.parent
    return home or scope


def bind_field(node: Node, around: Around) -> None:
    """A field of a class stands for what it is set to, or for the class it is declared as."""
    name = tree.text_of(node.child_by_field_name("name") or node.child_by_field_name("property"))
    value = node.child_by_field_name("value")
    binding = tree.bound_to(value, node.end_byte, around.scope) if value is not None else None
    if binding is None or binding.head is None:
        declared = tree.annotation_chain(node.child_by_field_name("type"))
        binding = Binding(node.end_byte, head=declared[0], tail=declared[1], scope=around.scope) if declared else None
    owner = around.scope.owner
    if owner is not None and binding is not None and name:
        owner.members.setdefault(name, []).append(binding)


def bind_parameters(node: Node, scope: Scope, outer: Scope) -> tuple[tuple[str, ...], bool]:
    """Bind parameters; return their names and whether any has a type. A parameter with an access modifier is a field, too."""
    single = node.child_by_field_name("parameter")
    listed = node.child_by_field_name("parameters")
    names: list[str] = []
    typed = False
    for one in [single] if single is not None else listed.named_children if listed is not None else []:
        annotation = one.child_by_field_name("type")
        typed = typed or annotation is not None
        declared = tree.annotation_chain(annotation)
        for name, _ in tree.pattern_names(one):
            names.append(name)
            head, tail = declared if declared is not None and len(tree.pattern_names(one)) == 1 else (None, "")
            binding = Binding(node.start_byte, head=head, tail=tail, scope=outer)
            scope.bind(name, binding)
            owner = scope.owner
            if owner is not None and head is not None and any(child.type == "accessibility_modifier" for child in one.children[:3]):
                owner.members.setdefault(name, []).append(binding)
    return tuple(names), typed


def read_import(node: Node, around: Around) -> list[Import]:
    """The rows of an `import` statement, whose names are bound; what is imported as a type only is optional."""
    source = node.child_by_field_name("source")
    if source is None:
        return []
    module, line = tree.text_of(source)[1:-1], node.start_point.row + 1
    only_type = any(child.type == "type" for child in node.children[:3])
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    if clause is None:
        return [Import(module, None, None, line, only_type)]
    rows: list[Import] = []
    for name, alias in _imported(clause):
        rows.append(Import(module, name, alias, line, only_type))
        bare = module.removeprefix("node:")
        text = bare if name in (None, "default") else f"{bare}.{name}"
        around.scope.bind(alias or name or bare, Binding(node.start_byte, text=text))
    return rows


def _imported(clause: Node) -> list[tuple[str | None, str | None]]:
    """Names and aliases of an import clause; a name of None is the whole module."""
    found: list[tuple[str | None, str | None]] = []
    for child in clause.named_children:
        if child.type == "identifier":
            found.append(("default", tree.text_of(child)))
        elif child.type == "namespace_import" and child.named_child_count:
            found.append((None, tree.text_of(child.named_child(0))))
        elif child.type == "named_imports":
            for one in child.named_children:
                alias = one.child_by_field_name("alias")
                found.append((tree.text_of(one.child_by_field_name("name")), tree.text_of(alias) if alias is not None else None))
    return found
