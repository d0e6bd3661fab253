from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.compares_estimators import compares_estimators
from tests.support.memory import ask


def test_three_kinds_in_one_file_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.ensemble import RandomForestClassifier\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "from sklearn.svm import SVC\n"
            "\n"
            "for model in [RandomForestClassifier(), LogisticRegression(), SVC()]:\n"
            "    model.fit(X, y)\n"
            "    print(model.score(A, b))\n"
            "\n"
            "best = SVC()\n"
            "best.fit(X, y)\n"
        ),
    }
    assert ask(compares_estimators, files).outcome == Outcome.YES


def test_one_kind_with_other_settings_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.svm import SVC\n\none = SVC(C=1)\none.fit(X, y)\ntwo = SVC(C=2)\ntwo.fit(X, y)\n"),
    }
    assert ask(compares_estimators, files).outcome == Outcome.NO


def test_kinds_that_are_only_imported_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.ensemble import RandomForestClassifier\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "from sklearn.svm import SVC\n"
            "\n"
            "model = SVC()\n"
            "model.fit(X, y)\n"
        ),
    }
    assert ask(compares_estimators, files).outcome == Outcome.NO
