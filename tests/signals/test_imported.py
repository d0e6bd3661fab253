import pytest

from gitassay.signals.imported import imported_packages
from tests.signals.written import cell, notebook
from tests.support.memory import repository

YAML = "import yaml\n\nprint(yaml)\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"requirements.txt": "flask\n", "a.py": YAML}, "missing"),
        ({"requirements.txt": "pyyaml\n", "a.py": YAML}, "declared"),
        ({"requirements.txt": "mlflow\n", "a.py": YAML}, "transitive"),
        ({"requirements-dev.txt": "pyyaml\n", "requirements.txt": "flask\n", "a.py": YAML}, "development"),
        ({"pyproject.toml": '[project]\nname = "x"\n\n[project.optional-dependencies]\nfiles = ["pyyaml"]\n', "a.py": YAML}, "optional"),
        ({"requirements.txt": "flask\n", "a.py": "try:\n    import yaml\nexcept ImportError:\n    yaml = None\n"}, "optional"),
        ({"requirements.txt": "flask\n", "environment.yml": "dependencies:\n- pyyaml\n", "a.py": YAML}, "conda"),
        ({"environment.yml": "dependencies:\n- pyyaml\n", "a.py": YAML}, "declared"),
        ({"README.md": "# X\n\n```\npip install pyyaml\n```\n", "a.py": YAML}, "readme"),
        ({"requirements.txt": "flask\n", "tests/test_a.py": YAML}, "test"),
        ({"requirements.txt": "flask\n", "examples/a.py": YAML}, "example"),
        ({"requirements.txt": "flask\n", "a.ipynb": notebook(cell("import yaml"))}, "notebook"),
        ({"setup.py": 'from setuptools import setup\n\nsetup(name="x", install_requires=read())\n', "a.py": YAML}, "unknown"),
    ],
)
def test_each_import_has_its_class(files: dict[str, str | bytes], expected: str) -> None:
    assert [(one.package, one.kind) for one in imported_packages(repository(files))] == [("yaml", expected)]


def test_main_code_outweighs_tests() -> None:
    files: dict[str, str | bytes] = {"requirements.txt": "flask\n", "a.py": YAML, "tests/test_a.py": YAML}
    assert [(one.kind, one.place.path) for one in imported_packages(repository(files))] == [("missing", "a.py")]


def test_a_module_inside_of_another_package_does_not_hide_an_installed_one() -> None:
    files: dict[str, str | bytes] = {
        "requirements.txt": "flask\n",
        "pack/__init__.py": "",
        "pack/tensorboard.py": "X = 1\n",
        "scripts/run.py": "import tensorboard\n\nprint(tensorboard)\n",
    }
    assert [(one.package, one.kind) for one in imported_packages(repository(files))] == [("tensorboard", "missing")]


def test_a_template_of_a_module_makes_it_local() -> None:
    assert imported_packages(repository({"a.py": "import constants\n\nprint(constants)\n", "constants.py.default": "KEY = 1\n"})) == ()


def test_packages_of_node_have_classes_too() -> None:
    files: dict[str, str | bytes] = {
        "package.json": '{"dependencies": {"express": "^4"}, "devDependencies": {"axios": "^1"}}',
        "a.js": 'import express from "express";\nimport axios from "axios";\nimport left from "left-pad";\nexpress(axios, left);\n',
    }
    assert [(one.package, one.kind) for one in imported_packages(repository(files))] == [
        ("axios", "development"),
        ("express", "declared"),
        ("left-pad", "missing"),
    ]
