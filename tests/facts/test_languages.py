from gitassay.facts.languages import Languages
from tests.support.memory import repository


def test_bytes_add_up_by_language_with_the_largest_first() -> None:
    files: dict[str, str | bytes] = {"a.py": "x" * 10, "b/c.py": "x" * 5, "d.ts": "x" * 20, "e.go": "x" * 15, "README.md": "x" * 99}
    assert repository(files).languages == Languages((("typescript", 20), ("go", 15), ("python", 15)), 0)


def test_tests_and_examples_are_own_code() -> None:
    files: dict[str, str | bytes] = {"tests/test_a.py": "assert 1", "examples/b.py": "x = 1"}
    assert repository(files).languages == Languages((("python", 13),), 0)


def test_what_others_wrote_or_tools_made_is_left_out() -> None:
    files: dict[str, str | bytes] = {"node_modules/a.js": "x" * 7, "dist/b.js": "x" * 3, "c.py": "x"}
    assert repository(files).languages == Languages((("python", 1),), 10)


def test_empty_files_make_no_language() -> None:
    assert repository({"__init__.py": ""}).languages == Languages((), 0)
