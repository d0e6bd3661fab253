import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.signals.data.uses_toy_dataset import uses_toy_dataset
from tests.signals.written import cell, notebook
from tests.support.memory import ask


def test_a_loader_of_a_textbook_data_set_is_seen() -> None:
    assert (
        ask(uses_toy_dataset, {"a.py": "from sklearn.datasets import load_iris\n\nx, y = load_iris(return_X_y=True)\n"}).outcome
        == Outcome.YES
    )


def test_a_file_of_a_textbook_data_set_is_seen() -> None:
    assert (
        ask(uses_toy_dataset, {"a.ipynb": notebook(cell("import pandas as pd\ndf = pd.read_csv('data/titanic.csv')"))}).outcome
        == Outcome.YES
    )


def test_in_a_test_it_is_not_the_data() -> None:
    assert (
        ask(
            uses_toy_dataset,
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
                "tests/test_a.py": "from sklearn.datasets import load_iris\n\n\ndef test_a():\n    assert load_iris()\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_in_a_notebook_beside_a_larger_program_it_is_not() -> None:
    assert (
        ask(
            uses_toy_dataset,
            {
                "lib.py": (
                    "def f0(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f1(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f2(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f3(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f4(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f5(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f6(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f7(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                    "def f8(x):\n"
                    "    print(x)\n"
                    "    return len(x)\n"
                ),
                "demo.ipynb": notebook(cell("from sklearn.datasets import load_iris\nx = load_iris()")),
            },
        ).outcome
        == Outcome.NO
    )


def test_beside_scraped_data_it_is_not() -> None:
    assert (
        ask(
            uses_toy_dataset,
            {
                "a.py": (
                    "import requests\n"
                    "from bs4 import BeautifulSoup\n"
                    "from sklearn.datasets import load_iris\n"
                    "\n"
                    "x = load_iris()\n"
                    'soup = BeautifulSoup(requests.get("https://example.org").text)\n'
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_a_project_with_the_word_in_its_name_is_not() -> None:
    assert (
        ask(
            uses_toy_dataset,
            {
                "iris/recruiter.py": (
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
                "README.md": "# Iris, a tool for recruiters",
            },
        ).outcome
        == Outcome.NO
    )


def test_other_files_of_data_beside_it_need_a_look() -> None:
    assert (
        ask(
            uses_toy_dataset, {"a.py": "from sklearn.datasets import load_iris\n\nx = load_iris()\n", "data/letters_2023.csv": "a,b\n1,2\n"}
        ).outcome
        == Outcome.NEEDS_REVIEW
    )


def test_columns_tell_a_textbook_data_set_whatever_its_file_is_called() -> None:
    code = 'import pandas as pd\n\ndf = pd.read_csv("train.csv")\nprint(df["Pclass"], df["Embarked"], df["Fare"])\n'
    finding = ask(uses_toy_dataset, {"a.py": code})
    assert finding.outcome == Outcome.YES
    assert "Titanic" in finding.message


def test_the_header_of_a_table_tells_it_too() -> None:
    files = {
        "a.py": 'import pandas as pd\n\ndf = pd.read_csv("train.csv")\n',
        "train.csv": "PassengerId,Pclass,Fare,Embarked\n1,3,7.25,S\n",
    }
    assert ask(uses_toy_dataset, files).outcome == Outcome.YES


PROGRAM = "".join(f"def f{number}(x):\n    print(x)\n    return len(x)\n" for number in range(160))
IRIS = "from sklearn.datasets import load_iris\n\nx = load_iris()\n"
MNIST = "import torchvision\n\ntrain = torchvision.datasets.MNIST('.')\n"


def named(name: str) -> RepositorySource:
    return RepositorySource(id=f"ada/{name}", location="", local=True)


def test_a_published_package_is_only_tried_on_it() -> None:
    files = {"README.md": "# Trees\n\n    pip install -U trees\n", "trees/__init__.py": "", "setup.py": "", "plots.py": IRIS}
    assert ask(uses_toy_dataset, files, source=named("trees")).outcome == Outcome.NO
    named_after = {**files, "README.md": "# Iris\n\n    pip install iris-model\n"}
    assert ask(uses_toy_dataset, named_after, source=named("iris-model")).outcome == Outcome.YES


def test_installing_what_it_needs_publishes_no_package() -> None:
    files = {"README.md": "# Flowers\n\n    pip install scikit-learn\n", "a.py": IRIS}
    assert ask(uses_toy_dataset, files, source=named("flowers")).outcome == Outcome.YES


@pytest.mark.parametrize("word", ["@inproceedings{ada,\n", "See https://arxiv.org/abs/1234.56789\n"])
def test_work_of_a_paper_is_left_to_a_person(word: str) -> None:
    assert ask(uses_toy_dataset, {"README.md": f"# A method\n\n{word}", "train.py": MNIST}).outcome == Outcome.NEEDS_REVIEW


def test_a_small_part_of_a_larger_program_is_not_its_data() -> None:
    assert ask(uses_toy_dataset, {"app/core.py": PROGRAM, "app/warm_up.py": IRIS}).outcome == Outcome.NO


def test_a_large_program_named_after_the_task_is_about_it() -> None:
    files = {"web/core.py": PROGRAM, "web/store.py": "import psycopg2\n\ndb = psycopg2.connect('x')\n", "model/train.py": MNIST}
    assert ask(uses_toy_dataset, files, source=named("mnist-digit-app")).outcome == Outcome.YES
    assert ask(uses_toy_dataset, files, source=named("letters")).outcome == Outcome.NO


def test_the_files_that_mnist_is_handed_out_as_tell_it() -> None:
    code = "import gzip\n\ndata = gzip.open('train-images-idx3-ubyte.gz').read()\n"
    assert ask(uses_toy_dataset, {"a.py": code}).outcome == Outcome.YES


def test_a_project_that_learns_and_is_named_after_the_data_works_on_it() -> None:
    files = {
        "README.md": "# Model\n\nPredicting who survives, with the Titanic competition of Kaggle.\n",
        "a.py": "import sklearn\n\nsklearn.show()\n",
    }
    assert ask(uses_toy_dataset, files, source=named("titanic-model")).outcome == Outcome.YES
    assert ask(uses_toy_dataset, {**files, "a.py": "import flask\n\nflask.Flask()\n"}, source=named("titanic-model")).outcome == Outcome.NO


def test_a_second_file_with_the_same_columns_is_no_other_data() -> None:
    header = "Pregnancies,Glucose,SkinThickness,DiabetesPedigreeFunction\n1,2,3,4\n"
    files = {"a.py": "import pandas as pd\n\npd.read_csv('diabetes.csv')\n", "diabetes.csv": header, "healthcare_2.csv": header}
    assert ask(uses_toy_dataset, files).outcome == Outcome.YES
