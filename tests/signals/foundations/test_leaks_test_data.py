from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.leaks_test_data import leaks_test_data
from tests.support.memory import ask


def test_a_scaled_whole_that_is_split_leaks() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import train_test_split\n"
            "from sklearn.preprocessing import StandardScaler\n"
            "\n"
            "scaled = StandardScaler().fit_transform(X)\n"
            "X_train, X_test, y_train, y_test = train_test_split(scaled, y)\n"
        ),
    }
    finding = ask(leaks_test_data, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("train.py", 4), ("train.py", 5)]


def test_a_fit_above_the_split_has_to_be_looked_at() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import train_test_split\n"
            "from sklearn.preprocessing import StandardScaler\n"
            "\n"
            "scaler = StandardScaler()\n"
            'df[["age"]] = scaler.fit_transform(df[["age"]])\n'
            "X_train, X_test = train_test_split(df)\n"
        ),
    }
    finding = ask(leaks_test_data, files)
    assert finding.outcome == Outcome.NEEDS_REVIEW, finding.message


def test_a_fit_on_the_training_part_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import train_test_split\n"
            "from sklearn.preprocessing import StandardScaler\n"
            "\n"
            "X_train, X_test = train_test_split(X)\n"
            "scaler = StandardScaler().fit(X_train)\n"
        ),
    }
    finding = ask(leaks_test_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_an_encoded_label_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.model_selection import train_test_split\n"
            "from sklearn.preprocessing import LabelEncoder\n"
            "\n"
            "labels = LabelEncoder().fit_transform(y)\n"
            "X_train, X_test, y_train, y_test = train_test_split(X, labels)\n"
        ),
    }
    finding = ask(leaks_test_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_split_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression()\nmodel.fit(X_train, y_train)\n"),
    }
    finding = ask(leaks_test_data, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
