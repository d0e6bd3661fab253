from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.cross_validates import cross_validates
from tests.support.memory import ask


def test_cross_val_score_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "from sklearn.model_selection import cross_val_score\n"
            "\n"
            "print(cross_val_score(model, X, y, cv=5))\n"
        ),
    }
    finding = ask(cross_validates, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_folds_of_ones_own_count() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "\n"
            "def k_fold(rows, k):\n"
            "    size = len(rows) // k\n"
            "    return [rows[i * size : (i + 1) * size] for i in range(k)]\n"
            "\n"
            "\n"
            "print(k_fold([1, 2], 2))\n"
        ),
    }
    finding = ask(cross_validates, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_one_split_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import train_test_split\n"
            "\n"
            "X_train, X_test, y_train, y_test = train_test_split(X, y)\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
        ),
    }
    finding = ask(cross_validates, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_training_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(cross_validates, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
