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
