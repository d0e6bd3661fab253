from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.counters_imbalance import counters_imbalance
from tests.support.memory import ask


def test_class_weights_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            'from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression(class_weight="balanced")\nmodel.fit(X, y)\n'
        ),
    }
    assert ask(counters_imbalance, files).outcome == Outcome.YES


def test_resampling_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from imblearn.over_sampling import SMOTE\n"
            "from sklearn.svm import SVC\n"
            "\n"
            "X, y = SMOTE().fit_resample(X, y)\n"
            "model = SVC()\n"
            "model.fit(X, y)\n"
        ),
    }
    assert ask(counters_imbalance, files).outcome == Outcome.YES


def test_resampling_in_a_comment_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.svm import SVC\n"
            "\n"
            "# from imblearn.over_sampling import SMOTE\n"
            "# X, y = SMOTE().fit_resample(X, y)\n"
            "model = SVC()\n"
            "model.fit(X, y)\n"
        ),
    }
    assert ask(counters_imbalance, files).outcome == Outcome.NO
