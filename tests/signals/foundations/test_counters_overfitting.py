from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.counters_overfitting import counters_overfitting
from tests.support.memory import ask


def test_dropout_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import torch\n"
            "\n"
            "optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)\n"
            "for epoch in range(10):\n"
            "    for x, y in loader:\n"
            "        optimizer.zero_grad()\n"
            "        loss = torch.nn.functional.mse_loss(model(x), y)\n"
            "        loss.backward()\n"
            "        optimizer.step()\n"
        ),
        "model.py": ("import torch\n\nlayer = torch.nn.Dropout(0.2)\n"),
    }
    finding = ask(counters_overfitting, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_patience_in_a_loop_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "patience = 5\n"
            "import torch\n"
            "\n"
            "optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)\n"
            "for epoch in range(10):\n"
            "    for x, y in loader:\n"
            "        optimizer.zero_grad()\n"
            "        loss = torch.nn.functional.mse_loss(model(x), y)\n"
            "        loss.backward()\n"
            "        optimizer.step()\n"
        ),
    }
    finding = ask(counters_overfitting, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_early_stopping_by_keyword_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from xgboost import XGBClassifier\n\nmodel = XGBClassifier(early_stopping_rounds=10)\nmodel.fit(X_train, y_train)\n"),
    }
    finding = ask(counters_overfitting, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_plain_model_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression()\nmodel.fit(X_train, y_train)\n"),
        "README.md": "We avoid overfitting by early stopping.\n",
    }
    finding = ask(counters_overfitting, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_trying_ridge_among_others_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.linear_model import Lasso, Ridge\n\nfor model in [Ridge(), Lasso()]:\n    model.fit(X, y)\n"),
    }
    finding = ask(counters_overfitting, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_training_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(counters_overfitting, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
