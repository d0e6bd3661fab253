import time

import pytest

from gitassay.facts.code.others import read_other
from gitassay.facts.code.table import Parse, Unit
from tests.support.memory import repository


def read(language: str, source: str, role: str = "test") -> Unit:
    return read_other("a", language, role, source)


@pytest.mark.parametrize(
    ("language", "source", "modules"),
    [
        ("go", 'package a\nimport "fmt"\nimport (\n\t"net/http"\n\tpg "github.com/lib/pq"\n)\n', ["fmt", "net/http", "github.com/lib/pq"]),
        ("java", "import java.util.List;\nimport static org.junit.Assert.assertTrue;\n", ["java.util.List", "org.junit.Assert.assertTrue"]),
        ("kotlin", "import io.ktor.server.engine.embeddedServer\n", ["io.ktor.server.engine.embeddedServer"]),
        ("rust", "use std::fs;\npub use serde::{Serialize, de::Error as E};\n", ["std.fs", "serde.Serialize", "serde.de.Error"]),
        ("csharp", "using System.Linq;\n", ["System.Linq"]),
        ("ruby", "require 'json'\nrequire_relative \"a/b\"\n", ["json", "a/b"]),
        ("php", "<?php\nuse App\\Models\\{User, Post as P};\n", ["App.Models.User", "App.Models.Post"]),
        ("c", "#include <stdio.h>\n", []),
    ],
)
def test_imports_are_read(language: str, source: str, modules: list[str]) -> None:
    assert list(dict.fromkeys(one.module for one in read(language, source).imports)) == modules


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("go", 'package a\nfunc TestAdd(t *testing.T) {\n\tif x {\n\t\tt.Errorf("no")\n\t}\n}\n'),
        ("java", "class T {\n  @Test\n  void adds() {\n    assertEquals(3, add(1, 2));\n  }\n}\n"),
        ("kotlin", "class T {\n  @Test\n  fun adds() {\n    assertEquals(3, add(1, 2))\n  }\n}\n"),
        ("rust", "#[cfg(test)]\nmod tests {\n    #[test]\n    fn adds() {\n        assert_eq!(add(1, 2), 3);\n    }\n}\n"),
        ("csharp", "class T {\n  [Fact]\n  public void Adds() {\n    Assert.Equal(3, Add(1, 2));\n  }\n}\n"),
        ("ruby", "it 'adds' do\n  expect(add(1, 2)).to eq 3\nend\n"),
        ("php", "<?php\nclass T extends TestCase {\n  public function testAdds() {\n    $this->assertSame(3, add(1, 2));\n  }\n}\n"),
    ],
)
def test_tests_and_their_assertions_are_read(language: str, source: str) -> None:
    unit = read(language, source)
    assert sum("test" in one.decorators for one in unit.definitions) == 1
    assert [one.trivial for one in unit.assertions] == [False]


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("java", "class T {\n  @Test\n  void a() {\n    assertTrue(true);\n  }\n}\n"),
        ("rust", "#[test]\nfn a() {\n    assert!(true);\n}\n"),
        ("csharp", "class T {\n  [Fact]\n  void A() {\n    Assert.True(true);\n  }\n}\n"),
        ("php", "<?php\nfunction testA() {\n  assertTrue(true);\n}\n"),
    ],
)
def test_an_assertion_on_a_literal_cannot_fail(language: str, source: str) -> None:
    assert [one.trivial for one in read(language, source).assertions] == [True]


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        (
            "go",
            'import "github.com/gin-gonic/gin"\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/x", f)\n}\n',
            "github.com/gin-gonic/gin.Default.GET",
        ),
        ("java", "import a.Jdbc;\nclass X {\n  private final Jdbc jdbc;\n  void f() {\n    this.jdbc.query();\n  }\n}\n", "a.Jdbc.query"),
        ("kotlin", "import a.Client\nfun f() {\n    val c = Client()\n    c.ask()\n}\n", "a.Client.ask"),
        ("rust", "use axum::Router;\nfn f() {\n    let app = Router::new().route();\n    app.run();\n}\n", "axum.Router.new.route.run"),
        (
            "csharp",
            "class X {\n  private readonly ILogger<X> _log;\n  void F() {\n    _log.LogInformation(1);\n  }\n}\n",
            "ILogger.LogInformation",
        ),
        ("ruby", "def f\n  c = OpenAI::Client.new\n  c.chat\nend\n", "OpenAI.Client.new.chat"),
        ("php", "<?php\nuse A\\Route;\nRoute::get('/x');\n", "A.Route.get"),
    ],
)
def test_calls_are_resolved_through_imports_and_variables(language: str, source: str, name: str) -> None:
    assert name in {call.name for call in read(language, source).calls}


@pytest.mark.parametrize(
    ("path", "source", "concept"),
    [
        ("main.go", 'package main\nimport "net/http"\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n', "web_service"),
        ("X.java", "import org.springframework.web.bind.annotation.*;\n@RestController\nclass X {}\n", "web_service"),
        ("main.rs", "use tracing::info;\nfn main() {\n    info!(\"ready\");\n}\n", "structured_logging"),
        ("P.cs", "var builder = WebApplication.CreateBuilder(args);\n", "web_service"),
        ("app/user.rb", "class User < ApplicationRecord\nend\n", "database"),
        ("routes.php", "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/', fn () => 1);\n", "web_service"),
        ("a.kt", "fun main() {\n    val key = System.getenv(\"KEY\")\n}\n", "settings_from_environment"),
        (
            "llm.go",
            'package a\nimport openai "github.com/sashabaranov/go-openai"\n'
            'func f() {\n\tc := openai.NewClient("k")\n\tc.CreateChatCompletion(ctx, r)\n}\n',
            "llm_call",
        ),
    ],
)  # fmt: skip
def test_the_catalogue_knows_their_libraries(path: str, source: str, concept: str) -> None:
    assert [use.place.path for use in repository({path: source}).uses(concept)] == [path]


def test_a_language_without_a_grammar_is_a_unit_with_its_lines() -> None:
    assert read("c", "int main() {}\nint x;\n") == Unit("a", "c", "test", 2, Parse.OK)


def test_text_that_is_no_such_language_is_not_told_as_broken() -> None:
    assert read("java", "}{ )( " * 500).parse in (Parse.OK, Parse.LIMIT)


@pytest.mark.parametrize("language", ["go", "java", "ruby", "php", "csharp", "rust", "kotlin"])
@pytest.mark.parametrize("source", ["use " + "a" * 400_000, "import \n" * 50_000, "(" * 100_000, "a." * 50_000 + "b()", "{" * 20_000])
def test_endless_and_deep_sources_cost_little(language: str, source: str) -> None:
    started = time.process_time()
    read(language, source)
    assert time.process_time() - started < 3
