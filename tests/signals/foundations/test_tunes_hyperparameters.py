from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.tunes_hyperparameters import tunes_hyperparameters
from tests.support.memory import ask


def test_a_grid_search_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import GridSearchCV\n"
            "from sklearn.svm import SVC\n"
            "\n"
            'search = GridSearchCV(SVC(), {"C": [1, 2]})\n'
            "search.fit(X, y)\n"
        ),
    }
    finding = ask(tunes_hyperparameters, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_study_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "import optuna\n"
            "\n"
            "study = optuna.create_study()\n"
            "study.optimize(objective, n_trials=5)\n"
        ),
    }
    finding = ask(tunes_hyperparameters, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_loop_over_settings_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.neighbors import KNeighborsClassifier\n"
            "\n"
            "for k in range(1, 20):\n"
            "    knn = KNeighborsClassifier(n_neighbors=k)\n"
            "    knn.fit(X_train, y_train)\n"
            "    print(k, knn.score(X_test, y_test))\n"
        ),
    }
    finding = ask(tunes_hyperparameters, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_fixed_settings_do_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression(C=2)\nmodel.fit(X_train, y_train)\n"
        ),
    }
    finding = ask(tunes_hyperparameters, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_training_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(tunes_hyperparameters, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
