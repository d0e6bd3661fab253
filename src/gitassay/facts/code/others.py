"""Reads what single lines tell of languages without a reader of their own: imports, test functions and assertions."""

import re
from dataclasses import dataclass

from gitassay.facts.code.rows import MAX_SOURCE, count_lines
from gitassay.facts.code.table import Assertion, Definition, Import, Parse, Unit

MAX_LINE = 1_000


@dataclass(frozen=True, slots=True)
class LineRules:
    """Anchored patterns for one language; group 1 is the module, or the name of the test. An empty pattern matches nothing."""

    imports: re.Pattern[str]
    tests: re.Pattern[str]
    assertions: re.Pattern[str]


def _rules(imports: str, tests: str, assertions: str) -> LineRules:
    return LineRules(re.compile(imports or r"(?!)"), re.compile(tests or r"(?!)"), re.compile(assertions or r"(?!)"))


_JUNIT = r"^\s*@(Test|ParameterizedTest|RepeatedTest)\b"
_JUNIT_ASSERTION = r"^\s*(?:Assert(?:ions)?\.)?(?:assert\w+|fail|verify|assertThat)\s*\("
_GO_IMPORT = r"^\s*(?:import\s+)?(?:[\w.]+\s+)?\"([\w./~-]{2,200})\"\s*$"

_GO_ASSERTION = r"^\s*(?:t|b|assert|require)\.(?:Error|Fatal|Fail|Equal|No|Nil|True|False)\w*\("
_RUBY_TEST = r"^\s*(?:it|test|specify)\s+['\"]|^\s*def\s+(test_\w+)"

RULES = {
    "java": _rules(r"^\s*import\s+(?:static\s+)?([\w.]{2,200})", _JUNIT, _JUNIT_ASSERTION),
    "kotlin": _rules(r"^\s*import\s+([\w.]{2,200})", _JUNIT, r"^\s*(?:assert\w*|expect\w*|shouldBe|verify)\s*[({]"),
    "go": _rules(_GO_IMPORT, r"^func\s+((?:Test|Benchmark|Fuzz)\w+)\s*\(", _GO_ASSERTION),
    "rust": _rules(r"^\s*(?:pub\s+)?use\s+([\w:]{2,200})", r"^\s*#\[(?:\w+::)?(test)\b", r"^\s*(?:debug_)?assert(?:_eq|_ne|_matches)?!"),
    "csharp": _rules(
        r"^\s*using\s+(?:static\s+)?([\w.]{2,200})\s*;",
        r"^\s*\[(Fact|Theory|Test|TestMethod|TestCase)\b",
        r"^\s*Assert\.\w+|\.Should\(\)",
    ),
    "ruby": _rules(r"^\s*require(?:_relative)?\s*\(?['\"]([\w./-]{2,200})", _RUBY_TEST, r"^\s*(?:assert\w*|refute\w*|expect)\b"),
    "php": _rules(
        r"^\s*use\s+(?:function\s+)?([\w\\]{2,200})",
        r"^\s*public\s+function\s+(test\w+)|@test\b",
        r"(?:\$this->|self::|static::)assert\w+\s*\(",
    ),
}


def read_by_lines(path: str, language: str, role: str, source: str) -> Unit:
    """The unit of a file in another language; calls and texts are not read."""
    count = count_lines(source)
    if len(source) > MAX_SOURCE:
        return Unit(path, language, role, count, Parse.TOO_LARGE, "larger than is read", 1)
    rules = RULES.get(language)
    if rules is None:
        return Unit(path, language, role, count, Parse.OK)
    imports: list[Import] = []
    tests: list[Definition] = []
    assertions: list[Assertion] = []
    for number, line in enumerate(source.split("\n"), start=1):
        cut = line[:MAX_LINE]
        found = rules.imports.match(cut)
        if found:
            imports.append(Import(found.group(1), None, None, number))
        elif (test := rules.tests.search(cut)) is not None:
            name = next((group for group in test.groups() if group), "test")
            tests.append(Definition("function", name, number, number, decorators=("test",), statements=1))
        elif rules.assertions.search(cut):
            assertions.append(Assertion(number))
    return Unit(path, language, role, count, Parse.OK, imports=tuple(imports), definitions=tuple(tests), assertions=tuple(assertions))
