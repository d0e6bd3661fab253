import pytest

from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.trains_a_model import trains_a_model
from tests.support.memory import ask


def test_a_library_model_that_is_fitted_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression()\nmodel.fit(X_train, y_train)\n"),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("train.py", 4)]


def test_models_fitted_in_a_loop_count() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from sklearn.svm import SVC\n"
            "from sklearn.tree import DecisionTreeClassifier\n"
            "\n"
            'models = {"svm": SVC(), "tree": DecisionTreeClassifier()}\n'
            "for name, model in models.items():\n"
            "    model.fit(X_train, y_train)\n"
        ),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_training_loop_counts() -> None:
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
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_model_from_scratch_counts() -> None:
    files: dict[str, str | bytes] = {
        "linear.py": (
            "import numpy as np\n"
            "\n"
            "\n"
            "class Linear:\n"
            "    def fit(self, x, y):\n"
            "        self.w = np.zeros(x.shape[1])\n"
            "        for _ in range(100):\n"
            "            error = np.dot(x, self.w) - y\n"
            "            self.w -= 0.1 * np.dot(x.T, error)\n"
            "\n"
            "    def predict(self, x):\n"
            "        return np.dot(x, self.w)\n"
        ),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "medium"


def test_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.js": ('import * as tf from "@tensorflow/tfjs";\n\nconst model = tf.sequential();\nawait model.fit(x, y, { epochs: 5 });\n'),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_fitting_a_scaler_does_not() -> None:
    files: dict[str, str | bytes] = {
        "prepare.py": ("from sklearn.preprocessing import StandardScaler\n\nscaler = StandardScaler()\nscaler.fit(X)\n"),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_loading_a_model_does_not() -> None:
    files: dict[str, str | bytes] = {
        "serve.py": ('import joblib\n\nmodel = joblib.load("model.pkl")\nprint(model.predict([[1]]))\n'),
        "README.md": "Trained with scikit-learn.\n",
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_dead_import_does_not() -> None:
    files: dict[str, str | bytes] = {
        "a.py": ('from sklearn.linear_model import LogisticRegression\n\n# model.fit(X, y)\nprint("fit")\n'),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_code_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "README.md": ("# Notes\n\nWe use OpenAI, embeddings and PyTorch.\n"),
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_a_language_whose_calls_are_not_read_is_not_available() -> None:
    files: dict[str, str | bytes] = {
        "main.jl": "module Main\nprintln(1)\nend\n",
    }
    finding = ask(trains_a_model, files)
    assert finding.outcome == Outcome.NOT_AVAILABLE, finding.message


def test_an_operation_that_a_session_runs_trains() -> None:
    source = (
        "import tensorflow as tf\n\n\nclass Player:\n    def __init__(self, loss):\n"
        "        self.step = tf.train.RMSPropOptimizer(0.01).minimize(loss)\n        self.session = tf.Session()\n\n"
        "    def learn(self, batch):\n        return self.session.run(self.step, feed_dict=batch)\n"
    )
    assert ask(trains_a_model, {"player.py": source}).outcome == Outcome.YES


def test_minimising_with_scipy_trains_nothing() -> None:
    source = "from scipy.optimize import minimize\n\nprint(minimize(lambda x: x * x, 1.0).x)\n"
    assert ask(trains_a_model, {"root.py": source}).outcome == Outcome.NO


TRAINER = "from sklearn.linear_model import LogisticRegression\n\n\ndef build():\n    return LogisticRegression()\n"


def test_a_model_that_another_file_makes_counts_where_it_is_fitted() -> None:
    fit = (
        "from sklearn.pipeline import Pipeline\n\n\ndef fit_best(build_pipeline, X, y):\n    pipe = build_pipeline()\n    pipe.fit(X, y)\n"
    )
    finding = ask(trains_a_model, {"trainer.py": TRAINER, "fit.py": fit})
    assert (finding.outcome, [place.path for place in finding.locations]) == (Outcome.YES, ["fit.py"])


@pytest.mark.parametrize(
    "fit",
    [
        "def fit_best(pipe, X, y):\n    pipe.fit(X, y)\n",
        "from sklearn.pipeline import Pipeline\n\n\ndef shown(window, pipe):\n    pipe.fit(window)\n",
    ],
    ids=["no library of models beside it", "no target"],
)
def test_what_else_is_called_fit_elsewhere_does_not(fit: str) -> None:
    assert ask(trains_a_model, {"trainer.py": TRAINER, "fit.py": fit}).outcome == Outcome.NO
