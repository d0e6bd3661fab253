from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.splits_data import splits_data
from tests.support.memory import ask


def test_a_split_function_counts() -> None:
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
    finding = ask(splits_data, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("train.py", 3)]


def test_the_pandas_idiom_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import pandas as pd\n"
            "\n"
            'df = pd.read_csv("rows.csv")\n'
            "train = df.sample(frac=0.8)\n"
            "test = df.drop(train.index)\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
        ),
    }
    finding = ask(splits_data, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_of_ones_own_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "def split_data(rows):\n"
            "    cut = int(len(rows) * 0.8)\n"
            "    return rows[:cut], rows[cut:]\n"
            "\n"
            "\n"
            "train, test = split_data([1, 2])\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
        ),
    }
    finding = ask(splits_data, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_training_on_everything_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression()\nmodel.fit(X, y)\n"),
    }
    finding = ask(splits_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_split_text_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            'print("a b".split())\n'
        ),
    }
    finding = ask(splits_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_training_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(splits_data, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_data_that_come_in_parts_and_are_used_so_count() -> None:
    source = (
        "import torch\nfrom faces import Faces\n\n"
        "train = Faces('d', train=True)\ntest = Faces('d', train=False)\n\n\n"
        "def fit(model, loss, optimizer):\n    for x, y in train:\n        optimizer.zero_grad()\n"
        "        loss(model(x), y).backward()\n        optimizer.step()\n"
    )
    finding = ask(splits_data, {"train.py": source})
    assert (finding.outcome, [place.start for place in finding.locations]) == (Outcome.YES, [4, 5])
    assert ask(splits_data, {"train.py": source.replace("test = Faces('d', train=False)\n", "")}).outcome == Outcome.NO
