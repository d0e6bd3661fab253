from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.names_are_defined import names_are_defined
from tests.support.memory import ask


def test_a_name_that_nothing_defines_is_named_with_its_line() -> None:
    finding = ask(names_are_defined, {"a.py": "def f(image):\n    return img + 1\n"})
    assert (finding.outcome, finding.message) == (Outcome.NO, "1 name is used but defined nowhere: img.")
    assert [(place.path, place.start) for place in finding.locations] == [("a.py", 2)]


def test_defined_names_are_told_as_such() -> None:
    assert ask(names_are_defined, {"a.py": "import os\n\n\ndef f(a):\n    return os.path.join(a, __file__)\n"}).outcome == Outcome.YES


def test_a_candidate_cannot_silence_the_checker() -> None:
    files = {
        "pyproject.toml": "[tool.ruff]\nexclude = ['*']\nbuiltins = ['img']\n",
        "ruff.toml": "exclude = ['*']\n",
        ".gitignore": "*.py\n",
        "a.py": "# ruff: noqa\nx = img  # noqa: F821\n",
    }
    assert ask(names_are_defined, files).outcome == Outcome.NO


def test_names_of_python_2_of_shells_and_in_quoted_annotations_do_not_count() -> None:
    files = {
        "a.py": "if str is bytes:\n    text = unicode\nframe = spark.read\n",
        "b.py": "from typing import cast\n\n\ndef f(a: 'Tensor2d[int]') -> 'Late':\n    return cast('Other', a)\n",
    }
    assert ask(names_are_defined, files).outcome == Outcome.YES


def test_what_is_filled_into_a_text_counts() -> None:
    assert ask(names_are_defined, {"a.py": "print(f'{missing} found')\n"}).outcome == Outcome.NO


def test_files_that_may_define_names_while_they_run_are_left_out() -> None:
    files = {
        "a.py": "exec(open('v.py').read())\nprint(version)\n",
        "b.py": "from a import *\nprint(version)\n",
        "c.py": "globals()['x'] = 1\nprint(x)\n",
    }
    assert ask(names_are_defined, files).outcome == Outcome.YES


def test_notebooks_examples_and_broken_files_are_not_asked() -> None:
    assert ask(names_are_defined, {"examples/a.py": "x = y\n", "b.py": "def (\n"}).outcome == Outcome.NOT_APPLICABLE


def test_one_slip_among_many_files_is_for_a_person_to_look_at() -> None:
    files = {f"m{number}.py": f"x = {number}\n" for number in range(20)} | {"a.py": "print(y)\n"}
    assert ask(names_are_defined, files).outcome == Outcome.NEEDS_REVIEW


def test_a_name_that_a_loop_binds_further_down_is_defined() -> None:
    loop = "def f(values):\n    for value in values:\n        if value:\n            print(last)\n        last = value\n"
    assert ask(names_are_defined, {"a.py": loop}).outcome == Outcome.YES


def test_a_name_that_another_function_binds_is_not() -> None:
    assert ask(names_are_defined, {"a.py": "def f():\n    last = 1\n\n\ndef g():\n    return last\n"}).outcome == Outcome.NO


def test_the_settings_of_jupyter_come_from_jupyter() -> None:
    assert ask(names_are_defined, {"docker/jupyter_notebook_config.py": "c.NotebookApp.ip = '*'\n"}).outcome == Outcome.YES
