import pytest

from gitassay.facts.dependencies.uses import floor, pinned
from tests.support.memory import repository


def uses(files: dict[str, str | bytes]) -> list[tuple[str, str, str, str]]:
    return [(use.name, use.version, use.floor, use.told_by) for use in repository(files).package_uses]


def test_a_pin_a_floor_and_nothing_are_told_apart() -> None:
    assert uses({"requirements.txt": "a==1.2\nb>=3,<4\nc\nd~=2.1\n"}) == [
        ("a", "1.2", "", "pinned"),
        ("b", "", "3", ""),
        ("c", "", "", ""),
        ("d", "", "2.1", ""),
    ]


def test_a_lock_file_tells_the_version_and_what_lies_beneath() -> None:
    lock = '[[package]]\nname = "flask"\nversion = "2.0.1"\n\n[[package]]\nname = "click"\nversion = "8.0"\n'
    assert uses({"pyproject.toml": '[project]\nname = "x"\ndependencies = ["Flask>=2"]\n', "poetry.lock": lock}) == [
        ("flask", "2.0.1", "", "locked"),
        ("click", "8.0", "", "locked"),
    ]


def test_of_several_locked_versions_the_one_that_fits_is_taken() -> None:
    inner = '"node_modules/b/node_modules/a": {"version": "1.0.0"}'
    lock = f'{{"lockfileVersion": 3, "packages": {{"": {{}}, "node_modules/a": {{"version": "3.1.0"}}, {inner}}}}}'
    found = uses({"package.json": '{"dependencies": {"a": "^3.0.0"}}', "package-lock.json": lock})
    assert found == [("a", "3.1.0", "", "locked")]


def test_a_constraint_tells_the_version_of_what_others_ask_for() -> None:
    assert uses({"requirements.txt": "-c constraints.txt\na>=1\nb\n", "constraints.txt": "a==1.5\nzzz==1\n"}) == [
        ("a", "1.5", "", "constrained"),
        ("b", "", "", ""),
    ]


def test_an_npm_alias_stands_for_the_package_behind_it() -> None:
    assert uses({"package.json": '{"dependencies": {"old": "npm:lodash@4.17.0"}}'}) == [("lodash", "4.17.0", "", "pinned")]


@pytest.mark.parametrize(
    ("ecosystem", "written", "expected"),
    [
        ("pypi", "==1.0", "1.0"),
        ("pypi", "==1.*", ""),
        ("pypi", "===1.0+cu", "1.0+cu"),
        ("npm", "=1.2.3", "1.2.3"),
        ("go", "v1.2.3", "1.2.3"),
        ("maven", "[1.2]", "1.2"),
        ("conda", "=1.2.3=py_0", "1.2.3"),
        ("cargo", "=0.1", "0.1"),
        ("pypi", "1.2.3", "1.2.3"),
        ("npm", "latest", ""),
    ],
)
def test_the_exact_version_of_a_specifier(ecosystem: str, written: str, expected: str) -> None:
    assert expected == pinned(ecosystem, written)


@pytest.mark.parametrize(
    ("ecosystem", "written", "expected"),
    [
        ("pypi", ">=1.2,<2", "1.2"),
        ("pypi", "<2", ""),
        ("pypi", "^1.2", "1.2"),
        ("npm", "^4.17.1", "4.17.1"),
        ("npm", "~1.2", "1.2"),
        ("npm", "*", ""),
        ("npm", ">= 1.0 < 2", "1.0"),
        ("pypi", "==1.*", "1"),
        ("rubygems", "~> 5.0", "5.0"),
        ("npm", "<3", ""),
    ],
)
def test_the_lowest_version_of_a_specifier(ecosystem: str, written: str, expected: str) -> None:
    assert expected == floor(ecosystem, written)
