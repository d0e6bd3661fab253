import pytest

from gitassay.facts.code import javascript_verdict
from gitassay.facts.code.table import Parse
from tests.support.memory import repository


def parses_of(files: dict[str, str | bytes]) -> dict[str, tuple[Parse, int]]:
    return {unit.path: (unit.parse, unit.problem_line) for unit in repository(files).code.units}


def test_syntax_that_only_the_grammar_does_not_know_is_not_broken() -> None:
    files: dict[str, str | bytes] = {
        "a.jsx": "export default () => <Tab case={1} default={2}>it's</Tab>;\n",
        "b.ts": "export const enum A { B }\nlet x = <any>window;\nabstract class C { abstract accessor d: string }\n",
        "c.js": "with (a) { b }\nreturn 1;\n",
    }
    assert parses_of(files) == dict.fromkeys(files, (Parse.OK, 0))


def test_a_fault_is_found_at_its_line_in_every_kind_of_file() -> None:
    files: dict[str, str | bytes] = {
        "a.js": "let a = 1;\nlet b = ;\n",
        "b.tsx": "let a = 1;\n\nexport default <div>;\n",
        "c.vue": "<template></template>\n<script>\nlet a = {;\n</script>\n",
    }
    assert parses_of(files) == {"a.js": (Parse.BROKEN, 2), "b.tsx": (Parse.BROKEN, 3), "c.vue": (Parse.BROKEN, 3)}


def test_a_candidate_cannot_silence_the_parser() -> None:
    files: dict[str, str | bytes] = {
        ".oxlintrc.json": '{"ignorePatterns": ["**"]}',
        ".eslintignore": "*\n",
        "a.js": "/* oxlint-disable */\n/* eslint-disable */\nlet b = {;\n",
    }
    assert parses_of(files)["a.js"][0] == Parse.BROKEN


def test_without_the_parser_slight_faults_are_passed_over_and_others_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(javascript_verdict, "checker", lambda name: None)
    files: dict[str, str | bytes] = {"a.jsx": "export default () => <Tab case={1}>a</Tab>;\n", "b.js": "let a = {{;\nfoo(\n"}
    assert {path: parse for path, (parse, _) in parses_of(files).items()} == {"a.jsx": Parse.OK, "b.js": Parse.BROKEN}
