import time

import pytest

from gitassay.facts.manifests.read import FAMILIES
from tests.facts.manifests.rows import manifests

DEEP = 100_000
ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
LAUGHS = "<!DOCTYPE p [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{level} '{f'&l{level - 1};' * 10}'>" for level in range(1, 10))
NAMES = (
    "requirements.txt", "constraints.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile",
    "environment.yml", "poetry.lock", "Pipfile.lock", "package.json", "package-lock.json", "yarn.lock",
    "pnpm-lock.yaml", "bun.lock", "go.mod", "go.sum", "Cargo.toml", "Cargo.lock", "Gemfile", "Gemfile.lock",
    "pom.xml", "build.gradle", "composer.json", "composer.lock",
)  # fmt: skip
BOMBS = {
    "deep lists": "[" * DEEP,
    "deep objects": '{"a":' * DEEP + "1" + "}" * DEEP,
    "a long number": '{"dependencies": {"a": ' + "9" * 100_000 + "}}",
    "a long number in TOML": "a = " + "9" * 100_000,
    "aliases": ALIASES + "dependencies: *a9\n",
    "a dotted key": ".".join(["a"] * 50_000) + " = 1\n",
    "a dotted header": "[" + ".".join(["a"] * 50_000) + "]\nx = 1\n",
    "many dotted keys": "".join(f"{'a.' * 300}k{number} = 1\n" for number in range(150)),
    "a dotted key inside": "x = {" + ".".join(["a"] * 50_000) + " = 1}",
    "one long line": "a" * 1_000_000,
    "quotes": '"' * 1_000_000,
    "escapes": 'x = "' + '\\"' * 90_000 + "." * 60,
    "blanks": " " * 1_000_000 + "x",
    "a lone surrogate": '{"name": "\\ud800", "dependencies": {"\\ud800": "\\udfff"}, "scripts": {"a": "\\ud800"}}',
    "a late NUL": "a = 1\n" * 3_000 + "\0\n",
    "deep arrays": "x = " + "[" * 20_000 + "]" * 20_000,
    "deep sums": "setup(install_requires=" + "+".join(["['a']"] * 5_000) + ")",
    "minus signs": "x = " + "-" * 50_000 + "1",
    "attributes": "x = a" + ".b" * DEEP,
    "laughs": LAUGHS + "]><project><name>&l9;</name></project>",
    "deep tags": "<project>" * 20_000 + "</project>" * 20_000,
    "endless continuation": "a \\\n" * 90_000,
    "brackets": "a[" * 50_000,
    "blocks": "group :a do\n" * 40_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_manifest_hangs_or_breaks_a_parser(bomb: str) -> None:
    for name in NAMES:
        started = time.monotonic()
        found = manifests({name: BOMBS[bomb]})
        assert all(len(one.problem) < 100 for one in found.files)
        str(found).encode()
        assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("name", "bomb", "problem"),
    [
        ("package.json", "deep lists", "not valid JSON"),
        ("package.json", "a long number", "not valid JSON"),
        ("pyproject.toml", "a dotted key", "a key with too many parts"),
        ("pyproject.toml", "a dotted header", "a key with too many parts"),
        ("Cargo.toml", "many dotted keys", "a key with too many parts"),
        ("pyproject.toml", "a dotted key inside", "a key with too many parts"),
        ("pyproject.toml", "a long number in TOML", "not valid TOML"),
        ("pyproject.toml", "deep arrays", "not valid TOML"),
        ("environment.yml", "aliases", "aliases that would make it too large"),
        ("environment.yml", "deep lists", "a line longer than 20 kB"),
        ("pom.xml", "laughs", "not valid XML"),
        ("pom.xml", "deep tags", "nested too deep"),
        ("setup.py", "minus signs", "nested too deep"),
        ("setup.py", "one long line", "larger than 200 kB"),
        ("setup.cfg", "one long line", "larger than 200 kB"),
    ],
)
def test_a_bomb_is_a_problem_in_plain_words(name: str, bomb: str, problem: str) -> None:
    found = manifests({name: BOMBS[bomb]})
    assert [(one.path, one.problem) for one in found.files] == [(name, problem)]
    assert (found.declared, found.locked) == ((), ())


def test_every_kind_of_manifest_is_attacked_here() -> None:
    unmet = [family.names.pattern for family in FAMILIES if family.read and not any(family.names.match(name) for name in NAMES)]
    assert unmet == [pattern for pattern in unmet if "requirements/" in pattern or "pylock" in pattern]


def test_outside_entities_are_not_read() -> None:
    text = "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><project><artifactId>&x;</artifactId></project>"
    assert [one.problem for one in manifests({"pom.xml": text}).files] == ["not valid XML"]


def test_a_manifest_with_too_many_packages_has_a_problem() -> None:
    found = manifests({"requirements.txt": "numpy\n" * 6_000})
    assert [one.problem for one in found.files] == ["more than 5,000 packages"]


def test_too_many_manifests_are_named_not_dropped() -> None:
    found = manifests({f"a{number:04}/requirements.txt": f"p{number}\n" for number in range(410)})
    assert (len(found.files), len(found.declared)) == (410, 400)
    assert {one.problem for one in found.files[400:]} == {"left unread: too many manifests"}
