import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.signals.data_kind import data_of
from tests.support.memory import repository

FIT = "model.fit(x, y)\nmodel.fit(x, y)\nmodel.fit(x, y)\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from sklearn.datasets import load_iris\n\nx, y = load_iris(return_X_y=True)\n" + FIT, "toy"),
        ("import torchvision\n\nd = torchvision.datasets.ImageNet('.')\n" + FIT, "public"),
        ("from bs4 import BeautifulSoup\n\npage = BeautifulSoup(text)\n" + FIT, "own"),
        ("import pandas as pd\n\nd = pd.read_csv('letters_2023.csv')\n" + FIT, "own"),
        ("import gdown\n\ngdown.download('https://example.org/x.zip')\n" + FIT, "public"),
        ("import flask\n\napp = flask.Flask('x')\n", "none"),
    ],
)
def test_the_kind_follows_what_the_code_loads(code: str, expected: str) -> None:
    assert expected == data_of(repository({"train.py": code})).kind


def test_a_toy_set_in_a_test_makes_no_project_on_toy_data() -> None:
    files: dict[str, str | bytes] = {
        "app.py": "import flask\n\napp = flask.Flask('x')\n",
        "tests/test_a.py": "from sklearn.datasets import load_iris\n\n\ndef test_a():\n    assert load_iris()\n",
    }
    assert data_of(repository(files)).worth == "none"


def test_a_toy_set_beside_collected_data_is_real() -> None:
    code = "from sklearn.datasets import load_iris\nfrom bs4 import BeautifulSoup\n\nx = load_iris()\npage = BeautifulSoup(text)\n" + FIT
    assert data_of(repository({"train.py": code})).worth == "real"


def test_a_package_that_others_install_has_no_data_of_its_own() -> None:
    files: dict[str, str | bytes] = {
        "setup.py": "from setuptools import setup\n\nsetup(name='project', classifiers=['x'])\n",
        "README.md": "# project\n\n```\npip install project\n```\n",
        "tasks/mnist.py": "from sklearn.datasets import load_iris\n\nx = load_iris()\n" + FIT,
    }
    assert data_of(repository(files)).worth == "none"


def test_a_project_named_after_a_practice_set_is_on_it() -> None:
    source = RepositorySource(id="ada/mnist-from-scratch", location="", local=True)
    facts = repository({"README.md": "# Digits\n", "train.py": FIT}, source=source)
    assert data_of(facts).worth == "toy"


def test_every_source_has_its_place() -> None:
    code = "from sklearn.datasets import load_iris\n\nx = load_iris()\n" + FIT
    assert [(one.kind, one.place.start) for one in data_of(repository({"train.py": code})).sources] == [("toy", 3)]
