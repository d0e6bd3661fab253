from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.tests_for_bias import tests_for_bias
from tests.support.memory import ask


def test_a_fairness_library_counts() -> None:
    files: dict[str, str | bytes] = {
        "audit.py": (
            "from fairlearn.metrics import MetricFrame\n\nframe = MetricFrame(metrics=score, y_true=y, y_pred=p, sensitive_features=sex)\n"
        ),
    }
    finding = ask(tests_for_bias, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_figure_of_ones_own_counts() -> None:
    files: dict[str, str | bytes] = {
        "audit.py": (
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            "\n"
            "def disparate_impact(rows, group):\n"
            "    rates = {one: sum(r) / len(r) for one, r in rows.items()}\n"
            "    return min(rates.values()) / max(rates.values())\n"
            "\n"
            "\n"
            'print(disparate_impact({}, "sex"))\n'
        ),
    }
    finding = ask(tests_for_bias, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_the_bias_of_a_neuron_does_not() -> None:
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
            "\n"
            "layer = torch.nn.Linear(2, 1, bias=True)\n"
        ),
    }
    finding = ask(tests_for_bias, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(tests_for_bias, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
