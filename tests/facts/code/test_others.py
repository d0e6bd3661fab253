import time

import pytest

from gitassay.facts.code.others import read_by_lines
from gitassay.facts.code.table import Parse, Unit


def read(language: str, source: str) -> Unit:
    return read_by_lines("a", language, "test", source)


@pytest.mark.parametrize(
    ("language", "source", "modules"),
    [
        ("go", 'package a\nimport "fmt"\nimport (\n\t"net/http"\n\tpg "github.com/lib/pq"\n)\n', ["fmt", "net/http", "github.com/lib/pq"]),
        ("java", "import java.util.List;\nimport static org.junit.Assert.assertTrue;\n", ["java.util.List", "org.junit.Assert.assertTrue"]),
        ("kotlin", "import io.ktor.server.engine.embeddedServer\n", ["io.ktor.server.engine.embeddedServer"]),
        ("rust", "use std::fs;\npub use serde::Serialize;\n", ["std::fs", "serde::Serialize"]),
        ("csharp", "using System.Linq;\n", ["System.Linq"]),
        ("ruby", "require 'json'\nrequire_relative \"a/b\"\n", ["json", "a/b"]),
        ("php", "use App\\Models\\User;\n", ["App\\Models\\User"]),
        ("c", "#include <stdio.h>\n", []),
    ],
)
def test_imports_are_found_by_lines(language: str, source: str, modules: list[str]) -> None:
    assert [one.module for one in read(language, source).imports] == modules


@pytest.mark.parametrize(
    ("language", "source", "tests", "assertions"),
    [
        ("go", 'func TestAdd(t *testing.T) {\n\tif x {\n\t\tt.Errorf("no")\n\t}\n}\n', 1, 1),
        ("java", "@Test\nvoid adds() {\n  assertEquals(3, add(1, 2));\n}\n", 1, 1),
        ("kotlin", "@Test\nfun adds() {\n  assertEquals(3, add(1, 2))\n}\n", 1, 1),
        ("rust", "#[test]\nfn adds() {\n  assert_eq!(add(1, 2), 3);\n}\n", 1, 1),
        ("csharp", "[Fact]\npublic void Adds() {\n  Assert.Equal(3, Add(1, 2));\n}\n", 1, 1),
        ("ruby", "it 'adds' do\n  expect(add(1, 2)).to eq 3\nend\n", 1, 1),
        ("php", "public function testAdds() {\n  $this->assertSame(3, add(1, 2));\n}\n", 1, 1),
    ],
)
def test_tests_and_assertions_are_found_by_lines(language: str, source: str, tests: int, assertions: int) -> None:
    unit = read(language, source)
    assert (len(unit.definitions), len(unit.assertions)) == (tests, assertions)


def test_a_language_without_rules_is_a_unit_with_its_lines() -> None:
    assert read("c", "int main() {}\nint x;\n") == Unit("a", "c", "test", 2, Parse.OK)


@pytest.mark.parametrize("language", ["go", "java", "ruby", "php", "csharp", "rust", "kotlin"])
def test_endless_lines_and_many_lines_cost_little(language: str) -> None:
    started = time.process_time()
    read(language, "use " + "a" * 400_000 + "\n" + "import \n" * 50_000)
    assert time.process_time() - started < 3
