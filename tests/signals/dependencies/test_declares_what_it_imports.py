from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.declares_what_it_imports import declares_what_it_imports
from tests.signals.written import cell, notebook
from tests.support.memory import ask


def test_declared_imports_are_declared_under_their_other_name_too() -> None:
    assert (
        ask(
            declares_what_it_imports,
            {
                "requirements.txt": "opencv-python\nscikit-learn\nPyYAML\n",
                "a.py": "import json\nimport cv2\nimport sklearn.svm\nimport yaml\n\nprint(cv2, sklearn, yaml, json)\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_an_undeclared_import_is_named_with_its_place() -> None:
    finding = ask(declares_what_it_imports, {"requirements.txt": "flask\n", "a.py": "import flask\nimport six\n\nprint(flask, six)\n"})
    assert finding.outcome == Outcome.NO
    assert "six" in finding.message
    assert finding.locations[0].start == 2


def test_built_in_local_and_optional_modules_need_no_declaration() -> None:
    assert (
        ask(
            declares_what_it_imports,
            {
                "requirements.txt": "flask\n",
                "shop/util.py": (
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
                "a.py": (
                    "import os\nimport flask\nfrom shop import util\n\ntry:\n    import ujson\nexcept ImportError:\n    ujson = None\n"
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_imports_of_notebooks_and_tests_are_left_out() -> None:
    assert (
        ask(
            declares_what_it_imports,
            {
                "requirements.txt": "flask\n",
                "a.py": "import flask\n\nprint(flask)\n",
                "tests/test_a.py": "import pytest\n",
                "b.ipynb": notebook(cell("import seaborn")),
            },
        ).outcome
        == Outcome.YES
    )


def test_computed_packages_cannot_be_told() -> None:
    assert (
        ask(
            declares_what_it_imports,
            {
                "setup.py": 'from setuptools import setup\n\nsetup(name="a", install_requires=read_them())\n',
                "a.py": "import flask\n\nprint(flask)\n",
            },
        ).outcome
        == Outcome.NOT_AVAILABLE
    )


def test_an_undeclared_package_of_node_is_named() -> None:
    finding = ask(
        declares_what_it_imports,
        {
            "package.json": '{"name": "a", "dependencies": {"express": "^4"}}',
            "src/a.js": (
                'import fs from "node:fs";\n'
                'import express from "express";\n'
                'import axios from "axios";\n'
                'import b from "./b";\n'
                "\n"
                "express(axios, fs, b);\n"
            ),
        },
    )
    assert finding.outcome == Outcome.NO
    assert "axios" in finding.message


def test_without_imports_from_outside_it_does_not_apply() -> None:
    assert ask(declares_what_it_imports, {"a.py": "import os\n\nprint(os.name)\n"}).outcome == Outcome.NOT_APPLICABLE


def test_a_package_that_a_declared_one_brings_along_is_there() -> None:
    files = {"requirements.txt": "pandas\n", "a.py": "import numpy\nimport pandas\n\nprint(numpy, pandas)\n"}
    assert ask(declares_what_it_imports, files).outcome == Outcome.YES


def test_packages_that_the_readme_tells_to_install_are_known() -> None:
    files = {"README.md": "# A\n\n```\npip install flask\n```\n", "a.py": "import flask\n\nprint(flask)\n"}
    finding = ask(declares_what_it_imports, files)
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "a.py"
