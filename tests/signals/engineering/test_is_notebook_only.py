from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.is_notebook_only import is_notebook_only
from tests.signals.written import cell, notebook
from tests.support.memory import ask


def test_a_repository_of_notebooks_is_notebook_only() -> None:
    finding = ask(is_notebook_only, {"a.ipynb": notebook(cell("import pandas as pd\ndf = pd.read_csv('x.csv')")), "README.md": "# A"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "a.ipynb"


def test_a_notebook_beside_a_program_is_not_all_the_code() -> None:
    assert (
        ask(
            is_notebook_only,
            {
                "a.ipynb": notebook(cell("import pandas as pd\ndf = pd.read_csv('x.csv')")),
                "main.py": (
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
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_source_of_a_language_that_is_not_parsed_counts_too() -> None:
    assert (
        ask(
            is_notebook_only,
            {
                "a.ipynb": notebook(cell("import pandas as pd\ndf = pd.read_csv('x.csv')")),
                "analysis.jl": (
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
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_a_script_of_a_few_lines_and_a_test_do_not_count() -> None:
    assert (
        ask(
            is_notebook_only,
            {
                "a.ipynb": notebook(cell("import pandas as pd\ndf = pd.read_csv('x.csv')")),
                "run.py": "print(1)\n",
                "tests/test_a.py": (
                    "import a\n"
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
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_without_any_code_the_question_does_not_apply() -> None:
    assert ask(is_notebook_only, {"README.md": "# A"}).outcome == Outcome.NOT_APPLICABLE


def test_a_notebook_that_cannot_be_read_is_not_measured() -> None:
    assert ask(is_notebook_only, {"a.ipynb": "{broken"}).outcome == Outcome.NOT_AVAILABLE
