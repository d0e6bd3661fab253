import ast
from pathlib import Path

import pytest

from gitassay.facts.catalogue import Catalogue, Entry, Use, load_catalogue
from gitassay.facts.code.python import read_python
from gitassay.facts.code.table import Code
from gitassay.resources import resource
from tests.support.memory import catalogue, repository

SIGNALS = Path(__file__).parents[2] / "src" / "gitassay" / "signals"


def row(name: str, concept: str = "thing", **more: tuple[str, ...]) -> Entry:
    return Entry(name=name, concept=concept, source="a test", **more)  # type: ignore[arg-type]


def uses(source: str, *entries: Entry, path: str = "app.py", others: tuple[str, ...] = ()) -> tuple[Use, ...]:
    units = (read_python(path, "main", source), *(read_python(other, "main", "x = 1\n") for other in others))
    return Catalogue(entries).find(Code(units)).get("thing", ())


def test_a_call_by_its_resolved_name_is_a_use() -> None:
    found = uses("import lib as l\n\nclient = l.Client()\nclient.ask(1)\n", row("Lib", calls=("lib.Client.ask",)))
    assert [(use.library, use.symbol, use.place.start) for use in found] == [("Lib", "lib.Client.ask", 4)]


def test_a_star_stands_for_any_run_of_characters() -> None:
    found = uses("import lib\n\nlib.sub.part.ask()\nlib.task()\n", row("Lib", calls=("lib*.ask",)))
    assert [use.place.start for use in found] == [3]


def test_a_dot_in_a_pattern_is_a_dot() -> None:
    assert uses("import lib\n\nlib.aXb()\n", row("Lib", calls=("lib.a.b",))) == ()


def test_an_import_alone_is_no_use() -> None:
    assert uses("from lib import ask\n\n# ask()\n", row("Lib", calls=("lib.ask",))) == ()


def test_a_row_for_any_owner_counts_only_where_none_names_the_library() -> None:
    entries = (row("any client", calls=("*.chat.create",)), row("Lib", calls=("lib*.chat.create",)))
    assert [use.library for use in uses("import lib\n\nlib.Client().chat.create()\n", *entries)] == ["Lib"]
    assert [use.library for use in uses("def ask(client):\n    client.chat.create()\n", *entries)] == ["any client"]


def test_all_keywords_have_to_be_passed() -> None:
    entry = row("Lib", calls=("lib.ask",), keywords=("tools", "model"))
    assert uses("import lib\n\nlib.ask(model=1)\n", entry) == ()
    assert len(uses("import lib\n\nlib.ask(model=1, tools=2, more=3)\n", entry)) == 1


def test_one_of_the_strings_has_to_be_passed() -> None:
    entry = row("Lib", calls=("lib.load",), strings=("iris", "wine"))
    assert uses('import lib\n\nlib.load("own")\n', entry) == ()
    assert len(uses('import lib\n\nlib.load("wine")\n', entry)) == 1


def test_an_address_counts_and_a_sentence_with_it_does_not() -> None:
    entry = row("Lib", endpoints=("api.example.com/v1/ask",))
    assert len(uses('URL = "https://api.example.com/v1/ask"\n', entry)) == 1
    assert uses('print("See https://api.example.com/v1/ask for more")\n', entry) == ()
    assert uses('"""https://api.example.com/v1/ask"""\n', entry) == ()


def test_bases_and_decorators_are_uses() -> None:
    entries = (row("Base", bases=("lib.Model",)), row("Mark", decorators=("lib.tool",)))
    found = uses("import lib\n\n\nclass A(lib.Model):\n    x = 1\n\n\n@lib.tool\ndef f():\n    return 1\n", *entries)
    assert [use.library for use in found] == ["Base", "Mark"]


def test_a_module_of_the_repository_hides_a_library_of_the_same_name() -> None:
    entry = row("Agents", calls=("agents.Agent",))
    source = "from agents import Agent\n\nAgent()\n"
    assert len(uses(source, entry)) == 1
    assert uses(source, entry, others=("agents/__init__.py",)) == ()
    assert uses(source, entry, path="app/main.py", others=("app/agents.py",)) == ()


def test_a_module_inside_a_package_hides_nothing() -> None:
    entry = row("Agents", calls=("agents.Agent",))
    found = uses("from agents import Agent\n\nAgent()\n", entry, path="app/main.py", others=("app/agents.py", "app/__init__.py"))
    assert len(found) == 1


def test_uses_come_in_the_order_of_files_and_lines() -> None:
    files: dict[str, str | bytes] = dict.fromkeys(("b.py", "a.py"), "import os\n\nos.getenv('B')\nos.getenv('A')\n")
    found = repository(files).uses("settings_from_environment")
    assert [(use.place.path, use.place.start) for use in found] == [("a.py", 3), ("a.py", 4), ("b.py", 3), ("b.py", 4)]


def test_code_of_tests_is_asked_for_by_role() -> None:
    facts = repository({"tests/test_a.py": "import mlflow\n\nmlflow.start_run()\n\n\ndef test_a():\n    assert True\n"})
    assert facts.uses("experiment_tracking") == ()
    assert len(facts.uses("experiment_tracking", roles=("test",))) == 1


def test_a_malformed_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text('concept = "x"\n[[entry]]\nname = "A"\nsource = "s"\ncall = ["a.b"]\n')
    with pytest.raises(ValueError, match=r"odd\.toml: row 1 \(A\)"):
        load_catalogue(tmp_path)


def test_every_row_that_ships_can_match_and_has_a_source() -> None:
    for entry in catalogue().entries:
        assert entry.calls or entry.bases or entry.decorators or entry.endpoints, entry.name
        assert entry.source.strip(), entry.name
        assert not any(pattern in ("*", "*.*") for pattern in (*entry.calls, *entry.bases, *entry.decorators)), entry.name


def test_every_concept_a_signal_asks_for_exists() -> None:
    known = {entry.concept for entry in load_catalogue(resource("config") / "catalogue").entries}
    asked = {
        argument.value
        for path in sorted(SIGNALS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "uses"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    assert set() == asked - known


def test_what_a_function_of_a_local_module_gives_counts_as_any_owner() -> None:
    source = "from clients import make\n\nmake().sub.ask()\n"
    assert [use.place.start for use in uses(source, row("Any", calls=("*.sub.ask",)), others=("clients.py",))] == [3]


@pytest.mark.parametrize(
    ("path", "others", "expected"),
    [
        ("src/work/app.py", ("src/agents/__init__.py", "src/__init__.py"), [3]),
        ("src/agents/app.py", ("src/agents/__init__.py", "src/__init__.py"), [3]),
        ("src/work/app.py", ("src/agents/__init__.py",), []),
        ("src/app.py", ("src/agents/__init__.py", "src/__init__.py"), []),
        ("app.py", ("agents/__init__.py",), []),
    ],
)
def test_a_module_hides_a_library_of_its_name_only_where_it_is_imported_by_that_name(
    path: str, others: tuple[str, ...], expected: list[int]
) -> None:
    found = uses("import agents\n\nagents.Agent()\n", row("Lib", calls=("agents.Agent",)), path=path, others=others)
    assert [use.place.start for use in found] == expected
