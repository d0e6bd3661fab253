"""What one JavaScript or TypeScript file holds before its names are known, and the kinds of nodes that matter for it."""

from dataclasses import dataclass, field

from tree_sitter import Node

from gitassay.facts.code.names import Around, Scope
from gitassay.facts.code.rows import Rows
from gitassay.facts.code.table import Definition

LOOPS = {"while_statement": "while", "do_statement": "while", "for_statement": "for", "for_in_statement": "for"}
CLASSES = ("class_declaration", "class", "abstract_class_declaration")
PASSED_OVER = frozenset(
    {
        "identifier", "property_identifier", "type_identifier", "number", "true", "false", "null", "undefined", "this", "super", "regex",
        "jsx_text", "type_annotation", "type_arguments", "interface_declaration", "type_alias_declaration", "type_parameters",
        "ambient_declaration", "empty_statement", "shorthand_property_identifier", "shorthand_property_identifier_pattern",
        "private_property_identifier", "statement_identifier", "hash_bang_line", "predefined_type", "implements_clause",
    }
)  # fmt: skip
STATEMENTS = frozenset(
    {
        "expression_statement", "return_statement", "if_statement", "throw_statement", "lexical_declaration", "variable_declaration",
        "switch_statement", "try_statement", "break_statement", "continue_statement", "function_declaration", "class_declaration",
        "field_definition", "public_field_definition", "method_definition", *LOOPS,
    }
)  # fmt: skip


@dataclass(slots=True)
class Gathered:
    """What one file holds: finished rows, and nodes that wait until all names are known."""

    module: Scope
    rows: Rows = field(default_factory=Rows)
    calls: list[tuple[Node, Around]] = field(default_factory=list)
    classes: list[tuple[Definition, list[Node], list[Node], Scope, Scope]] = field(default_factory=list)
    functions: list[tuple[Definition, list[Node], Scope, Scope]] = field(default_factory=list)
    assignments: list[tuple[str, Node, Scope]] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    awaited: set[int] = field(default_factory=set)
    filled: list[tuple[int, list[tuple[str, str]], Scope, int]] = field(default_factory=list)
    """Texts with gaps: their place among the texts, the chains filled in, and the scope and position these hold for."""
