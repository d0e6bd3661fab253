from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.repeats_its_runs import repeats_its_runs
from tests.support.memory import ask


def test_a_seed_of_the_framework_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("import torch\nfrom sklearn.svm import SVC\n\ntorch.manual_seed(1)\nmodel = SVC()\nmodel.fit(X, y)\n"),
    }
    assert ask(repeats_its_runs, files).outcome == Outcome.YES


def test_the_random_state_of_a_split_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import train_test_split\n"
            "from sklearn.svm import SVC\n"
            "\n"
            "A, B = train_test_split(X, random_state=3)\n"
            "model = SVC()\n"
            "model.fit(A, y)\n"
        ),
    }
    assert ask(repeats_its_runs, files).outcome == Outcome.YES


def test_chance_left_to_itself_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(X, y)\n"),
    }
    assert ask(repeats_its_runs, files).outcome == Outcome.NO


def test_a_seed_without_training_is_no_case() -> None:
    files: dict[str, str | bytes] = {
        "game.py": ("import random\n\nrandom.seed(4)\n"),
    }
    assert ask(repeats_its_runs, files).outcome == Outcome.NOT_APPLICABLE
