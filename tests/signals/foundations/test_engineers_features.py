from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.engineers_features import engineers_features
from tests.support.memory import ask


def test_a_column_transformer_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "from sklearn.compose import ColumnTransformer\n"
            "\n"
            "prepare = ColumnTransformer([])\n"
        ),
    }
    finding = ask(engineers_features, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_that_makes_features_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "\n"
            "def add_features(df):\n"
            '    df["age2"] = df["age"] ** 2\n'
            '    df["ratio"] = df["a"] / df["b"]\n'
            "    return df\n"
            "\n"
            "\n"
            "add_features(df)\n"
        ),
    }
    finding = ask(engineers_features, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_scaling_and_encoding_together_count_less() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "from sklearn.preprocessing import OneHotEncoder, StandardScaler\n"
            "\n"
            "a = StandardScaler().fit_transform(x)\n"
            "b = OneHotEncoder().fit_transform(y)\n"
        ),
    }
    finding = ask(engineers_features, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "medium"


def test_a_label_encoder_alone_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "from sklearn.preprocessing import LabelEncoder\n"
            "\n"
            "y = LabelEncoder().fit_transform(y)\n"
        ),
    }
    finding = ask(engineers_features, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_lone_scaler_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "from sklearn.preprocessing import StandardScaler\n"
            "\n"
            "scaler = StandardScaler()\n"
            "x = scaler.fit_transform(x)\n"
        ),
    }
    finding = ask(engineers_features, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_training_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(engineers_features, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
