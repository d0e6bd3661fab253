import json

from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.parses import parses
from tests.support.memory import ask


def test_files_that_can_be_read_parse() -> None:
    assert (
        ask(
            parses,
            {
                "a.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
                "b.js": "export const a = 1;\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_a_broken_file_is_named_with_its_line() -> None:
    finding = ask(
        parses,
        {
            "a.py": (
                "def part_0(value):\n"
                "    total = value + 0\n"
                "    return total\n"
                "\n"
                "\n"
                "def part_1(value):\n"
                "    total = value + 1\n"
                "    return total\n"
                "\n"
                "\n"
            ),
            "b.py": "def f():\n    return (1\n\n\ndef g():\n    pass\n",
        },
    )
    assert finding.outcome == Outcome.NO
    assert "b.py" in finding.message
    assert finding.locations[0].path == "b.py"


def test_python_2_is_a_class_of_its_own() -> None:
    assert ask(parses, {"a.py": 'print "hello"\nprint "again"\n'}).outcome == Outcome.NEEDS_REVIEW


def test_samples_and_vendored_files_are_left_out() -> None:
    assert (
        ask(
            parses,
            {
                "a.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
                "vendor/x/b.py": "def (\n",
                "tests/fixtures/c.py": "def (\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_without_code_it_does_not_apply() -> None:
    assert ask(parses, {"README.md": "# A"}).outcome == Outcome.NOT_APPLICABLE


def test_one_of_many_files_that_fails_is_put_to_a_person() -> None:
    good = {f"a{number}.py": f"def f{number}():\n    return {number}\n" for number in range(20)}
    finding = ask(parses, {**good, "b.py": "def f(:\n"})
    assert (finding.outcome, finding.message) == (Outcome.NEEDS_REVIEW, "1 file of 21 can't be parsed: b.py.")


def test_a_notebook_with_one_broken_cell_is_for_a_person_to_look_at() -> None:
    cells = ["a = 1\n", "b = (\n"]
    listed = [{"cell_type": "code", "source": [text], "outputs": [], "execution_count": 1, "metadata": {}} for text in cells]
    finding = ask(parses, {"a.ipynb": json.dumps({"cells": listed, "metadata": {}, "nbformat": 4}), "b.py": "a = 1\n"})
    assert (finding.outcome, finding.message) == (Outcome.NEEDS_REVIEW, "1 notebook holds a cell that can't be parsed: a.ipynb.")


def test_a_notebook_with_cells_of_python_2_counts_as_such() -> None:
    cells = ["a = 1\n", 'print "read"\n']
    listed = [{"cell_type": "code", "source": [text], "outputs": [], "execution_count": 1, "metadata": {}} for text in cells]
    finding = ask(parses, {"a.ipynb": json.dumps({"cells": listed, "metadata": {}, "nbformat": 4})})
    assert finding.message == "1 file is written for Python 2, whose support ended in 2020."
