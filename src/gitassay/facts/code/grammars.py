"""What the syntax trees of further languages call things; a grammar is loaded when the first file of its language is met."""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from tree_sitter import Language, Parser


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language's syntax tree.

    `members` and `calls` map a node type to the fields its dotted name is made of ("" for the first named child); `paths` are nodes whose
    text is a dotted name as it stands. `binds` map a node type to the fields of a name and of its value. `tests` matches the names of test
    functions, `marks` the last part of the annotations of tests, `blocks` calls that open a test, `asserts` the names of calls that assert.
    """

    module: str
    names: frozenset[str]
    paths: frozenset[str]
    members: dict[str, tuple[str, str]]
    calls: dict[str, tuple[str, ...]]
    functions: dict[str, str]
    loops: dict[str, str]
    strings: frozenset[str]
    binds: dict[str, tuple[str, str]]
    asserts: re.Pattern[str]
    function: str = "language"
    typed: dict[str, tuple[str, str]] = field(default_factory=dict)
    annotations: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    guards: frozenset[str] = frozenset()
    keys: dict[str, str] = field(default_factory=dict)
    assertions: frozenset[str] = frozenset()
    tests: re.Pattern[str] = re.compile(r"(?!)")
    marks: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()


_ASSERTS = re.compile(r"(?:.*\.)?(?:assert\w*|fail|verify|expect\w*|should\w*)")
_JUNIT = frozenset({"Test", "ParameterizedTest", "RepeatedTest", "TestFactory"})

GRAMMARS: dict[str, Grammar] = {
    "go": Grammar(
        module="tree_sitter_go",
        names=frozenset({"identifier", "type_identifier", "field_identifier", "package_identifier"}),
        paths=frozenset({"qualified_type"}),
        members={"selector_expression": ("operand", "field")},
        calls={"call_expression": ("function",), "composite_literal": ("type",)},
        functions={"function_declaration": "function", "method_declaration": "function", "type_spec": "class"},
        loops={"for_statement": "for"},
        strings=frozenset({"interpreted_string_literal", "raw_string_literal"}),
        binds={"short_var_declaration": ("left", "right"), "assignment_statement": ("left", "right"), "var_spec": ("name", "value")},
        typed={"var_spec": ("type", "name"), "parameter_declaration": ("type", "name"), "field_declaration": ("type", "name")},
        keys={"keyed_element": "key"},
        asserts=re.compile(r"(?:t|b|f|tb)\.(?:Error|Fatal|Fail)\w*|.*(?:testify/(?:assert|require)\.|\b(?:assert|require|is|qt)\.)\w+"),
        tests=re.compile(r"(?:Test|Benchmark|Fuzz)(?:[^a-z].*)?"),
    ),
    "java": Grammar(
        module="tree_sitter_java",
        names=frozenset({"identifier", "type_identifier", "this"}),
        paths=frozenset({"scoped_identifier", "scoped_type_identifier"}),
        members={"field_access": ("object", "field"), "generic_type": ("", "")},
        calls={"method_invocation": ("object", "name"), "object_creation_expression": ("type",)},
        functions={
            "method_declaration": "function", "constructor_declaration": "function", "class_declaration": "class",
            "interface_declaration": "class", "record_declaration": "class", "enum_declaration": "class",
        },
        loops={"while_statement": "while", "for_statement": "for", "enhanced_for_statement": "for", "do_statement": "while"},
        strings=frozenset({"string_literal"}),
        binds={"variable_declarator": ("name", "value"), "assignment_expression": ("left", "right")},
        typed={
            "field_declaration": ("type", "declarator"), "local_variable_declaration": ("type", "declarator"),
            "formal_parameter": ("type", "name"),
        },
        annotations=frozenset({"marker_annotation", "annotation"}),
        bases=frozenset({"superclass", "super_interfaces", "extends_interfaces"}),
        guards=frozenset({"try_statement", "try_with_resources_statement"}),
        keys={"element_value_pair": "key"},
        assertions=frozenset({"assert_statement"}),
        asserts=_ASSERTS,
        marks=_JUNIT,
    ),
    "kotlin": Grammar(
        module="tree_sitter_kotlin",
        names=frozenset({"identifier", "this_expression"}),
        paths=frozenset({"qualified_identifier"}),
        members={"navigation_expression": ("", ""), "user_type": ("", ""), "constructor_invocation": ("", "")},
        calls={"call_expression": ("",), "constructor_invocation": ("",)},
        functions={"function_declaration": "function", "class_declaration": "class", "object_declaration": "class"},
        loops={"while_statement": "while", "for_statement": "for", "do_while_statement": "while"},
        strings=frozenset({"string_literal", "multiline_string_literal"}),
        binds={"property_declaration": ("", ""), "assignment": ("left", "right")},
        typed={"class_parameter": ("", ""), "parameter": ("", "")},
        annotations=frozenset({"annotation"}),
        bases=frozenset({"delegation_specifiers"}),
        guards=frozenset({"try_expression"}),
        keys={"value_argument": ""},
        asserts=_ASSERTS,
        marks=_JUNIT,
    ),
    "rust": Grammar(
        module="tree_sitter_rust",
        names=frozenset({"identifier", "type_identifier", "field_identifier", "self"}),
        paths=frozenset({"scoped_identifier", "scoped_type_identifier"}),
        members={"field_expression": ("value", "field"), "generic_function": ("function", ""), "generic_type": ("type", "")},
        calls={"call_expression": ("function",), "macro_invocation": ("macro",)},
        functions={"function_item": "function", "struct_item": "class", "enum_item": "class", "trait_item": "class"},
        loops={"loop_expression": "while", "while_expression": "while", "for_expression": "for"},
        strings=frozenset({"string_literal", "raw_string_literal"}),
        binds={"let_declaration": ("pattern", "value"), "assignment_expression": ("left", "right")},
        typed={"parameter": ("type", "pattern"), "field_declaration": ("type", "name")},
        annotations=frozenset({"attribute"}),
        asserts=re.compile(r"(?:.*\.)?(?:debug_)?assert(?:_\w+)?|(?:.*\.)?(?:panic|prop_assert\w*)"),
        marks=frozenset({"test", "rstest", "test_case", "quickcheck"}),
    ),
    "csharp": Grammar(
        module="tree_sitter_c_sharp",
        names=frozenset({"identifier", "this"}),
        paths=frozenset({"qualified_name"}),
        members={"member_access_expression": ("expression", "name"), "generic_name": ("", "")},
        calls={"invocation_expression": ("function",), "object_creation_expression": ("type",)},
        functions={
            "method_declaration": "function", "constructor_declaration": "function", "local_function_statement": "function",
            "class_declaration": "class", "interface_declaration": "class", "record_declaration": "class", "struct_declaration": "class",
        },
        loops={"while_statement": "while", "for_statement": "for", "foreach_statement": "for", "do_statement": "while"},
        strings=frozenset({"string_literal", "verbatim_string_literal", "raw_string_literal", "interpolated_string_expression"}),
        binds={"variable_declarator": ("name", ""), "assignment_expression": ("left", "right")},
        typed={"variable_declaration": ("type", ""), "parameter": ("type", "name"), "property_declaration": ("type", "name")},
        annotations=frozenset({"attribute"}),
        bases=frozenset({"base_list"}),
        guards=frozenset({"try_statement"}),
        keys={"argument": "name"},
        asserts=re.compile(r"(?:.*\.)?(?:Assert|ClassicAssert)\.\w+|.*\.(?:Should\w*|Verify\w*)"),
        marks=frozenset({"Fact", "Theory", "Test", "TestMethod", "TestCase", "DataTestMethod"}),
    ),
    "ruby": Grammar(
        module="tree_sitter_ruby",
        names=frozenset({"identifier", "constant", "instance_variable", "self", "class_variable", "global_variable"}),
        paths=frozenset({"scope_resolution"}),
        members={"element_reference": ("object", "")},
        calls={"call": ("receiver", "method"), "element_reference": ("object",)},
        functions={"method": "function", "singleton_method": "function", "class": "class", "module": "class"},
        loops={"while": "while", "until": "while", "for": "for"},
        strings=frozenset({"string"}),
        binds={"assignment": ("left", "right")},
        bases=frozenset({"superclass"}),
        guards=frozenset({"begin"}),
        keys={"pair": "key"},
        asserts=re.compile(r"(?:.*\.)?(?:assert\w*|refute\w*|must_\w+)|(?:.*\.)?expect(?:\.(?:to|not_to|to_not))"),
        tests=re.compile(r"test_\w+"),
        blocks=frozenset({"it", "test", "specify", "scenario"}),
    ),
    "php": Grammar(
        module="tree_sitter_php",
        function="language_php",
        names=frozenset({"name", "variable_name"}),
        paths=frozenset({"qualified_name", "namespace_name"}),
        members={"member_access_expression": ("object", "name"), "scoped_property_access_expression": ("scope", "name")},
        calls={
            "function_call_expression": ("function",), "member_call_expression": ("object", "name"),
            "nullsafe_member_call_expression": ("object", "name"), "scoped_call_expression": ("scope", "name"),
            "object_creation_expression": ("",), "subscript_expression": ("",),
        },
        functions={
            "function_definition": "function", "method_declaration": "function", "class_declaration": "class",
            "interface_declaration": "class", "trait_declaration": "class", "enum_declaration": "class",
        },
        loops={"while_statement": "while", "for_statement": "for", "foreach_statement": "for", "do_statement": "while"},
        strings=frozenset({"string", "encapsed_string"}),
        binds={"assignment_expression": ("left", "right")},
        typed={"simple_parameter": ("type", "name"), "property_promotion_parameter": ("type", "name")},
        annotations=frozenset({"attribute"}),
        bases=frozenset({"base_clause", "class_interface_clause"}),
        guards=frozenset({"try_statement"}),
        keys={"argument": "name"},
        asserts=re.compile(r"(?:.*\.)?(?:assert\w*|expect\w*|toBe\w*)"),
        tests=re.compile(r"test\w*"),
        marks=frozenset({"Test", "DataProvider"}),
        blocks=frozenset({"it", "test"}),
    ),
}  # fmt: skip


@cache
def parser_of(language: str) -> Parser:
    """The parser of a language in `GRAMMARS`, loaded once."""
    grammar = GRAMMARS[language]
    return Parser(Language(getattr(import_module(grammar.module), grammar.function)()))
