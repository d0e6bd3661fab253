from gitassay.model.outcome import Outcome
from gitassay.signals.results.backs_its_results import backs_its_results
from tests.signals.written import cell, notebook
from tests.support.memory import ask


def test_a_figure_whose_metric_is_computed_is_backed() -> None:
    assert (
        ask(
            backs_its_results,
            {
                "README.md": (
                    "# A\n"
                    "\n"
                    "This is a model that sorts letters for the people in the post office.\n"
                    "\n"
                    "| Model | Accuracy | F1 |\n"
                    "|---|---|---|\n"
                    "| baseline | 71.2% | 0.70 |\n"
                    "| ours | 84.5% | 0.83 |\n"
                ),
                "eval.py": "from sklearn.metrics import accuracy_score\n\nprint(accuracy_score(y, p))\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_the_same_figure_in_the_output_backs_it() -> None:
    finding = ask(
        backs_its_results,
        {
            "README.md": (
                "# A\n"
                "\n"
                "This is a model that sorts letters for the people in the post office.\n"
                "\n"
                "| Model | Accuracy | F1 |\n"
                "|---|---|---|\n"
                "| baseline | 71.2% | 0.70 |\n"
                "| ours | 84.5% | 0.83 |\n"
            ),
            "a.ipynb": notebook(cell("print(s)", output="accuracy: 0.845\n")),
        },
    )
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "high"


def test_a_figure_without_code_is_not_backed() -> None:
    finding = ask(
        backs_its_results,
        {
            "README.md": (
                "# A\n"
                "\n"
                "This is a model that sorts letters for the people in the post office.\n"
                "\n"
                "| Model | Accuracy | F1 |\n"
                "|---|---|---|\n"
                "| baseline | 71.2% | 0.70 |\n"
                "| ours | 84.5% | 0.83 |\n"
            ),
            "eval.py": (
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
        },
    )
    assert finding.outcome == Outcome.NO
    assert finding.locations[0].path == "README.md"


def test_another_metric_in_code_does_not_back_it() -> None:
    assert (
        ask(
            backs_its_results,
            {
                "README.md": (
                    "# A\n"
                    "\n"
                    "This is a model that sorts letters for the people in the post office.\n"
                    "\n"
                    "| Model | Accuracy | F1 |\n"
                    "|---|---|---|\n"
                    "| baseline | 71.2% | 0.70 |\n"
                    "| ours | 84.5% | 0.83 |\n"
                ),
                "eval.py": "from sklearn.metrics import mean_squared_error\n\nprint(mean_squared_error(y, p))\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_without_figures_the_question_does_not_arise() -> None:
    assert (
        ask(
            backs_its_results,
            {"README.md": "# A\n", "eval.py": "from sklearn.metrics import accuracy_score\n\nprint(accuracy_score(y, p))\n"},
        ).outcome
        == Outcome.NOT_APPLICABLE
    )
