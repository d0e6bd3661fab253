from gitassay.model.outcome import Outcome
from gitassay.signals.results.computes_metrics import computes_metrics
from tests.support.memory import ask


def test_a_metric_of_a_library_counts() -> None:
    finding = ask(computes_metrics, {"eval.py": "from sklearn.metrics import accuracy_score\n\nprint(accuracy_score(y, p))\n"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "eval.py"


def test_a_metric_written_by_hand_counts() -> None:
    assert (
        ask(
            computes_metrics,
            {
                "eval.py": (
                    "def accuracy(truth, guess):\n    hits = sum(a == b for a, b in zip(truth, guess))\n    return hits / len(truth)\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_metric_named_in_the_readme_does_not() -> None:
    assert (
        ask(
            computes_metrics,
            {
                "README.md": "Accuracy and F1 are computed.",
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
            },
        ).outcome
        == Outcome.NO
    )


def test_a_wrapper_without_a_body_does_not() -> None:
    assert ask(computes_metrics, {"a.py": "def accuracy(a, b):\n    pass\n"}).outcome == Outcome.NO


def test_without_code_the_question_does_not_apply() -> None:
    assert ask(computes_metrics, {"README.md": "# A"}).outcome == Outcome.NOT_APPLICABLE
